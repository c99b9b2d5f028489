"""A form that was open while a profession in it was merged or retired."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import merging
from accounts.models import Credential, Profession, User
from comments.models import Comment
from tests.accounts.forms import errors, join
from tests.cast import log_in

pytestmark = pytest.mark.django_db
SETTINGS = "/accounts/settings/"


def of(slug: str) -> Profession:
    return Profession.objects.get(slug=slug)


@pytest.fixture
def merged(administrator: User) -> Profession:
    """The interpreter, merged into the translator since the form was opened."""
    merging.merge(of("interpreter"), of("translator"), by=administrator)
    return of("interpreter")


@pytest.fixture
def retired(db: None) -> Profession:
    Profession.objects.filter(slug="poet").update(retired_at=timezone.now())
    return of("poet")


def save(client: Client, profession: object, **changes: Any) -> Any:
    form = {"name": "느린걸음", "handle": "slow-walk", "profession": profession, "bio": "천천히 읽습니다.", "language": "ko"}
    return client.post(SETTINGS, form | changes, follow=True)


def test_settings_take_what_it_was_merged_into_and_say_so(merged: Profession, reader: User) -> None:
    page = save(log_in(reader), merged.pk).content.decode()
    reader.refresh_from_db()
    assert reader.profession == of("translator")
    assert "‘통역사’ 직업이 ‘번역가’ 직업에 합쳐져" in page


def test_settings_refuse_what_was_retired_and_keep_what_was_typed(retired: Profession, reader: User) -> None:
    answer = save(log_in(reader), retired.pk, bio="새로 적은 한 줄")
    assert answer.status_code == 422
    assert "‘시인’" in errors(answer, "profession")
    assert 'value="새로 적은 한 줄"' in answer.content.decode()
    reader.refresh_from_db()
    assert reader.profession is None


def test_who_has_a_retired_one_keeps_it_and_is_told(retired: Profession, reader: User) -> None:
    User.objects.filter(pk=reader.pk).update(profession=retired)
    client = log_in(reader)
    page = client.get(SETTINGS).content.decode()
    assert f'<option value="{retired.pk}" selected>' in page
    assert "목록에서 내려갔습니다" in page
    assert save(client, retired.pk, bio="새로 적은 한 줄").status_code == 200
    reader.refresh_from_db()
    assert (reader.profession, reader.bio) == (retired, "새로 적은 한 줄")


def test_what_was_merged_into_one_that_was_retired_is_refused_too(merged: Profession, reader: User) -> None:
    Profession.objects.filter(slug="translator").update(retired_at=timezone.now())
    assert "‘번역가’" in errors(save(log_in(reader), merged.pk), "profession")


@pytest.mark.parametrize("number", ["999999", "시인", "\x00", "-1", "9" * 30, "1.5", "²"])
def test_what_is_no_number_of_any_is_refused(number: str, reader: User) -> None:
    assert errors(save(log_in(reader), number), "profession")


def test_joining_takes_what_it_was_merged_into_and_says_so(merged: Profession, client: Client) -> None:
    answer = join(client, profession=merged.pk)
    assert User.objects.get(handle="garam").profession == of("translator")
    assert "‘번역가’" in client.get(answer["Location"]).content.decode()


def test_joining_with_one_that_was_retired_keeps_the_form(retired: Profession, client: Client) -> None:
    answer = join(client, profession=retired.pk)
    assert "‘시인’" in errors(answer, "profession")
    assert 'value="garam"' in answer.content.decode()
    assert not User.objects.filter(handle="garam").exists()


def test_a_credential_is_granted_for_what_it_was_merged_into(merged: Profession, administrator: User, reader: User) -> None:
    form = {"member": "slow-walk", "profession": merged.pk, "method": "document", "expires_at": "", "note": ""}
    page = log_in(administrator).post("/cms/credentials/new/", form, follow=True).content.decode()
    assert Credential.objects.get(user=reader).profession == of("translator")
    assert "‘번역가’ 직업에 합쳐져" in page


def test_staff_keep_a_members_retired_profession(retired: Profession, administrator: User, reader: User) -> None:
    User.objects.filter(pk=reader.pk).update(profession=retired)
    form = {"handle": "slow-walk", "name": "느린걸음", "profession": retired.pk, "is_active": "on", "groups": []}
    assert log_in(administrator).post(f"/cms/users/edit/{reader.pk}/", form).status_code == 302
    reader.refresh_from_db()
    assert reader.profession == retired


def test_further_professions_are_taken_as_what_they_were_merged_into(administrator: User, reader: User) -> None:
    reader.set_further([of("interpreter"), of("novelist")])
    merging.merge(of("interpreter"), of("translator"), by=administrator)
    page = save(log_in(reader), "", further=[of("interpreter").pk, of("novelist").pk]).content.decode()
    assert {one.slug for one in reader.further.all()} == {"translator", "novelist"}
    assert "‘번역가’ 직업에 합쳐져" in page


def test_a_further_profession_that_became_the_usual_one_is_not_held_twice(administrator: User, reader: User) -> None:
    reader.set_further([of("interpreter"), of("novelist")])
    User.objects.filter(pk=reader.pk).update(profession=of("translator"))
    merging.merge(of("interpreter"), of("translator"), by=administrator)
    answer = save(log_in(reader), of("translator").pk, further=[of("interpreter").pk, of("novelist").pk])
    assert answer.status_code == 200
    reader.refresh_from_db()
    assert (reader.profession, [one.slug for one in reader.further.all()]) == (of("translator"), ["novelist"])


def test_a_comment_from_one_that_was_merged_is_spoken_from_what_it_was_merged_into(column: Any, administrator: User, reader: User) -> None:
    reader.set_further([of("interpreter")])
    merging.merge(of("interpreter"), of("translator"), by=administrator)
    sent = {"body": "통역사로 쓰던 말입니다.", "speaking_as": str(of("interpreter").pk), "key": ""}
    assert log_in(reader).post(reverse("comments:post", args=[column.pk]), sent).status_code == 302
    assert Comment.objects.get().profession == of("translator")
