"""Speaking as: one of one's professions, or none, chosen where one speaks and kept with what was said."""

import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from accounts.models import Credential, Profession, User
from articles.models import ColumnPage
from comments.models import Comment, Discussion
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db


def of(slug: str) -> Profession:
    return Profession.objects.get(slug=slug)


def composer(column: ColumnPage, member: User) -> Any:
    page = BeautifulSoup(log_in(member).get(column.url).content, "html.parser")
    return page.select_one("#composer")


def post(column: ColumnPage, member: User, speaking_as: Any, status: int = 302) -> Any:
    body = {"body": "제 자리에서 보면 다릅니다.", "key": uuid.uuid4(), "speaking_as": speaking_as}
    answer = log_in(member).post(f"/comments/on/{column.pk}/", body)
    assert answer.status_code == status, answer.content.decode()
    return answer


@pytest.fixture
def lawyer_who_writes(lawyer: User) -> User:
    lawyer.take_up(of("novelist"))
    return lawyer


def test_the_composer_offers_everything_one_holds_and_none(column: ColumnPage, lawyer_who_writes: User) -> None:
    options = composer(column, lawyer_who_writes).select("select[name=speaking_as] option")
    assert [option.text for option in options] == ["변호사 · 인증", of("novelist").name, "직업 비공개"]
    assert [option.has_attr("selected") for option in options] == [True, False, False]


def test_a_reserved_title_that_was_not_checked_is_not_offered(column: ColumnPage, unchecked_physician: User) -> None:
    assert composer(column, unchecked_physician).select("select[name=speaking_as]") == []
    unchecked_physician.take_up(of("poet"))
    options = composer(column, unchecked_physician).select("select[name=speaking_as] option")
    assert [option.text for option in options] == ["시인", "직업 비공개"]
    assert options[1].has_attr("selected")  # the usual one is not shown, and nothing else is chosen in its place


def test_who_has_no_profession_is_not_asked(column: ColumnPage, reader: User) -> None:
    assert composer(column, reader).select("select[name=speaking_as]") == []


@pytest.mark.parametrize(("chosen", "worn", "verified"), [("", "lawyer", True), ("lawyer", "lawyer", True), ("novelist", "novelist", False), ("none", None, False)])  # fmt: skip
def test_the_comment_keeps_what_was_chosen(
    column: ColumnPage, discussion: Discussion, lawyer_who_writes: User, chosen: str, worn: str | None, verified: bool
) -> None:
    post(column, lawyer_who_writes, of(chosen).pk if chosen not in ("", "none") else chosen)
    comment = Comment.objects.get(author=lawyer_who_writes)
    assert (comment.profession and comment.profession.slug) == worn
    assert (comment.credential is not None) is verified


def test_it_stays_what_it_was_when_the_author_becomes_something_else(discussion: Discussion, translator: User) -> None:
    said = say(discussion, translator)
    translator.profession = of("poet")
    translator.save()
    assert Comment.objects.get(pk=said.pk).worn.profession == of("translator")


@pytest.mark.parametrize("chosen", ["judge", "physician"])
def test_nobody_speaks_from_what_they_do_not_hold(column: ColumnPage, translator: User, unchecked_physician: User, chosen: str) -> None:
    member = unchecked_physician if chosen == "physician" else translator
    page = BeautifulSoup(post(column, member, of(chosen).pk, status=422).content, "html.parser")
    assert "말할 수 없습니다" in page.select_one("[role=alert]").text
    assert page.select_one("textarea").text.strip() == "제 자리에서 보면 다릅니다."
    assert not Comment.objects.exists()


@pytest.mark.parametrize("chosen", ["0", "-1", "x", "\x00", "9" * 30, "１２", "undisclosed"])
def test_a_forged_choice_is_refused(column: ColumnPage, translator: User, chosen: str) -> None:
    post(column, translator, chosen, status=422 if chosen != "\x00" else 302)


def test_a_credential_that_ran_out_while_the_form_was_open_is_not_passed_over(column: ColumnPage, lawyer: User) -> None:
    lawyer.credentials.update(expires_at=timezone.now())
    post(column, lawyer, of("lawyer").pk, status=422)


def test_a_profession_merged_while_the_form_was_open_is_what_it_was_merged_into(column: ColumnPage, translator: User) -> None:
    old, new = of("translator"), of("novelist")
    old.alias_of = new
    old.save()
    translator.profession = new
    translator.save()
    post(column, translator, old.pk)
    assert Comment.objects.get().profession == new


def test_a_refused_form_keeps_the_choice(column: ColumnPage, lawyer_who_writes: User) -> None:
    answer = log_in(lawyer_who_writes).post(f"/comments/on/{column.pk}/", {"body": " ", "speaking_as": of("novelist").pk})
    chosen = BeautifulSoup(answer.content, "html.parser").select_one("select[name=speaking_as] option[selected]")
    assert chosen["value"] == str(of("novelist").pk)


def test_one_s_own_choice_says_as_what_it_is_shown(column: ColumnPage, settings: Any) -> None:
    settings.SMALLEST_GROUP = 2
    judge = make_member("lone-judge", "홀로", profession="judge", verified=True)
    assert [option.text for option in composer(column, judge).select("option[data-look]")] == [
        "판사 · 인증 (직업 비공개로 보임)",
        "직업 비공개",
    ]
    make_member("professional", "법", profession="legal-professional")
    assert "표시: 법조인" in composer(column, judge).select_one("option[data-look]").text


def test_a_further_profession_that_was_checked_is_offered_as_such(column: ColumnPage, translator: User) -> None:
    translator.take_up(of("lawyer"))
    Credential.objects.create(user=translator, profession=of("lawyer"))
    assert [option.text for option in composer(column, translator).select("option[data-look]")] == [
        "번역가",
        "변호사 · 인증",
        "직업 비공개",
    ]
