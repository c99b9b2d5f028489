"""Comments are drawn by stencils: whatever a comment is like, what is said of it is its own and no mark is left."""

import itertools
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from accounts.stencil import FIRST, NUMBERS, Stencil, mark
from articles.models import ColumnPage
from comments.drawing.flow import comment_stencils, replies_stencils
from comments.drawing.marker import draw_mark
from comments.drawing.shapes import Anchored, Shape, Viewer
from comments.models import Comment, Discussion, State
from comments.passages import Mark
from tests.cast import say

LEFT = re.compile(f"[{FIRST}-\ue0ff]|" + "|".join(map(str, NUMBERS.values())) + r"|%\(")
ALL = ("pk", "name", "person", "when", "said", "slug", "agree", "disagree", "profession", "field", "seal", "kind", "addressed")
VALUES = {name: f"[{name}]" for name in (*ALL, "ground", "ends", "number", "block", "excerpt", "page_path", "more", "last", "following")}
PLAIN = Shape(
    language="ko", viewer=Viewer.STRANGER, state=State.PUBLISHED, is_open=True, may_disagree=True, is_context=False, is_head=True,
    has_left=False, has_profession=True, is_verified=False,
    is_revoked=False, is_edited=False, has_kind=False, has_interest=False, used_ai=False,
    anchored=Anchored.NOTHING, is_addressed=False, may_be_edited=False, taken="", follows=None, is_folded=False, is_picked=False, may_pick=False,
)  # fmt: skip
OTHERWISE: dict[str, list[Any]] = {
    "viewer": list(Viewer),
    "state": list(State),
    "anchored": list(Anchored),
    "taken": ["", "agree", "disagree"],
    "follows": [None, True, False],
    **{name: [True, False] for name, value in PLAIN._asdict().items() if isinstance(value, bool)},
}


def drawn(**differs: Any) -> str:
    shape = PLAIN._replace(**differs)
    with override(shape.language):
        return "".join(stencil.fill(VALUES) for stencil in comment_stencils(shape))


PAIRS = list(itertools.combinations(OTHERWISE, 2))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_shape_leaves_a_mark_or_asks_for_what_nobody_has(language: str) -> None:
    """Every pair of differences from a plain comment, in every combination of their values."""
    for one, other in PAIRS:
        for first, second in itertools.product(OTHERWISE[one], OTHERWISE[other]):
            html = drawn(language=language, **{one: first, other: second})
            assert not LEFT.search(html), f"{one}={first}, {other}={second}"
            article = BeautifulSoup(html, "html.parser").find_all("article")
            assert len(article) == 1
            assert html.rstrip().endswith("</article>")


def test_what_differs_between_shapes_is_seen() -> None:
    """Each difference from a plain comment changes what is drawn, where it can: a shape that names too little would be served to others."""
    seen_with: dict[str, dict[str, Any]] = {
        "is_edited": {}, "has_left": {}, "has_profession": {}, "is_verified": {}, "is_revoked": {}, "has_kind": {}, "has_interest": {}, "used_ai": {},
        "is_open": {}, "may_disagree": {}, "is_context": {}, "is_addressed": {}, "is_folded": {}, "anchored": {}, "viewer": {}, "state": {},
        "taken": {"viewer": Viewer.MEMBER}, "follows": {"viewer": Viewer.MEMBER}, "may_be_edited": {"viewer": Viewer.AUTHOR}, "is_picked": {}, "may_pick": {},
        "is_measured": {"state": State.BLINDED},
    }  # fmt: skip
    assert {*seen_with, "is_head"} == {*OTHERWISE}
    for name, around in seen_with.items():
        assert len({drawn(**{**around, name: value}) for value in OTHERWISE[name]}) > 1, name


def test_what_is_hidden_says_nothing_of_who_spoke() -> None:
    for state in (State.REMOVED, State.BLINDED, State.ERASED, State.REJECTED, State.SPAM, State.PENDING):
        html = drawn(state=state, anchored=Anchored.THERE, has_kind=True, is_verified=True, is_addressed=True)
        assert not re.search(r"\[(name|said|person|profession|slug|kind|excerpt|seal|addressed)\]", html), state


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_around_replies(language: str) -> None:
    with override(language):
        for more, goes_on in itertools.product((0, 1, 2), (True, False)):
            html = "답".join(stencil.fill(VALUES) for stencil in replies_stencils(language, more, goes_on))
            assert not LEFT.search(html)
            assert ("[last]" in html, "[following]" in html, "[more]" in html) == (more > 0, goes_on, more == 2)


def test_markers_of_paragraphs() -> None:
    for count in (0, 1, 2, 1_204):
        html = draw_mark(Mark('a b/ㄱ"<', [("d-law", count)] if count else []), 7)
        assert not LEFT.search(html)
        assert "/comments/on/7/paragraph/a%20b/%E3%84%B1%22%3C/" in html
        assert (f">{count:,}<" in html) == (count > 0)


def test_a_stencil_fills_in_what_it_is_told_and_nothing_else() -> None:
    stencil = Stencil(f"100 % von {mark('name')} und {NUMBERS['pk']}: %(name)s")
    assert stencil.fill({"name": f"{mark('pk')} %s", "pk": 5}) == f"100 % von {mark('pk')} %s und 5: %(name)s"


def test_whatever_is_written_is_shown_as_it_was_written(column: ColumnPage, discussion: Discussion, lawyer: User, reader: User) -> None:
    said = say(discussion, lawyer, "100% %(name)s %s 9182736451 <b>")
    say(discussion, reader, "답", parent=said)
    odd = "\ue000name\ue001 \ue002 %(pk)s"
    Comment.objects.filter(pk=said.pk).update(html=f"<p>{odd}</p>")
    page = BeautifulSoup(Client().get(column.url).content, "html.parser")
    shown = page.select_one(f"#comment-{said.pk} > .body .says")
    assert shown is not None
    assert shown.text.strip() == odd
    assert len(page.select(f"#comment-{said.pk} > .replies > article")) == 1
