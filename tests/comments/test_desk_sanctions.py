"""Sanctions at the desk: proposed, imposed, ended early; and the facts that a decision rests on."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from accounts.models import User
from comments.desk.proposals import proposal
from comments.models import Action, Appeal, Comment, Decision, Discussion, Rule, Sanction, State
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db
TOLD = "되풀이해 사람을 모욕했습니다."


@pytest.fixture
def desk(moderator: User) -> Client:
    return log_in(moderator)


def send(client: Client, member: User, verb: str, **data: Any) -> Any:
    rule = Rule.objects.get(key="abuse").pk
    return client.post(f"/cms/desk/members/{member.pk}/{verb}/", {"rule": rule, "reason": TOLD, "seen": 0, **data})


def refuse(discussion: Discussion, author: User, by: User, rule: Rule, times: int) -> list[Decision]:
    return [say(discussion, author).reject(by=by, rule=rule, reason=TOLD) for _ in range(times)]


@pytest.mark.parametrize(("verb", "kind", "days"), [("warn", "warning", None), ("suspend", "suspension", 7), ("ban", "ban", None)])
def test_imposed_at_the_desk_it_holds_from_then_on(desk, reader, moderator, verb, kind, days):
    response = send(desk, reader, verb, days=days or "", facts="지난주의 댓글")
    assert (response.status_code, response.url) == (302, f"/cms/desk/members/{reader.pk}/")
    sanction = Sanction.objects.get()
    assert (sanction.kind, sanction.member, sanction.decision.actor, sanction.decision.facts) == (kind, reader, moderator, "지난주의 댓글")
    if days:
        assert (sanction.until - sanction.decision.made_at).days in (6, 7)
    assert TOLD in desk.get(response.url).content.decode()


@pytest.mark.parametrize("missing", [{"rule": ""}, {"reason": " "}, {"days": ""}, {"days": "5000"}, {"seen": ""}])
def test_what_is_missing_is_asked_for_and_the_words_are_kept(desk, reader, missing):
    response = send(desk, reader, "suspend", **{"days": 7, "facts": "지킬 말", **missing})
    assert response.status_code == 422
    assert "지킬 말" in response.content.decode()
    assert not Sanction.objects.exists()


@pytest.mark.parametrize("verb", ["warn", "suspend", "ban"])
def test_it_is_for_moderators_and_never_by_a_link(client, desk, reader, editor, translator, verb):
    assert desk.get(f"/cms/desk/members/{translator.pk}/{verb}/").status_code == 405
    for other in (client, log_in(reader), log_in(editor)):
        assert send(other, translator, verb, days=7).status_code in (302, 403)
    assert not Sanction.objects.exists()


@pytest.mark.parametrize("who", ["moderator", "administrator"])
def test_themselves_and_administrators_are_refused_and_have_no_form(desk, who, request):
    member = request.getfixturevalue(who)
    page = BeautifulSoup(desk.get(f"/cms/desk/members/{member.pk}/").content, "html.parser")
    assert not page.select("form[action*=warn]")
    assert send(desk, member, "ban").status_code == 403
    assert not Sanction.objects.exists()


def test_who_comes_second_is_told_what_the_first_did_and_may_go_on_knowingly(desk, reader, other_moderator):
    send(log_in(other_moderator), reader, "suspend", days=3)
    response = send(desk, reader, "ban", facts="제 근거")
    assert response.status_code == 409
    page = BeautifulSoup(response.content, "html.parser")
    assert other_moderator.shown_name in page.select_one(".error").get_text()
    assert "제 근거" in page.get_text()
    assert Sanction.objects.count() == 1
    assert send(desk, reader, "ban", seen=page.select_one("input[name=seen]")["value"]).status_code == 302


def test_ended_early_with_a_reason(desk, reader, moderator, abuse):
    sanction = Sanction.impose("suspension", reader, by=moderator, rule=abuse, reason=TOLD, days=30)
    path = f"/cms/desk/sanctions/{sanction.pk}/lift/"
    assert desk.post(path, {"reason": ""}).status_code == 422
    assert desk.post(path, {"reason": "사과했습니다."}).status_code == 302
    assert desk.post(path, {"reason": "또"}).status_code == 302
    assert Decision.objects.filter(action=Action.LIFT).count() == 1
    sanction.refresh_from_db()
    assert not sanction.is_stopping


def test_a_sanctioned_moderator_does_not_free_themselves(desk, moderator, other_moderator, abuse):
    sanction = Sanction.impose("suspension", moderator, by=other_moderator, rule=abuse, reason=TOLD, days=30)
    assert desk.post(f"/cms/desk/sanctions/{sanction.pk}/lift/", {"reason": "괜찮습니다."}).status_code == 403
    sanction.refresh_from_db()
    assert sanction.is_stopping


@pytest.mark.parametrize(("refused", "days"), [(0, None), (1, None), (2, 7), (3, 7), (4, 30), (9, 30)])
def test_the_desk_proposes_by_how_many_were_refused_with_the_one_at_hand(discussion, reader, moderator, abuse, refused, days, settings):
    settings.COMMENTS_SANCTION_STEPS, settings.COMMENTS_SANCTION_WITHIN_DAYS = {3: 7, 5: 30}, 90
    refuse(discussion, reader, moderator, abuse, refused)
    found = proposal(reader, say(discussion, reader, state=State.PENDING))
    assert (found.days if found else None) == days
    if found:
        assert (found.refusals, found.within) == (refused + 1, 90)


def test_what_is_long_past_or_was_reversed_does_not_count(discussion, reader, moderator, other_moderator, abuse):
    with freeze_time(timezone.now() - timezone.timedelta(days=91)):
        refuse(discussion, reader, moderator, abuse, 2)
    at_hand = say(discussion, reader, state=State.PENDING)
    assert proposal(reader, at_hand) is None
    first, _second = refuse(discussion, reader, moderator, abuse, 2)
    assert proposal(reader, at_hand).refusals == 3
    Appeal.file(first, by=reader, words="아닙니다.").reverse(by=other_moderator, reason="맞습니다.")
    assert proposal(reader, at_hand) is None


def test_a_comment_decided_on_twice_counts_once(discussion, reader, moderator, abuse):
    comment = say(discussion, reader)
    for _ in range(3):
        comment.reject(by=moderator, rule=abuse, reason=TOLD)
        comment.publish(by=moderator)
    assert proposal(reader, say(discussion, reader, state=State.PENDING)) is None


def test_the_case_shows_the_proposal_and_the_way_to_it(desk, discussion, reader, moderator, abuse):
    refuse(discussion, reader, moderator, abuse, 2)
    comment = say(discussion, reader, state=State.PENDING)
    past = BeautifulSoup(desk.get(f"/cms/desk/waiting/{comment.pk}/").content, "html.parser").select_one(".past")
    assert "90" in past.get_text()
    link = past.select_one(f'a[href^="/cms/desk/members/{reader.pk}/"]')["href"]
    page = BeautifulSoup(desk.get(link).content, "html.parser")
    assert page.select_one("input[name=days][value='7']").has_attr("checked")


@pytest.mark.parametrize("verb", ["publish", "reject", "spam"])
def test_the_facts_of_a_decision_go_through_the_door(desk, discussion, reader, abuse, verb):
    comment = say(discussion, reader, state=State.PENDING)
    data = {"rule": abuse.pk, "reason": TOLD, "facts": "둘째 문단", "seen": 0, "tab": "waiting"}
    desk.post(f"/cms/desk/comments/{comment.pk}/{verb}/", data)
    assert Decision.objects.get(comment=comment).facts == "둘째 문단"
    assert Comment.objects.get(pk=comment.pk).state != State.PENDING
