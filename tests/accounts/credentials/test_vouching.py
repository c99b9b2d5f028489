"""Vouching: who may, who is told what, and why no ring is possible."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.credentials import deciding, vouching
from accounts.models import Credential, Notice, User, Voucher
from tests.accounts.credentials.conftest import BASE, form_of_approval, make_poets, request_of, send_document, send_handles
from tests.accounts.forms import errors
from tests.cast import log_in

pytestmark = pytest.mark.django_db
REVIEW = "/cms/verification/"


def give(giver: User, voucher: Voucher, **fields: str) -> object:
    return log_in(giver).post(f"{BASE}vouch/{voucher.pk}/give/", {"sure": "on", "words": "", **fields})


def voucher_of(giver: User) -> Voucher:
    return Voucher.objects.get(giver=giver, credential__state="requested")


def approve(credential: Credential, staff: User) -> Credential:
    deciding.grant(credential, by=staff, method="voucher", checked_at=timezone.now(), expires_at=None)
    credential.refresh_from_db()
    return credential


def vouched(user: User, givers: list[User], staff: User) -> Credential:
    send_handles(user, *(one.handle for one in givers))
    for one in givers:
        give(one, voucher_of(one), words="같이 시선을 엮었습니다.")
    return approve(request_of(user), staff)


def test_two_colleagues_confirm_and_staff_approve(poet: User, poets: list[User], administrator: User) -> None:
    first, second, _third = poets
    send_handles(poet, first.handle, second.handle)
    assert request_of(poet).ready_at is None
    assert Notice.objects.get(recipient=first).url == f"{BASE}vouch/{voucher_of(first).pk}/"
    page = log_in(first).get(f"{BASE}vouch/{voucher_of(first).pk}/").content.decode()
    assert "은별하" in page
    give(first, voucher_of(first))
    assert request_of(poet).ready_at is None
    give(second, voucher_of(second))
    assert request_of(poet).ready_at is not None
    assert approve(request_of(poet), administrator).is_valid


def test_nobody_vouches_for_oneself(poet: User, poets: list[User]) -> None:
    assert errors(send_handles(poet, "EunByeol", poets[0].handle))
    assert errors(send_handles(poet, poets[0].handle, poets[0].handle.upper()))
    assert not Voucher.objects.exists()
    credential = Credential.objects.create(user=poet, profession=poet.profession, state="requested", method="voucher")
    own = Voucher.objects.create(credential=credential, handle="eunbyeol", giver=poet)
    assert log_in(poet).get(f"{BASE}vouch/{own.pk}/").status_code == 404
    assert give(poet, own).status_code == 404


def test_who_was_verified_by_vouchers_cannot_vouch_so_there_is_no_ring(
    poet: User, stranger_poet: User, poets: list[User], administrator: User
) -> None:
    vouched(poet, poets[:2], administrator)
    send_handles(stranger_poet, poet.handle, poets[2].handle)
    voucher = Voucher.objects.get(giver=poet)
    assert not Notice.objects.filter(recipient=poet, kind="credential_vouch").exists()
    assert give(poet, voucher).status_code == 404
    give(poets[2], voucher_of(poets[2]))
    with pytest.raises(deciding.NotReady):
        approve(request_of(stranger_poet), administrator)


def test_two_who_are_not_verified_cannot_vouch_for_each_other(poet: User, stranger_poet: User, poets: list[User]) -> None:
    send_handles(poet, stranger_poet.handle, poets[0].handle)
    send_handles(stranger_poet, poet.handle, poets[0].handle)
    for one, voucher in ((stranger_poet, Voucher.objects.get(giver=stranger_poet)), (poet, Voucher.objects.get(giver=poet))):
        assert give(one, voucher).status_code == 404
    assert not Voucher.objects.given().exists()


def test_a_favour_is_not_repaid(poet: User, poets: list[User], administrator: User, of) -> None:
    giver = poets[0]
    Credential.objects.create(user=giver, profession=of("editor"))
    Credential.objects.create(user=poet, profession=of("editor"))
    vouched(poet, poets[:2], administrator)
    Credential.objects.filter(user=giver, profession=of("poet")).update(state="expired")
    send_handles(giver, poet.handle, poets[2].handle)
    Credential.objects.filter(user=poet, profession=of("poet")).update(method="document")  # had it been checked otherwise
    assert vouching.may_vouch(poet, request_of(giver)) is None
    assert vouching.may_vouch(poets[2], request_of(giver)) is not None


@pytest.mark.parametrize("how", ["expired", "revoked", "of another profession", "doubted", "barred", "nobody"])
def test_only_a_valid_credential_of_the_same_profession_bears_a_voucher(poet: User, poets: list[User], of, how: str) -> None:
    giver = poets[0]
    held = Credential.objects.filter(user=giver)
    if how == "expired":
        held.update(expires_at=timezone.now() - timedelta(days=1))
    elif how == "revoked":
        held.update(state="revoked")
    elif how == "of another profession":
        held.update(profession=of("translator"))
    elif how == "doubted":
        held.update(doubted_at=timezone.now())
    elif how == "barred":
        User.objects.filter(pk=giver.pk).update(is_active=False)
    handle = "nobody-here" if how == "nobody" else giver.handle
    send_handles(poet, handle, poets[1].handle)
    assert not Notice.objects.filter(recipient=giver).exists()
    if how not in ("nobody", "barred"):
        assert log_in(giver).get(f"{BASE}vouch/{Voucher.objects.get(handle=handle).pk}/").status_code == 404


def test_whoever_asks_learns_of_nobody_what_they_hold(poet: User, poets: list[User], reader: User, administrator: User) -> None:
    send_handles(poet, poets[0].handle, reader.handle, "nobody-here")
    page = log_in(poet).get(f"{BASE}{request_of(poet).pk}/").content.decode()
    said = {
        line.split("·")[1].strip() for line in page.split("<li>") if any(h in line for h in (poets[0].handle, reader.handle, "nobody-here"))
    }
    assert len({one.split("<")[0] for one in said}) == 1
    truth = log_in(administrator).get(f"{REVIEW}{request_of(poet).pk}/").content.decode()
    assert truth.count("nobody-here") == 1
    assert (
        len(
            {
                line.split("</li>")[0].rsplit("·", 1)[1]
                for line in truth.split("<li>")
                if any(h in line for h in (poets[0].handle, reader.handle, "nobody-here"))
            }
        )
        == 3
    )


def test_who_declines_is_not_named(poet: User, poets: list[User]) -> None:
    send_handles(poet, poets[0].handle, poets[1].handle)
    before = log_in(poet).get(f"{BASE}{request_of(poet).pk}/").content.decode()
    log_in(poets[0]).post(f"{BASE}vouch/{voucher_of(poets[0]).pk}/decline/")
    after = log_in(poet).get(f"{BASE}{request_of(poet).pk}/").content.decode()
    assert before.split("<main")[1].split("csrf")[0] == after.split("<main")[1].split("csrf")[0]
    assert Notice.objects.filter(recipient=poet).count() == 0


def test_another_member_finds_no_voucher_that_is_not_theirs(poet: User, poets: list[User], reader: User) -> None:
    send_handles(poet, poets[0].handle, poets[1].handle)
    number = voucher_of(poets[0]).pk
    for client in (log_in(reader), log_in(poets[1]), log_in(poet)):
        assert client.get(f"{BASE}vouch/{number}/").status_code == 404
        assert client.post(f"{BASE}vouch/{number}/give/", {"sure": "on"}).status_code == 404
        assert client.post(f"{BASE}vouch/{number}/decline/").status_code == 404


def test_a_word_is_given_knowingly_and_once(poet: User, poets: list[User]) -> None:
    send_handles(poet, poets[0].handle, poets[1].handle)
    voucher = voucher_of(poets[0])
    assert log_in(poets[0]).post(f"{BASE}vouch/{voucher.pk}/give/", {"words": "압니다"}).status_code == 422
    give(poets[0], voucher)
    log_in(poets[0]).post(f"{BASE}vouch/{voucher.pk}/decline/")
    voucher.refresh_from_db()
    assert voucher.state == "given"


def test_a_word_after_the_request_was_closed_counts_no_more(poet: User, poets: list[User]) -> None:
    send_handles(poet, poets[0].handle, poets[1].handle)
    voucher = voucher_of(poets[0])
    log_in(poet).post(f"{BASE}{request_of(poet).pk}/withdraw/")
    give(poets[0], voucher)
    voucher.refresh_from_db()
    assert voucher.state != "given"


def test_one_member_vouches_for_so_many_in_a_year(poet: User, poets: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vouching, "YEARLY", 0)
    send_handles(poet, poets[0].handle, poets[1].handle)
    assert give(poets[0], voucher_of(poets[0])).status_code == 409
    assert not Voucher.objects.given().exists()


def test_one_voucher_is_not_enough(poet: User, poets: list[User], administrator: User) -> None:
    send_handles(poet, poets[0].handle, poets[1].handle)
    give(poets[0], voucher_of(poets[0]))
    credential = request_of(poet)
    response = log_in(administrator).post(f"{REVIEW}{credential.pk}/approve/", form_of_approval(credential))
    assert response.status_code == 409
    credential.refresh_from_db()
    assert credential.state == "requested"


def test_revoking_a_giver_puts_who_rests_on_them_before_staff_again(poet: User, poets: list[User], administrator: User, root: User) -> None:
    mine = vouched(poet, poets[:2], administrator)
    deciding.revoke(Credential.objects.get(user=poets[2]), by=root, reason="forged")
    mine.refresh_from_db()
    assert mine.doubted_at is None
    deciding.revoke(Credential.objects.get(user=poets[0]), by=root, reason="forged")
    mine.refresh_from_db()
    assert mine.doubted_at is not None
    assert mine.is_valid  # nothing is taken from anybody by itself
    client = log_in(administrator)
    assert f"{REVIEW}{mine.pk}/" in client.get(f"{REVIEW}again/").content.decode()
    client.post(f"{REVIEW}{mine.pk}/confirm/", {"edition": "0"})
    mine.refresh_from_db()
    assert mine.doubted_at is None


def test_a_pending_request_loses_the_word_of_a_giver_who_was_revoked(
    poet: User, poets: list[User], administrator: User, root: User
) -> None:
    send_handles(poet, poets[0].handle, poets[1].handle)
    for one in poets[:2]:
        give(one, voucher_of(one))
    deciding.revoke(Credential.objects.get(user=poets[0]), by=root, reason="forged")
    with pytest.raises(deciding.NotReady):
        approve(request_of(poet), administrator)


def test_staff_do_not_decide_on_whom_they_vouched_for(poet: User, administrator: User, of) -> None:
    administrator.profession = of("poet")
    administrator.save()
    Credential.objects.create(user=administrator, profession=of("poet"))
    other = make_poets(1)[0]
    send_handles(poet, administrator.handle, other.handle)
    for one in (administrator, other):
        give(one, voucher_of(one))
    credential = request_of(poet)
    response = log_in(administrator).post(f"{REVIEW}{credential.pk}/approve/", form_of_approval(credential))
    assert response.status_code == 403
    send_document(poet, "editor")
    with pytest.raises(deciding.Concerned):
        deciding.refuse(request_of(poet), by=administrator, reason="unreadable")


def test_words_of_a_voucher_go_with_the_evidence_and_with_who_leaves(poet: User, poets: list[User], administrator: User) -> None:
    from accounts.credentials.ending import destroy_evidence

    vouched(poet, poets[:2], administrator)
    assert Voucher.objects.exclude(words="").count() == 2
    poets[0].close()
    gone = Voucher.objects.get(giver=poets[0])
    assert (gone.words, gone.handle) == ("", f"~{gone.pk}")
    Credential.objects.update(decided_at=timezone.now() - timedelta(days=8))
    destroy_evidence()
    assert not Voucher.objects.exclude(words="").exists()


def test_who_is_named_anew_is_asked_and_who_is_not_is_forgotten(poet: User, poets: list[User]) -> None:
    from tests.accounts.credentials.conftest import freshly

    send_handles(poet, poets[0].handle, "nobody-here")
    give(poets[0], voucher_of(poets[0]))
    form = {"first": poets[0].handle, "second": poets[1].handle, "third": "", "words": "", "consent": "on"}
    freshly(poet).post(f"{BASE}{request_of(poet).pk}/change/voucher/", form)
    assert sorted(Voucher.objects.values_list("handle", "state")) == [(poets[0].handle, "given"), (poets[1].handle, "asked")]


def test_a_member_named_by_nobody_has_no_page(reader: User) -> None:
    assert log_in(reader).get(f"{BASE}vouch/999999/").status_code == 404
