"""POST /comments/on/<page>/: one submit is one comment, and no refusal loses a word."""

import uuid
from typing import Any

import pytest
from django.test import Client

from accounts.models import Notice, User
from articles.models import ColumnIndexPage, ColumnPage
from comments.models import Comment, Discussion, KeptDraft, State
from tests.cast import log_in, make_column, say

TEXT = "현장에서는 순서가 반대였습니다.\n\n> 초벌은 학교였다\n\n그 말에 **동의**합니다."


def send(client: Client, column: ColumnPage, body: str = TEXT, **data: Any) -> Any:
    return client.post(f"/comments/on/{column.pk}/", {"body": body, "key": str(uuid.uuid4()), **data})


@pytest.fixture
def known(reader: User, discussion: Discussion) -> User:
    """A reader of whom a comment has been published before."""
    say(discussion, reader, "먼저 남긴 말입니다.")
    return reader


def test_a_known_members_comment_appears_at_once(column: ColumnPage, known: User) -> None:
    response = send(log_in(known), column)
    comment = Comment.objects.latest("pk")
    assert response.status_code == 302
    assert response.url == f"/comments/{comment.pk}/"
    assert comment.state == State.PUBLISHED
    page = Client().get(column.url).content.decode()
    assert f'id="comment-{comment.pk}"' in page
    assert "<strong>동의</strong>" in page


def test_a_newcomers_first_comment_waits_and_only_its_author_sees_it(column: ColumnPage, newcomer: User) -> None:
    send(log_in(newcomer), column)
    comment = Comment.objects.get()
    assert (comment.state, comment.held_because) == (State.PENDING, "newcomer")
    assert f'id="comment-{comment.pk}"' in log_in(newcomer).get(column.url).content.decode()
    assert f'id="comment-{comment.pk}"' not in Client().get(column.url).content.decode()


def test_after_the_first_was_published_the_next_appear_at_once(column: ColumnPage, newcomer: User, moderator: User) -> None:
    client = log_in(newcomer)
    send(client, column, "첫 댓글")
    Comment.objects.get().publish(by=moderator)
    send(client, column, "둘째 댓글")
    assert Comment.objects.latest("pk").state == State.PUBLISHED


def test_a_replayed_form_leads_to_the_comment_that_exists(column: ColumnPage, known: User) -> None:
    client, key = log_in(known), str(uuid.uuid4())
    first = send(client, column, key=key)
    again = send(client, column, key=key)
    assert first.url == again.url
    assert Comment.objects.filter(key=key).count() == 1


def test_an_old_form_with_new_words_is_a_comment_of_its_own(column: ColumnPage, known: User) -> None:
    """The browser's way back brings the form as it was: what is written into it then is not to be lost."""
    client, key = log_in(known), str(uuid.uuid4())
    first = send(client, column, "먼저 쓴 말", key=key)
    second = send(client, column, "돌아와서 쓴 다른 말", key=key)
    assert first.url != second.url
    assert Comment.objects.latest("pk").source == "돌아와서 쓴 다른 말"


def test_closing_while_somebody_posts_refuses_with_the_text_kept(
    column: ColumnPage, known: User, moderator: User, monkeypatch: Any
) -> None:
    from comments.views import post

    seen = post._may_speak
    discussion = Discussion.objects.get(page=column)
    monkeypatch.setattr(post, "_may_speak", lambda *args: seen(*args) and discussion.close(by=moderator))
    response = send(log_in(known), column)
    assert response.status_code == 409
    refused(response)
    assert Comment.objects.count() == 1


def test_a_form_in_another_encoding_is_refused(column: ColumnPage, known: User) -> None:
    """An encoding that can say what is no text (half of a surrogate pair) would break whatever stores it."""
    body = b'--X\r\nContent-Disposition: form-data; name="body"\r\n\r\n\\ud800\r\n--X--\r\n'
    response = log_in(known).generic(
        "POST", f"/comments/on/{column.pk}/", body, content_type="multipart/form-data; boundary=X; charset=unicode_escape"
    )
    assert response.status_code == 400
    assert Comment.objects.count() == 1


def test_of_a_reply_its_author_may_take_back_nothing_is_left_with_others(column: ColumnPage, known: User, lawyer: User) -> None:
    parent = say(Discussion.objects.get(page=column), lawyer)
    send(log_in(known), column, "거둘지도 모르는 말", parent=parent.pk)
    assert "거둘지도" not in str(Notice.objects.get(recipient=lawyer, kind="reply").context)


def test_the_same_key_of_another_member_is_another_comment(column: ColumnPage, known: User, lawyer: User) -> None:
    key = str(uuid.uuid4())
    send(log_in(known), column, key=key)
    send(log_in(lawyer), column, key=key)
    assert Comment.objects.filter(key=key).count() == 2


def test_a_comment_keeps_what_was_worn(column: ColumnPage, lawyer: User) -> None:
    send(log_in(lawyer), column)
    comment = Comment.objects.get()
    assert comment.profession == lawyer.profession
    assert comment.credential is not None
    lawyer.profession = None
    lawyer.save()
    comment.refresh_from_db()
    assert comment.profession_slug == "lawyer"


def test_a_regulated_title_without_credential_is_not_worn(column: ColumnPage, unchecked_physician: User) -> None:
    send(log_in(unchecked_physician), column)
    comment = Comment.objects.get()
    assert (comment.profession, comment.credential) == (None, None)
    assert comment.profession_slug == "undisclosed"


def test_counts_move_with_the_comment(column: ColumnPage, known: User, lawyer: User, moderator: User) -> None:
    discussion = Discussion.objects.get(page=column)
    said = say(discussion, lawyer)
    discussion.refresh_from_db()
    assert discussion.comment_count == 2
    said.reject(by=moderator, rule=_rule(), reason="근거를 밝혀 주세요.")
    discussion.refresh_from_db()
    assert discussion.comment_count == 1
    assert discussion.tallies.get(profession__slug="lawyer", verified=True).count == 0


def test_a_reply_hangs_on_its_parent_and_its_author_is_told(column: ColumnPage, known: User, lawyer: User) -> None:
    parent = say(Discussion.objects.get(page=column), lawyer)
    send(log_in(known), column, parent=parent.pk)
    reply = Comment.objects.latest("pk")
    assert (reply.parent, reply.root, reply.depth) == (parent, parent, 1)
    assert Notice.objects.filter(recipient=lawyer, kind="reply").exists()


def _rule() -> Any:
    from comments.models import Rule

    return Rule.objects.get(key="abuse")


def refused(response: Any, text: str = TEXT) -> str:
    """The page of a refusal: an error in words, the text kept, nothing stored."""
    from django.utils.html import escape

    html = response.content.decode()
    assert escape(text) in html
    assert 'role="alert"' in html
    return html


@pytest.mark.parametrize("body", ["", "   ", "\u200b\u3164", "\x00"])
def test_blank_is_refused(column: ColumnPage, known: User, body: str) -> None:
    response = send(log_in(known), column, body)
    assert response.status_code == 422
    assert Comment.objects.count() == 1


def test_too_long_keeps_every_character(column: ColumnPage, known: User) -> None:
    long = "가" * 5001
    response = send(log_in(known), column, long)
    assert response.status_code == 422
    refused(response, long)


def test_parent_on_another_page_is_refused(columns: ColumnIndexPage, column: ColumnPage, known: User, columnist: Any) -> None:
    elsewhere = say(Discussion.for_writing(make_column(columns, columnist, "다른 칼럼")), known)
    response = send(log_in(known), column, parent=elsewhere.pk)
    assert response.status_code == 422
    refused(response)


def test_parent_that_is_gone_is_refused(column: ColumnPage, known: User, lawyer: User) -> None:
    parent = say(Discussion.objects.get(page=column), lawyer)
    parent.remove(by=lawyer)
    response = send(log_in(known), column, parent=parent.pk)
    assert response.status_code == 422
    refused(response)


@pytest.mark.parametrize("forged", ["999999", "0", "-1", "abc", "9" * 40, "1;drop", "１"])
def test_forged_parent_is_refused(column: ColumnPage, known: User, forged: str) -> None:
    response = send(log_in(known), column, parent=forged)
    assert response.status_code == 422
    refused(response)


@pytest.mark.parametrize("forged", ["not-a-uuid", "", "\x00", "0" * 500])
def test_forged_key_still_makes_one_comment(column: ColumnPage, known: User, forged: str) -> None:
    response = send(log_in(known), column, key=forged)
    assert response.status_code == 302
    assert Comment.objects.count() == 2


def test_closed_discussion_refuses_with_the_text_kept(column: ColumnPage, known: User, moderator: User) -> None:
    Discussion.objects.get(page=column).close(by=moderator)
    response = send(log_in(known), column)
    assert response.status_code == 422
    refused(response)


def test_unpublished_column_refuses_with_the_text_kept(column: ColumnPage, known: User) -> None:
    column.unpublish()
    response = send(log_in(known), column)
    assert response.status_code == 422
    refused(response)


def test_a_page_that_never_was_public_is_unknown(columns: ColumnIndexPage, known: User) -> None:
    draft = columns.add_child(instance=ColumnPage(title="초고", slug="draft", live=False, body=[]))
    assert send(log_in(known), draft).status_code == 404


@pytest.mark.parametrize("page_id", [999_999, 10**17])
def test_forged_page_is_unknown(db: None, reader: User, page_id: int) -> None:
    assert log_in(reader).post(f"/comments/on/{page_id}/", {"body": TEXT}).status_code == 404


def test_writing_too_fast_is_told_and_kept(column: ColumnPage, known: User, settings: Any) -> None:
    settings.COMMENTS_PER_TEN_MINUTES = 1
    response = send(log_in(known), column)
    assert response.status_code == 429
    refused(response)
    assert Comment.objects.count() == 1


def test_missing_csrf_token_loses_nothing(column: ColumnPage, known: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(known, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.post(f"/comments/on/{column.pk}/", {"body": "지키고 싶은 글"})
    assert response.status_code == 403
    assert "지키고 싶은 글" in response.content.decode()
    assert Comment.objects.count() == 1


def test_reading_is_no_way_of_writing(column: ColumnPage, known: User) -> None:
    assert log_in(known).get(f"/comments/on/{column.pk}/").status_code == 405


def test_what_a_logged_out_reader_posts_is_kept_and_not_published(column: ColumnPage, known: User) -> None:
    response = send(Client(), column)
    draft = KeptDraft.objects.get()
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=")
    assert draft.body == TEXT.replace("\n", "\r\n") or draft.body == TEXT
    assert Comment.objects.count() == 1
