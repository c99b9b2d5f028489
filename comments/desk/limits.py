"""Moderators who are limited to sections or topics: what else there is does not exist for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from accounts.models import User
from accounts.prepared import Prepared
from comments.models import DeskLimit


@dataclass(frozen=True)
class Kind:
    """`pages` gives which pages the things of some numbers stand for; `things` all that may be chosen, by number and name."""

    label: Any
    pages: Callable[[list[int]], Q]
    things: Callable[[], Iterable[tuple[int, str]]]


def _below(numbers: list[int]) -> Q:
    wanted = Q(pk__in=[])
    for path in Page.objects.filter(pk__in=numbers).values_list("path", flat=True):
        wanted |= Q(path__startswith=path)
    return wanted


def _sections() -> Iterable[tuple[int, str]]:
    """What has pages below it, but for the root of the tree."""
    return Page.objects.filter(numchild__gt=0, depth__gt=1).order_by("path").values_list("pk", "title")[:200]


KINDS: dict[str, Kind] = {"section": Kind(pgettext_lazy("of a publication", "Section"), _below, _sections)}


def register(name: str, kind: Kind) -> None:
    """For other rooms: a further kind of thing that moderators may be limited to."""
    KINDS[name] = kind


def pages_of(moderator: User) -> Q | None:
    """Which pages' comments a moderator may decide on, as a condition on pages; None where they are not limited.

    One query for each `User` object, that is for each request.
    """
    if not hasattr(moderator, "_pages_to_moderate"):
        moderator._pages_to_moderate = _pages_of(moderator)  # type: ignore[attr-defined]
    return moderator._pages_to_moderate  # type: ignore[attr-defined]


_limits_of: Prepared[Any] = Prepared(
    lambda number: DeskLimit.objects.filter(moderator=number).values_list("kind", "target"), int, by_key=True
)


def _pages_of(moderator: User) -> Q | None:
    limits: dict[str, list[int]] = {}
    for kind, target in _limits_of(moderator.pk):
        limits.setdefault(kind, []).append(target)
    if not limits:
        return None
    wanted = Q(pk__in=[])
    for name, numbers in limits.items():
        if name in KINDS:
            wanted |= KINDS[name].pages(numbers)
    return wanted


def within(moderator: User, path: str = "discussion__page") -> Q:
    """The same as a condition on comments, or on what points to them by `path`."""
    pages = pages_of(moderator)
    return Q() if pages is None else Q(**{f"{path}__in": Page.objects.filter(pages).order_by().values("pk")})


def within_either(moderator: User, *paths: str) -> Q:
    """As `within`, of what points to its page by one of several paths; what is about no page is for those without limits."""
    if pages_of(moderator) is None:
        return Q()
    wanted = Q(pk__in=[])
    for path in paths:
        wanted |= within(moderator, path)
    return wanted


def may_decide_on(moderator: User, page: Page) -> bool:
    pages = pages_of(moderator)
    return pages is None or Page.objects.filter(pages, pk=page.pk).exists()


def named(limits: Iterable[DeskLimit]) -> list[str]:
    """Each in words, as things are called today; a number where the thing is gone."""
    names = {(name, number): f"{kind.label}: {label}" for name, kind in KINDS.items() for number, label in kind.things()}
    return [names.get((limit.kind, limit.target), f"{limit.kind} {limit.target}") for limit in limits]
