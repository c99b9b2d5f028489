"""What is proposed while somebody types: professions, topics and columnists whose name begins so, and columns that are found so far.

Members are found, not proposed: nobody's name is put before people who did not ask for it. All of it is asked of live rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import Profession
from accounts.requests import Reader
from accounts.searching.question import Question
from accounts.searching.ranking import found
from articles.models import ColumnPage
from portal.search import visible
from portal.search.asking import Kind
from portal.search.facets import KINDS
from portal.search.letters import begins
from portal.search.visible import Eyes

OF_EACH, COLUMNS = 3, 3
NAMES_READ = 1000  # of each table
LONGEST = 40  # characters typed; beyond them nothing is proposed


@dataclass(frozen=True)
class Suggestion:
    label: str
    kind: str
    address: str
    seal: str = ""
    dye: str = ""

    def as_json(self) -> dict[str, str]:
        return {"label": self.label, "kind": self.kind, "address": self.address, "seal": self.seal, "dye": self.dye}


def suggestions(typed: str, question: Question | None, reader: Reader) -> list[Suggestion]:
    """For `typed`, which as a whole word asks `question`: four statements, and one more where columns are found; none for what is too long."""
    if not typed or len(typed) > LONGEST:
        return []
    eyes = Eyes(reader)
    return [*_professions(typed, eyes), *_topics(typed, eyes), *_columnists(typed, eyes), *_columns(question, eyes)]


def _professions(typed: str, eyes: Eyes) -> list[Suggestion]:
    rows = visible.professions(eyes).only("slug", "name", "name_en", "seal", "field").order_by("name")
    begun: list[Profession] = _begun(rows, ("name", "name_en"), typed)
    return [Suggestion(one.label, _kind(Kind.PROFESSIONS), one.get_absolute_url(), one.seal, f"d-{one.field}") for one in begun]


def _topics(typed: str, eyes: Eyes) -> list[Suggestion]:
    begun = _begun(visible.topics(eyes).only("slug", "name").order_by("name"), ("name",), typed)
    return [Suggestion(one.name, _kind(Kind.TOPICS), one.get_absolute_url()) for one in begun]


def _columnists(typed: str, eyes: Eyes) -> list[Suggestion]:
    begun = _begun(visible.columnists(eyes).only("handle", "name").order_by("name"), ("name", "handle"), typed)
    return [Suggestion(one.name, _kind(Kind.PEOPLE), one.get_absolute_url()) for one in begun]


def _columns(question: Question | None, eyes: Eyes) -> list[Suggestion]:
    if question is None:
        return []
    numbers = [hit.pk for hit in found(visible.columns(eyes), question, limit=COLUMNS)]
    rows = ColumnPage.objects.only("title", "url_path", "slug", "path", "depth", "content_type").in_bulk(numbers)
    return [Suggestion(rows[pk].title, _kind(Kind.COLUMNS), rows[pk].url) for pk in numbers if pk in rows]


def _begun(rows: Iterable[Any], names: tuple[str, ...], typed: str) -> list[Any]:
    """The first few of which one of these names begins with what was typed; those that begin with it as a whole come first."""
    read = rows[:NAMES_READ]  # type: ignore[index]
    begun = [row for row in read if any(begins(getattr(row, name), typed) for name in names)]
    return sorted(begun, key=lambda row: not getattr(row, names[0]).startswith(typed))[:OF_EACH]


def _kind(kind: Kind) -> str:
    return str(KINDS[kind])
