"""Notices put into words, in the active language: for the inbox and for letters.

A kind is two templates, `notices/<kind>.subject.txt` and `notices/<kind>.txt`, in the app that tells of it. They get the notice's context,
`author` as the member it names, and `memo`: a dictionary shared by all notices of one list, where a tag keeps what it has looked up.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from accounts.letters import in_language
from accounts.models import Notice, User


@dataclass(frozen=True)
class Told:
    """A notice in words; plain text, with paragraphs parted by an empty line."""

    notice: Notice
    subject: str
    body: str
    url: str


# By kind: which of some notices of it are still true, by their ids. An app adds its own in `ready()`.
CHECKS: dict[str, Callable[[list[Notice]], set[int]]] = {}


def still_true(notices: Iterable[Notice]) -> list[Notice]:
    """Without those that nobody should be written about any more, as a column that has been taken back since."""
    notices = list(notices)
    for kind, check in CHECKS.items():
        of_kind = [notice for notice in notices if notice.kind == kind]
        if of_kind:
            true = check(of_kind)
            notices = [notice for notice in notices if notice.kind != kind or notice.pk in true]
    return notices


def tell_all(notices: Iterable[Notice]) -> list[Told]:
    """In one more query than what the templates look up, however many notices there are."""
    notices = list(notices)
    people = User.objects.in_bulk([notice.context["author"] for notice in notices if notice.context.get("author")])
    memo: dict[str, Any] = {}
    return [tell(notice, people, memo) for notice in notices]


def tell(notice: Notice, people: Mapping[int, User], memo: dict[str, Any]) -> Told:
    context = {**notice.context, "author": people.get(notice.context.get("author") or 0), "notice": notice, "memo": memo}
    subject = " ".join(_plain(f"notices/{notice.kind}.subject.txt", context).split())
    return Told(notice, subject, _plain(f"notices/{notice.kind}.txt", context), in_language(notice.url))


def _plain(template: str, context: Mapping[str, Any]) -> str:
    """The text as a plain string: what people wrote in it is escaped wherever it goes into a page."""
    return str.strip(render_to_string(template, dict(context)))
