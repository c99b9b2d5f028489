"""By what each hit can be narrowed: professions as they are shown, topics, and when it was published. A few statements for all hits."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import Credential, Profession, User
from articles.models import Author, ColumnPage
from comments.models import Comment
from portal.search.sources import COLUMNISTS, COLUMNS, COMMENTS, MEMBERS, Narrowing, Source

NONE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Traits:
    """`professions` are numbers of what is shown, never of what is hidden; `verified` says that the one which is shown was checked."""

    professions: frozenset[int] = NONE
    topics: frozenset[int] = NONE
    moment: datetime | None = None
    verified: bool = False

    def fit(self, narrowing: Narrowing, but: str = "") -> bool:
        """Whether the hit stays when narrowed so; `but` names what is not looked at."""
        if narrowing.profession and but != "profession" and narrowing.profession.pk not in self.professions:
            return False
        if narrowing.topic and but != "topic" and narrowing.topic.pk not in self.topics:
            return False
        if not narrowing.when or but == "when":
            return True
        begin, end = narrowing.span
        return self.moment is not None and begin <= self.moment < end


NO_TRAITS = Traits()


class Known:
    """The professions there are, and what is shown of each: read once."""

    def __init__(self) -> None:
        self.all = {one.pk: one for one in Profession.objects.order_by().only(*COLUMNS_OF_A_PROFESSION)}

    def stands_for(self, number: int) -> int:
        """Of a profession that a column concerns: what it was merged into."""
        return self.all[number].alias_of_id or number

    def shown(self, number: int | None, has_credential: bool) -> int | None:
        """Of a profession that somebody wears, as `Standing.worn` says it."""
        worn = self.all[number] if number else None
        shown = self.all.get(worn.shown_as_id) if worn and worn.shown_as_id else None
        if worn is None or shown is None or (not has_credential and (worn.regulated or shown.regulated)):
            return None
        return shown.pk


COLUMNS_OF_A_PROFESSION = ("slug", "name", "name_en", "seal", "field", "regulated", "alias_of", "shown_as")


def traits_of(numbers: Mapping[Source, Collection[int]], known: Known) -> dict[Source, dict[int, Traits]]:
    """Of the rows with these numbers."""
    columns = dict(ColumnPage.objects.filter(pk__in=numbers[COLUMNS]).order_by().values_list("pk", "date"))
    comments = _comments(numbers[COMMENTS])
    topics = _tags("topics", {*columns, *(page for _pk, page, *_rest in comments)})
    professions = _tags("professions", columns)
    return {
        COLUMNS: {pk: Traits(frozenset(map(known.stands_for, professions[pk])), topics[pk], date) for pk, date in columns.items()},
        COMMENTS: {
            pk: Traits(_one(known.shown(worn, bool(credential))), topics[page], moment, _is_verified(known, worn, credential, state))
            for pk, page, moment, worn, credential, state in comments
        },
        MEMBERS: _people(User.objects.filter(pk__in=numbers[MEMBERS]).values_list("pk", "pk", "profession"), known),
        COLUMNISTS: _people(Author.objects.filter(pk__in=numbers[COLUMNISTS]).values_list("pk", "user", "user__profession"), known),
    }


def _comments(numbers: Collection[int]) -> list[tuple[Any, ...]]:
    fields = ("pk", "discussion__page", "published_at", "profession", "credential", "credential__state")
    return list(Comment.objects.filter(pk__in=numbers).order_by().values_list(*fields))


def _is_verified(known: Known, worn: int | None, credential: int | None, state: str | None) -> bool:
    return credential is not None and state != Credential.State.REVOKED and known.shown(worn, True) is not None


def _tags(name: str, pages: Collection[int]) -> Mapping[int, frozenset[int]]:
    """Topics or professions of columns, by the column's number."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    if pages:
        through: Any = getattr(ColumnPage, name).through
        for page, tag in through.objects.filter(columnpage__in=pages).values_list("columnpage", name.removesuffix("s")):
            found[page].add(tag)
    return defaultdict(frozenset, {page: frozenset(tags) for page, tags in found.items()})


def _people(rows: Iterable[tuple[int, int | None, int | None]], known: Known) -> dict[int, Traits]:
    """Rows of a number, the member's and the profession's."""
    people = list(rows)
    members = {member for _pk, member, worn in people if member and worn}
    checked = set(Credential.objects.valid().filter(user__in=members).values_list("user", "profession"))
    return {
        pk: Traits(_one(known.shown(worn, (member, worn) in checked)), verified=(member, worn) in checked) for pk, member, worn in people
    }


def _one(number: int | None) -> frozenset[int]:
    return frozenset([number]) if number else NONE
