"""What can be found at all: what this reader may read now, asked of the rows themselves and never of an index.

So what a decision hides is not found from that moment on, however far the index is behind.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.groups import holders
from accounts.models import Credential, Departure, Profession, User
from accounts.requests import Reader
from articles.loading import anything_is_restricted
from articles.models import Author, ColumnPage, Topic
from comments.models import Comment
from comments.muting import mutes_of
from portal.kept.remembered import memory, sort_of


class Eyes:
    """Whose they are, and what is known of all that they may see: asked once for all tables."""

    def __init__(self, reader: Reader, may_be_restricted: bool | None = None) -> None:
        self.reader, self.memory = reader, memory()
        # Most sites restrict no page; then there is no need to look for what is above.
        self.may_be_restricted = self._may_be_restricted() if may_be_restricted is None else may_be_restricted

    def _may_be_restricted(self) -> bool:
        known = sort_of(self.memory, "restricted")
        if not known:
            known[None] = anything_is_restricted()
        return bool(known[None])

    def columns(self) -> QuerySet[ColumnPage]:
        rows = ColumnPage.objects.live().filter(alias_of=None)
        return rows.public() if self.may_be_restricted else rows

    def on_columns(self) -> Q:
        """The condition that a comment stands below such a column: looked up from each, and not among all columns there are."""
        if self.may_be_restricted:
            return Q(discussion__page__in=self.columns().order_by().values("pk"))
        return Q(discussion__page__live=True, discussion__page__alias_of=None, discussion__page__columnpage__isnull=False)

    def unmuted(self, rows: QuerySet[Any], author: str) -> QuerySet[Any]:
        """Without those whom the reader does not want to read."""
        if not isinstance(self.reader, User):
            return rows
        muted = mutes_of(self.reader).order_by().filter(muted=OuterRef(author))
        return rows.exclude(Exists(muted))


def columns(eyes: Eyes) -> QuerySet[ColumnPage]:
    return eyes.columns().order_by()


def comments(eyes: Eyes) -> QuerySet[Comment]:
    return said(eyes).filter(eyes.on_columns())


def said(eyes: Eyes) -> QuerySet[Comment]:
    """Comments on columns that may be seen, and on others.

    Without those of members who leave and take along what they said: it can still be read where it stands, until it is erased.
    """
    going = Departure.objects.filter(member=OuterRef("author"), comments=Departure.Comments.ERASE)
    return eyes.unmuted(Comment.objects.published().exclude(Exists(going)), "author")


def members(eyes: Eyes) -> QuerySet[User]:
    """Who is here, has come in at least once, and is not found as a columnist already."""
    came = Q(last_login__isnull=False) | Q(is_superuser=True) | Exists(_verified_addresses())
    known = Exists(columnists(eyes).filter(user=OuterRef("pk")))
    return eyes.unmuted(holders().filter(came).exclude(known), "pk")


def columnists(eyes: Eyes) -> QuerySet[Author]:
    """Those of a published column; the by-line of a member who has left is the publication's."""
    told = eyes.columns().order_by().filter(column_authors__author=OuterRef("pk"))
    return eyes.unmuted(Author.objects.filter(Exists(told)).order_by(), "user")


def professions(_eyes: Eyes) -> QuerySet[Profession]:
    """Those of the directory, which says of none who holds it."""
    return Profession.objects.current().order_by()


def topics(eyes: Eyes) -> QuerySet[Topic]:
    return Topic.objects.filter(Exists(eyes.columns().order_by().filter(topics=OuterRef("pk")))).order_by()


def spoken_from(profession: Profession) -> Q:
    """The condition that a comment is shown as spoken from a profession, as `Standing.worn` says it of one."""
    return Q(profession__in=_shown_as(profession)) & (_not_reserved(profession) | Q(credential__isnull=False))


def held_as(profession: Profession, member: str) -> Q:
    """The condition that a member is shown with a profession; `member` is the path from the row to the member, "" for the row itself."""
    checked = Credential.objects.valid().filter(user=OuterRef(f"{member}pk"), profession=OuterRef(f"{member}profession"))
    return Q(**{f"{member}profession__in": _shown_as(profession)}) & (_not_reserved(profession, member) | Q(Exists(checked)))


def _shown_as(profession: Profession) -> list[int]:
    """All professions that are shown as this one; none where too few hold it (accounts.groups)."""
    return list(Profession.objects.filter(shown_as=profession).values_list("pk", flat=True))


def _not_reserved(profession: Profession, path: str = "") -> Q:
    """A title that the law reserves, worn or shown, needs a credential."""
    return Q(**{f"{path}profession__regulated": False}) if not profession.regulated else Q(pk=None)


def _verified_addresses() -> QuerySet:
    from allauth.account.models import EmailAddress  # its table refers to ours

    return EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
