"""A site of many columns and comments to be searched, with words planted in it: a common one, and a rare one."""

from functools import lru_cache
from unittest.mock import patch

from django.db import connection
from django.utils import timezone

from accounts.searching import analysers
from accounts.searching.building import build_all
from accounts.searching.words import Span
from articles.models import ColumnIndexPage, ColumnPage
from comments.bulk.building import make_discussion
from comments.bulk.chance import chance
from comments.bulk.texts import SENTENCES
from comments.models import Comment
from portal.setup.pages import ensure_tree

COMMON, RARE = "노동", "느티나무"
SAID = {COMMON: "노동의 값을 다시 물었다.", RARE: "느티나무들이 길을 덮었다."}
EVERY = {COMMON: 3, RARE: 400}  # column, and comment, in which the word stands
RARE_COMMENTS = 8
SENTENCES_OF_A_COLUMN = 60


def make_crowd(columns: int, comments: int) -> None:
    """Publishes so many columns of some 2,000 characters; all comments stand below the first."""
    tree = ensure_tree("공론", "hello@example.org", "localhost", 80)
    parent = ColumnIndexPage.objects.first() or tree.home.add_child(instance=ColumnIndexPage(title="칼럼", slug="columns"))
    rng = chance("crowd", 0)
    made = [parent.add_child(instance=_column(number, rng.sample(SENTENCES * 2, SENTENCES_OF_A_COLUMN))) for number in range(columns)]
    make_discussion(made[0], comments)
    _plant()
    _index()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum does on a site that has been running for a while


def _column(number: int, sentences: list[str]) -> ColumnPage:
    said = [*sentences, *(text for word, text in SAID.items() if number % EVERY[word] == 0)]
    body = [{"type": "paragraph", "value": f"<p>{' '.join(said[place : place + 6])}</p>"} for place in range(0, len(said), 6)]
    column = ColumnPage(title=f"{number}번째 칼럼", slug=f"crowd-{number}", body=body, date=timezone.now())
    column.tidy()
    return column


def _plant() -> None:
    published = list(Comment.objects.published().order_by("pk").values_list("pk", flat=True))
    for word, numbers in ((COMMON, published[:: EVERY[COMMON]]), (RARE, published[:: max(1, len(published) // RARE_COMMENTS)])):
        for start in range(0, len(numbers), 500):
            some = Comment.objects.filter(pk__in=numbers[start : start + 500])
            for comment in some:
                comment.source = f"{comment.source} {SAID[word]}"
            Comment.objects.bulk_update(some, ["source"])


def _index() -> None:
    """The sentences are few: each is analysed once, which a real index cannot count on."""
    analyser = analysers.get(analysers.wanted())
    of_line = lru_cache(10_000)(analyser.spans)

    def spans(text: str) -> list[Span]:
        return [span for line in text.replace(". ", ".\n").split("\n") for span in of_line(line)]

    with patch.object(analyser, "spans", spans):
        build_all()
