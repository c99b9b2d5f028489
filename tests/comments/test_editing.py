"""/comments/<n>/edit/ and /save/: one's own words can be changed for some minutes, and nothing that was said or written is lost."""

import threading
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from accounts.leaving import close
from accounts.models import Notice, User
from articles.models import ColumnPage
from comments import screening
from comments.editing import ChangedMeanwhile, EditingOver
from comments.models import Comment, CommentVersion, Discussion, KeptDraft, Rule, State
from comments.submission import Overtaken
from comments.transitions import AlreadyDecided
from tests.cast import log_in, say

NEW = "고쳐서 **더 또렷하게** 쓴 말입니다."


@pytest.fixture
def said(discussion: Discussion, lawyer: User) -> Comment:
    return say(discussion, lawyer, "처음에 쓴 말입니다.")


def save(client: Client, comment: Comment, body: str = NEW, **data: str) -> Any:
    return client.post(f"/comments/{comment.pk}/save/", {"body": body, "opened_on": comment.edition, **data})


def words_in(response: Any) -> str:
    """What the form of a page holds."""
    area = BeautifulSoup(response.content, "html.parser").select_one("textarea")
    return area.get_text().removeprefix("\n")


def hold_everything(monkeypatch: pytest.MonkeyPatch, why: str = "links") -> None:
    monkeypatch.setattr(screening, "STEPS", (lambda *_args: why,))


def test_the_new_text_appears_and_says_that_it_was_changed(column: ColumnPage, said: Comment, lawyer: User) -> None:
    response = save(log_in(lawyer), said)
    assert (response.status_code, response.url) == (302, f"/comments/{said.pk}/")
    said.refresh_from_db()
    assert (said.state, said.source) == (State.PUBLISHED, NEW)
    assert said.edited_at is not None
    page = Client().get(column.url).content.decode()
    assert "<strong>더 또렷하게</strong>" in page
    assert "처음에 쓴 말입니다." not in page


def test_every_text_it_had_is_kept_with_when_it_ended(said: Comment, lawyer: User) -> None:
    client = log_in(lawyer)
    for text in ("둘째 글", "셋째 글"):
        said.refresh_from_db()
        save(client, said, text)
    said.refresh_from_db()
    assert [one.source for one in said.versions.all()] == ["둘째 글", "처음에 쓴 말입니다."]
    assert said.created_at < said.versions.last().until <= said.edited_at


def test_the_same_text_again_is_no_change(said: Comment, lawyer: User) -> None:
    client = log_in(lawyer)
    assert save(client, said, "처음에 쓴 말입니다.").status_code == 302
    said.refresh_from_db()
    assert said.edited_at is None
    save(client, said)
    save(client, said)  # the same form sent twice: it names the edition before
    assert said.versions.count() == 1


def test_readers_never_see_what_it_said_before_and_moderators_do(
    column: ColumnPage, said: Comment, lawyer: User, reader: User, moderator: User
) -> None:
    said.edit(by=lawyer, source=NEW)
    for client in (Client(), log_in(reader), log_in(lawyer)):
        for path in (column.url, f"/comments/{said.pk}/thread/", f"/people/{lawyer.handle}/"):
            assert "처음에 쓴 말" not in client.get(path).content.decode(), path
    desk = log_in(moderator).get(f"/cms/desk/done/{said.pk}/").content.decode()
    assert "처음에 쓴 말입니다." in desk
    assert "더 또렷하게" in desk


@pytest.mark.parametrize(("minutes", "open_"), [(0, True), (14.99, True), (15, False), (60, False)])
def test_it_can_be_changed_for_fifteen_minutes(said: Comment, lawyer: User, minutes: float, open_: bool) -> None:
    with freeze_time(said.created_at + timedelta(minutes=minutes)):
        assert said.may_be_edited is open_
        if open_:
            assert said.edit(by=lawyer, source=NEW)
        else:
            with pytest.raises(EditingOver):
                said.edit(by=lawyer, source=NEW)


def test_the_minutes_are_a_setting(said: Comment, lawyer: User, settings: Any) -> None:
    settings.COMMENT_EDIT_MINUTES = 0
    assert not said.may_be_edited
    with pytest.raises(EditingOver):
        said.edit(by=lawyer, source=NEW)


def test_after_the_window_the_text_can_be_copied_and_nothing_is_saved(said: Comment, lawyer: User) -> None:
    client = log_in(lawyer)
    Comment.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    assert client.get(f"/comments/{said.pk}/edit/").status_code == 403
    response = save(client, said)
    assert response.status_code == 422
    assert words_in(response) == NEW
    assert 'role="alert"' in response.content.decode()
    said.refresh_from_db()
    assert said.source == "처음에 쓴 말입니다."


@pytest.mark.parametrize("body", ["", "  ", "\u200b\u3164"])
def test_a_text_cannot_be_emptied_by_changing_it(said: Comment, lawyer: User, body: str) -> None:
    assert save(log_in(lawyer), said, body).status_code == 422
    assert not CommentVersion.objects.exists()


def test_too_long_a_text_comes_back_whole(said: Comment, lawyer: User) -> None:
    response = save(log_in(lawyer), said, "가" * 5001)
    assert response.status_code == 422
    assert words_in(response) == "가" * 5001


def test_nobody_else_changes_it_not_even_a_moderator(said: Comment, reader: User, moderator: User, administrator: User) -> None:
    for other in (reader, moderator, administrator):
        client = log_in(other)
        assert client.get(f"/comments/{said.pk}/edit/").status_code == 404
        assert save(client, said).status_code == 404
        with pytest.raises(PermissionError):
            said.edit(by=other, source=NEW)


def test_a_suspended_member_cannot_change_and_keeps_the_words(said: Comment, lawyer: User) -> None:
    client = log_in(lawyer)
    User.objects.filter(pk=lawyer.pk).update(is_active=False)
    response = save(client, said)
    assert response.url.startswith("/accounts/login/")
    assert KeptDraft.objects.get().body == NEW
    lawyer.refresh_from_db()
    with pytest.raises(PermissionError):
        said.edit(by=lawyer, source=NEW)
    assert not CommentVersion.objects.exists()


@pytest.mark.parametrize("state", [State.REJECTED, State.SPAM, State.BLINDED, State.REMOVED, State.ERASED])
def test_what_was_taken_away_cannot_be_changed(said: Comment, lawyer: User, state: State) -> None:
    Comment.objects.filter(pk=said.pk).update(state=state)
    with pytest.raises(EditingOver):
        said.edit(by=lawyer, source=NEW)


def test_in_a_closed_discussion_or_on_a_page_that_is_gone_nothing_changes(
    column: ColumnPage, said: Comment, lawyer: User, moderator: User
) -> None:
    client = log_in(lawyer)
    said.discussion.close(by=moderator)
    with pytest.raises(Overtaken):
        said.edit(by=lawyer, source=NEW)
    assert words_in(save(client, said)) == NEW
    said.discussion.reopen(by=moderator)
    column.unpublish()
    with pytest.raises(Overtaken):
        said.edit(by=lawyer, source=NEW)
    assert words_in(save(client, said)) == NEW
    assert not CommentVersion.objects.exists()


def test_a_comment_in_review_can_be_changed_and_stays_in_review(discussion: Discussion, lawyer: User) -> None:
    waiting = say(discussion, lawyer, state=State.PENDING)
    assert waiting.edit(by=lawyer, source=NEW)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.source, waiting.held_because) == (State.PENDING, NEW, "newcomer")


def test_a_new_text_that_is_held_leaves_the_page_and_its_place_stays(
    column: ColumnPage, said: Comment, lawyer: User, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(said.discussion, reader, "그 말에 답합니다.", parent=said)
    hold_everything(monkeypatch)
    response = save(log_in(lawyer), said)
    said.refresh_from_db()
    assert (said.state, said.held_because, said.source) == (State.PENDING, "links", NEW)
    discussion = Discussion.objects.get()
    assert (discussion.comment_count, discussion.tallies.get(profession__slug="lawyer").count) == (1, 0)
    others = Client().get(column.url).content.decode()
    assert "더 또렷하게" not in others
    assert f'id="{said.anchor}"' in others
    assert "그 말에 답합니다." in others
    assert "더 또렷하게" in log_in(lawyer).get(response.url, follow=True).content.decode()


def test_once_let_through_it_is_public_again_and_no_new_arrival(said: Comment, lawyer: User, moderator: User, monkeypatch: Any) -> None:
    arrivals, published_at = Discussion.objects.get().arrivals, said.published_at
    hold_everything(monkeypatch)
    said.edit(by=lawyer, source=NEW)
    said.publish(by=moderator)
    said.refresh_from_db()
    assert (said.state, said.published_at) == (State.PUBLISHED, published_at)
    assert (Discussion.objects.get().arrivals, Discussion.objects.get().comment_count) == (arrivals, 1)


@pytest.mark.parametrize(("verb", "action"), [("publish", "publish"), ("reject", "reject")])
def test_deciding_on_a_held_change_is_no_second_look_at_a_decision(
    said: Comment, lawyer: User, moderator: User, abuse: Rule, monkeypatch: Any, verb: str, action: str
) -> None:
    hold_everything(monkeypatch)
    said.edit(by=lawyer, source=NEW)
    words = {"rule": abuse, "reason": "링크를 빼 주세요."} if verb == "reject" else {}
    decision = getattr(said, verb)(by=moderator, **words)
    assert (decision.action, decision.from_state) == (action, State.PENDING)
    assert Notice.objects.of(lawyer).get().kind == f"comment_{action}"


def test_who_changed_and_was_refused_is_told_that_the_place_stays(
    said: Comment, lawyer: User, moderator: User, abuse: Rule, monkeypatch: Any
) -> None:
    hold_everything(monkeypatch)
    said.edit(by=lawyer, source=NEW)
    said.reject(by=moderator, rule=abuse, reason="링크를 빼 주세요.")
    never_public = say(said.discussion, lawyer, state=State.PENDING)
    never_public.reject(by=moderator, rule=abuse, reason="링크를 빼 주세요.")
    never, changed = [one.body for one in log_in(lawyer).get("/en/accounts/inbox/").context["told"]]
    assert "as you changed it" in changed
    assert "Its place stays" in changed
    assert "Its place stays" not in never


def test_what_a_moderator_let_through_is_looked_at_again_when_changed(discussion: Discussion, newcomer: User, moderator: User) -> None:
    """Else a harmless first text would open the door to any other."""
    first = say(discussion, newcomer, "얌전한 첫 댓글", state=State.PENDING)
    first.publish(by=moderator)
    first.edit(by=newcomer, source="얌전하지 않은 글")
    first.refresh_from_db()
    assert (first.state, first.held_because) == (State.PENDING, "edited")


def test_two_windows_neither_overwrites_the_other(said: Comment, lawyer: User) -> None:
    client = log_in(lawyer)
    one, two = Comment.objects.get(pk=said.pk), Comment.objects.get(pk=said.pk)
    assert save(client, one, "첫째 창에서 고친 글").status_code == 302
    response = save(client, two, "둘째 창에서 고친 글")
    assert response.status_code == 409
    assert words_in(response) == "둘째 창에서 고친 글"
    assert "첫째 창에서 고친 글" in response.content.decode()
    said.refresh_from_db()
    assert said.source == "첫째 창에서 고친 글"
    form = BeautifulSoup(response.content, "html.parser").select_one("form#composer")
    again = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    assert client.post(form["action"], {**again, "body": words_in(response)}).status_code == 302
    said.refresh_from_db()
    assert (said.source, said.versions.count()) == ("둘째 창에서 고친 글", 2)


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_give_one_text_and_one_who_is_told(shared_database: None, said: Comment, lawyer: User) -> None:
    results: list[object] = []
    gate = threading.Barrier(2)

    def change(comment: Comment, text: str) -> None:
        gate.wait(10)
        try:
            results.append(comment.edit(by=lawyer, source=text, opened_on=""))
        except ChangedMeanwhile as told:
            results.append(told)
        finally:
            connection.close()

    threads = [threading.Thread(target=change, args=(Comment.objects.get(pk=said.pk), f"{n}째 창")) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(type(result).__name__ for result in results) == ["ChangedMeanwhile", "bool"]
    assert said.versions.count() == 1


def test_a_moderator_never_decides_on_a_text_they_have_not_seen(said: Comment, lawyer: User, moderator: User, abuse: Any) -> None:
    held = Comment.objects.get(pk=said.pk)
    said.edit(by=lawyer, source=NEW)
    with pytest.raises(AlreadyDecided):
        held.reject(by=moderator, rule=abuse, reason="표현을 고쳐 주세요.")


def test_the_desk_shows_the_new_text_to_who_had_opened_the_old(discussion: Discussion, lawyer: User, moderator: User) -> None:
    waiting = say(discussion, lawyer, state=State.PENDING)
    desk = log_in(moderator)
    opened = BeautifulSoup(desk.get(f"/cms/desk/waiting/{waiting.pk}/").content, "html.parser").select_one("form.decide")
    fields = {field["name"]: field.get("value", "") for field in opened.select("input[type=hidden]")}
    waiting.edit(by=lawyer, source=NEW)
    answer = desk.post(f"/cms/desk/comments/{waiting.pk}/publish/", fields)
    assert answer.status_code == 409
    assert "더 또렷하게" in answer.content.decode()
    assert Comment.objects.get(pk=waiting.pk).state == State.PENDING
    again = BeautifulSoup(answer.content, "html.parser").select_one("form.decide")
    fields = {field["name"]: field.get("value", "") for field in again.select("input[type=hidden]")}
    assert desk.post(f"/cms/desk/comments/{waiting.pk}/publish/", fields).status_code == 302
    assert Comment.objects.get(pk=waiting.pk).state == State.PUBLISHED


def test_taking_it_back_takes_every_text_it_had(said: Comment, lawyer: User) -> None:
    said.edit(by=lawyer, source=NEW)
    said.remove(by=lawyer)
    assert not CommentVersion.objects.exists()


def test_closing_the_account_takes_the_earlier_texts_and_leaves_the_comment(said: Comment, lawyer: User) -> None:
    said.edit(by=lawyer, source=NEW)
    close(lawyer)
    said.refresh_from_db()
    assert said.source == NEW
    assert not CommentVersion.objects.exists()


def test_a_text_sent_after_the_session_had_ended_waits_on_the_page_for_changing(said: Comment, lawyer: User) -> None:
    response = save(Client(), said)
    address = parse_qs(urlsplit(response.url).query)["next"][0]
    assert address.startswith(f"/comments/{said.pk}/edit/?draft=")
    client = log_in(lawyer)
    page = client.get(address)
    assert words_in(page) == NEW
    fields = {
        field["name"]: field.get("value", "") for field in BeautifulSoup(page.content, "html.parser").select("form#composer input[name]")
    }
    client.post(f"/comments/{said.pk}/save/", {**fields, "body": NEW})
    said.refresh_from_db()
    assert said.source == NEW
    assert not KeptDraft.objects.exists()


def test_a_text_kept_too_long_can_still_be_copied(said: Comment, lawyer: User) -> None:
    address = parse_qs(urlsplit(save(Client(), said).url).query)["next"][0]
    Comment.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    page = log_in(lawyer).get(address)
    assert page.status_code == 403
    assert words_in(page) == NEW


@pytest.mark.parametrize("number", [999_999, 10**17])
def test_of_a_comment_that_is_not_there_nothing_is_kept(db: None, number: int) -> None:
    assert Client().post(f"/comments/{number}/save/", {"body": NEW}).url.startswith("/accounts/login/")
    assert not KeptDraft.objects.exists()


def test_whoever_cannot_log_in_again_sees_no_form(said: Comment) -> None:
    assert Client().get(f"/comments/{said.pk}/edit/").url.startswith("/accounts/login/")


def test_saving_is_no_way_of_looking(said: Comment, lawyer: User) -> None:
    assert log_in(lawyer).get(f"/comments/{said.pk}/save/").status_code == 405


def test_a_hundred_quick_changes_are_slowed_down_with_the_words_kept(said: Comment, lawyer: User, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "edit": "1/m/user"}
    client = log_in(lawyer)
    save(client, said, "첫째 고침")
    said.refresh_from_db()
    response = save(client, said, "둘째 고침")
    assert (response.status_code, words_in(response)) == (429, "둘째 고침")
    assert said.versions.count() == 1
