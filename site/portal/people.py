"""Who stands behind a handle: a member, a columnist, or both."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext

from accounts.gone import Gone
from accounts.models import Handle, User
from accounts.text import fold
from articles.models import Author


@dataclass(frozen=True)
class Person:
    member: User | None
    author: Author | None

    @property
    def handle(self) -> str:
        return (self.member or self.author).handle  # type: ignore[union-attr]

    @property
    def name(self) -> str:
        return self.author.name if self.author else self.member.shown_name  # type: ignore[union-attr]

    @property
    def about(self) -> str:
        return (self.author and self.author.bio) or (self.member and self.member.bio) or ""


def find_person(handle: str) -> Person:
    """By any spelling of the handle. Raises Gone for one whose owner has left, Http404 for one that nobody ever had."""
    key = fold(handle)
    member = User.objects.select_related("profession", "author").filter(handle_key=key, closed_at=None).first()
    author = getattr(member, "author", None) if member else Author.objects.filter(handle_key=key).first()
    if member is None and author is None:
        if Handle.was_given(handle):
            raise Gone(gettext("Nobody is at this address any more."))
        raise Http404
    return Person(member, author)
