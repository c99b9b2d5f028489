"""The queue in the Wagtail admin, and deciding."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.credentials import deciding
from accounts.models import Credential, Notice, Profession, User
from tests.accounts.credentials.conftest import form_of_approval, request_of, send_address, send_document
from tests.accounts.credentials.papers import photograph, upload
from tests.cast import log_in

pytestmark = pytest.mark.django_db
REVIEW = "/cms/verification/"


def approve(staff: User, credential: Credential, **changes: object) -> object:
    return log_in(staff).post(f"{REVIEW}{credential.pk}/approve/", form_of_approval(credential, **changes))


def refuse(staff: User, credential: Credential, **changes: object) -> object:
    return log_in(staff).post(
        f"{REVIEW}{credential.pk}/refuse/", {"edition": credential.edition, "reason": "unreadable", "words": ""} | changes
    )


def granted(user: User, staff: User, **how: object) -> Credential:
    options = {"method": "document", "checked_at": timezone.now(), "expires_at": None} | how
    deciding.grant(request_of(user), by=staff, **options)
    return request_of(user)


@pytest.mark.parametrize("who", ["reader", "moderator", "editor"])
def test_the_queue_is_for_those_with_the_right(request: pytest.FixtureRequest, who: str, asked: Credential) -> None:
    client = log_in(request.getfixturevalue(who))
    for address in (REVIEW, f"{REVIEW}{asked.pk}/", f"{REVIEW}unfinished/"):
        assert client.get(address).status_code in (302, 403)
    for verb in ("approve", "refuse", "confirm"):
        assert client.post(f"{REVIEW}{asked.pk}/{verb}/", form_of_approval(asked)).status_code in (302, 403)
    asked.refresh_from_db()
    assert asked.state == "requested"
    assert REVIEW not in client.get("/cms/").content.decode()


def test_the_menu_says_how_many_wait(administrator: User, asked: Credential) -> None:
    page = log_in(administrator).get("/cms/").content.decode()
    assert REVIEW in page
    assert "(1)" in page


def test_the_oldest_comes_first_and_what_is_unfinished_elsewhere(
    administrator: User, asked: Credential, stranger_poet: User, newcomer: User
) -> None:
    send_document(stranger_poet)
    send_address(newcomer)
    Credential.objects.filter(pk=asked.pk).update(ready_at=timezone.now() - timedelta(days=3))
    client = log_in(administrator)
    page = client.get(REVIEW).content.decode()
    assert page.index("은별하") < page.index("가을이")
    assert "첫걸음" not in page
    assert "첫걸음" in client.get(f"{REVIEW}unfinished/").content.decode()
    assert client.get(f"{REVIEW}nothing-such/").status_code == 404


def test_the_queue_is_narrowed_and_paged(administrator: User, asked: Credential, newcomer: User, django_assert_max_num_queries) -> None:
    send_document(newcomer, "editor")
    client = log_in(administrator)
    assert "첫걸음" not in client.get(REVIEW, {"profession": "poet"}).content.decode()
    assert "은별하" not in client.get(REVIEW, {"profession": "poet", "method": "email"}).content.decode()
    assert "은별하" in client.get(REVIEW, {"method": "by-magic", "page": "99"}).content.decode()
    rest = Profession.objects.exclude(slug__in=["poet", "editor"])[:30]
    Credential.objects.bulk_create(Credential(user=asked.user, profession=one, state="requested", ready_at=timezone.now()) for one in rest)
    client.get(REVIEW)
    with django_assert_max_num_queries(24):
        assert "page=2" in client.get(REVIEW).content.decode()


def test_a_case_shows_what_was_sent_and_what_is_accepted(administrator: User, asked: Credential, of) -> None:
    page = log_in(administrator).get(f"{REVIEW}{asked.pk}/").content.decode()
    assert "두 번째 시집입니다." in page
    assert of("poet").evidence in page
    assert asked.evidence.get(kind="document").get_absolute_url() in page


def test_approving_fills_the_seal_and_tells_the_member(administrator: User, asked: Credential, poet: User) -> None:
    until = (timezone.localdate() + timedelta(days=700)).isoformat()
    assert approve(administrator, asked, expires_on=until, method="register").status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.checked_by, asked.method) == ("granted", administrator, "register")
    assert timezone.localtime(asked.checked_at).date().isoformat() == "2026-11-01"
    assert timezone.localtime(asked.expires_at).date().isoformat() == until
    assert asked.decided_at is not None
    assert poet.capacity().credential == asked
    assert Notice.objects.get(recipient=poet).kind == "credential_granted"
    assert [event.became for event in asked.events.all()] == ["requested", "granted"]


def test_a_profession_that_was_not_held_is_taken_up(administrator: User, poet: User, of) -> None:
    send_document(poet, "editor")
    approve(administrator, request_of(poet))
    assert [one.profession.slug for one in poet.capacities() if one.profession] == ["poet", "editor"]


def test_the_member_is_told_by_mail(administrator: User, asked: Credential, poet: User, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        approve(administrator, asked)
    assert mail.outbox[-1].to == [poet.email]


def test_refusing_says_why_and_what_to_do(administrator: User, asked: Credential, poet: User) -> None:
    assert refuse(administrator, asked, words="아래쪽이 잘렸습니다.").status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.events.last().reason) == ("refused", "unreadable")
    client = log_in(poet)
    for address in (f"/accounts/credentials/{asked.pk}/", "/accounts/inbox/"):
        assert "아래쪽이 잘렸습니다." in client.get(address).content.decode()
    assert poet.capacity().credential is None
    assert send_document(poet).status_code == 302  # and may ask again


@pytest.mark.parametrize("changes", [{"reason": ""}, {"reason": "no-longer"}, {"reason": "other"}, {"words": "가" * 1001}])
def test_a_refusal_without_a_reason_is_none(administrator: User, asked: Credential, changes: dict[str, str]) -> None:
    assert refuse(administrator, asked, **changes).status_code == 422
    asked.refresh_from_db()
    assert asked.state == "requested"


@pytest.mark.parametrize(
    "changes",
    [
        {"method": "by-magic"},
        {"checked_on": "2999-01-01"},
        {"checked_on": ""},
        {"expires_on": "2001-01-01"},
        {"edition": "x"},
        {"remark": "가" * 1001},
    ],
)
def test_an_approval_that_makes_no_sense_is_none(administrator: User, asked: Credential, changes: dict[str, str]) -> None:
    response = approve(administrator, asked, **changes)
    assert response.status_code in (409, 422)
    asked.refresh_from_db()
    assert asked.state == "requested"


def test_a_request_approved_twice_at_once_is_approved_once_and_the_second_is_told_by_whom(
    administrator: User, root: User, asked: Credential, poet: User
) -> None:
    seen_by_both = Credential.objects.get(pk=asked.pk)
    approve(administrator, asked)
    with pytest.raises(deciding.AlreadyDecided):
        deciding.grant(seen_by_both, by=root, method="document", checked_at=timezone.now(), expires_at=None)
    client = log_in(root)
    response = client.post(f"{REVIEW}{asked.pk}/approve/", form_of_approval(asked), follow=True)
    assert "남궁솔" in response.content.decode()
    refused = client.post(f"{REVIEW}{asked.pk}/refuse/", {"edition": 0, "reason": "forged", "words": ""}, follow=True)
    assert "남궁솔" in refused.content.decode()
    asked.refresh_from_db()
    assert (asked.state, asked.checked_by) == ("granted", administrator)
    assert Notice.objects.filter(recipient=poet).count() == 1
    assert asked.events.count() == 2


def test_what_the_member_changed_meanwhile_is_looked_at_first(administrator: User, asked: Credential, poet: User) -> None:
    from accounts.credentials.asking import Claim, change

    change(Credential.objects.get(pk=asked.pk), Claim(method="register", link="https://example.org/book"))
    assert approve(administrator, asked).status_code == 409
    with pytest.raises(deciding.AlreadyDecided):
        deciding.grant(asked, by=administrator, method="document", checked_at=timezone.now(), expires_at=None)
    assert request_of(poet).state == "requested"
    assert approve(administrator, request_of(poet)).status_code == 302


def test_nobody_decides_on_themselves(administrator: User) -> None:
    send_document(administrator)
    mine = request_of(administrator)
    assert approve(administrator, mine).status_code == 403
    assert refuse(administrator, mine).status_code == 403
    mine.refresh_from_db()
    assert mine.state == "requested"
    assert "approve/" not in log_in(administrator).get(f"{REVIEW}{mine.pk}/").content.decode()


def test_an_address_that_was_not_confirmed_bears_nothing_out(administrator: User, poet: User) -> None:
    send_address(poet)
    assert approve(administrator, request_of(poet)).status_code == 409
    assert request_of(poet).state == "requested"


def test_a_profession_merged_while_a_request_waits_is_granted_as_what_it_was_merged_into(
    administrator: User, asked: Credential, poet: User, of
) -> None:
    Profession.objects.filter(slug="poet").update(alias_of=of("writer"))
    assert of("writer").label in log_in(administrator).get(f"{REVIEW}{asked.pk}/").content.decode()
    approve(administrator, asked)
    asked.refresh_from_db()
    assert (asked.state, asked.profession.slug) == ("granted", "writer")


def test_two_requests_that_a_merger_made_one_are_both_granted_the_second_in_place_of_the_first(
    administrator: User, asked: Credential, poet: User, of
) -> None:
    send_document(poet, "writer")
    other = request_of(poet)
    Profession.objects.filter(slug="poet").update(alias_of=of("writer"))
    approve(administrator, asked)
    approve(administrator, other)
    assert sorted(Credential.objects.filter(user=poet, profession=of("writer")).values_list("state", flat=True)) == ["expired", "granted"]


def test_renewing_keeps_the_old_until_the_new_is_granted(administrator: User, asked: Credential, poet: User) -> None:
    old = granted(poet, administrator, expires_at=timezone.now() + timedelta(days=20))
    send_document(poet)
    old.refresh_from_db()
    assert old.is_valid
    assert poet.capacity().credential == old
    refuse(administrator, request_of(poet))
    assert poet.capacity().credential == old
    send_document(poet)
    approve(administrator, request_of(poet))
    old.refresh_from_db()
    assert old.state == "expired"
    assert poet.capacity().credential == request_of(poet)


def test_revoking_tells_the_member_the_reason(administrator: User, asked: Credential, poet: User) -> None:
    granted(poet, administrator)
    log_in(administrator).post(f"/cms/credentials/{asked.pk}/revoke/", {"reason": "other", "words": "협회가 알려 왔습니다."})
    asked.refresh_from_db()
    assert (asked.state, asked.events.last().words) == ("revoked", "협회가 알려 왔습니다.")
    assert "협회가 알려 왔습니다." in log_in(poet).get("/accounts/inbox/").content.decode()
    assert poet.capacity().credential is None


def test_the_same_file_of_another_member_is_pointed_out(administrator: User, poet: User, stranger_poet: User, newcomer: User) -> None:
    paper = photograph()
    send_document(poet, "poet", upload(paper))
    send_document(stranger_poet, "poet", upload(paper, "other-name.png"))
    send_document(newcomer, "poet")
    client = log_in(administrator)
    pages = {user: client.get(f"{REVIEW}{request_of(user).pk}/").content.decode() for user in (stranger_poet, newcomer)}
    assert f"{REVIEW}{request_of(poet).pk}/" in pages[stranger_poet]
    assert f"{REVIEW}{request_of(poet).pk}/" not in pages[newcomer]


def test_a_new_account_is_pointed_out(administrator: User, asked: Credential, poet: User) -> None:
    client = log_in(administrator)
    with_warning = client.get(f"{REVIEW}{asked.pk}/").content.decode().count('role="alert"')
    User.objects.filter(pk=poet.pk).update(date_joined=timezone.now() - timedelta(days=30))
    assert client.get(f"{REVIEW}{asked.pk}/").content.decode().count('role="alert"') == with_warning - 1


def test_a_credential_granted_by_hand_has_a_history_and_is_told(administrator: User, reader: User, of) -> None:
    form = {"member": "slow-walk", "profession": of("lawyer").pk, "method": "register", "expires_at": "", "note": "대면 확인"}
    log_in(administrator).post("/cms/credentials/new/", form)
    credential = Credential.objects.get(user=reader)
    assert [(event.became, event.actor) for event in credential.events.all()] == [("granted", administrator)]
    assert Notice.objects.get(recipient=reader).kind == "credential_granted"
    assert of("lawyer") in reader.held_professions()


@pytest.mark.parametrize("number", [0, 999_999, 10**20])
def test_a_request_that_there_is_not_is_not_found(administrator: User, number: int) -> None:
    assert log_in(administrator).get(f"{REVIEW}{number}/").status_code == 404


def test_who_may_only_look_at_credentials_does_not_see_requests(moderator: User, asked: Credential, lawyer: User) -> None:
    client = log_in(moderator)
    page = client.get("/cms/credentials/").content.decode()
    assert "윤해인" in page
    assert "은별하" not in page
    assert client.get(f"/cms/credentials/inspect/{asked.pk}/").status_code == 404
