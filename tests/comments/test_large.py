"""A large discussion costs as many queries as a small one, whatever is asked of it."""

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from comments.bulk.building import make_discussion
from comments.models import Comment, Discussion, Passage
from comments.reacting import react
from tests.cast import log_in, make_column, say

pytestmark = pytest.mark.django_db
SIZES = (5, 60, 600)
ADDRESSES = [
    "",
    *(f"?order={order}" for order in ("top", "across", "new", "old")),
    *(f"?order={order}&after={{thread}}" for order in ("top", "across", "new", "old")),
    "?lens={profession}",
    "?lens={profession}&order=across",
    "?lens={profession}&verified=1&order=new",
    "?lens=undisclosed",
    "?verified=1",
    "?kind=experience",
    "?kind=experience&lens={profession}&order=old",
    "?paragraph={block}",
    "?paragraph={block}&order=new",
    "?at={thread}",
]


@pytest.fixture
def talks(columns, columnist, lawyer, translator, reader) -> list[Discussion]:
    """Discussions of different sizes, each of which holds something for whatever is asked of it."""
    talks = [make_discussion(make_column(columns, columnist, f"댓글이 {size}개인 글"), size) for size in SIZES]
    for talk in talks:
        block, text = next(iter(talk.page.specific.paragraphs.items()))
        passage = Passage.of(talk, block, text)
        top = say(talk, lawyer, "제가 겪은 일입니다.", passage=passage, kind="experience")
        react(top, translator, "agree")
        doubt = say(talk, reader, "정말 그런가요?", parent=top)
        say(talk, lawyer, "제가 본 것은 이렇습니다.", parent=doubt, kind="experience")
        say(talk, reader, "이 문단에 대한 다른 말입니다.", passage=passage)
    return talks


def ask(talk: Discussion, query: str, client: Client) -> int:
    """How many queries it takes, once the process has warmed up."""
    thread = Comment.objects.on(talk).get(author__handle="yunhaein", parent=None)
    assert thread.profession
    assert thread.passage
    address = talk.page.specific.url + query.format(thread=thread.pk, profession=thread.profession.slug, block=thread.passage.block)
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        html = client.get(address).content.decode()
    assert 'id="comment-' in html
    return len(captured)


@pytest.mark.parametrize("query", ADDRESSES)
def test_reading_takes_as_many_queries_at_every_size(talks: list[Discussion], query: str) -> None:
    counts = {size: ask(talk, query, Client()) for size, talk in zip(SIZES, talks, strict=True)}
    assert len(set(counts.values())) == 1, counts


@pytest.mark.parametrize("query", ["", "?order=new", "?lens={profession}"])
def test_for_a_member_too(talks: list[Discussion], newcomer: User, query: str) -> None:
    client = log_in(newcomer)
    counts = {size: ask(talk, query, client) for size, talk in zip(SIZES, talks, strict=True)}
    assert len(set(counts.values())) == 1, counts


def count(act: Callable[[], HttpResponse], status: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = act()
    assert response.status_code == status
    return len(captured)


def test_a_permanent_link_takes_as_many_queries_however_far_down_it_leads(talks: list[Discussion], monkeypatch) -> None:
    monkeypatch.setattr("comments.views.show.THREADS_A_PAGE", 10)  # so that there is a second page in both
    counts = []
    for talk in talks[1:]:
        last = Comment.objects.on(talk).published().filter(parent=None).order_by("score_top", "pk")[0]
        link = last.get_absolute_url()
        assert f"?at={last.pk}" in Client().get(link, follow=True).redirect_chain[0][0]
        counts.append(count(lambda link=link: Client().get(link, follow=True), 200))
    assert counts[0] == counts[1]


def test_a_deep_answer_is_found_with_as_many_queries_in_any_thread(talks: list[Discussion]) -> None:
    counts = []
    for talk in talks[1:]:
        top = Comment.objects.on(talk).order_by("-reply_count")[0]
        link = top.thread.published().order_by("-pk")[0].get_absolute_url()
        assert "/thread/?at=" in Client().get(link, follow=True).redirect_chain[0][0]
        counts.append(count(lambda link=link: Client().get(link, follow=True), 200))
    assert counts[0] == counts[1]


def test_joining_takes_as_many_queries_at_every_size(talks: list[Discussion], translator: User) -> None:
    client = log_in(translator)
    posting, voting = [], []
    for talk in talks:
        address = reverse("comments:post", args=[talk.page_id])
        posting.append(count(lambda address=address: client.post(address, {"body": "한마디 보탭니다.", "key": uuid.uuid4()}), 302))
        said = Comment.objects.on(talk).filter(author__handle="slow-walk", parent=None).get()
        voting.append(count(lambda said=said: client.post(reverse("comments:agree", args=[said.pk]), headers={"HX-Request": "true"}), 200))
    assert len(set(posting)) == len(set(voting)) == 1, (posting, voting)
