"""Repeats: what its author has said already, or others a moment ago, word for word or nearly.

Two texts are compared by the share of stretches of three letters that they have in common (Jaccard's index of shingles; Broder, 1997).
It is few texts that are compared, the author's last and the newest of all, so no index of fingerprints is needed.
"""

import unicodedata
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Substr

from accounts.prepared import Prepared
from comments.models import Comment

from .said import Said

OWN, NEWEST = 10, 40  # comments that are looked at
LOOKED_AT = 1000  # letters of each
SHINGLE = 3
SHORTEST = 20  # letters; what is shorter many say in the same words (저도 그렇게 생각합니다)
SHORT_REPEATS = 2  # unless it is one who says it, time and again


def repeats(said: Said) -> str:
    """Quotations do not count: whoever answers may quote all of it."""
    if not settings.COMMENTS_REPEATS:
        return ""
    letters = compared(said.source)
    rows = [row for row in _recent(said.author.pk) if row[0] != said.changed]
    own = [compared(source) for _number, author, source in rows if author == said.author.pk]
    others = [compared(source) for _number, author, source in rows if author != said.author.pk]
    if own.count(letters) > SHORT_REPEATS or any(alike(letters, one) for one in own):
        return "repeats_own"
    return "repeats_others" if any(alike(letters, one) for one in others) else ""


def alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST:
        return False
    wanted = settings.COMMENTS_REPEATS / 100
    a, b = shingles(one), shingles(other)
    if min(len(a), len(b)) < wanted * max(len(a), len(b)):  # cannot have so much in common
        return False
    common = len(a & b)
    return common >= wanted * (len(a) + len(b) - common)


@lru_cache(512)
def compared(source: str) -> str:
    """The letters of what is said, without quotations."""
    own = "\n".join(line for line in source[:LOOKED_AT].split("\n") if not line.startswith(">"))
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", own).casefold()))


@lru_cache(512)
def shingles(letters: str) -> frozenset[str]:
    return frozenset(letters[place : place + SHINGLE] for place in range(len(letters) - SHINGLE + 1))


def _texts(author: int) -> QuerySet[Comment, Any]:
    own = Comment.objects.filter(author=author).order_by("-created_at", "-pk").values("pk")[:OWN]
    newest = Comment.objects.order_by("-pk").values("pk")[:NEWEST]
    kept = [
        Comment.objects.filter(pk__in=numbers)
        .annotate(beginning=Substr("source", 1, LOOKED_AT))
        .order_by()
        .values_list("pk", "author_id", "beginning")
        for numbers in (own, newest)
    ]
    return kept[0].union(kept[1])


_recent: Prepared[Any] = Prepared(_texts, int, by_key=True)
