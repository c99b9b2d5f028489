"""What a result looks like: the row, and its words with the matching ones marked. Each kind is read by a few statements, however many rows."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.utils.html import conditional_escape, strip_tags
from django.utils.safestring import SafeString

from accounts import korean
from accounts.models import Credential, Profession, User
from accounts.searching.marking import Pieces, extracts
from accounts.searching.question import Question
from accounts.standing import Capacity, Standing
from articles.models import Author, Topic
from portal.kept.remembered import Memory
from portal.search import rows
from portal.search.finding import Hit
from portal.search.sources import COLUMNISTS, COLUMNS, COMMENTS, MEMBERS, PROFESSIONS, TOPICS, Source

LENGTH = 180  # characters of an extract
TITLE_MAX = 255  # titles, names and what somebody says of themselves are shown whole
BLOCK_ENDS = re.compile(r"</(?:p|li|blockquote)>|<br ?/?>")


@dataclass
class Card:
    """`row` as it was read; `title` and `text` plain, and then as HTML with marks (`marked`). `standing` is of people and comments."""

    source: Source
    row: Any
    title: str = ""
    text: str = ""
    standing: Standing = field(default_factory=Standing)
    more: Callable[[], str] = str  # where else to look, if none of the words stands in the text

    @property
    def number(self) -> int:
        return int((self.row.column if self.source is COLUMNS else self.row).pk)


def cards_of(hits: Iterable[Hit], question: Question, memory: Memory) -> dict[str, Card]:
    """By the name of the hit. What went away in the meantime has none."""
    numbers: dict[Source, list[int]] = {source: [] for source in READ}
    for hit in hits:
        numbers[hit.source].append(hit.pk)
    cards = [card for source, read in READ.items() if numbers[source] for card in read(numbers[source], memory)]
    _mark(cards, question)
    return {f"{card.source.letter}{card.number}": card for card in cards}


def _mark(cards: list[Card], question: Question) -> None:
    """All of them at one go, for the analyser is in another process; and once more where the words are in none of what was looked at."""
    found = extracts([*((card.title, TITLE_MAX) for card in cards), *((card.text, LENGTH) for card in cards)], question)
    titles, texts = found[: len(cards)], found[len(cards) :]
    again = {place: cards[place].more() for place, pieces in enumerate(texts) if not any(hit for _text, hit in pieces)}
    again = {place: text for place, text in again.items() if text}
    for place, pieces in zip(again, extracts([(text, LENGTH) for text in again.values()], question), strict=True):
        texts[place] = pieces if any(hit for _text, hit in pieces) else texts[place]
    for card, title, text in zip(cards, titles, texts, strict=True):
        card.title, card.text = marked(title), marked(text)


def marked(pieces: Pieces) -> SafeString:
    html = "".join(f"<mark>{conditional_escape(piece)}</mark>" if hit else conditional_escape(piece) for piece, hit in pieces)
    return SafeString(korean.joined(html))


def _columns(numbers: Collection[int], memory: Memory) -> list[Card]:
    return [Card(COLUMNS, row, row.column.title, row.text, more=row.column.body_text) for row in rows.columns(numbers, memory)]


def _comments(numbers: Collection[int], _memory: Memory) -> list[Card]:
    return [Card(COMMENTS, row, text=plain(row.html), standing=row.worn) for row in rows.comments(numbers)]


def plain(html: str) -> str:
    """The text of a comment's HTML, its paragraphs apart."""
    return " ".join(unescape(strip_tags(BLOCK_ENDS.sub(" ", html))).split())


def _members(numbers: Collection[int], _memory: Memory) -> list[Card]:
    rows = list(User.objects.filter(pk__in=numbers).order_by().select_related("profession__shown_as"))
    standings = _standings(rows)
    return [Card(MEMBERS, row, row.shown_name, row.bio, standings[row.pk]) for row in rows]


def _columnists(numbers: Collection[int], _memory: Memory) -> list[Card]:
    rows = list(Author.objects.filter(pk__in=numbers).order_by().select_related("user__profession__shown_as"))
    standings = _standings([row.user for row in rows if row.user and not row.user.closed_at])
    return [Card(COLUMNISTS, row, row.name, row.role or row.bio, standings.get(row.user_id or 0, Standing())) for row in rows]


def _standings(members: Collection[User]) -> dict[int, Standing]:
    """What is shown of each; one statement for all."""
    valid = Credential.objects.valid().filter(user__in=members)
    credentials = {(one.user_id, one.profession_id): one for one in valid}
    return {
        member.pk: Capacity.of(member.profession, credentials.get((member.pk, member.profession_id or 0))).standing for member in members
    }


def _professions(numbers: Collection[int], _memory: Memory) -> list[Card]:
    rows = Profession.objects.filter(pk__in=numbers).order_by()
    return [Card(PROFESSIONS, row, row.label, row.definition) for row in rows]


def _topics(numbers: Collection[int], _memory: Memory) -> list[Card]:
    return [Card(TOPICS, row, row.name, row.description) for row in Topic.objects.filter(pk__in=numbers).order_by()]


READ: dict[Source, Callable[[Collection[int], Memory], list[Card]]] = {
    PROFESSIONS: _professions,
    TOPICS: _topics,
    COLUMNISTS: _columnists,
    MEMBERS: _members,
    COLUMNS: _columns,
    COMMENTS: _comments,
}
