"""A decision's page for the member whom it concerns: what it says, whose it is, and the form that contests it."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from accounts.mailing_notices import mail_due_notices
from accounts.models import Notice, Policy, User
from comments.models import Appeal, Comment, Decision, Discussion, Rule, Sanction, State
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db
TOLD, FACTS = "사람이 아니라 주장에 답해 주세요.", "둘째 문장이 글쓴이의 출신을 듭니다."
WORDS = "출신이 아니라 자료의 출처를 말한 문장입니다."


@pytest.fixture
def decision(discussion: Discussion, reader: User, moderator: User, abuse: Rule) -> Decision:
    Policy.objects.get_or_create(kind=Policy.Kind.RULES, version="2026-11-01", defaults={"effective_on": "2026-11-01", "body": "<p>글</p>"})
    comment = say(discussion, reader, "둘째 문장입니다.", state=State.PENDING)
    return comment.reject(by=moderator, rule=abuse, reason=TOLD, facts=FACTS)


def page_of(decision: Decision, client: Client, path: str = "") -> Any:
    return client.get(f"/comments/decisions/{decision.number}/{path}")


def text_of(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").select_one("main").get_text(" ").split())


def contest(decision: Decision, client: Client, words: str = WORDS) -> Any:
    return client.post(f"/comments/decisions/{decision.number}/appeal/", {"words": words})


def test_it_says_what_by_which_rule_why_on_what_facts_and_who_decided(decision, reader, abuse):
    said = text_of(page_of(decision, log_in(reader)))
    for words in (abuse.name, decision.rules_version, TOLD, FACTS, "둘째 문장입니다."):
        assert words in said


def test_it_never_says_which_of_the_staff_decided(decision, reader, moderator):
    assert moderator.shown_name not in text_of(page_of(decision, log_in(reader)))


def test_it_is_there_for_whom_it_concerns_and_for_nobody_else(client, decision, reader, translator, moderator, administrator):
    assert page_of(decision, log_in(reader)).status_code == 200
    for other in (translator, moderator, administrator):
        assert page_of(decision, log_in(other)).status_code == 404
        assert contest(decision, log_in(other)).status_code == 404
    stranger = page_of(decision, client)
    assert (stranger.status_code, stranger.url.split("?")[0]) == (302, "/accounts/login/")
    assert client.get("/comments/decisions/999999/").url.split("?")[0] == "/accounts/login/", "nobody learns which numbers there are"
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_a_number_that_is_none_leads_nowhere(reader, number):
    assert log_in(reader).get(f"/comments/decisions/{number}/").status_code == 404


def test_it_is_never_kept_anywhere(decision, reader):
    assert "no-store" in page_of(decision, log_in(reader)).headers["Cache-Control"]


def test_one_text_and_one_button_contest_it_and_the_clock_is_shown(decision, reader):
    client = log_in(reader)
    assert BeautifulSoup(page_of(decision, client).content, "html.parser").select_one("form#appeal textarea[name=words]")
    answer = contest(decision, client)
    assert (answer.status_code, answer.url) == (302, f"/comments/decisions/{decision.number}/")
    appeal = Appeal.objects.get()
    page = BeautifulSoup(page_of(decision, client).content, "html.parser")
    assert page.select_one("form#appeal") is None
    assert WORDS in page.select_one("#appeal").get_text()
    due = timezone.localtime(appeal.due_at).replace(microsecond=0).isoformat()
    assert page.select_one(f'#appeal time[datetime="{due}"]')


@pytest.mark.parametrize("words", ["", "  \n", "\u200b", "가" * (Appeal.WORDS_MAX + 1)])
def test_what_is_no_text_is_asked_for_again_with_every_word_kept(decision, reader, words):
    answer = contest(decision, log_in(reader), words)
    assert answer.status_code == 422
    assert words.strip("\u200b \n") in answer.content.decode()
    assert not Appeal.objects.exists()


def test_script_in_an_appeal_stays_text_for_everybody(decision, reader, other_moderator):
    client = log_in(reader)
    contest(decision, client, "<script>alert(1)</script>")
    for page in (page_of(decision, client), log_in(other_moderator).get(f"/cms/desk/appeals/{Appeal.objects.get().pk}/")):
        assert "<script>alert(1)" not in page.content.decode()
        assert "&lt;script&gt;alert(1)" in page.content.decode()


def test_the_same_form_sent_twice_is_one_appeal(decision, reader):
    client = log_in(reader)
    contest(decision, client)
    assert contest(decision, client, "또").status_code == 409
    assert Appeal.objects.get().words == WORDS


def test_too_late_is_said_and_the_words_are_kept(decision, reader, settings):
    client = log_in(reader)
    with freeze_time(timezone.now() + timedelta(days=settings.COMMENTS_APPEAL_DAYS + 1)):
        client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = contest(decision, client)
        assert answer.status_code == 409
        assert WORDS in answer.content.decode()
        assert BeautifulSoup(page_of(decision, client).content, "html.parser").select_one("form#appeal") is None


def test_an_appeal_of_an_appeal_is_refused_and_not_offered(decision, reader, other_moderator):
    client = log_in(reader)
    answer = Appeal.file(decision, by=reader, words=WORDS).uphold(by=other_moderator, reason="그대로 둡니다.")
    assert BeautifulSoup(page_of(answer, client).content, "html.parser").select_one("form#appeal") is None
    assert contest(answer, client).status_code == 409
    assert Appeal.objects.count() == 1


def test_the_words_of_both_stand_on_the_page_once_it_is_answered(decision, reader, other_moderator):
    Appeal.file(decision, by=reader, words=WORDS).reverse(by=other_moderator, reason="출처를 말한 문장이 맞습니다.")
    page = page_of(decision, log_in(reader))
    for words in (TOLD, WORDS, "출처를 말한 문장이 맞습니다."):
        assert words in text_of(page)
    assert f"/comments/{decision.comment_id}/" in page.content.decode()
    assert other_moderator.shown_name not in text_of(page)


def test_who_may_not_write_may_contest(reader, moderator, abuse):
    sanction = Sanction.impose("ban", reader, by=moderator, rule=abuse, reason=TOLD)
    assert contest(sanction.decision, log_in(reader)).status_code == 302
    assert Appeal.objects.get().is_open


def test_a_decision_on_a_comment_that_was_deleted_since_can_be_read_and_contested(decision, reader):
    Comment.objects.get().remove(by=reader)
    client = log_in(reader)
    assert page_of(decision, client).status_code == 200
    assert contest(decision, client).status_code == 302


def test_a_decision_of_old_that_names_no_member_is_its_authors(decision, reader, translator):
    """Rows of old name the author by the comment alone."""
    old = Decision.objects.select_related("comment").get()
    old.member_id = None
    assert old.concerned == reader.pk


@pytest.mark.parametrize(
    ("verb", "was_public", "kind", "is_contested"),
    [
        ("reject", False, "comment_reject", True),
        ("mark_spam", False, "comment_spam", True),
        ("reject", True, "comment_take_down", True),
        ("publish", False, "comment_publish", False),
    ],
)
def test_inbox_and_letter_carry_rule_reason_facts_and_the_way_to_contest(
    discussion, moderator, abuse, verb, was_public, kind, is_contested, settings
):
    author = make_member("told", "들은 이")
    comment = say(discussion, author, state=State.PUBLISHED if was_public else State.PENDING)
    words = {"rule": abuse, "reason": TOLD, "facts": FACTS} if is_contested else {"reason": ""}
    decision = getattr(comment, verb)(by=moderator, **words)
    notice = Notice.objects.get(recipient=author)
    assert notice.kind == kind
    mail_due_notices()
    letter, inbox = mail.outbox[-1].body, text_of(log_in(author).get("/accounts/inbox/"))
    page = f"/comments/decisions/{decision.number}/"
    for said in (letter, inbox):
        assert all((word in " ".join(said.split())) is is_contested for word in (abuse.name, TOLD, FACTS))
    assert (notice.url == page) is is_contested
    assert (page in letter) is is_contested
    if is_contested:
        last_day = timezone.localtime(decision.made_at + timedelta(days=settings.COMMENTS_APPEAL_DAYS))
        assert str(last_day.year) in letter
        assert str(last_day.day) in letter


@pytest.mark.parametrize(("decider", "by_rule"), [("person", False), ("rule", True)])
def test_whether_a_person_or_a_rule_decided_is_said(discussion, reader, moderator, decider, by_rule):
    from comments.telling import about

    decision = Decision.record(
        action="reject", from_state="pending", to_state="rejected", by=None if by_rule else moderator, comment=say(discussion, reader)
    )
    assert about(decision)["by_rule"] is by_rule
    said = [text_of(log_in(reader).get(f"/en/comments/decisions/{decision.number}/"))]
    assert all(("an automatic rule" in one) is by_rule for one in said)
    assert all(("a member of the staff" in one) is not by_rule for one in said)
