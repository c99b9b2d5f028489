"""A claim by somebody without an account: a form that names what is missing, a letter, and a link that counts when its button is pressed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext, pgettext
from freezegun import freeze_time

from accounts.models import Notice, User
from articles.models import ColumnPage
from comments.claims.addresses import NOT_HERE, NOT_OURS, NOTHING
from comments.models import Claim, Comment, Discussion, Rule
from tests.cast import log_in, say

from .conftest import CLAIMANT, EVIDENCE, FACTS, SECRETS, WORDS

BROKEN = "tests.accounts.broken_mail.Backend"
SCRIPT = "<script>alert(1)</script>"


def typed(about: Any, **other: Any) -> dict[str, Any]:
    return {"address": about, "ground": "privacy", **CLAIMANT, "facts": FACTS, "evidence": EVIDENCE, "website": "", **other}


def send(about: Any, **other: Any) -> Any:
    return Client().post("/comments/claims/send/", typed(about, **other))


def link() -> str:
    return re.search(r"^http://[^/]+(/\S*/claims/confirm/\S+)$", mail.outbox[-1].body, re.MULTILINE).group(1)


def test_the_form_comes_with_the_address_of_the_comment_it_was_asked_from(said: Comment, column: ColumnPage) -> None:
    report = Client().get(f"/comments/{said.pk}/report/").content.decode()
    assert f'href="/comments/claims/?comment={said.pk}"' in report
    assert f'value="http://127.0.0.1:8000/comments/{said.pk}/"' in Client().get(f"/comments/claims/?comment={said.pk}").content.decode()
    assert f"/comments/claims/?page={column.pk}" in Client().get(column.url).content.decode()
    assert column.slug in Client().get(f"/comments/claims/?page={column.pk}").content.decode()


@pytest.mark.parametrize(
    "written", ["/comments/{}/", "http://127.0.0.1:8000/comments/{}/thread/", "/en/comments/{}/", "/columns/x/#comment-{}"]
)
def test_a_comment_is_found_by_whatever_address_it_has(said: Comment, written: str) -> None:
    assert send(written.format(said.pk)).status_code == 200
    assert Claim.objects.get().comment == said


def test_a_column_is_found_by_its_address_and_by_its_short_one(column: ColumnPage) -> None:
    for address in (column.url, f"/en{column.url}", f"http://127.0.0.1:8000{column.url}#talk", f"/c/{column.pk}/"):
        assert send(address, email=f"{len(mail.outbox)}@example.org").status_code == 200
    assert {claim.discussion.page_id for claim in Claim.objects.all()} == {column.pk}


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://elsewhere.example/comments/1/", NOT_OURS),
        ("/comments/999999/", NOTHING),
        ("/", NOTHING),
        ("/no/such/page/", NOTHING),
        ("http://[", NOT_OURS),
        ("아무 말", NOT_OURS),
    ],
)
def test_an_address_that_leads_to_nothing_is_said_to(column: ColumnPage, address: str, why: ValidationError) -> None:
    answer = send(address)
    assert answer.status_code == 422
    assert escape(str(why.message)) in answer.content.decode()
    assert not Claim.objects.exists()


def test_what_is_missing_is_named_and_what_was_typed_is_kept(said: Comment) -> None:
    answer = send(f"/comments/{said.pk}/", claimant="", facts="", ground="", email="", evidence="남겨 둘 말")
    page = answer.content.decode()
    assert answer.status_code == 422
    named = re.search(rf"<p>{gettext('This is missing:')}\s*(.*?)</p>", page).group(1)
    assert named == ", ".join(
        (gettext("What is violated"), gettext("Your name"), pgettext("claim", "What happened"), gettext("Email address"))
    )
    for kept in (f"/comments/{said.pk}/", "남겨 둘 말", "맡긴 사람"):
        assert kept in page
    assert not mail.outbox


def test_an_agent_says_whom_they_act_for_and_who_acts_for_themselves_need_not(said: Comment) -> None:
    assert send(f"/comments/{said.pk}/", represented="").status_code == 422
    assert send(f"/comments/{said.pk}/", represented="", relation="self").status_code == 200
    assert send(f"/comments/{said.pk}/", facts="짧다").status_code == 422


def test_the_form_alone_counts_for_nothing_and_its_letter_says_nothing_a_stranger_wrote(said: Comment, moderator: User) -> None:
    send(f"/comments/{said.pk}/")
    assert not Claim.objects.filed().exists()
    assert not Notice.objects.filter(recipient=moderator).exists()
    [letter] = mail.outbox
    assert letter.to == [CLAIMANT["email"]]
    for words in (*SECRETS, WORDS, "윤해인"):
        assert words not in letter.subject + letter.body.replace(link(), "")


def test_looking_at_the_link_files_nothing_and_its_button_starts_the_clock(said: Comment, moderator: User) -> None:
    send(f"/comments/{said.pk}/")
    page = Client().get(link()).content.decode()
    for words in (CLAIMANT["claimant"], FACTS, EVIDENCE):
        assert words in page
    assert not Claim.objects.filed().exists()
    for _time in range(2):
        assert Client().post(f"{link()}file/").status_code == 200
    claim = Claim.objects.filed().get()
    assert timedelta(hours=23) < claim.due_at - timezone.now() <= timedelta(hours=24)
    assert [notice.kind for notice in Notice.objects.filter(recipient=moderator)] == ["claim_staff"]
    assert not Notice.objects.filter(recipient=said.author).exists()


def test_a_link_holds_for_a_day_and_then_all_is_deleted(said: Comment) -> None:
    send(f"/comments/{said.pk}/")
    path = link()
    with freeze_time(timezone.now() + timedelta(hours=25)):
        assert Client().get(path).status_code == 404
        assert Client().post(f"{path}file/").status_code == 404
        assert Claim.objects.forget_unconfirmed() == 1
    assert not Claim.objects.exists()
    assert Client().get("/comments/claims/confirm/none-of-ours/").status_code == 404


def test_what_was_confirmed_is_not_deleted_with_what_was_not(claim: Claim) -> None:
    with freeze_time(timezone.now() + timedelta(days=9)):
        assert Claim.objects.forget_unconfirmed() == 0


@pytest.mark.parametrize("way", ["removed", "rejected"])
def test_a_claim_on_a_comment_that_is_gone_is_told_so(said: Comment, moderator: User, abuse: Rule, way: str) -> None:
    send(f"/comments/{said.pk}/")
    if way == "removed":
        said.remove(by=said.author)
    else:
        said.reject(by=moderator, rule=abuse, reason="규칙에 어긋납니다.")
    answer = send(f"/comments/{said.pk}/")
    assert (answer.status_code, escape(str(NOT_HERE.message)) in answer.content.decode()) == (422, True)
    assert Client().get(link()).status_code == 410
    assert Client().post(f"{link()}file/").status_code == 410
    assert not Claim.objects.filed().exists()


def test_a_script_in_every_field_is_text_wherever_it_is_shown(said: Comment, moderator: User) -> None:
    fields = dict.fromkeys(("claimant", "represented", "evidence"), SCRIPT)
    assert send(f"/comments/{said.pk}/", **fields, facts=f"{SCRIPT} {FACTS}").status_code == 200
    again = send(f"{SCRIPT}", **fields, facts=SCRIPT, ground=SCRIPT, relation=SCRIPT, email=SCRIPT)
    pages = [again, Client().get(link()), Client().post(f"{link()}file/")]
    desk = log_in(moderator)
    claim = Claim.objects.get()
    pages += [desk.get("/cms/desk/claims/"), desk.get(f"/cms/desk/claims/{claim.pk}/")]
    assert "&lt;script&gt;alert(1)" in pages[-1].content.decode()
    for page in pages:
        assert SCRIPT not in page.content.decode()


def test_a_program_that_fills_in_every_field_is_answered_and_forgotten(said: Comment) -> None:
    honest, program = send(f"/comments/{said.pk}/"), send(f"/comments/{said.pk}/", website="https://spam.example")
    assert program.content == honest.content
    assert (len(mail.outbox), Claim.objects.count()) == (1, 1)


def test_letters_to_one_address_are_capped(said: Comment) -> None:
    assert [send(f"/comments/{said.pk}/").status_code for _time in range(4)] == [200, 200, 200, 429]


def test_nothing_is_kept_where_the_letter_could_not_go_out(said: Comment, settings: Any) -> None:
    settings.EMAIL_BACKEND = BROKEN
    answer = send(f"/comments/{said.pk}/")
    assert answer.status_code == 503
    assert FACTS in answer.content.decode()
    assert not Claim.objects.exists()


def test_the_name_of_who_asked_is_forgotten_long_after_the_case_was_closed(claim: Claim, moderator: User, settings: Any) -> None:
    from comments.claims import deciding

    deciding.refuse(claim, by=moderator, reason="근거가 없습니다.")
    soon, late = (timezone.now() + timedelta(days=settings.CLAIMS_CONTACT_DAYS + more) for more in (-1, 1))
    with freeze_time(soon):
        assert Claim.objects.forget_contacts() == 0
    with freeze_time(late):
        assert (Claim.objects.forget_contacts(), Claim.objects.forget_contacts()) == (1, 0)
    claim.refresh_from_db()
    assert (claim.claimant, claim.represented, claim.email, claim.facts, claim.evidence) == ("",) * 5
    assert claim.ground == "privacy"


def test_an_open_case_forgets_nobody_however_old(claim: Claim) -> None:
    with freeze_time(timezone.now() + timedelta(days=900)):
        assert Claim.objects.forget_contacts() == 0


def test_a_page_with_claims_is_not_deleted(discussion: Discussion, editor: User) -> None:
    from comments.protect import pages_spoken_on

    from .conftest import file

    assert pages_spoken_on([discussion.page]) == []
    file(discussion=discussion)
    assert [page.pk for page in pages_spoken_on([discussion.page])] == [discussion.page_id]


def test_asking_costs_a_fixed_number_of_queries(said: Comment, django_assert_max_num_queries: Any) -> None:
    for number in range(3):
        say(said.discussion, said.author, f"더 {number}")
    with django_assert_max_num_queries(12):
        Client().get(f"/comments/claims/?comment={said.pk}")
