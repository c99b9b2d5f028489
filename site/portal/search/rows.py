"""The rows of a page of results, of columns and of comments: read in statements that are compiled once (accounts/prepared.py)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from accounts.models import Profession
from accounts.prepared import Prepared
from articles.models import Author, ColumnAuthor, ColumnPage
from comments.models import Comment, Discussion, Tally
from comments.voices import Talk, gather
from portal.search.paging import A_PAGE

Tag: Any = ColumnPage.professions.through


@dataclass
class ColumnRow:
    """A column, and what a result says of it."""

    column: ColumnPage
    authors: list[Author] = field(default_factory=list)
    professions: list[Profession] = field(default_factory=list)
    talk: Talk = field(default_factory=Talk)


def comments(numbers: Collection[int]) -> list[Comment]:
    """With what they were spoken from, and the page they stand on. One statement; no more numbers than a page has."""
    return COMMENTS(*_padded(numbers))


def columns(numbers: Collection[int]) -> list[ColumnRow]:
    """Four statements, and one more where any of them is spoken on; no more numbers than a page has."""
    wanted = _padded(numbers)
    rows = {column.pk: ColumnRow(column) for column in COLUMNS(*wanted)}
    for by_line in AUTHORS(*wanted):
        rows[by_line.page_id].authors.append(by_line.author)
    for tag in TAGS(*wanted):
        rows[tag.columnpage_id].professions.append(tag.profession)
    discussions = [one for one in DISCUSSIONS(*wanted) if one.comment_count]
    tallies: dict[int, list[Tally]] = defaultdict(list)
    for tally in TALLIES(*_padded([one.pk for one in discussions])) if discussions else ():
        tallies[tally.discussion_id].append(tally)
    for one in discussions:
        rows[one.page_id].talk = Talk(one.comment_count, gather(tallies[one.pk]))
    return list(rows.values())


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
