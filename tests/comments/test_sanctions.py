"""Sanctions: what they are, whom they meet, when they end, and that everything that writes asks about them."""

import threading
import uuid
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from accounts.models import Notice, User
from comments.models import Action, Comment, Decision, Follow, Mute, Reaction, Report, Rule, Sanction
from comments.sanctioning import AlreadyOver, AlreadySanctioned, MayNotSanction, Stopped, must_be_free, stopping, tell_of_ends
from comments.strangers import Complaint, sign
from tests.cast import log_in, make_member, say
from tests.portal.addresses import every_address

pytestmark = pytest.mark.django_db
TOLD = "되풀이해 사람을 모욕했습니다."


@pytest.fixture
def impose(reader: User, moderator: User, abuse: Rule) -> Any:
    def imposed(kind: str, days: int | None = None, **more: Any) -> Sanction:
        return Sanction.impose(kind, reader, by=moderator, rule=abuse, reason=TOLD, days=days, **more)

    return imposed


@pytest.mark.parametrize(
    ("kind", "days", "after", "lifted", "stops"),
    [
        ("warning", None, 0, False, False),
        ("suspension", 7, 0, False, True),
        ("suspension", 7, 6, False, True),
        ("suspension", 7, 8, False, False),
        ("suspension", 7, 6, True, False),
        ("ban", None, 0, False, True),
        ("ban", None, 3650, False, True),
        ("ban", None, 1, True, False),
    ],
)
def test_when_a_sanction_keeps_from_writing(impose, reader, moderator, kind, days, after, lifted, stops):
    sanction = impose(kind, days)
    with freeze_time(timezone.now() + timedelta(days=after)):
        if lifted:
            sanction.lift(by=moderator, reason="다시 봅니다.")
        sanction.refresh_from_db()
        assert sanction.is_stopping is stops
        assert (stopping(reader) == sanction) is stops
        if stops:
            with pytest.raises(Stopped):
                must_be_free(reader)
        else:
            must_be_free(reader)


@pytest.mark.parametrize(("kind", "days", "action"), [("warning", None, "warn"), ("suspension", 3, "suspend"), ("ban", None, "ban")])
def test_it_is_a_row_of_the_ledger_and_the_member_is_told(impose, reader, moderator, kind, days, action):
    decision = impose(kind, days, facts="지난주의 댓글 세 편").decision
    assert (decision.action, decision.member, decision.actor, decision.rule_key, decision.scope) == (
        action, reader, moderator, "abuse", "member",
    )  # fmt: skip
    assert (decision.until is None) == (days is None)
    notice = Notice.objects.get(recipient=reader)
    assert (notice.kind, notice.url) == (f"sanction_{action}", f"/comments/decisions/{decision.number}/")
    assert (notice.context["reason"], notice.context["facts"]) == (TOLD, "지난주의 댓글 세 편")


def test_nobody_sanctions_themselves_administrators_or_who_has_left(moderator, administrator, translator, abuse):
    User.objects.filter(pk=translator.pk).update(closed_at=timezone.now())
    boss = User.objects.create_superuser("boss", "boss@example.org")
    for member in (moderator, administrator, boss, User.objects.get(pk=translator.pk)):
        with pytest.raises(MayNotSanction):
            Sanction.impose("warning", member, by=moderator, rule=abuse, reason=TOLD)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(("kind", "days"), [("suspension", None), ("suspension", 0), ("suspension", 9999), ("ban", 7), ("warning", 1)])
def test_days_belong_to_a_suspension_and_to_nothing_else(impose, kind, days):
    with pytest.raises(ValueError, match="days"):
        impose(kind, days)


def test_without_a_rule_or_a_reason_there_is_no_sanction(reader, moderator, abuse):
    for rule, reason in ((None, TOLD), (abuse, " ")):
        with pytest.raises(ValueError, match="a rule and a reason"):
            Sanction.impose("warning", reader, by=moderator, rule=rule, reason=reason)


def test_the_second_moderator_is_shown_what_the_first_did(impose, other_moderator):
    first = impose("suspension", 3, seen=0)
    with pytest.raises(AlreadySanctioned) as late:
        impose("ban", seen=0)
    assert late.value.newest == first
    assert impose("ban", seen=first.pk).kind == "ban"


@pytest.mark.django_db(transaction=True)
def test_two_moderators_in_the_same_second_impose_one_sanction(shared_database, reader, moderator, other_moderator, abuse):
    start, outcomes = threading.Barrier(2), []

    def act(by: User) -> None:
        start.wait()
        try:
            outcomes.append(Sanction.impose("ban", reader, by=by, rule=abuse, reason=TOLD, seen=0).kind)
        except AlreadySanctioned:
            outcomes.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(by,)) for by in (moderator, other_moderator)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["ban", "late"]
    assert Decision.objects.count() == Sanction.objects.count() == 1


def test_what_lasts_longest_is_what_the_member_is_told(impose, reader):
    long, _short = impose("suspension", 30), impose("suspension", 1)
    assert stopping(reader) == long
    ban = impose("ban")
    assert stopping(reader) == ban


def test_lifting_is_recorded_told_and_done_once(impose, reader, moderator, other_moderator):
    sanction = impose("suspension", 7)
    decision = sanction.lift(by=other_moderator, reason="충분합니다.")
    assert (decision.action, decision.earlier, decision.member, decision.to_state) == (Action.LIFT, sanction.decision, reader, "")
    assert Notice.objects.filter(recipient=reader, kind="sanction_lift").count() == 1
    with pytest.raises(AlreadyOver):
        sanction.lift(by=moderator, reason="또")
    assert Decision.objects.filter(action=Action.LIFT).count() == 1


def test_nobody_lifts_their_own(moderator, other_moderator, abuse):
    sanction = Sanction.impose("suspension", moderator, by=other_moderator, rule=abuse, reason=TOLD, days=1)
    with pytest.raises(MayNotSanction):
        sanction.lift(by=moderator, reason="제 것입니다.")


def test_the_clock_says_once_that_it_is_over(impose, reader):
    impose("suspension", 1)
    assert tell_of_ends() == 0
    with freeze_time(timezone.now() + timedelta(days=2)):
        assert (tell_of_ends(), tell_of_ends()) == (1, 0)
    assert Notice.objects.filter(recipient=reader, kind="sanction_over").count() == 1


def test_the_clock_does_not_say_so_while_something_longer_holds(impose, reader):
    impose("suspension", 1)
    impose("suspension", 30)
    with freeze_time(timezone.now() + timedelta(days=2)):
        assert tell_of_ends() == 0
    assert not Notice.objects.filter(kind="sanction_over").exists()


# Every address of comments that takes a form, and whether a sanction stops it. What is the member's own affair goes on.
STOPS = {
    "comments:post": True,
    "comments:save": True,
    "comments:agree": True,
    "comments:disagree": True,
    "comments:file_report": True,
    "comments:send_report": True,
    "comments:file_unnamed_report": True,
    "comments_desk:pick-it": True,
    "comments:preview": False,
    "comments:write": False,
    "comments:preview_edit": False,
    "comments:write_edit": False,
    "comments:remove": False,
    "comments:follow": False,
    "comments:unfollow": False,
    "comments:follow_thread": False,
    "comments:unfollow_thread": False,
    "comments:mute": False,
    "comments:unmute": False,
    "comments:appeal": False,
    "comments:send_claim": False,  # whose rights are violated may say so, also with an account that is stopped
    "comments:file_claim": False,
    "comments:object_to_claim": False,
}


@pytest.fixture
def scene(column, discussion, editor, lawyer, abuse) -> SimpleNamespace:
    """An editor, so that recommending is theirs too, with a comment of their own beside somebody else's."""
    own, other = say(discussion, editor, "제 말입니다."), say(discussion, lawyer, "남의 말입니다.")
    decision = Sanction.impose("warning", editor, by=lawyer, rule=abuse, reason=TOLD).decision
    arguments = {
        "page_id": column.pk,
        "number": other.pk,
        "handle": lawyer.handle,
        "signed": sign(Complaint(other.pk, abuse.pk, "", "stranger@example.org", "ko")),
    }
    return SimpleNamespace(member=editor, by=lawyer, own=own, other=other, decision=decision, arguments=arguments, rule=abuse)


def address_of(name: str, scene: SimpleNamespace) -> str:
    address = next(one for one in every_address() if one.name == name)
    values = dict(scene.arguments)
    if name in ("comments:save", "comments:preview_edit", "comments:write_edit", "comments:remove"):
        values["number"] = scene.own.pk
    if name == "comments:appeal":
        values["number"] = scene.decision.number
    return reverse(name, kwargs={key: values[key] for key in address.arguments})


def written() -> tuple[Any, ...]:
    """All that others could notice, or staff would be bothered with."""
    votes = list(Reaction.objects.order_by("pk").values_list("comment", "value"))
    return list(Comment.objects.order_by("pk").values_list("pk", "source", "state")), votes, Report.objects.count()


def test_the_table_names_every_writing_address_of_comments():
    writing = {one.name for one in every_address() if one.name.startswith("comments:") and one.name not in READING}
    assert writing == {name for name in STOPS if name.startswith("comments:")}


READING = {
    "comments:orders", "comments:news", "comments:paragraph", "comments:show", "comments:thread", "comments:credential", "comments:reply",
    "comments:edit", "comments:removal", "comments:report", "comments:report_link", "comments:muted", "comments:decision", "comments:decisions",
    "comments:claim", "comments:claim_link", "comments:claim_case",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(READING))
def test_what_is_called_reading_takes_no_form(scene, name):
    client = log_in(scene.member)
    path = address_of(name, SimpleNamespace(**{**vars(scene), "arguments": scene.arguments | {"block": "x"}}))
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("kind", ["suspension", "ban"])
@pytest.mark.parametrize(("name", "stops"), STOPS.items())
def test_a_sanction_stops_what_others_would_see_and_nothing_else(scene, name, stops, kind):
    days = 7 if kind == "suspension" else None
    Sanction.impose(kind, scene.member, by=scene.by, rule=scene.rule, reason=TOLD, days=days)
    before, client = written(), log_in(scene.member)
    data = {"body": "한마디 더 합니다.", "key": uuid.uuid4(), "rule": scene.rule.pk, "words": "까닭", "note": ""}
    answer = client.post(address_of(name, scene), data)
    told = BeautifulSoup(answer.content, "html.parser").get_text(" ")
    assert (answer.status_code == 403) is stops, (answer.status_code, told[:300])
    if stops:
        assert written() == before
        assert TOLD in told
        assert reverse("comments:decision", args=[Decision.objects.first().number]) in answer.content.decode()
    if name in ("comments:post", "comments:save"):
        assert "한마디 더 합니다." in answer.content.decode(), "nothing that was typed is lost"


@pytest.mark.parametrize(("name", "stops"), [(name, stops) for name, stops in STOPS.items() if stops])
def test_without_a_sanction_none_of_these_is_refused(scene, name, stops):
    data = {"body": "한마디 더 합니다.", "key": uuid.uuid4(), "rule": scene.rule.pk, "words": "까닭", "note": ""}
    assert log_in(scene.member).post(address_of(name, scene), data).status_code in (200, 302)


def test_once_it_is_over_the_member_writes_as_before(scene, column):
    Sanction.impose("suspension", scene.member, by=scene.by, rule=scene.rule, reason=TOLD, days=1)
    Sanction.objects.update(until=timezone.now() - timedelta(seconds=1))
    answer = log_in(scene.member).post(f"/comments/on/{column.pk}/", {"body": "다시 씁니다.", "key": uuid.uuid4()})
    assert answer.status_code == 302
    assert Comment.objects.filter(source="다시 씁니다.").exists()


def test_with_script_a_press_is_answered_in_words(scene):
    Sanction.impose("ban", scene.member, by=scene.by, rule=scene.rule, reason=TOLD)
    answer = log_in(scene.member).post(f"/comments/{scene.other.pk}/agree/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert not Reaction.objects.exists()


def test_a_banner_stands_in_the_composers_place_for_the_member_alone(column, discussion, reader, translator, impose):
    say(discussion, translator)
    impose("suspension", 7)
    page = BeautifulSoup(log_in(reader).get(column.url).content, "html.parser")
    assert page.select_one("form#composer") is None
    assert TOLD in page.select_one(".note.stopped").get_text()
    for other in (log_in(translator), log_in(make_member("other", "남"))):
        page = BeautifulSoup(other.get(column.url).content, "html.parser")
        assert page.select_one("form#composer")
        assert not page.select(".stopped")


def test_no_shadow_bans_a_banned_member_sees_what_others_see(column, discussion, reader, translator, impose):
    own, other = say(discussion, reader, "제가 남긴 말"), say(discussion, translator, "다른 이의 말")
    impose("ban")
    seen = [
        {one["id"] for one in BeautifulSoup(log_in(member).get(column.url).content, "html.parser").select("article.comment")}
        for member in (reader, translator)
    ]
    assert seen[0] == seen[1] == {own.anchor, other.anchor}


def test_a_draft_that_was_kept_is_still_there_beneath_the_banner(client, column, discussion, reader, impose):
    impose("suspension", 7)
    kept = client.post(f"/comments/on/{column.pk}/", {"body": "로그인 전에 쓴 말"})
    following = parse_qs(urlsplit(kept.url).query)["next"][0]
    page = log_in(reader).get(following.split("#")[0]).content.decode()
    assert "로그인 전에 쓴 말" in page
    assert "stopped" in page


def test_the_settings_page_says_so_with_the_end(reader, translator, impose):
    sanction = impose("suspension", 7)
    page = BeautifulSoup(log_in(reader).get("/accounts/settings/").content, "html.parser")
    panel = page.select_one("#sanction")
    assert TOLD in panel.get_text()
    assert panel.select_one("time")["datetime"][:10] == timezone.localtime(sanction.until).date().isoformat()
    assert BeautifulSoup(log_in(translator).get("/accounts/settings/").content, "html.parser").select_one("#sanction") is None


def test_a_public_profile_does_not_tell(client, discussion, reader, impose):
    say(discussion, reader)
    before = client.get(reader.get_absolute_url()).content
    impose("ban")
    assert client.get(reader.get_absolute_url()).content == before


def test_posting_asks_about_sanctions_with_what_it_asks_anyway(column, discussion, reader):
    say(discussion, reader)
    client = log_in(reader)
    with CaptureQueriesContext(connection) as captured:
        client.post(f"/comments/on/{column.pk}/", {"body": "한마디", "key": uuid.uuid4()})
    asked = [query["sql"] for query in captured if "comments_sanction" in query["sql"]]
    assert len(asked) == 1
    assert 'FROM "accounts_user"' in asked[0]


def test_muting_and_following_go_on(scene):
    Sanction.impose("ban", scene.member, by=scene.by, rule=scene.rule, reason=TOLD)
    client = log_in(scene.member)
    client.post(address_of("comments:mute", scene))
    client.post(address_of("comments:follow", scene))
    assert (Mute.objects.count(), Follow.objects.count()) == (1, 1)
