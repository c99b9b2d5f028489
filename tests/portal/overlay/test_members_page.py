"""A member's page that was rendered for all members is the page that would have been rendered for this one."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Notice, User
from articles.models import ColumnPage
from comments.following import follow
from comments.models import Comment, Discussion, Reaction, Rule, Sanction, State
from comments.muting import mute
from comments.picking import pick
from comments.reacting import react
from portal.overlay import memory, serving
from tests.cast import log_in, make_member, say

PRESSED = re.compile('<button class="act"[^>]*type="submit"[^>]*aria-pressed="true"')
ONE_TIME = re.compile(r'(csrfmiddlewaretoken" value|name="key" value|data-draft)="[^"]+"')


@pytest.fixture(autouse=True)
def keeping(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.KEPT_PAGES, settings.KEPT_DIR = True, tmp_path / "kept"
    memory.forget()
    yield
    memory.forget()


@pytest.fixture
def laid_over(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each page was laid out for a member so far."""
    answers: list[bool] = []
    whole = serving.page_for_member

    def told(*args: Any) -> Any:
        answer = whole(*args)
        answers.append(answer is not None)
        return answer

    monkeypatch.setattr("portal.views.page.page_for_member", told)
    return answers


@pytest.fixture
def both(settings: Any) -> Callable[..., str]:
    """The page as it is laid out, after it was compared with a rendering of its own."""

    def read(member: User, path: str) -> str:
        memory.forget()
        pages = []
        for keeps in (True, True, False):  # made, found again, and rendered for this member
            settings.KEPT_PAGES = keeps
            answer = log_in(member).get(path)
            assert answer.status_code == 200
            pages.append(" ".join(ONE_TIME.sub("", answer.content.decode()).split()).replace("> <", "><"))
        settings.KEPT_PAGES = True
        assert pages[0] == pages[1] == pages[2]
        return pages[0]

    return read


@pytest.fixture
def talk(discussion: Discussion, lawyer: User, translator: User) -> list[Comment]:
    """Two threads by a lawyer, each answered by a translator."""
    heads = [say(discussion, lawyer, f"말 {n}. 100% 확실한 것은 %s 없습니다.") for n in range(2)]
    return [*heads, *(say(discussion, translator, f"답 {n}", parent=head) for n, head in enumerate(heads))]


@pytest.fixture
def member(db: None) -> User:
    return make_member("reading", "읽는 이 <b>")


def test_somebody_who_has_done_nothing_here(
    column: ColumnPage, talk: list[Comment], member: User, both: Any, laid_over: list[bool]
) -> None:
    page = both(member, column.url)
    assert "읽는 이 &lt;b&gt;" in page
    assert page.count('<article id="comment-') == 4
    assert laid_over == [True, True, False]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_sides_muted_people_and_followed_threads_are_each_ones_own(
    column: ColumnPage, talk: list[Comment], member: User, translator: User, both: Any, laid_over: list[bool], prefix: str
) -> None:
    react(talk[0], member, Reaction.Value.AGREE)
    react(talk[2], member, Reaction.Value.DISAGREE)
    mute(member, translator)
    follow(member, talk[0].discussion)
    follow(member, talk[0].discussion, talk[1])
    path = prefix + column.url
    page = both(member, path)
    assert len(PRESSED.findall(page)) == 4
    assert page.count('class="folded"') == 2
    other = both(make_member("other", "남"), path)
    assert len(PRESSED.findall(other)) == 0
    assert 'class="folded"' not in other
    assert laid_over == [True, True, False] * 2


@pytest.mark.parametrize("age", [timedelta(0), timedelta(days=1)])
def test_ones_own_comments_can_be_changed_for_a_while_and_deleted(
    column: ColumnPage, talk: list[Comment], lawyer: User, both: Any, laid_over: list[bool], age: timedelta
) -> None:
    Comment.objects.filter(author=lawyer).update(created_at=timezone.now() - age)
    page = both(lawyer, column.url)
    assert page.count('class="comment mine hit"') == 2
    assert page.count("/edit/") == (0 if age else 2)
    assert page.count("/removal/") == 2
    assert laid_over == [True, True, False]


def test_a_title_and_unread_notices_stand_in_the_frame(column: ColumnPage, talk: list[Comment], lawyer: User, both: Any) -> None:
    Notice.objects.filter(recipient=lawyer).delete()
    path = column.url
    assert "변호사" in both(lawyer, path)
    for unread in (1, 2, 120):
        Notice.objects.bulk_create(
            Notice(recipient=lawyer, kind="reply") for _ in range(unread - Notice.objects.filter(recipient=lawyer).count())
        )
        assert f"<b>{min(unread, 100)}</b>" in both(lawyer, f"/en{path}")


@pytest.mark.parametrize("state", [State.PENDING, State.REJECTED, State.SPAM])
def test_who_has_words_that_nobody_else_sees_gets_a_rendering_of_their_own(
    column: ColumnPage, talk: list[Comment], member: User, both: Any, laid_over: list[bool], state: State
) -> None:
    said = say(talk[0].discussion, member, "아직 나만 봅니다.", state=State.PENDING)
    Comment.objects.filter(pk=said.pk).update(state=state)
    assert "아직 나만 봅니다." in both(member, column.url)
    assert laid_over == [False, False, False]


def test_who_may_not_write_gets_a_rendering_of_their_own(
    column: ColumnPage, talk: list[Comment], member: User, moderator: User, abuse: Rule, both: Any, laid_over: list[bool]
) -> None:
    sanction = Sanction.impose("suspension", member, by=moderator, rule=abuse, reason="사람을 겨누었습니다.", days=1)
    assert "사람을 겨누었습니다." in both(member, column.url)
    assert laid_over == [False, False, False]
    Sanction.objects.filter(pk=sanction.pk).update(until=timezone.now())
    assert "사람을 겨누었습니다." not in both(member, column.url)
    assert laid_over[3:] == [True, True, False], "once it is over the page is everybody's again"


def test_staff_get_a_rendering_of_their_own(column: ColumnPage, talk: list[Comment], moderator: User, laid_over: list[bool]) -> None:
    assert "/cms/" in log_in(moderator).get(column.url).content.decode()
    assert laid_over == [False]


def test_strangers_questions_and_messages_are_not_laid_over(
    column: ColumnPage, talk: list[Comment], member: User, laid_over: list[bool]
) -> None:
    Client().get(column.url)
    log_in(member).get(f"{column.url}?order=new")
    with_message = log_in(member)
    with_message.post(f"/comments/on/{column.pk}/follow/", {"next": column.url})
    assert 'class="note flash' in with_message.get(column.url).content.decode()
    assert laid_over == [False, False, False]


def test_what_the_editors_recommend_is_folded_for_who_muted_its_author(
    column: ColumnPage, talk: list[Comment], member: User, lawyer: User, editor: User, both: Any, laid_over: list[bool]
) -> None:
    pick(talk[0], by=editor, note="현장의 말입니다.")
    page = both(member, column.url)
    assert page.count('class="pick"') == 1
    assert 'class="folded"' not in page
    mute(member, lawyer)
    assert both(member, f"/en{column.url}").count('class="folded"') == 3
    assert laid_over == [True, True, False] * 2


def test_a_page_without_a_discussion_or_without_a_column_is_rendered(column: ColumnPage, member: User, laid_over: list[bool]) -> None:
    for path in (column.url, "/", "/columns/"):
        assert log_in(member).get(path).status_code == 200
    assert log_in(member).get("/nowhere/").status_code == 404
    assert laid_over == [False] * 4


def test_marks_that_somebody_wrote_stay_what_they_are(column: ColumnPage, talk: list[Comment], member: User) -> None:
    """Else a name could have the page put a reader's own token into it."""
    forged = "\ue000csrf\ue001 \ue0000123456789abcdef.csrf\ue001 9182736451 %(csrf)s"
    Comment.objects.filter(pk=talk[0].pk).update(html=f"<p>{forged}</p>")
    User.objects.filter(pk=talk[2].author_id).update(name="\ue000csrf\ue001 %s")
    column.title = forged
    column.save_revision().publish()
    page = log_in(member).get(column.url).content.decode()
    assert page.count(forged) >= 2
    assert "\ue000csrf\ue001 %s" in page


def test_a_token_that_the_page_holds_is_good_for_posting(column: ColumnPage, talk: list[Comment], member: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    for _ in range(2):
        page = client.get(column.url).content.decode()
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
        key = re.search(r'name="key" value="([^"]+)"', page)
        assert token
        assert key
        form = {"csrfmiddlewaretoken": token[1], "key": key[1], "body": "쪽지 대신 댓글."}
        assert client.post(f"/comments/on/{column.pk}/", form).status_code == 302
        Comment.objects.filter(author=member).update(state=State.PUBLISHED, published_at=timezone.now())


def test_a_member_is_never_given_anothers_page(column: ColumnPage, talk: list[Comment], member: User, lawyer: User) -> None:
    first, second = log_in(member), log_in(lawyer)
    for _ in range(2):
        assert "읽는 이" in first.get(column.url).content.decode()
        answer = second.get(column.url)
        assert "읽는 이" not in answer.content.decode()
        assert "private" in answer["Cache-Control"]
        assert "Cookie" in answer["Vary"]
    assert "읽는 이" not in Client().get(column.url).content.decode()


MEMBER_QUERIES = 7  # session, member, rights, what is their own, profession with credential, notices, posted


def test_its_queries_are_as_many_however_long_the_discussion(
    column: ColumnPage, talk: list[Comment], translator: User, django_assert_num_queries: Any
) -> None:
    client = log_in(translator)
    client.get(column.url)
    with django_assert_num_queries(MEMBER_QUERIES):
        client.get(column.url)
