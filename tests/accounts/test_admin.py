"""People in the Wagtail admin: who may do what, and what nobody may."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Credential, Policy, Profession, User
from tests.accounts.forms import errors
from tests.cast import PASSWORD, log_in

pytestmark = pytest.mark.django_db
USERS, PROFESSIONS, CREDENTIALS, POLICIES = "/cms/users/", "/cms/professions/", "/cms/credentials/", "/cms/policies/"


@pytest.fixture
def admin(administrator: User) -> Client:
    return log_in(administrator)


@pytest.fixture
def root(db: None) -> Client:
    return log_in(User.objects.create_superuser("root-of-all", "root@example.org", PASSWORD))


@pytest.mark.parametrize("address", [USERS, PROFESSIONS, CREDENTIALS, POLICIES])
def test_lists_are_open_to_those_with_permission_only(admin: Client, editor: User, reader: User, address: str) -> None:
    assert admin.get(address).status_code == 200
    assert log_in(editor).get(address).status_code in (302, 403)
    assert log_in(reader).get(address).status_code in (302, 403)


def test_a_moderator_looks_and_does_not_touch(moderator: User, lawyer: User) -> None:
    client = log_in(moderator)
    for address in (USERS, PROFESSIONS, CREDENTIALS):
        assert client.get(address).status_code == 200
    assert lawyer.email not in client.get(USERS).content.decode()
    for address in (f"{USERS}edit/{lawyer.pk}/", f"{CREDENTIALS}new/", f"{CREDENTIALS}{Credential.objects.get().pk}/revoke/"):
        assert client.get(address).status_code in (302, 403)


@pytest.mark.parametrize("by", ["admin", "root"])
def test_members_are_neither_added_nor_deleted_here(request: pytest.FixtureRequest, by: str, reader: User) -> None:
    client = request.getfixturevalue(by)
    for address in (f"{USERS}new/", f"{USERS}delete/{reader.pk}/", f"/cms/bulk/accounts/user/delete/?id={reader.pk}"):
        client.post(address, {"handle": "made-by-staff", "email": "x@example.org"})
    assert User.objects.filter(pk=reader.pk).exists()
    assert not User.objects.filter(handle="made-by-staff").exists()


def edit(client: Client, member: User, **changes: Any) -> Any:
    form = {
        "handle": member.handle,
        "name": member.name,
        "profession": "",
        "is_active": "on",
        "groups": [g.pk for g in member.groups.all()],
    }
    return client.post(f"{USERS}edit/{member.pk}/", form | changes)


def test_an_administrator_bars_a_member(admin: Client, reader: User) -> None:
    assert admin.get(f"{USERS}edit/{reader.pk}/").status_code == 200
    edit(admin, reader, is_active="")
    reader.refresh_from_db()
    assert not reader.is_active


def test_the_address_is_seen_and_not_changed(admin: Client, reader: User) -> None:
    assert reader.email in admin.get(f"{USERS}edit/{reader.pk}/").content.decode()
    edit(admin, reader, email="mine@example.org", address="mine@example.org")
    reader.refresh_from_db()
    assert reader.email == "slow-walk@example.org"


def test_an_administrator_makes_nobody_superuser_and_touches_none(admin: Client, reader: User, root: Client) -> None:
    edit(admin, reader, is_superuser="on")
    reader.refresh_from_db()
    assert not reader.is_superuser
    superuser = User.objects.get(handle="root-of-all")
    assert edit(admin, superuser, name="바뀐이름").status_code in (302, 403)
    superuser.refresh_from_db()
    assert superuser.name == ""
    edit(root, reader, is_superuser="on")
    reader.refresh_from_db()
    assert reader.is_superuser


def test_who_left_has_nothing_to_edit(root: Client, reader: User) -> None:
    reader.close()
    assert root.get(USERS).status_code == 200
    assert edit(root, reader, name="되살린이").status_code in (302, 403)


def test_a_member_is_found_by_handle(admin: Client, reader: User, translator: User) -> None:
    page = admin.get(USERS, {"q": "slow"}).content.decode()
    assert "느린걸음" in page
    assert "문가람" not in page


def grant(client: Client, member: str, **changes: Any) -> Any:
    form = {"member": member, "profession": Profession.objects.get(slug="lawyer").pk, "method": "register", "expires_at": "", "note": ""}
    return client.post(f"{CREDENTIALS}new/", form | changes)


def test_a_credential_says_who_granted_it_and_when(admin: Client, administrator: User, reader: User) -> None:
    assert admin.get(f"{CREDENTIALS}new/?member=slow-walk").status_code == 200
    assert grant(admin, "Slow-Walk").status_code == 302
    credential = Credential.objects.get(user=reader)
    assert (credential.state, credential.checked_by, credential.method) == ("granted", administrator, "register")
    assert timezone.now() - credential.checked_at < timedelta(minutes=1)


@pytest.mark.parametrize("member", ["nobody-here", "", "gwanri", "\x00"])
def test_a_credential_for_nobody_or_for_oneself_is_refused(admin: Client, member: str) -> None:
    assert errors(grant(admin, member), "member")
    assert not Credential.objects.exists()


def test_a_credential_is_not_granted_twice_but_again_once_it_ran_out(admin: Client, reader: User) -> None:
    grant(admin, "slow-walk")
    assert errors(grant(admin, "slow-walk"))
    Credential.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert grant(admin, "slow-walk").status_code == 302
    assert sorted(Credential.objects.values_list("state", flat=True)) == ["expired", "granted"]


def test_two_who_grant_at_once_make_one_credential_and_one_sentence(admin: Client, lawyer: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(type(Credential.objects.all()), "valid", lambda self: self.none())
    assert grant(admin, "yunhaein").status_code == 200
    assert Credential.objects.count() == 1


def test_revoking_asks_first_and_takes_a_post(admin: Client, administrator: User, lawyer: User) -> None:
    credential = Credential.objects.get(user=lawyer)
    address = f"{CREDENTIALS}{credential.pk}/revoke/"
    assert address in admin.get(f"{CREDENTIALS}inspect/{credential.pk}/").content.decode()
    assert admin.get(address).status_code == 200
    credential.refresh_from_db()
    assert credential.state == "granted"
    assert errors(admin.post(address), "reason")
    credential.refresh_from_db()
    assert credential.state == "granted"
    assert admin.post(address, {"reason": "not-found"})["Location"] == CREDENTIALS
    credential.refresh_from_db()
    assert (credential.state, credential.revoked_by) == ("revoked", administrator)
    admin.post(address, {"reason": "not-found"})
    assert admin.get(CREDENTIALS).status_code == 200


@pytest.mark.parametrize("by", ["admin", "root"])
def test_what_was_checked_is_neither_edited_nor_deleted(request: pytest.FixtureRequest, by: str, lawyer: User) -> None:
    client, credential = request.getfixturevalue(by), Credential.objects.get(user=lawyer)
    client.post(f"{CREDENTIALS}edit/{credential.pk}/", {"member": "yunhaein", "profession": credential.profession_id, "method": "voucher"})
    client.post(f"{CREDENTIALS}delete/{credential.pk}/")
    credential.refresh_from_db()
    assert credential.method == "document"


@pytest.mark.parametrize("by", ["admin", "root"])
def test_a_profession_is_retired_and_not_deleted(request: pytest.FixtureRequest, by: str) -> None:
    client, poet = request.getfixturevalue(by), Profession.objects.get(slug="poet")
    client.post(f"{PROFESSIONS}delete/{poet.pk}/")
    form = {"name": poet.name, "name_en": poet.name_en, "field": poet.field, "seal": poet.seal, "retired": "on", "slug": poet.slug}
    assert client.get(f"{PROFESSIONS}edit/{poet.pk}/").status_code == 200
    assert client.post(f"{PROFESSIONS}edit/{poet.pk}/", form).status_code == 302
    poet.refresh_from_db()
    assert poet.retired_at is not None
    assert poet not in Profession.objects.current()


def test_a_profession_is_not_part_of_itself(admin: Client) -> None:
    physician, dentist = Profession.objects.get(slug="physician"), Profession.objects.get(slug="translator")
    Profession.objects.filter(pk=dentist.pk).update(broader=physician)
    form = {"name": "의사", "name_en": "Physician", "field": "med", "seal": physician.seal, "broader": dentist.pk}
    assert errors(admin.post(f"{PROFESSIONS}edit/{physician.pk}/", form), "broader")


def test_professions_are_found_and_filtered(admin: Client) -> None:
    assert "시인" in admin.get(PROFESSIONS, {"q": "시인"}).content.decode()
    assert "시인" not in admin.get(PROFESSIONS, {"field": "law"}).content.decode()


def policy_form(**changes: Any) -> dict[str, Any]:
    body = '{"blocks": [{"key": "a", "type": "unstyled", "depth": 0, "text": "새 본문", "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}'
    return {"kind": "terms", "version": "2099-01-01", "effective_on": "2099-01-01", "body": body} | changes


def test_a_new_version_is_added_and_can_be_changed_until_it_is_in_force(admin: Client) -> None:
    assert admin.post(f"{POLICIES}new/", policy_form()).status_code == 302
    policy = Policy.objects.get(version="2099-01-01")
    assert "새 본문" in policy.body
    assert admin.post(f"{POLICIES}edit/{policy.pk}/", policy_form(version="2099-02-01")).status_code == 302
    assert admin.get(f"{POLICIES}copy/{policy.pk}/").status_code == 200


@pytest.mark.parametrize("by", ["admin", "root"])
def test_a_version_in_force_stays_as_members_agreed_to_it(request: pytest.FixtureRequest, by: str) -> None:
    client = request.getfixturevalue(by)
    policy = Policy.objects.create(kind="terms", version="2020-01-01", effective_on="2020-01-01", body="<p>지난 본문</p>")
    assert client.get(f"{POLICIES}edit/{policy.pk}/").status_code == 200
    assert errors(client.post(f"{POLICIES}edit/{policy.pk}/", policy_form()))
    client.post(f"{POLICIES}delete/{policy.pk}/")
    policy.refresh_from_db()
    assert (policy.version, policy.body) == ("2020-01-01", "<p>지난 본문</p>")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"effective_on": "2001-01-01"}, "effective_on"), ({"version": "a/b"}, "version"), ({"version": "판"}, "version")],
)
def test_a_version_that_rewrites_the_past_or_has_no_address_is_refused(admin: Client, changes: dict[str, str], field: str) -> None:
    assert errors(admin.post(f"{POLICIES}new/", policy_form(**changes)), field)


def test_staff_change_their_name_and_password_where_everybody_does(editor: User) -> None:
    page = log_in(editor).get("/cms/account/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "first_name" not in text
    assert "avatar" not in text.split("<main")[-1]
    assert 'href="/accounts/settings/"' in text


def test_the_menu_shows_people_to_those_who_may_see_them(admin: Client, editor: User) -> None:
    assert USERS in admin.get("/cms/").content.decode()
    assert USERS not in log_in(editor).get("/cms/").content.decode()
