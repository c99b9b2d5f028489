"""What is the reader's own and not public stands in its place for them, for nobody else, and hides nothing that is public."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles.models import ColumnPage
from comments import listing
from comments.first_page import REPLIES_SHOWN
from comments.listing import OWN_SHOWN_FOR
from comments.models import Comment, Discussion, Kind, Passage, Rule, State
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db


def look(address: str, reader: User | None = None, **headers: str) -> BeautifulSoup:
    client = log_in(reader) if reader else Client()
    return BeautifulSoup(client.get(address, headers=headers).content.decode(), "html.parser")


def shown(soup: BeautifulSoup) -> list[int]:
    return [int(article["id"].removeprefix("comment-")) for article in soup.select(".thread article.comment[id]")]


def further(soup: BeautifulSoup) -> str:
    """How many more replies a thread says to have; "" where it says of none."""
    link = soup.select_one(".further a")
    return "".join(letter for letter in link.get_text() if letter.isdigit()) if link else ""


@pytest.fixture
def thread(discussion: Discussion, lawyer: User, translator: User) -> list[Comment]:
    """A lawyer's comment, answered more often than is shown on the column's page."""
    root = say(discussion, lawyer, "뿌리")
    return [root, *(say(discussion, translator, f"답 {n}", parent=root) for n in range(REPLIES_SHOWN + 2))]


def test_a_waiting_answer_is_seen_by_its_author_only(column: ColumnPage, discussion: Discussion, lawyer: User, reader: User) -> None:
    root = say(discussion, lawyer)
    waiting = say(discussion, reader, "기다리는 답입니다.", parent=root, state=State.PENDING)
    assert shown(look(column.url, reader)) == [root.pk, waiting.pk]
    for other in (None, lawyer):
        page = look(column.url, other)
        assert shown(page) == [root.pk]
        assert "기다리는 답" not in page.get_text()


def test_among_the_first_replies_ones_own_stands_however_old_and_its_link_leads_there(
    column: ColumnPage, discussion: Discussion, lawyer: User, reader: User
) -> None:
    root = say(discussion, lawyer)
    waiting = say(discussion, reader, parent=root, state=State.PENDING)
    Comment.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - OWN_SHOWN_FOR - timedelta(days=1))
    assert log_in(reader).get(waiting.get_absolute_url()).url == f"{column.url}#{waiting.anchor}"
    assert shown(look(column.url, reader)) == [root.pk, waiting.pk]
    assert shown(look(column.url, lawyer)) == [root.pk]


def test_ones_own_waiting_answer_is_on_the_page_however_many_were_before(
    column: ColumnPage, thread: list[Comment], reader: User, lawyer: User
) -> None:
    waiting = say(thread[0].discussion, reader, "기다리는 답입니다.", parent=thread[0], state=State.PENDING)
    first = [comment.pk for comment in thread[: REPLIES_SHOWN + 1]]
    assert shown(look(column.url, reader)) == [*first, waiting.pk]
    for other in (None, lawyer):
        assert shown(look(column.url, other)) == first


def test_what_was_refused_is_on_the_page_too_and_what_was_refused_long_ago_is_not(
    column: ColumnPage, thread: list[Comment], reader: User, moderator: User, abuse: Rule
) -> None:
    refused = say(thread[0].discussion, reader, parent=thread[0], state=State.PENDING)
    refused.reject(by=moderator, rule=abuse, reason="표현을 고쳐 주세요.")
    assert refused.pk in shown(look(column.url, reader))
    Comment.objects.filter(pk=refused.pk).update(created_at=timezone.now() - OWN_SHOWN_FOR - timedelta(days=1))
    assert refused.pk not in shown(look(column.url, reader))


def test_only_the_newest_of_ones_own_waiting_answers_are_on_the_page(
    column: ColumnPage, thread: list[Comment], reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "OWN_ANSWERS_SHOWN", 2)
    own = [say(thread[0].discussion, reader, f"말 {n}", parent=thread[0], state=State.PENDING).pk for n in range(3)]
    assert shown(look(column.url, reader))[-2:] == own[1:]
    assert own[0] not in shown(look(column.url, reader))


def test_the_rest_of_the_thread_goes_on_after_the_first_replies_and_repeats_nothing(
    column: ColumnPage, thread: list[Comment], reader: User
) -> None:
    """The reader's own stands below the first replies, before others that are older."""
    waiting = say(thread[0].discussion, reader, parent=thread[0], state=State.PENDING)
    page = look(column.url, reader)
    assert further(page) == "2"
    rest = look(page.select_one(".further a")["hx-get"], reader, HX_Request="true", HX_Current_URL=f"http://testserver{column.url}")
    assert shown(rest)[1:] == [comment.pk for comment in thread[-2:]]
    alone = f"/comments/{thread[0].pk}/thread/"
    of_itself = look(f"{alone}?after={thread[-3].pk}", reader, HX_Request="true", HX_Current_URL=f"http://testserver{alone}")
    assert shown(of_itself)[1:] == [*(comment.pk for comment in thread[-2:]), waiting.pk]


def test_a_member_costs_one_query_more_for_it_and_a_stranger_none(column: ColumnPage, thread: list[Comment], reader: User) -> None:
    def asked_for_own_answers(client: Client) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(column.url)
        return sum(
            bool(re.search(r'"comments_comment"."author_id" = \d.*"comments_comment"."root_id" IN', query["sql"])) for query in captured
        )

    assert (asked_for_own_answers(log_in(reader)), asked_for_own_answers(Client())) == (1, 0)


def test_a_place_that_is_held_by_nobodys_words_takes_none_of_those_that_are_said_to_follow(
    column: ColumnPage, thread: list[Comment], translator: User
) -> None:
    """Seven answers, one of them deleted: five places are shown, four with words, and two with words follow."""
    thread[2].remove(by=translator)
    page = look(column.url)
    assert len(page.select("article.gone")) == 1
    assert further(page) == "2"


@pytest.mark.parametrize("query", ["?lens=lawyer", "?lens=undisclosed", "?verified=1", "?kind=question", "?paragraph={block}"])
def test_ones_own_waiting_threads_are_above_everything_but_no_choice(
    column: ColumnPage, discussion: Discussion, lawyer: User, reader: User, query: str
) -> None:
    block, text = next(iter(column.paragraphs.items()))
    public = say(discussion, lawyer, kind=Kind.QUESTION, passage=Passage.of(discussion, block, text))
    waiting = say(discussion, reader, "기다리는 말입니다.", state=State.PENDING)
    assert shown(look(column.url, reader)) == [waiting.pk, public.pk]
    chosen = shown(look(column.url + query.format(block=block), reader))
    assert waiting.pk not in chosen
    assert chosen == ([] if "undisclosed" in query else [public.pk])
