"""What a share picture says, and the digest by which one state of it is told from the next."""

import json
from dataclasses import dataclass
from hashlib import sha256

from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from articles.models import ColumnPage
from comments.cloth import fold
from comments.voices import Talk, Voice, spoken

VERSION = 1  # raised when the drawing changes, so that every picture is made anew


@dataclass(frozen=True)
class Poster:
    """Everything that is drawn. In Korean, whatever the reader's language: a picture is shared with others."""

    title: str
    by: str
    line: str
    alt: str
    voices: tuple[Voice, ...]

    @property
    def digest(self) -> str:
        cells = [[voice.css, voice.profession and voice.profession.seal, voice.count, voice.verified] for voice in self.voices]
        drawn = json.dumps([VERSION, self.title, self.by, self.line, cells])
        return sha256(drawn.encode()).hexdigest()[:16]


def poster_of(column: ColumnPage, talk: Talk) -> Poster:
    voices = sorted(talk.voices, key=_rank)
    with override("ko"):
        return Poster(
            title=column.title,
            by=" · ".join(author.name for author in column.authors),
            line=_line(talk),
            alt=spoken(fold(voices)) if voices else gettext("The cloth begins with the first comment."),
            voices=tuple(voices),
        )


def _rank(voice: Voice) -> tuple[bool, int, str]:
    """As `gather`, but always by the Korean names: a page lists by those of the reader’s language, and a picture has one order."""
    return voice.profession is None, -voice.count, voice.profession.name if voice.profession else ""


def _line(talk: Talk) -> str:
    """댓글 128개 · 직업 9."""
    professions = sum(1 for voice in talk.voices if voice.profession)
    if not talk.count:
        return gettext("No comments yet. Take the first seat.")
    comments = ngettext("%(n)s comment", "%(n)s comments", talk.count) % {"n": f"{talk.count:,}"}
    spoken_from = ngettext("%(n)s profession", "%(n)s professions", professions) % {"n": professions}
    return f"{comments} · {spoken_from}" if professions else comments


def address_of(column: ColumnPage, poster: Poster) -> str:
    """An alias is known by its source's number."""
    return reverse("share_picture", args=[column.alias_of_id or column.pk, poster.digest])
