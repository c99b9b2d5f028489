"""The settings: what members change about themselves."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Credential, Handle, Profession, User
from tests.accounts.forms import errors
from tests.cast import log_in

pytestmark = pytest.mark.django_db
SETTINGS = "/accounts/settings/"


@pytest.fixture
def member(translator: User) -> Client:
    return log_in(translator)


def save(client: Client, **changes: Any) -> Any:
    form = {"name": "문가람", "handle": "mungaram", "profession": "", "bio": "영어와 스페인어를 옮깁니다.", "language": "ko"}
    return client.post(SETTINGS, form | changes)


def test_strangers_are_asked_to_log_in_and_come_back(client: Client) -> None:
    assert client.get(SETTINGS)["Location"] == f"/accounts/login/?next={SETTINGS}"


def test_what_is_changed_is_saved(member: Client, translator: User) -> None:
    poet = Profession.objects.get(slug="poet")
    assert save(member, name="가람", profession=poet.pk)["Location"] == SETTINGS
    translator.refresh_from_db()
    assert (translator.name, translator.profession, translator.bio) == ("가람", poet, "영어와 스페인어를 옮깁니다.")


def test_a_profession_can_be_taken_back(member: Client, translator: User) -> None:
    save(member, profession="")
    translator.refresh_from_db()
    assert translator.profession is None


def test_choosing_english_leads_on_in_english(member: Client, translator: User) -> None:
    assert save(member, language="en")["Location"] == f"/en{SETTINGS}"
    translator.refresh_from_db()
    assert translator.language == "en"


def test_a_mistake_changes_nothing_and_keeps_what_was_typed(member: Client, translator: User) -> None:
    response = save(member, name="가람✓", handle="no spaces please")
    assert response.status_code == 422
    assert errors(response, "name")
    assert errors(response, "handle")
    page = response.content.decode()
    assert 'value="가람✓"' in page
    assert "no spaces please" not in page.split('class="mast-tools"')[1].split("</header>")[0]
    translator.refresh_from_db()
    assert (translator.name, translator.handle) == ("문가람", "mungaram")


@pytest.mark.parametrize("taken", ["slow-walk", "Slow-Walk", "admin"])
def test_a_handle_of_somebody_else_or_of_the_site_is_refused(member: Client, reader: User, taken: str) -> None:
    assert errors(save(member, handle=taken), "handle")


def test_an_old_handle_is_kept_from_others_and_can_be_taken_back(member: Client, translator: User) -> None:
    save(member, handle="garam")
    assert not Handle.is_free("mungaram")
    assert Handle.is_free("mungaram", translator.owner_key)
    assert save(member, handle="mungaram").status_code == 302


def test_handles_are_not_used_up_by_the_dozen(member: Client) -> None:
    answers = [save(member, handle=f"garam-{n}").status_code for n in range(4)]
    assert answers == [302, 302, 422, 422]


def test_somebody_who_is_quicker_with_a_handle_makes_a_sentence_not_an_error(member: Client, reader: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(Handle, "is_free", lambda *args, **kwargs: True)
    Handle.claim("quick", reader.owner_key)
    assert errors(save(member, handle="quick"), "handle")


def test_the_preview_shows_what_others_see(lawyer: User, unchecked_physician: User) -> None:
    assert 'class="seal d-law ok"' in log_in(lawyer).get(SETTINGS).content.decode().replace(' "', '"')
    page = log_in(unchecked_physician).get(SETTINGS).content.decode()
    preview = page.split('class="note"')[1].split("</form>")[0]
    assert 'class="seal d-none' in preview
    assert "의사" in preview  # named in the sentence that says why it is not shown


def test_a_line_that_is_too_long_is_refused(member: Client) -> None:
    assert errors(save(member, bio="가" * 121), "bio")


def test_the_page_costs_the_same_however_many_professions_there_are(
    member: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    member.get(SETTINGS)
    with django_assert_max_num_queries(19):
        member.get(SETTINGS)


def test_a_revoked_credential_is_no_longer_shown(lawyer: User, moderator: User) -> None:
    Credential.objects.get(user=lawyer).revoke(by=moderator)
    assert "seal d-law" not in log_in(lawyer).get(SETTINGS).content.decode()


def test_further_professions_are_added_one_by_one_and_taken_away_by_their_ticks(member: Client, translator: User) -> None:
    poet, novelist = (Profession.objects.get(slug=slug) for slug in ("poet", "novelist"))
    save(member, profession=translator.profession_id, another=poet.pk)
    save(member, profession=translator.profession_id, further=[poet.pk], another=novelist.pk)
    assert set(translator.further.all()) == {poet, novelist}
    save(member, profession=translator.profession_id, further=[novelist.pk])
    assert list(translator.further.all()) == [novelist]


def test_what_becomes_the_usual_profession_is_no_further_one(member: Client, translator: User) -> None:
    poet = Profession.objects.get(slug="poet")
    save(member, profession=translator.profession_id, another=poet.pk)
    save(member, profession=poet.pk, further=[poet.pk])
    assert list(translator.further.all()) == []


def test_more_than_a_few_are_refused_and_nothing_is_lost(member: Client, translator: User) -> None:
    held = list(Profession.objects.filter(regulated=False).exclude(pk=translator.profession_id)[:5])
    translator.set_further(held[:4])
    response = save(member, profession=translator.profession_id, further=[one.pk for one in held[:4]], another=held[4].pk)
    assert response.status_code == 422
    assert errors(response, "another")
    assert set(translator.further.all()) == set(held[:4])
