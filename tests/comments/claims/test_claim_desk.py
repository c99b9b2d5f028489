"""Claims at the desk: what is late first, one page for each case, and buttons that answer whoever came second."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from comments.claims import objecting
from comments.models import Claim, Comment, Decision, Discussion, Outcome, Rule, State
from tests.cast import log_in, say

from .conftest import CLAIMANT, EVIDENCE, FACTS, REASON, SECRETS, WORDS, file

Blind = Callable[..., Claim]


@pytest.fixture
def desk(moderator: User) -> Client:
    return log_in(moderator)


def act(desk: Client, claim: Claim, verb: str, **words: Any) -> Any:
    seen = words.pop("seen", claim.version)
    return desk.post(f"/cms/desk/claims/{claim.pk}/{verb}/", {"seen": seen, "reason": REASON, **words})


def test_what_is_late_stands_first_and_is_called_so(desk: Client, claim: Claim, discussion: Discussion, lawyer: User) -> None:
    late = file(comment=say(discussion, lawyer, "다른 말"))
    Claim.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=3))
    page = desk.get("/cms/desk/claims/").content.decode()
    assert page.index(f"/cms/desk/claims/{late.pk}/") < page.index(f"/cms/desk/claims/{claim.pk}/")
    assert page.count('class="age late"') == 1
    assert f'href="{reverse("comments_desk:claims")}" aria-current="true"' in page


def test_each_shelf_holds_its_own(desk: Client, claim: Claim, blind: Blind, discussion: Discussion, lawyer: User) -> None:
    waits = file(comment=say(discussion, lawyer, "다른 말"))
    blind(claim)
    unconfirmed = Claim.objects.create(comment=claim.comment, ground="other", email="a@example.org")
    for shelf, shown, not_shown in (("owed", waits, claim), ("hidden", claim, waits), ("closed", None, claim)):
        page = desk.get(f"/cms/desk/claims/?shelf={shelf}").content.decode()
        assert shown is None or f"/cms/desk/claims/{shown.pk}/" in page
        assert f"/cms/desk/claims/{not_shown.pk}/" not in page
        assert f"/cms/desk/claims/{unconfirmed.pk}/" not in page
    assert desk.get(f"/cms/desk/claims/{unconfirmed.pk}/").status_code == 404


def test_the_list_is_paged_and_costs_the_same_however_long(
    desk: Client, discussion: Discussion, lawyer: User, django_assert_max_num_queries: Any
) -> None:
    comment = say(discussion, lawyer)
    Claim.objects.bulk_create(
        [Claim(comment=comment, ground="privacy", opened_at=timezone.now(), due_at=timezone.now()) for _n in range(60)]
    )
    desk.get("/cms/desk/claims/")
    with django_assert_max_num_queries(20):
        page = desk.get("/cms/desk/claims/").content.decode()
    assert page.count("<tr><td>") == 25
    assert desk.get("/cms/desk/claims/?page=3").content.decode().count("<tr><td>") == 10
    assert desk.get("/cms/desk/claims/?page=no&shelf=none").status_code == 200


def test_a_case_shows_who_asked_for_what_and_the_comment_in_its_thread(
    desk: Client, discussion: Discussion, lawyer: User, reader: User
) -> None:
    above = say(discussion, reader, "위에 있는 말")
    claim = file(comment=say(discussion, lawyer, WORDS, parent=above))
    page = desk.get(f"/cms/desk/claims/{claim.pk}/").content.decode()
    for words in (*(CLAIMANT[key] for key in ("claimant", "represented", "email")), FACTS, EVIDENCE, WORDS, "위에 있는 말"):
        assert words in page


def test_each_stage_offers_its_own_buttons(desk: Client, claim: Claim, blind: Blind, said: Comment) -> None:
    def verbs() -> set[str]:
        page = desk.get(f"/cms/desk/claims/{claim.pk}/").content.decode()
        all_of = ("refuse", "blind", "erase", "lift", "stay", "order", "concede")
        return {verb for verb in all_of if f'formaction="/cms/desk/claims/{claim.pk}/{verb}/"' in page}

    assert verbs() == {"blind", "refuse", "erase"}
    blind(claim)
    assert verbs() == {"lift", "erase", "order"}
    objecting.object_to(Claim.objects.get(), by=said.author, text="아닙니다.")
    assert verbs() == {"stay", "lift", "erase", "order"}
    act(desk, Claim.objects.get(), "lift")
    assert verbs() == set()


def test_hiding_by_a_button(desk: Client, claim: Claim, said: Comment, abuse: Rule) -> None:
    assert act(desk, claim, "blind", rule=abuse.pk, days=10).status_code == 302
    said.refresh_from_db()
    assert said.state == State.BLINDED
    assert timedelta(days=9.9) < Claim.objects.get().until - timezone.now() <= timedelta(days=10)


@pytest.mark.parametrize(
    "words",
    [
        {"rule": "", "days": 10},
        {"days": 31},
        {"days": 0},
        {"days": ""},
        {"days": "many"},
        {"reason": " ", "days": 3},
        {"seen": "", "days": 3},
    ],
)
def test_what_is_incomplete_decides_nothing_and_keeps_what_was_typed(
    desk: Client, claim: Claim, abuse: Rule, words: dict[str, Any]
) -> None:
    answer = act(desk, claim, "blind", **{"rule": abuse.pk, **words})
    assert answer.status_code == 422
    assert not Decision.objects.exists()
    assert words.get("reason", REASON) in answer.content.decode()


def test_an_order_needs_a_day_to_come(desk: Client, claim: Claim, blind: Blind) -> None:
    hidden = blind(claim)
    for until in ("", "2020-01-01", "someday"):
        assert act(desk, hidden, "order", until=until).status_code == 422
    day = (timezone.localdate() + timedelta(days=60)).isoformat()
    assert act(desk, hidden, "order", until=day).status_code == 302
    end = timezone.localtime(Claim.objects.get().until)
    assert (end.hour, (end - timedelta(seconds=1)).date().isoformat()) == (0, day)


@pytest.mark.parametrize("verb", ["refuse", "blind", "erase"])
def test_a_second_moderator_is_told_who_did_what_and_keeps_their_words(
    desk: Client, claim: Claim, other_moderator: User, abuse: Rule, verb: str
) -> None:
    assert act(desk, claim, "refuse").status_code == 302
    answer = act(log_in(other_moderator), claim, verb, rule=abuse.pk, days=3, reason="제가 쓴 까닭")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "진유솔" in page
    assert "제가 쓴 까닭" in page
    assert (Claim.objects.get().outcome, Decision.objects.count()) == (Outcome.REFUSED, 1)


def test_an_objection_that_came_meanwhile_is_said_so(desk: Client, claim: Claim, said: Comment, blind: Blind) -> None:
    hidden = blind(claim)
    objecting.object_to(Claim.objects.get(), by=said.author, text="잠깐만요, 판결문을 보십시오.")
    answer = act(desk, hidden, "lift")
    assert answer.status_code == 409
    assert "잠깐만요, 판결문을 보십시오." in answer.content.decode()
    assert Claim.objects.get().stands


def test_whoever_wrote_it_sees_no_case_and_no_name_even_as_moderator(
    discussion: Discussion, moderator: User, other_moderator: User, abuse: Rule
) -> None:
    own = file(comment=say(discussion, moderator, "운영자의 말"))
    desk = log_in(moderator)
    answers = [desk.get(f"/cms/desk/claims/{own.pk}/"), desk.get("/cms/desk/claims/", follow=True), act(desk, own, "refuse")]
    answers.append(act(desk, own, "blind", rule=abuse.pk, days=3))
    for answer in answers:
        for secret in SECRETS:
            assert secret not in answer.content.decode()
    assert not Decision.objects.exists()
    assert act(log_in(other_moderator), own, "refuse").status_code == 302


def test_a_case_without_a_claim_is_opened_by_hand(desk: Client, said: Comment, moderator: User) -> None:
    assert desk.get("/cms/desk/claims/new/").status_code == 200
    assert desk.post("/cms/desk/claims/open/", {"address": "/comments/0/", "ground": "privacy"}).status_code == 422
    assert desk.post("/cms/desk/claims/open/", {"address": f"/comments/{said.pk}/", "ground": "privacy"}).status_code == 302
    claim = Claim.objects.get()
    assert (claim.opened_by, claim.comment, claim.email) == (moderator, said, "")
    own = say(said.discussion, moderator)
    assert desk.post("/cms/desk/claims/open/", {"address": f"/comments/{own.pk}/", "ground": "privacy"}).status_code == 403


@pytest.mark.parametrize("path", ["claims/", "claims/new/", "claims/{}/"])
def test_readers_and_editors_stay_outside(claim: Claim, reader: User, editor: User, path: str) -> None:
    for user in (reader, editor):
        assert log_in(user).get(f"/cms/desk/{path.format(claim.pk)}").status_code == 302


def test_the_authors_page_is_the_authors_alone(claim: Claim, said: Comment, blind: Blind, reader: User, moderator: User) -> None:
    address = f"/comments/claims/{claim.pk}/"
    assert log_in(said.author).get(address).status_code == 404  # nothing has been decided
    blind(claim)
    page = log_in(said.author).get(address).content.decode()
    assert REASON in page
    assert WORDS in page
    for user in (reader, moderator):
        assert log_in(user).get(address).status_code == 404
        assert log_in(user).post(f"{address}object/", {"objection": "저도요."}).status_code == 404
    assert Client().get(address).status_code == 302
    assert Client().post(f"{address}object/", {"objection": "저도요."}).url.endswith(f"next={address}")


def test_the_author_objects_once_and_loses_no_word(claim: Claim, said: Comment, blind: Blind) -> None:
    blind(claim)
    author, address = log_in(said.author), f"/comments/claims/{claim.pk}/object/"
    assert author.post(address, {"objection": " \u200b "}).status_code == 422
    assert author.post(address, {"objection": "가" * 3001}).status_code == 422
    assert author.post(address, {"objection": "<script>alert(1)</script> 판결문을 보십시오."}).status_code == 302
    shown = author.get(f"/comments/claims/{claim.pk}/").content.decode()
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown
    again = author.post(address, {"objection": "두 번째 말"})
    assert (again.status_code, "두 번째 말" in again.content.decode()) == (409, True)
