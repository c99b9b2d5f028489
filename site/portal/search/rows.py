"""The rows of a page of results, of columns and of comments: read in statements that are compiled once (accounts/prepared.py)."""

from collections import defaultdict
from collections.abc import Collection
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from accounts.models import Profession
from accounts.prepared import Prepared
from articles.models import Author, ColumnAuthor, ColumnPage
from comments.models import Comment, Discussion, Tally
from comments.voices import Talk, gather
from portal.kept.remembered import Memory, sort_of
from portal.search.paging import A_PAGE

REMEMBERED = 200  # columns, each with its text
Tag: Any = ColumnPage.professions.through


@dataclass
class ColumnRow:
    """A column, and what a result says of it. All but `talk` is remembered for as long as no column changes, and to be read only."""

    column: ColumnPage
    authors: list[Author] = field(default_factory=list)
    professions: list[Profession] = field(default_factory=list)
    text: str = ""
    talk: Talk = field(default_factory=Talk)


def comments(numbers: Collection[int]) -> list[Comment]:
    """With what they were spoken from, and the page they stand on. One statement; no more numbers than a page has."""
    return COMMENTS(*_padded(numbers))


def columns(numbers: Collection[int], memory: Memory) -> list[ColumnRow]:
    """Three statements where not all are remembered; another, and one more where any of them is spoken on. No more numbers than a page has."""
    known: dict[int, ColumnRow] = sort_of(memory, "rows of columns", REMEMBERED)
    missing = [pk for pk in numbers if pk not in known]
    if missing:
        known.update(_read(missing))
    rows = {pk: copy(known[pk]) for pk in numbers if pk in known}
    discussions = [one for one in DISCUSSIONS(*_padded(numbers)) if one.comment_count]
    tallies: dict[int, list[Tally]] = defaultdict(list)
    for tally in TALLIES(*_padded([one.pk for one in discussions])) if discussions else ():
        tallies[tally.discussion_id].append(tally)
    for one in discussions:
        rows[one.page_id].talk = Talk(one.comment_count, gather(tallies[one.pk]))
    return list(rows.values())


def _read(numbers: Collection[int]) -> dict[int, ColumnRow]:
    wanted = _padded(numbers)
    rows = {column.pk: ColumnRow(column, text=_text(column)) for column in COLUMNS(*wanted)}
    for by_line in AUTHORS(*wanted):
        rows[by_line.page_id].authors.append(by_line.author)
    for tag in TAGS(*wanted):
        rows[tag.columnpage_id].professions.append(tag.profession)
    return rows


def _text(column: ColumnPage) -> str:
    return " ".join(column.paragraphs.values()) or column.dek


def _padded(numbers: Collection[int]) -> list[int]:
    """A prepared statement takes always as many."""
    return [*numbers, *[0] * (A_PAGE - len(numbers))]


def _comments(*numbers: int) -> QuerySet[Comment]:
    return Comment.objects.filter(pk__in=numbers).order_by().for_display().select_related("discussion__page")


def _columns(*numbers: int) -> QuerySet[ColumnPage]:
    return ColumnPage.objects.filter(pk__in=numbers).order_by().defer("corrections")


def _authors(*columns: int) -> QuerySet[ColumnAuthor]:
    return ColumnAuthor.objects.filter(page__in=columns).select_related("author").order_by("page", "sort_order")


def _tags(*columns: int) -> QuerySet[Any]:
    return (
        Tag.objects.filter(columnpage__in=columns)
        .select_related("profession")
        .order_by("columnpage", "profession__field", "profession__name")
    )


def _discussions(*pages: int) -> QuerySet[Discussion]:
    return Discussion.objects.filter(page__in=pages).order_by()


def _tallies(*discussions: int) -> QuerySet[Tally]:
    return Tally.objects.filter(discussion__in=discussions, count__gt=0).select_related("profession__shown_as").order_by()


COMMENTS: Prepared[Comment] = Prepared(_comments, *[int] * A_PAGE, by_key=True)
COLUMNS: Prepared[ColumnPage] = Prepared(_columns, *[int] * A_PAGE, by_key=True)
AUTHORS: Prepared[ColumnAuthor] = Prepared(_authors, *[int] * A_PAGE, by_key=True)
TAGS: Prepared[Any] = Prepared(_tags, *[int] * A_PAGE, by_key=True)
DISCUSSIONS: Prepared[Discussion] = Prepared(_discussions, *[int] * A_PAGE, by_key=True)
TALLIES: Prepared[Tally] = Prepared(_tallies, *[int] * A_PAGE, by_key=True)
