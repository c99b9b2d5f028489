"""What a profession says: on its page, on the page of all its voices, and in its feed."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as site
from django.test import Client
from django.utils import timezone

from accounts.groups import settle_all
from accounts.models import Profession, User
from articles.models import ColumnPage
from comments.models import Comment, Discussion, Rule, State
from comments.spoken import A_PAGE
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db
VOICES, FEED = "/professions/lawyer/voices/", "/feeds/professions/lawyer/voices.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def talk(tagged: ColumnPage) -> Discussion:
    return Discussion.for_writing(tagged)


def read(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(page: BeautifulSoup) -> list[str]:
    return [one.text.strip() for one in page.select(".voice .quote")]


def entries(client: Client) -> list[ElementTree.Element]:
    response = client.get(FEED)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314 - our own


def rank(comment: Comment, score: float) -> None:
    Comment.objects.filter(pk=comment.pk).update(score_top=score, agree_count=int(score * 100))


@pytest.fixture
def three(talk: Discussion, lawyer: User) -> list[Comment]:
    comments = [say(talk, lawyer, f"말 {number}") for number in range(3)]
    for comment, score in zip(comments, (0.5, 0.9, 0.1), strict=True):
        rank(comment, score)
    return comments


def few(settings: Any) -> None:
    settings.SMALLEST_GROUP = 5
    settle_all()


def test_the_best_come_first_or_the_newest(three: list[Comment], client: Client) -> None:
    assert words(read(client, VOICES)) == ["말 1", "말 0", "말 2"]
    assert words(read(client, f"{VOICES}?order=new")) == ["말 2", "말 1", "말 0"]
    assert words(read(client, f"{VOICES}?order=nonsense")) == ["말 1", "말 0", "말 2"]


@pytest.mark.parametrize("order", ["", "order=new&"])
def test_pages_follow_one_another_without_a_gap(talk: Discussion, lawyer: User, client: Client, order: str) -> None:
    comments = [say(talk, lawyer, f"말 {number}") for number in range(A_PAGE * 2 + 1)]
    for number, comment in enumerate(comments):
        rank(comment, number // 7 / 10)  # many are equal
    found, address = [], f"{VOICES}?{order}"
    while address and len(found) <= len(comments):
        page = read(client, address)
        found += words(page)
        more = page.select_one(".pager a[rel~=next]")
        address = VOICES + more["href"] if more else ""
    assert len(found) == len(set(found)) == len(comments)


@pytest.mark.parametrize("after", ["0", "999999", "x", "9" * 30, "\x00"])
def test_a_place_that_is_none_begins_at_the_beginning_and_says_so(three: list[Comment], client: Client, after: str) -> None:
    page = read(client, f"{VOICES}?after={after}")
    assert len(words(page)) == 3
    assert page.select(".note[role=status]")


def test_only_what_is_public_is_a_voice(
    three: list[Comment], lawyer: User, moderator: User, abuse: Rule, client: Client, tagged: ColumnPage
) -> None:
    say(three[0].discussion, lawyer, "기다립니다", state=State.PENDING)
    three[0].reject(by=moderator, rule=abuse, reason="이유")
    three[1].remove(by=lawyer)
    assert words(read(client, VOICES)) == ["말 2"]
    assert [entry.findtext(f"{ATOM}content") for entry in entries(client)] == ["<p>말 2</p>"]
    tagged.unpublish()
    assert words(read(client, VOICES)) == entries(client) == []


def test_long_words_are_shortened(talk: Discussion, lawyer: User, client: Client) -> None:
    say(talk, lawyer, "가나다라 " * 300)
    assert len(words(read(client, VOICES))[0]) <= 400


def test_a_voice_says_who_spoke_where_and_how_many_agree(three: list[Comment], client: Client, tagged: ColumnPage) -> None:
    caption = read(client, VOICES).select_one(".voice figcaption")
    assert "윤해인" in caption.text
    assert "변호사" in caption.text
    assert "90" in caption.text
    assert {f"/comments/{three[1].pk}/", tagged.url} <= {link["href"] for link in caption.select("a")}


def test_its_page_has_the_best_the_newest_and_the_way_to_all(talk: Discussion, three: list[Comment], lawyer: User, client: Client) -> None:
    for number in (3, 4):
        say(talk, lawyer, f"말 {number}")
    page = read(client, "/professions/lawyer/")
    assert words(page) == ["말 1", "말 0", "말 2", "말 4", "말 3"]
    assert page.select(f"a[href='{VOICES}']")
    assert {link["href"] for link in page.select("link[type='application/atom+xml']")} >= {FEED}


def test_who_speaks_alongside_is_drawn_as_a_cloth(talk: Discussion, three: list[Comment], translator: User, client: Client) -> None:
    say(talk, translator)
    page = read(client, "/professions/lawyer/")
    assert page.select("aside svg.cloth rect.d-law.v")
    assert page.select("aside svg.cloth rect.d-art")
    assert [link["href"] for link in page.select(".pairs a")] == ["/professions/translator/"]
    assert "1" in page.select_one("aside figcaption").text


def test_of_a_profession_that_few_hold_nothing_is_told(three: list[Comment], client: Client, settings: Any) -> None:
    few(settings)
    for page in (read(client, "/professions/lawyer/"), read(client, VOICES)):
        assert words(page) == []
        assert not page.select(".stat, .cloth, .pairs")
        assert "윤해인" not in page.text
        note = page.select_one("main .note").text
        assert not any(sign.isdigit() for sign in note)
    assert entries(client) == []


def test_a_broader_profession_is_named_where_they_are_shown_as_that(three: list[Comment], client: Client, settings: Any) -> None:
    broader = Profession.objects.get(slug="legal-professional")
    Profession.objects.filter(slug="lawyer").update(broader=broader)
    for number in range(4):
        make_member(f"legal-{number}", "법률가", profession="legal-professional")
    few(settings)
    note = read(client, "/professions/lawyer/").select_one("main .note")
    assert note.select_one("a")["href"] == "/professions/legal-professional/"
    assert len(words(read(client, "/professions/legal-professional/voices/"))) == 3
    assert "변호사" not in read(client, "/professions/legal-professional/voices/").select_one("main").text


def test_a_merged_profession_leads_on_and_its_voices_go_along(three: list[Comment], client: Client) -> None:
    kept = Profession.objects.get(slug="legal-professional")
    lawyer = Profession.objects.get(slug="lawyer")
    lawyer.alias_of = kept
    lawyer.save()
    for address, leads_to in ((VOICES, "/professions/legal-professional/voices/"), ("/professions/lawyer/", kept.get_absolute_url())):
        response = client.get(address)
        assert (response.status_code, response.url) == (301, leads_to)
    assert len(words(read(client, "/professions/legal-professional/voices/"))) == 3
    assert len(entries(client)) == 3


def test_a_retired_profession_says_so(three: list[Comment], client: Client) -> None:
    Profession.objects.filter(slug="lawyer").update(retired_at=timezone.now())
    assert read(client, "/professions/lawyer/").select(".prof-head .note")


@pytest.mark.parametrize("address", ["/professions/wizard/voices/", "/feeds/professions/wizard/voices.atom"])
def test_of_an_unknown_profession_there_is_nothing(db: None, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_feed_has_the_newest_as_they_are_shown(three: list[Comment], client: Client, lawyer: User) -> None:
    first, *_rest = found = entries(client)
    assert len(found) == 3
    assert first.findtext(f"{ATOM}id") == f"{site.BASE_URL}/comments/{three[2].pk}/"
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "윤해인"
    assert first.find(f"{ATOM}content").get("type") == "html"
    assert first.findtext(f"{ATOM}updated")
    assert [one.get("term") for one in first.findall(f"{ATOM}category")] == ["변호사"]
    feed = ElementTree.fromstring(client.get(FEED).content)  # noqa: S314 - our own
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}["self"] == f"{site.BASE_URL}{FEED}"


def test_a_changed_comment_is_updated_and_keeps_its_id(three: list[Comment], client: Client, lawyer: User) -> None:
    before = entries(client)[0]
    three[2].edit(by=lawyer, source="고친 말")
    after = entries(client)[0]
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}updated") > before.findtext(f"{ATOM}published")
    assert after.findtext(f"{ATOM}content") == "<p>고친 말</p>"


def test_markup_in_the_feed_is_what_was_cleaned(talk: Discussion, lawyer: User, client: Client) -> None:
    say(talk, lawyer, "**굵게** <script>alert(1)</script>")
    assert "<script" not in entries(client)[0].findtext(f"{ATOM}content")
    assert "<strong>굵게</strong>" in entries(client)[0].findtext(f"{ATOM}content")


def test_queries(
    three: list[Comment], talk: Discussion, lawyer: User, client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(A_PAGE):
        say(talk, lawyer, f"더 {number}")
    for address, most in ((VOICES, 5), (f"{VOICES}?after={three[0].pk}", 6), (FEED, 5)):
        client.get(address)
        with django_assert_num_queries(most):
            client.get(address)


def test_members_read_them_too(three: list[Comment], reader: User) -> None:
    assert words(read(log_in(reader), VOICES)) == ["말 1", "말 0", "말 2"]
