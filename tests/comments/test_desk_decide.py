"""Deciding at the desk."""

import pytest
from django.urls import reverse

from comments.models import Comment, Decision, Report, Rule, State
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db
TOLD = "사람이 아니라 주장에 답해 주세요."
VERBS = ["publish", "reject", "spam", "keep", "take-down", "restore"]


@pytest.fixture
def desk(moderator):
    return log_in(moderator)


@pytest.fixture
def waiting(discussion, reader) -> Comment:
    return say(discussion, reader, "검토할 말입니다.", state=State.PENDING)


@pytest.fixture
def reported(discussion, reader, lawyer, abuse) -> Comment:
    comment = say(discussion, reader, "신고된 말입니다.")
    Report.file(comment, by=lawyer, rule=abuse)
    return comment


def decide(client, comment: Comment, verb: str, *, seen: object = 0, tab: str = "waiting", rule: object = "abuse", reason: str = TOLD):
    data = {"seen": seen, "tab": tab, "reason": reason}
    if rule:
        data["rule"] = Rule.objects.get(key=rule).pk
    return client.post(reverse(f"comments_desk:{verb}", args=[comment.pk]), data)


def state_of(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


@pytest.mark.parametrize("verb", VERBS)
def test_deciding_is_for_moderators_and_never_by_a_link(client, reader, editor, desk, waiting, verb):
    address = reverse(f"comments_desk:{verb}", args=[waiting.pk])
    assert desk.get(address).status_code == 405
    for other in (client, log_in(reader), log_in(editor)):
        assert decide(other, waiting, verb).status_code in (302, 403)
    assert state_of(waiting) == State.PENDING
    assert not Decision.objects.exists()


def test_a_decision_needs_the_token(moderator, waiting):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(moderator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert decide(strict, waiting, "publish").status_code == 403
    assert state_of(waiting) == State.PENDING


def test_approving_publishes_and_leads_to_an_empty_queue(desk, waiting):
    response = decide(desk, waiting, "publish", rule=None, reason="")
    assert (response.status_code, response.url) == (302, reverse("comments_desk:queue", args=["waiting"]))
    assert state_of(waiting) == State.PUBLISHED
    assert "검토할 말입니다" in desk.get(response.url).content.decode(), "the message says what was decided"


@pytest.mark.parametrize(("verb", "state"), [("reject", State.REJECTED), ("spam", State.SPAM)])
def test_rejecting_records_the_rule_and_the_reason(desk, moderator, waiting, verb, state):
    decide(desk, waiting, verb)
    decision = Decision.objects.get()
    assert (state_of(waiting), decision.rule_key, decision.reason, decision.actor) == (state, "abuse", TOLD, moderator)


@pytest.mark.parametrize("verb", ["reject", "spam", "take-down"])
@pytest.mark.parametrize(("rule", "reason"), [(None, TOLD), ("abuse", ""), ("abuse", " \n "), ("abuse", "\u200b")])
def test_without_a_rule_or_a_reason_nothing_is_refused_and_the_words_are_kept(desk, waiting, verb, rule, reason):
    response = decide(desk, waiting, verb, rule=rule, reason=reason)
    assert response.status_code == 422
    assert state_of(waiting) == State.PENDING
    said = response.content.decode()
    assert 'role="alert"' in said
    assert reason.strip() in said
    if rule:
        assert f'value="{Rule.objects.get(key=rule).pk}" checked' in said


def test_a_reason_that_is_too_long_is_refused_with_its_words_kept(desk, waiting):
    response = decide(desk, waiting, "reject", reason="가" * 1001)
    assert response.status_code == 422
    assert "가" * 1001 in response.content.decode()


@pytest.mark.parametrize(
    "forged",
    [
        {"seen": ""},
        {"seen": "-1"},
        {"seen": "x"},
        {"tab": "nowhere"},
        {"rule": "999"},
        {"rule": "x"},
        {"reason": "\x00"},
        {"seen": "9" * 30},
    ],
)
def test_a_forged_form_decides_nothing(desk, waiting, abuse, forged):
    data = {"seen": "0", "tab": "waiting", "rule": str(abuse.pk), "reason": TOLD} | forged
    response = desk.post(reverse("comments_desk:reject", args=[waiting.pk]), data)
    assert response.status_code in (409, 422)
    assert state_of(waiting) == State.PENDING


def test_a_comment_that_does_not_exist_is_not_found(desk):
    assert desk.post(reverse("comments_desk:publish", args=[404]), {"seen": 0, "tab": "waiting"}).status_code == 404


def test_keeping_dismisses_the_reports(desk, reported):
    decide(desk, reported, "keep", tab="reported", rule=None, reason="")
    assert not Report.objects.open().exists()
    assert state_of(reported) == State.PUBLISHED


def test_taking_down_is_recorded_as_such(desk, reported):
    decide(desk, reported, "take-down", tab="reported")
    assert (state_of(reported), Decision.objects.get().action) == (State.REJECTED, "take_down")


def test_restoring_brings_back_and_stays_with_the_comment(desk, moderator, reported, abuse):
    number = reported.reject(by=moderator, rule=abuse, reason=TOLD).number
    response = decide(desk, reported, "restore", seen=number, tab="done", rule=None, reason="")
    assert response.url == reverse("comments_desk:case", args=["done", reported.pk])
    assert state_of(reported) == State.PUBLISHED


def test_after_a_decision_the_next_in_line_is_opened(desk, discussion, reader):
    first, second, third = (say(discussion, reader, f"{n}번째", state=State.PENDING) for n in range(3))
    assert decide(desk, second, "publish").url == reverse("comments_desk:case", args=["waiting", third.pk])
    assert decide(desk, third, "publish").url == reverse("comments_desk:case", args=["waiting", first.pk])


def test_after_a_decision_on_a_report_the_next_report_is_opened(desk, discussion, reader, lawyer, abuse):
    first, second = (say(discussion, reader, f"{n}번째") for n in range(2))
    for one in (first, second):
        Report.file(one, by=lawyer, rule=abuse)
    assert decide(desk, first, "keep", tab="reported").url == reverse("comments_desk:case", args=["reported", second.pk])


def test_who_comes_second_is_told_who_decided_what_and_keeps_the_words(desk, other_moderator, waiting):
    waiting.publish(by=other_moderator)
    response = decide(desk, waiting, "reject")
    said = response.content.decode()
    assert response.status_code == 409
    assert other_moderator.name in said
    assert TOLD in said
    assert (state_of(waiting), Decision.objects.count()) == (State.PUBLISHED, 1)


def test_the_form_that_came_second_can_be_sent_again_knowingly(desk, other_moderator, waiting):
    number = waiting.publish(by=other_moderator).number
    response = decide(desk, waiting, "reject")
    assert f'name="seen" value="{number}"' in response.content.decode()
    decide(desk, waiting, "take-down", seen=number)
    assert state_of(waiting) == State.REJECTED


def test_a_decision_sent_twice_is_one_decision(desk, waiting):
    decide(desk, waiting, "reject")
    assert decide(desk, waiting, "reject").status_code == 409
    assert Decision.objects.count() == 1


def test_who_decides_on_what_the_author_took_back_is_told_so(desk, waiting, reader):
    waiting.remove(by=reader)
    response = decide(desk, waiting, "reject")
    assert response.status_code == 409
    assert TOLD in response.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_decides_on_their_own_comment(desk, discussion, moderator, lawyer, abuse, verb):
    own = say(discussion, moderator)
    Report.file(own, by=lawyer, rule=abuse)
    response = decide(desk, own, verb, tab="reported")
    assert response.status_code == 403
    assert 'class="note decide"' in response.content.decode()
    assert state_of(own) == State.PUBLISHED
    assert not Decision.objects.exists()
