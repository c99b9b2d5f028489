"""The discussion through the eyes of a profession; and the other choices that pick comments out."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from accounts.models import Profession, User
from articles.models import ColumnPage
from comments.choosing import PROFESSIONS_SHOWN
from comments.first_page import THREADS_A_PAGE
from comments.models import Comment, Discussion, Kind
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db


def look(column: ColumnPage, query: str = "", client: Client | None = None) -> BeautifulSoup:
    return BeautifulSoup((client or Client()).get(f"{column.url}{query}").content.decode(), "html.parser")


def hits(soup: BeautifulSoup) -> list[int]:
    return [int(article["id"].removeprefix("comment-")) for article in soup.select("article.comment.hit")]


def chips(soup: BeautifulSoup) -> dict[str, Tag]:
    return {" ".join(chip.stripped_strings): chip for chip in soup.select(".lens .chip")}


@pytest.fixture
def talk(discussion: Discussion, lawyer: User, translator: User, reader: User) -> dict[str, Comment]:
    """A translator is answered by a reader, and the reader by a lawyer; the reader says something else besides."""
    said = {"head": say(discussion, translator, "번역가의 말입니다.")}
    said["question"] = say(discussion, reader, "독자의 물음입니다.", parent=said["head"], kind=Kind.QUESTION)
    said["answer"] = say(discussion, lawyer, "변호사의 답입니다.", parent=said["question"])
    said["other"] = say(discussion, reader, "다른 말입니다.", has_interest=True, used_ai=True)
    return said


def test_chips_count_each_profession_and_say_all_first(column: ColumnPage, talk: dict[str, Comment]) -> None:
    found = chips(look(column))
    assert list(found) == ["모두 4", "번 번역가 1", "변 변호사 1", "독 비공개 2"]
    assert found["모두 4"]["aria-current"] == "true"


def test_a_lens_shows_what_its_profession_said_and_what_that_answers_in_a_line(column: ColumnPage, talk: dict[str, Comment]) -> None:
    soup = look(column, "?lens=lawyer")
    assert hits(soup) == [talk["answer"].pk]
    context = soup.select("article.comment:not(.hit)")
    assert [one["data-profession"] for one in context] == ["translator", "undisclosed"]
    assert all(not one.select_one(":scope > .body > .acts") for one in context)
    assert talk["other"].source not in soup.get_text()
    assert "변호사" in soup.select_one(".thread .note").get_text()


def test_a_lens_is_a_link_and_needs_no_script(column: ColumnPage, talk: dict[str, Comment]) -> None:
    chip = next(chip for words, chip in chips(look(column)).items() if "변호사" in words)
    address = chip["href"].removesuffix("#talk")
    assert hits(BeautifulSoup(Client().get(address).content.decode(), "html.parser")) == [talk["answer"].pk]


def test_undisclosed_is_a_lens_too(column: ColumnPage, talk: dict[str, Comment]) -> None:
    assert set(hits(look(column, "?lens=undisclosed"))) == {talk["question"].pk, talk["other"].pk}


def test_verified_only_combines_with_a_lens(column: ColumnPage, talk: dict[str, Comment]) -> None:
    assert hits(look(column, "?verified=1")) == [talk["answer"].pk]
    assert hits(look(column, "?lens=lawyer&verified=1")) == [talk["answer"].pk]
    soup = look(column, "?lens=translator&verified=1")
    assert hits(soup) == []
    assert "아직 그런 댓글이 없습니다" in soup.select_one(".empty").get_text()
    assert "번 번역가 0" in chips(soup)


def test_a_lens_keeps_its_order_and_other_choices_in_its_links(column: ColumnPage, talk: dict[str, Comment]) -> None:
    soup = look(column, "?lens=lawyer&order=new&verified=1")
    for link in soup.select(".lens a, .sort a"):
        assert "after=" not in link["href"]
    assert soup.select_one(".sort a[aria-current]").get_text() == "최신순"
    assert {"order=new", "verified=1"} <= set(chips(soup)["모두 1"]["href"].split("?")[1].removesuffix("#talk").split("&"))


def test_a_profession_that_has_not_spoken_says_so(column: ColumnPage, talk: dict[str, Comment]) -> None:
    soup = look(column, "?lens=poet")
    assert hits(soup) == []
    assert "시인" in soup.select_one(".thread .note").get_text()


@pytest.mark.parametrize("lens", ["no-such-thing", "others", "a" * 500])
def test_a_lens_that_does_not_exist_is_told_and_shows_all(column: ColumnPage, talk: dict[str, Comment], lens: str) -> None:
    soup = look(column, f"?lens={lens}")
    assert len(hits(soup)) == 4
    assert "그런 직업은 없습니다" in soup.select_one(".thread .note").get_text()


def test_more_than_ten_professions_fold_into_others(column: ColumnPage, discussion: Discussion) -> None:
    professions = Profession.objects.filter(regulated=False, alias_of=None)[: PROFESSIONS_SHOWN + 2]
    for number, profession in enumerate(professions):
        speaker = make_member(f"speaker-{number}", f"사람{number}", profession=profession.slug)
        for _ in range(2 if number < PROFESSIONS_SHOWN else 1):
            say(discussion, speaker)
    soup = look(column)
    assert len(chips(soup)) == PROFESSIONS_SHOWN + 2  # all, ten, the others
    assert "그 밖 2" in chips(soup)
    assert len(hits(look(column, "?lens=others"))) == 2
    hidden = professions[PROFESSIONS_SHOWN]
    assert any(hidden.name in words for words in chips(look(column, f"?lens={hidden.slug}")))


def test_who_is_named_in_the_column_and_has_not_spoken_is_said(column: ColumnPage, talk: dict[str, Comment]) -> None:
    column.professions = Profession.objects.filter(slug__in=["lawyer", "poet"])
    column.save()
    silent = look(column).select_one(".silent").get_text()
    assert "시인" in silent
    assert "변호사" not in silent


def test_a_discussion_without_comments_names_nobody_as_silent(column: ColumnPage) -> None:
    column.professions = Profession.objects.filter(slug="poet")
    column.save()
    soup = look(column)
    assert not soup.select(".silent, .lens")


def test_a_lens_is_paged_and_reaches_every_comment_once(column: ColumnPage, discussion: Discussion, lawyer: User, reader: User) -> None:
    root = say(discussion, reader)
    said = {say(discussion, lawyer, f"말 {n}", parent=root if n % 2 else None).pk for n in range(THREADS_A_PAGE + 7)}
    seen: list[int] = []
    address = "?lens=lawyer"
    while address:
        soup = look(column, address)
        seen += hits(soup)
        more = soup.select_one(".more a")
        address = more["href"].removesuffix("#talk") if more else ""
    assert sorted(seen) == sorted(said)


def test_a_deep_answer_is_shown_below_the_head_and_what_it_answers(
    column: ColumnPage, discussion: Discussion, lawyer: User, reader: User
) -> None:
    parent = say(discussion, reader, "처음")
    for n in range(6):
        parent = say(discussion, reader, f"깊이 {n}", parent=parent)
    answer = say(discussion, lawyer, "깊은 답", parent=parent)
    soup = look(column, "?lens=lawyer")
    assert hits(soup) == [answer.pk]
    assert [one.select_one(".says").get_text(strip=True) for one in soup.select("article.comment:not(.hit)")] == ["처음", "@느린걸음깊이 5"]


def test_what_was_taken_down_keeps_its_place_above_a_hit(
    column: ColumnPage, talk: dict[str, Comment], reader: User, translator: User
) -> None:
    talk["question"].remove(by=reader)
    soup = look(column, "?lens=lawyer")
    assert hits(soup) == [talk["answer"].pk]
    assert soup.select_one("article.gone")


def test_kinds_and_what_a_comment_says_of_itself_are_small_words(column: ColumnPage, talk: dict[str, Comment]) -> None:
    soup = look(column)
    assert "질문" in soup.select_one(f"#comment-{talk['question'].pk} .about").get_text()
    about = soup.select_one(f"#comment-{talk['other'].pk} .about").get_text()
    assert "이해관계" in about
    assert "AI" in about
    assert not soup.select_one(f"#comment-{talk['head'].pk} > .body > .by .about")


def test_where_a_kind_is_chosen_too_the_chips_keep_no_count_of_it(column: ColumnPage, talk: dict[str, Comment]) -> None:
    assert not look(column, "?kind=question").select(".lens .chip b")


def test_a_kind_can_be_picked_out_and_an_unknown_one_is_left_out(column: ColumnPage, talk: dict[str, Comment]) -> None:
    assert hits(look(column, "?kind=question")) == [talk["question"].pk]
    assert len(hits(look(column, "?kind=rant"))) == 4


def test_the_reader_who_muted_somebody_finds_them_folded_and_others_do_not(
    column: ColumnPage, talk: dict[str, Comment], reader: User, lawyer: User, translator: User
) -> None:
    from comments.models import Mute

    Mute.objects.create(member=reader, muted=lawyer)
    own = look(column, client=log_in(reader))
    assert "변호사의 답입니다." in own.select_one(f"#comment-{talk['answer'].pk} details.folded").get_text()
    assert not look(column, client=log_in(translator)).select("details.folded")
    assert not look(column).select("details.folded")


@pytest.mark.parametrize("query", ["", "?lens=lawyer", "?verified=1", "?kind=question", "?lens=undisclosed&order=across"])
def test_queries_do_not_grow_with_what_is_picked_out(
    column: ColumnPage,
    discussion: Discussion,
    talk: dict[str, Comment],
    lawyer: User,
    reader: User,
    query: str,
    django_assert_num_queries: Any,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    Client().get(column.url)
    with CaptureQueriesContext(connection) as few:
        look(column, query)
    for n in range(12):
        root = say(discussion, reader, f"말 {n}", kind=Kind.QUESTION)
        say(discussion, lawyer, f"답 {n}", parent=root)
    with django_assert_num_queries(len(few)):
        look(column, query)


@pytest.mark.parametrize("few", [0, 500])
def test_who_discloses_nothing_is_not_among_the_other_professions_however_many_those_are(
    column: ColumnPage, discussion: Discussion, reader: User, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("comments.choosing.FEW", few)
    professions = Profession.objects.filter(regulated=False, alias_of=None)[: PROFESSIONS_SHOWN + 1]
    for number, profession in enumerate(professions):
        speaker = make_member(f"speaker-{number}", f"사람{number}", profession=profession.slug)
        said = [say(discussion, speaker) for _ in range(2 if number < PROFESSIONS_SHOWN else 1)]
    say(discussion, reader, "비공개의 말입니다.")
    assert hits(look(column, "?lens=others")) == [said[0].pk]
