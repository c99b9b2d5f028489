"""The page of search: what was found by kind, marked, narrowed with counts, turned over, at an address that can be passed on."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import timezone

from accounts.models import Profession, User
from accounts.searching.building import build_all
from articles.models import ColumnPage, Topic
from comments import muting
from comments.models import Comment, Discussion
from tests.cast import log_in, make_member, say
from tests.portal.search.conftest import Search

pytestmark = pytest.mark.django_db


def choices(page: BeautifulSoup, heading: str) -> dict[str, str]:
    """Of a facet: each choice's name and its count, as they are shown."""
    section = next(found for found in page.select(".facets section") if found.h2.text == heading)
    return {chip.find("span", class_=lambda name: name is None).text: chip.b.text for chip in section.select(".chip")}


def kinds(page: BeautifulSoup) -> dict[str, int]:
    return {tab.text.split()[0]: int(re.sub(r"\D", "", tab.b.text)) for tab in page.select(".tabs a")}


def said(page: BeautifulSoup) -> list[str]:
    return [quote.text for quote in page.select(".of-comments .says")]


def chip(page: BeautifulSoup, name: str) -> Tag:
    return next(found for found in page.select(".facets .chip") if name in found.text)


def test_columns_comments_people_professions_and_topics_are_found(talked: Discussion, search: Search, lawyer: User) -> None:
    page = search("변호사")
    assert "변호사들의 밤" in page.select_one(".of-columns").text
    assert len(page.select(".of-comments .voice")) == 3
    assert page.select_one(".of-professions a")["href"] == "/professions/lawyer/"
    assert search("윤해인").select_one(".of-people a")["href"] == "/people/yunhaein/"
    assert search("한서윤").select_one(".of-people a")["href"] == "/people/han-seoyun/"
    assert search("일과 기술").select_one(".of-topics a").text == "일과 기술"


def test_what_matches_is_marked_in_title_and_extract_whatever_its_particle(talked: Discussion, search: Search) -> None:
    page = search("변호사는")
    assert page.select_one(".of-columns h3 mark").text == "변호사"
    assert {mark.text for mark in page.select(".of-comments .says mark")} == {"변호사"}
    assert "국선변호사는" in page.select_one(".of-columns .dek").text


def test_an_extract_is_text_whatever_is_written_in_it(talk: Discussion, reader: User, search: Search) -> None:
    say(talk, reader, "변호사 <script>alert(1)</script> & ‘변호사’는 <b>굵지</b> 않다.")
    build_all()
    page = search("변호사")
    assert not page.select(".says script, .says b")
    assert "<script>alert(1)</script>" in said(page)[0]


def test_a_kind_by_itself_and_the_counts_of_all(talked: Discussion, search: Search) -> None:
    every = search("변호사")
    counts = kinds(every)
    assert counts["칼럼"], counts["댓글"] == (1, 3)
    assert counts["전체"] == sum(count for name, count in counts.items() if name != "전체")
    page = search("변호사", kind="comments")
    assert not page.select(".of-columns")
    assert len(said(page)) == 3
    assert kinds(page) == counts


def test_narrowed_by_profession_and_each_count_is_what_one_finds(talked: Discussion, search: Search) -> None:
    page = search("변호사", kind="comments")
    assert choices(page, "직업") == {"변호사": "1", "번역가": "1"}
    for name, count in choices(page, "직업").items():
        narrowed = search(**dict(pair.split("=") for pair in []), path=f"/search/{chip(page, name)['href']}")
        assert len(said(narrowed)) == int(count)
        assert chip(narrowed, name)["aria-current"] == "true"
        assert choices(narrowed, "직업") == choices(page, "직업"), "the others can still be chosen instead"


def test_choosing_again_takes_the_choice_back(talked: Discussion, search: Search) -> None:
    narrowed = search("변호사", kind="comments", profession="translator")
    assert said(narrowed) == ["번역가가 보기에 변호사의 문장은 길다."]
    assert len(said(search(path=f"/search/{chip(narrowed, '번역가')['href']}"))) == 3


def test_narrowed_by_topic(talked: Discussion, search: Search, columns, columnist) -> None:
    from tests.cast import make_column

    other = make_column(columns, columnist, "변호사 없는 마을", "변호사를 기다린다.")
    other.topics.set([Topic.objects.create(name="마을")])
    other.save()
    build_all()
    page = search("변호사")
    assert choices(page, "주제") == {"일과 기술": "4", "마을": "1"}
    narrowed = search("변호사", topic="마을")
    assert "변호사 없는 마을" in narrowed.select_one(".of-columns").text
    assert "변호사들의 밤" not in narrowed.select_one(".of-columns").text
    assert not narrowed.select(".of-comments")


def test_narrowed_by_time(talked: Discussion, search: Search) -> None:
    comment = Comment.objects.order_by("pk")[0]
    Comment.objects.filter(pk=comment.pk).update(published_at=timezone.now() - timedelta(days=20))
    Comment.objects.filter(pk=comment.pk + 1).update(published_at=timezone.now().replace(year=2019))
    page = search("변호사", kind="comments")
    shown = choices(page, "기간")
    assert (shown["지난 한 주"], shown["지난 한 달"], shown["2019"]) == ("1", "2", "1")
    assert len(said(search("변호사", kind="comments", when="month"))) == 2
    assert len(said(search("변호사", kind="comments", when="2019"))) == 1
    assert len(said(search("변호사", kind="comments", when="2018"))) == 0


def test_filters_go_together_and_can_all_be_taken_away(talked: Discussion, search: Search) -> None:
    page = search("변호사", profession="lawyer", topic="일과-기술", when="week")
    assert said(page) == ["변호사로 십 년을 보냈습니다."]
    assert page.select(".of-columns"), "the column concerns lawyers"
    away = next(link for link in page.select(".facets a.act") if "조건 모두 지우기" in link.text)
    assert len(said(search(path=f"/search/{away['href']}"))) == 3


def test_people_are_narrowed_by_what_is_shown_of_them(talked: Discussion, search: Search, lawyer: User) -> None:
    assert search("윤해인", profession="lawyer").select(".of-people .entry")
    assert not search("윤해인", profession="translator").select(".of-people .entry")
    assert not search("윤해인", when="week").select(".of-people .entry"), "a person is of no time"


def test_the_newest_first(talked: Discussion, search: Search) -> None:
    for days, comment in enumerate(Comment.objects.order_by("pk")):
        Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - timedelta(days=days))
    build_all()
    assert [text[:3] for text in said(search("변호사", kind="comments", order="new"))] == ["변호사", "번역가", "변호사"]
    assert said(search("변호사", kind="comments", order="new"))[-1].startswith("변호사를 만난")


@pytest.fixture
def many(talk: Discussion, reader: User) -> list[int]:
    numbers = [say(talk, reader, f"변호사에 대한 {number}번째 이야기입니다.").pk for number in range(24)]
    build_all()
    return numbers


def test_pages_follow_each_other_and_every_comment_comes_once(many: list[int], search: Search) -> None:
    page, found = search("변호사", kind="comments"), []
    for _turn in range(5):
        found += said(page)
        further = page.select_one(".pager [rel~=next]")
        if not further:
            break
        page = search(path=f"/search/{further['href']}")
    assert len(found) == len(set(found)) == 24
    assert "21–24" in page.select_one(".pager .caption").text
    assert len(said(search(path=f"/search/{page.select_one('.pager a')['href']}"))) == 10, "and back to the beginning"


def test_what_comes_in_between_two_pages_moves_nothing(many: list[int], search: Search, talk: Discussion, reader: User) -> None:
    first = search("변호사", kind="comments")
    say(talk, reader, "변호사 변호사 변호사")
    build_all()
    second = search(path=f"/search/{first.select_one('.pager [rel~=next]')['href']}")
    assert not set(said(first)) & set(said(second))


def test_a_place_that_was_taken_away_begins_at_the_beginning_and_says_so(many: list[int], search: Search) -> None:
    further = search("변호사", kind="comments").select_one(".pager [rel~=next]")["href"]
    number = re.search(r"after=s(\d+)", further).group(1)
    Comment.objects.filter(pk=number).update(state="rejected")
    page = search(path=f"/search/{further}")
    assert len(said(page)) == 10
    assert "처음부터" in page.select_one(".of-comments .note").text


def test_more_than_so_many_are_said_to_be_more(many: list[int], search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.search.finding.MOST", 20)
    page = search("변호사", kind="comments")
    assert page.select_one(".tabs [aria-current]").text.split()[1].startswith("20+")
    assert "20" in page.select_one("[role=status]").text
    assert "넘게" in page.select_one("[role=status]").text
    last = search(path=f"/search/{page.select_one('.pager [rel~=next]')['href']}")
    assert not last.select(".pager [rel~=next]")
    assert "더 있지만" in last.select_one(".of-comments").text


def test_narrowing_what_is_more_than_so_many_looks_beyond_them(
    many: list[int], search: Search, monkeypatch: pytest.MonkeyPatch, talk: Discussion, translator: User
) -> None:
    """The one that is asked for is not among the first of all."""
    say(talk, translator, "길고 길고 길고 긴 글 끝에 한 번 나오는 변호사를 번역가가 적어 둡니다. " * 3)
    build_all()
    monkeypatch.setattr("portal.search.finding.MOST", 5)
    assert len(said(search("변호사", kind="comments", profession="translator"))) == 1


def test_where_the_best_may_not_be_seen_the_others_are_found(
    many: list[int], search: Search, monkeypatch: pytest.MonkeyPatch, talk: Discussion, reader: User, translator: User, lawyer: User
) -> None:
    """A member has muted whoever said all that would come first."""
    say(talk, translator, "길고 길고 길고 긴 글 끝에 한 번 나오는 변호사를 번역가가 적어 둡니다. " * 3)
    build_all()
    monkeypatch.setattr("portal.search.finding.MOST", 5)
    monkeypatch.setattr("portal.search.looking.MARGIN", 1)
    mine = log_in(lawyer)
    assert len(said(search("변호사", kind="comments", by=mine))) == 5
    muting.mute(lawyer, reader)
    assert ["번역가가" in text for text in said(search("변호사", kind="comments", by=mine))] == [True]


def test_the_address_says_all_and_is_the_same_in_english(talked: Discussion, search: Search) -> None:
    query = {"kind": "comments", "profession": "lawyer", "when": "week", "order": "new"}
    page = search("변호사", **query)
    other = page.select_one("a[hreflang=en]")["href"]
    english = search(path=other)
    assert english.html["lang"] == "en"
    assert said(english) == said(page) == ["변호사로 십 년을 보냈습니다."]
    assert english.select_one("#seek")["value"] == "변호사"


def test_searching_anew_keeps_kind_and_order_and_lets_filters_go(talked: Discussion, search: Search) -> None:
    form = search("변호사", kind="comments", order="new", profession="lawyer").select_one("form.seek-field")
    assert {field["name"]: field.get("value") for field in form.select("input")} == {"q": "변호사", "kind": "comments", "order": "new"}


def test_nothing_found_of_a_kind_says_of_which(talked: Discussion, search: Search) -> None:
    status = search("변호사", kind="topics").select_one("[role=status]").text
    assert "주제에서는 찾지 못했습니다" in status
    assert "among: Topics" in search("변호사", kind="topics", path="/en/search/").select_one("[role=status]").text


def test_nothing_found_says_what_one_could_try(talked: Discussion, search: Search) -> None:
    page = search("호랑나비 여울목")
    assert "찾지 못했습니다" in page.select_one("[role=status]").text
    proposed = {link.text for link in page.select("#results .bullets a")}
    assert any("호랑나비" in words for words in proposed)
    assert page.select(".popular a[href='/topics/일과-기술/'], .popular a[href='/topics/%EC%9D%BC%EA%B3%BC-%EA%B8%B0%EC%88%A0/']")
    assert page.select(".popular a[href='/professions/lawyer/']")


def test_a_keyboard_in_the_other_language_is_understood(talked: Discussion, search: Search) -> None:
    page = search("qusghtk")
    [link] = [link for link in page.select("#results .bullets a") if "변호사" in link.text]
    assert search(path=f"/search/{link['href']}").select(".of-columns")


def test_filters_that_leave_nothing_can_be_left(talked: Discussion, search: Search) -> None:
    page = search("변호사", when="2018")
    assert "조건 없이" in page.select_one("#results .bullets").text
    assert chip(page, "2018")["aria-current"] == "true"


def test_without_a_word_there_is_the_field_and_what_others_look_at(talked: Discussion, search: Search) -> None:
    page = search()
    assert page.select_one("#seek[autofocus]")
    assert page.select(".popular a")
    assert not page.select(".tabs, .of-columns")


def test_it_is_not_for_search_engines(talked: Discussion, client: Client) -> None:
    answer = client.get("/search/", {"q": "변호사"})
    assert answer["X-Robots-Tag"] == "noindex"
    assert BeautifulSoup(answer.content, "html.parser").select_one("meta[name=robots]")["content"] == "noindex"
    assert client.get("/search/suggestions/", {"q": "변호사"})["X-Robots-Tag"] == "noindex"
    assert "Disallow: /search/" in client.get("/robots.txt").content.decode()


def test_every_other_page_has_a_field_for_it(talked: Discussion, client: Client) -> None:
    for path in ("/", "/en/professions/", ColumnPage.objects.get().url):
        page = BeautifulSoup(client.get(path).content, "html.parser")
        form = page.select_one(".mast form[role=search]")
        assert form["action"] == ("/en/search/" if path.startswith("/en") else "/search/")
        assert form.select_one("input[name=q]")
    assert len(BeautifulSoup(client.get("/search/").content, "html.parser").select("form[role=search]")) == 1


def test_the_rule_and_the_cloth_are_dyed_by_who_speaks_of_it(talked: Discussion, search: Search) -> None:
    page = search("변호사")
    assert [rect["class"] for rect in page.select(".mast > .band rect")] == [["d-art"], ["d-law"], ["d-none"]]
    assert {line.text.split()[0] for line in page.select(".hung .tally li")} == {"번역가", "변호사", "직업"}


def test_a_merged_profession_narrows_to_what_it_became(talked: Discussion, search: Search, administrator: User) -> None:
    from accounts.merging import merge

    merge(Profession.objects.get(slug="translator"), Profession.objects.get(slug="interpreter"), by=administrator)
    page = search("변호사", kind="comments", profession="translator")
    assert len(said(page)) == 1
    assert chip(page, "통역")["aria-current"] == "true"


def test_a_member_without_a_profession_has_none_here(talked: Discussion, search: Search) -> None:
    make_member("gwiddurami", "귀뚜라미")
    build_all()
    assert "직업 비공개" in search("귀뚜라미").select_one(".of-people").text
