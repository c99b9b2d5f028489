"""Who sees a file of evidence: its member and those who review; for everybody else there is none."""

import uuid

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import Credential, Evidence, EvidenceLook, User
from accounts.models.evidence import EvidenceQuerySet
from tests.accounts.credentials.conftest import piece_of
from tests.accounts.credentials.papers import pdf, upload, written
from tests.cast import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(poet: User, asked: Credential) -> str:
    return piece_of(poet).get_absolute_url()


def test_a_stranger_does_not_see_it(address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
    assert Client().get(address, follow=True).content[:3] != b"\xff\xd8\xff"


@pytest.mark.parametrize("who", ["reader", "lawyer", "moderator", "editor", "stranger_poet"])
def test_it_is_not_found_by_another_member_nor_by_staff_without_the_right(request: pytest.FixtureRequest, who: str, address: str) -> None:
    client = log_in(request.getfixturevalue(who))
    for path in (address, f"/en{address}"):
        assert client.get(path).status_code == 404
        assert client.head(path).status_code == 404
    assert not EvidenceLook.objects.exists()


def test_a_guessed_address_is_not_found_by_anybody(administrator: User, asked: Credential) -> None:
    for token in (uuid.uuid4(), uuid.UUID(int=0)):
        assert log_in(administrator).get(f"/accounts/credentials/evidence/{token}/").status_code == 404
    assert log_in(administrator).get(f"/accounts/credentials/evidence/{asked.pk}/").status_code == 404


def test_a_reviewer_sees_it_and_each_look_is_noted(administrator: User, address: str, poet: User) -> None:
    client = log_in(administrator)
    response = client.get(address)
    assert response.content.startswith(b"\xff\xd8\xff")
    client.get(address)
    assert list(EvidenceLook.objects.values_list("viewer", "evidence")) == [(administrator.pk, piece_of(poet).pk)] * 2
    assert "남궁솔" in client.get(f"/cms/verification/{piece_of(poet).credential_id}/").content.decode().split("past")[-1]


def test_it_comes_with_headers_that_let_it_do_nothing(administrator: User, address: str) -> None:
    response = log_in(administrator).get(address)
    assert response["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Type"] == "image/jpeg"


def test_its_member_sees_what_was_sent(poet: User, address: str) -> None:
    assert log_in(poet).get(address).content.startswith(b"\xff\xd8\xff")
    assert not EvidenceLook.objects.exists()


def test_a_right_given_to_another_group_suffices(reader: User, address: str) -> None:
    from django.contrib.auth.models import Permission

    group = Group.objects.create(name="Reviewers")
    group.permissions.add(Permission.objects.get(codename="review_credential"))
    reader.groups.add(group)
    assert log_in(reader).get(address).status_code == 200


@pytest.mark.usefixtures("at_once")
def test_what_is_destroyed_is_not_found(poet: User, administrator: User, address: str) -> None:
    kept: EvidenceQuerySet = Evidence.objects.all()
    kept.destroy()
    for who in (poet, administrator):
        assert log_in(who).get(address).status_code == 404


def test_a_file_that_is_missing_or_was_changed_on_disk_is_not_found(administrator: User, address: str) -> None:
    from tests.accounts.credentials.test_files import stored

    [path] = stored()
    path.write_bytes(b"tampered with" * 5)
    assert log_in(administrator).get(address).status_code == 404
    path.unlink()
    assert log_in(administrator).get(address).status_code == 404


def test_a_pdf_is_a_download(poet: User, administrator: User) -> None:
    from tests.accounts.credentials.conftest import send_document

    send_document(poet, "editor", upload(written(pdf()), "x.pdf", "application/pdf"))
    response = log_in(administrator).get(piece_of(poet).get_absolute_url())
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")


def test_the_address_takes_no_form(administrator: User, address: str) -> None:
    assert log_in(administrator).post(address).status_code == 405
