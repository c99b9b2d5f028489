"""What is read of each hit with its number: by what it can be narrowed. Values of the rows that may be seen, for each table."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery, TextField, Value

from accounts.models import Credential, Profession, User
from accounts.prepared import Prepared
from articles.models import Author, ColumnPage
from comments.models import Comment
from portal.kept.remembered import Memory, sort_of


class Numbers(Subquery):
    """The numbers `n` of a query set as one text, with commas between; none where there are none."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="(SELECT group_concat(n) FROM (%(subquery)s) AS numbers)", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="(SELECT string_agg(n::text, ',') FROM (%(subquery)s) AS numbers)", **extra)


class Minute(Func):
    """The minute of a moment, counted from 1970."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="(CAST(strftime('%%%%s', %(expressions)s) AS INTEGER) / 60)", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="FLOOR(EXTRACT(EPOCH FROM %(expressions)s) / 60)::bigint", **extra)


def _tags(name: str, page: str) -> Numbers:
    """Topics or professions of the column whose number stands in `page`."""
    through: Any = getattr(ColumnPage, name).through
    return Numbers(through.objects.filter(columnpage=OuterRef(page)).order_by().annotate(n=F(name.removesuffix("s"))).values("n"))


NOTHING = Value(None, output_field=IntegerField())


def of_names(rows: QuerySet[Any], _at: datetime) -> QuerySet[Any, Any]:
    """Professions and topics cannot be narrowed."""
    return rows.order_by().values_list("pk", NOTHING, NOTHING, NOTHING, NOTHING)


def of_columns(rows: QuerySet[ColumnPage], _at: datetime) -> QuerySet[ColumnPage, Any]:
    """Number, minute, topics, the professions that they concern, and nothing."""
    return rows.order_by().values_list("pk", Minute("date"), _tags("topics", "pk"), _tags("professions", "pk"), NOTHING)


def of_comments(rows: QuerySet[Comment], _at: datetime) -> QuerySet[Comment, Any]:
    """Number, minute, the column that they are on, the profession that was worn, and in which state the credential is that bore it out, if one did."""
    return rows.order_by().values_list("pk", Minute("published_at"), F("discussion__page"), F("profession"), F("credential__state"))


def of_members(rows: QuerySet[User], at: datetime) -> QuerySet[User, Any]:
    """As of comments; nothing of members is dated, and they are on no column."""
    return _of_people(rows, "", at)


def of_columnists(rows: QuerySet[Author], at: datetime) -> QuerySet[Author, Any]:
    return _of_people(rows, "user__", at)


def _of_people(rows: QuerySet[Any], member: str, at: datetime) -> QuerySet[Any, Any]:
    """`member` is the path from the row to the member, "" for the row itself."""
    valid = Credential.objects.valid(at).filter(user=OuterRef(f"{member}pk"), profession=OuterRef(f"{member}profession"))
    return rows.order_by().values_list("pk", NOTHING, NOTHING, F(f"{member}profession"), Subquery(valid.order_by().values("state")[:1]))


SHOWN = ("id", "slug", "name", "name_en", "seal", "field")  # of a profession that is shown


def _of_professions() -> QuerySet[Profession, Any]:
    return Profession.objects.order_by().values_list("regulated", "shown_as", "shown_as__regulated", *SHOWN)


PROFESSIONS: Prepared[Any] = Prepared(_of_professions, by_key=True)


class Worn:
    """What is shown of professions that are worn, and whether as verified; as `Standing.worn` says it of one. One statement, where they are not remembered."""

    def __init__(self, memory: Memory) -> None:
        self.known = sort_of(memory, "professions")
        if not self.known:
            self.known.update({row[3]: row for row in PROFESSIONS()})

    def professions(self, numbers: Iterable[int]) -> dict[int, Profession]:
        """Those of these that there are."""
        return {number: Profession.from_db(DEFAULT_DB_ALIAS, SHOWN, self.known[number][3:]) for number in numbers if number in self.known}

    def shown(self, worn: int | None, credential: str | None) -> tuple[int | None, bool]:
        if worn is None:
            return None, False
        is_regulated, shown, is_shown_regulated = self.known[worn][:3]
        if shown is None or (credential is None and (is_regulated or is_shown_regulated)):
            return None, False
        return shown, credential is not None and credential != Credential.State.REVOKED
