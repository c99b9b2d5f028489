"""The discussion below a column, as a stranger, a member and an author see it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from articles.models import ColumnPage
from comments.first_page import REPLIES_SHOWN, THREADS_A_PAGE
from comments.models import Comment, Discussion, Rule, State
from tests.cast import log_in, say


def look(column: Page, client: Client | None = None, query: str = "") -> BeautifulSoup:
    response = (client or Client()).get(f"{column.url}{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def test_a_stranger_meets_the_gate_where_the_composer_would_be(column: ColumnPage) -> None:
    soup = look(column)
    gate = soup.select_one("[data-login-gate]")
    assert gate
    assert "댓글을 남기려면 로그인해야 합니다" in gate.get_text()
    assert not soup.select("main form")  # what is searched for in the masthead is no writing
    assert all(form["method"] == "get" for form in soup.select("form[method]"))
    for link in gate.select("a"):
        assert "next=" in link["href"]


def test_a_member_meets_the_composer(column: ColumnPage, reader: User) -> None:
    soup = look(column, log_in(reader))
    assert soup.select_one("form#composer textarea[name=body]")
    assert not soup.select("[data-login-gate]")


def test_every_composer_has_a_key_of_its_own(column: ColumnPage, reader: User) -> None:
    client = log_in(reader)
    keys = {look(column, client).select_one("form#composer input[name=key]")["value"] for _ in range(3)}
    assert len(keys) == 3


def test_stated_and_verified_seals_differ(column: ColumnPage, discussion: Discussion, lawyer: User, translator: User) -> None:
    checked, stated = say(discussion, lawyer), say(discussion, translator)
    soup = look(column)
    assert "ok" in soup.select_one(f"#comment-{checked.pk} > .seal")["class"]
    assert "인증" in soup.select_one(f"#comment-{checked.pk} .by").get_text()
    assert "ok" not in soup.select_one(f"#comment-{stated.pk} > .seal")["class"]
    assert soup.select_one(f"#comment-{stated.pk}")["data-profession"] == "translator"


def test_who_discloses_nothing_is_undisclosed(column: ColumnPage, discussion: Discussion, reader: User) -> None:
    said = say(discussion, reader)
    article = look(column).select_one(f"article#comment-{said.pk}.comment")
    assert article["data-profession"] == "undisclosed"
    assert "직업 비공개" in article.get_text()


def test_rejected_comment_leaves_the_page_but_keeps_its_replies(
    column: ColumnPage, discussion: Discussion, lawyer: User, reader: User, moderator: User, abuse: Rule
) -> None:
    parent = say(discussion, lawyer, "거친 말")
    reply = say(discussion, reader, "차분한 답", parent=parent)
    parent.reject(by=moderator, rule=abuse, reason="표현을 고쳐 주세요.")
    soup = look(column)
    place = soup.select_one(f"#comment-{parent.pk}.gone")
    assert "거친 말" not in str(soup)
    assert place.select_one(f"#comment-{reply.pk}")


def test_comment_refused_before_it_was_public_leaves_no_place(
    column: ColumnPage, discussion: Discussion, newcomer: User, moderator: User, abuse: Rule
) -> None:
    said = say(discussion, newcomer, state=State.PENDING)
    said.reject(by=moderator, rule=abuse, reason="…")
    assert not look(column).select(f"#comment-{said.pk}")


def test_removed_comment_says_who_took_it(column: ColumnPage, discussion: Discussion, reader: User) -> None:
    said = say(discussion, reader, "지울 말")
    said.remove(by=reader)
    soup = look(column)
    assert "작성자가 삭제한 댓글입니다" in soup.select_one(f"#comment-{said.pk}.gone").get_text()
    assert "지울 말" not in str(soup)
    assert Comment.objects.get(pk=said.pk).source == ""


def test_three_levels_to_the_eye_whatever_the_depth(column: ColumnPage, discussion: Discussion, lawyer: User, reader: User) -> None:
    said = [say(discussion, lawyer, "뿌리")]
    for depth in range(1, 6):
        said.append(say(discussion, reader if depth % 2 else lawyer, f"깊이 {depth}", parent=said[-1]))
    soup = look(column)
    for depth, comment in enumerate(said):
        article = soup.select_one(f"#comment-{comment.pk}")
        assert len(article.find_parents("article")) == min(depth, 2)
    assert "@느린걸음" in soup.select_one(f"#comment-{said[4].pk} .says").get_text()
    assert "@" not in soup.select_one(f"#comment-{said[1].pk} .says").get_text()


def test_every_comment_is_reached_by_paging(column: ColumnPage, discussion: Discussion, reader: User) -> None:
    said = {say(discussion, reader, f"말 {n}").pk for n in range(THREADS_A_PAGE * 2 + 3)}
    seen: list[int] = []
    query = ""
    for _ in range(4):
        soup = look(column, query=query)
        seen += [int(article["id"].removeprefix("comment-")) for article in soup.select("article.comment")]
        more = soup.select_one(".more a")
        if not more:
            break
        query = more["href"].split("#")[0]
    assert len(seen) == len(set(seen))
    assert set(seen) == said


def test_oldest_first_turns_the_order_round(column: ColumnPage, discussion: Discussion, reader: User) -> None:
    first, last = say(discussion, reader, "처음"), say(discussion, reader, "나중")
    ids = [article["id"] for article in look(column, query="?order=old").select("article.comment")]
    assert ids == [first.anchor, last.anchor]
    assert [article["id"] for article in look(column).select("article.comment")] == [last.anchor, first.anchor]


def test_a_long_thread_shows_its_first_replies_and_leads_to_the_rest(
    column: ColumnPage, discussion: Discussion, lawyer: User, reader: User
) -> None:
    root = say(discussion, lawyer)
    replies = [say(discussion, reader, f"답 {n}", parent=root) for n in range(REPLIES_SHOWN + 3)]
    soup = look(column)
    assert len(soup.select(f"#comment-{root.pk} article.comment")) == REPLIES_SHOWN
    link = soup.select_one(f'a[href="/comments/{root.pk}/thread/"]')
    assert "3" in link.get_text()
    thread = BeautifulSoup(Client().get(link["href"]).content.decode(), "html.parser")
    assert thread.select_one(f"#comment-{replies[-1].pk}")


@pytest.mark.parametrize("query", ["?after=abc", "?after=999999999", "?order=sideways", "?after=" + "9" * 50, "?at=-1"])
def test_a_forged_cursor_means_the_beginning(column: ColumnPage, discussion: Discussion, reader: User, query: str) -> None:
    said = say(discussion, reader)
    assert look(column, query=query).select_one(f"#comment-{said.pk}")


def test_closed_discussion_can_be_read_and_says_so(
    column: ColumnPage, discussion: Discussion, lawyer: User, reader: User, moderator: User
) -> None:
    said = say(discussion, lawyer)
    discussion.close(by=moderator, reason="기한이 지났습니다.")
    soup = look(column, log_in(reader))
    assert soup.select_one(f"#comment-{said.pk}")
    assert not soup.select("form#composer")
    assert "닫혔습니다" in soup.select_one("#composer").get_text()


def test_queries_are_the_same_for_one_comment_and_for_many(
    column: ColumnPage, discussion: Discussion, lawyer: User, translator: User, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    parent = say(discussion, lawyer)
    say(discussion, translator, parent=parent)
    Client().get(column.url)  # what the process remembers from now on (sites, content types)
    with CaptureQueriesContext(
        connection,
    ) as few:
        Client().get(column.url)
    for n in range(30):
        root = say(discussion, lawyer if n % 2 else translator, f"말 {n}")
        say(discussion, translator, f"답 {n}", parent=root)
    with django_assert_num_queries(len(few)):
        Client().get(column.url)


def test_reading_sets_no_cookie_and_writes_nothing(column: ColumnPage) -> None:
    response = Client().get(column.url)
    assert not response.cookies
    assert "csrf" not in response.content.decode()
    assert not Discussion.objects.exists()


def test_a_revoked_credential_is_said_beside_what_was_worn(
    column: ColumnPage, discussion: Discussion, lawyer: User, moderator: User
) -> None:
    said = say(discussion, lawyer)
    lawyer.credentials.get().revoke(by=moderator)
    article = look(column).select_one(f"#comment-{said.pk}")
    assert article["data-profession"] == "lawyer"
    assert article.select_one(".seal")["class"] == ["seal", "d-law"]  # not filled any more
    assert article.select_one(".verified").get_text(strip=True) == "당시 인증, 이후 취소"


def test_a_profession_that_becomes_regulated_is_hidden_without_a_credential(
    column: ColumnPage, discussion: Discussion, translator: User
) -> None:
    said = say(discussion, translator)
    translator.profession.regulated = True
    translator.profession.save()
    assert look(column).select_one(f"#comment-{said.pk}")["data-profession"] == "undisclosed"


def test_what_waits_cannot_be_found_out_by_asking_for_its_place(
    column: ColumnPage, discussion: Discussion, newcomer: User, reader: User
) -> None:
    say(discussion, reader)
    waiting = say(discussion, newcomer, state=State.PENDING)
    told = look(column, query=f"?at={waiting.pk}").select_one(".thread > .note").get_text()
    assert told == look(column, query="?at=999999999").select_one(".thread > .note").get_text()


def below_the_third_level(discussion: Discussion, answered: User, by: User, words: str) -> tuple[Comment, Comment]:
    """What somebody said at the third level, and an answer to it, which stays beside it."""
    deep = say(discussion, by, "뿌리")
    for _ in range(2):
        deep = say(discussion, answered, "더 들어간 말", parent=deep)
    return deep, say(discussion, by, words, parent=deep)


def opening(column: Page, comment: Comment) -> str:
    to = look(column).select_one(f"#comment-{comment.pk} .says > .to")
    return to.get_text() if to else ""


@pytest.mark.parametrize("gone", ["removed", "taken down", "held after a change"])
def test_the_name_of_who_is_hidden_by_a_placeholder_opens_no_answer(
    column: ColumnPage, discussion: Discussion, lawyer: User, translator: User, moderator: User, abuse: Rule, monkeypatch: Any, gone: str
) -> None:
    deep, answer = below_the_third_level(discussion, translator, lawyer, "그 말에 답합니다.")
    assert opening(column, answer) == "@문가람"
    if gone == "removed":
        deep.remove(by=translator)
    elif gone == "taken down":
        deep.reject(by=moderator, rule=abuse, reason="표현을 고쳐 주세요.")
    else:
        monkeypatch.setattr("comments.screening.STEPS", (lambda *_args: "links",))
        deep.edit(by=translator, source="고친 말입니다.")
    assert look(column).select(f"#comment-{deep.pk}.gone")
    assert opening(column, answer) == ""


@pytest.mark.parametrize(
    ("words", "opens_with"),
    [
        ("그렇게 보지 않습니다.", "@문가람"),
        ("@문가람님, 그렇게 보지 않습니다.", ""),
        ("@Mungaram 그렇게 보지 않습니다.", ""),
        ("@윤해인 님의 말이 맞습니다.", "@문가람"),
        ("@mungaram2 님의 말이 맞습니다.", "@문가람"),
        ("문가람 님께 답합니다.", "@문가람"),
    ],
)
def test_a_deep_answer_says_whom_it_answers_unless_its_words_do(
    column: ColumnPage, discussion: Discussion, lawyer: User, translator: User, words: str, opens_with: str
) -> None:
    _deep, answer = below_the_third_level(discussion, translator, lawyer, words)
    assert opening(column, answer) == opens_with
