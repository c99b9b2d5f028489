"""Files that members send: how much, of what kind, and where they lie."""

import tempfile
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.test import Client

from accounts.evidence.receiving import BODY_MOST, FILE_MOST
from accounts.evidence.sealing import unseal
from accounts.models import Credential, Evidence, User
from tests.accounts.credentials.conftest import BASE, freshly, piece_of, request_of, send_document
from tests.accounts.credentials.papers import CAMERA, pdf, pdf_with_script, photograph, png, upload, written
from tests.accounts.forms import errors

pytestmark = pytest.mark.django_db


def stored() -> list[Path]:
    return sorted(Path(settings.EVIDENCE_DIR).glob("*")) if Path(settings.EVIDENCE_DIR).is_dir() else []


def test_a_document_is_kept_apart_sealed_and_without_its_name(poet: User) -> None:
    send_document(poet)
    [path] = stored()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert not path.is_relative_to(settings.MEDIA_ROOT)
    assert path.name == piece_of(poet).token.hex
    assert not path.read_bytes().startswith(b"\xff\xd8")
    assert piece_of(poet).read().startswith(b"\xff\xd8\xff")
    with pytest.raises(InvalidTag):  # sealed for this piece only
        unseal(path.read_bytes(), b"another")
    assert "면허증" not in repr(list(Evidence.objects.values()))


def test_the_media_address_does_not_have_it(poet: User) -> None:
    send_document(poet)
    [path] = stored()
    for address in (f"/media/{path.name}", f"/media/../private/evidence/{path.name}", f"/media/private/evidence/{path.name}"):
        assert Client().get(address).status_code == 404


class Huge:
    """A body of so many bytes, which says how much of it was read."""

    def __init__(self, size: int) -> None:
        self.size, self.taken = size, 0

    def read(self, most: int = -1) -> bytes:
        step = min(self.size - self.taken, 65536 if most < 0 else most)
        self.taken += step
        return b"x" * step

    readline = read

    def close(self) -> None:
        pass


@pytest.fixture
def tmp_of_uploads(settings: object, tmp_path: Path) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)  # type: ignore[attr-defined]
    return tmp_path


def test_fifty_megabytes_are_refused_before_they_are_read(poet: User, tmp_of_uploads: Path) -> None:
    body, before = Huge(50 * 1024 * 1024), set(Path(tempfile.gettempdir()).glob("*.upload*"))
    response = freshly(poet).generic(
        "POST", f"{BASE}new/poet/document/", b"", content_type="multipart/form-data; boundary=b",
        **{"wsgi.input": body, "CONTENT_LENGTH": str(body.size)},
    )  # fmt: skip
    assert response.status_code == 413
    assert "10 MB" in response.content.decode()
    assert body.taken == 0
    assert not list(tmp_of_uploads.iterdir())
    assert set(Path(tempfile.gettempdir()).glob("*.upload*")) == before
    assert not Credential.objects.exists()


def test_eleven_megabytes_are_told_at_the_field_and_kept_nowhere(poet: User, tmp_of_uploads: Path) -> None:
    response = send_document(poet, "poet", upload(photograph() + b"x" * FILE_MOST))
    assert "10" in errors(response, "papers")
    assert "MB" in errors(response, "papers")
    assert response.status_code == 422
    assert not list(tmp_of_uploads.iterdir())
    assert not stored()
    assert FILE_MOST * 3 < BODY_MOST


def test_a_program_under_the_name_of_a_picture_is_refused(poet: User) -> None:
    response = send_document(poet, "poet", upload(b"MZ\x90\x00" + b"\0" * 500))
    assert errors(response, "papers")
    assert not stored()
    assert not Credential.objects.exists()


def test_words_stay_where_a_file_is_refused(poet: User) -> None:
    response = send_document(poet, "poet", upload(b"MZ"), words="두 번째 시집입니다.")
    assert "두 번째 시집입니다." in response.content.decode()


def test_a_picture_with_a_place_in_it_is_taken_without_the_place(poet: User) -> None:
    assert send_document(poet).status_code == 302
    data = piece_of(poet).read()
    assert CAMERA.encode() not in data
    assert b"Exif" not in data


def test_a_pdf_with_a_script_is_taken_without_the_script(poet: User) -> None:
    assert send_document(poet, "poet", upload(pdf_with_script(), "증명.pdf", "application/pdf")).status_code == 302
    data = piece_of(poet).read()
    assert data.startswith(b"%PDF-")
    assert b"JavaScript" not in data
    assert b"SecretAttachment" not in data


def test_a_locked_pdf_is_refused_in_words(poet: User) -> None:
    writer = pdf()
    writer.encrypt("", algorithm="RC4-128")
    assert errors(send_document(poet, "poet", upload(written(writer))), "papers")


def test_three_files_are_taken_and_four_are_not(poet: User) -> None:
    assert errors(send_document(poet, "poet", *[upload(png()) for _n in range(4)]), "papers")
    assert not stored()
    assert send_document(poet, "poet", *[upload(png()) for _n in range(3)]).status_code == 302
    assert request_of(poet).evidence.count() == len(stored()) == 3


@pytest.mark.parametrize("data", [b"", None])
def test_no_file_is_an_error_at_the_field(poet: User, data: bytes | None) -> None:
    response = (
        send_document(poet, "poet", upload(data))
        if data is not None
        else freshly(poet).post(f"{BASE}new/poet/document/", {"consent": "on"})
    )
    assert errors(response, "papers")


def test_a_failed_request_leaves_a_stray_that_the_clock_removes(poet: User, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    from accounts.credentials import asking
    from accounts.credentials.ending import destroy_evidence

    def stumble(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(asking, "settle_readiness", stumble)
    with pytest.raises(RuntimeError):
        send_document(poet)
    [path] = stored()
    destroy_evidence()
    assert stored() == [path]  # young: its transaction may yet commit
    os.utime(path, (0, 0))
    destroy_evidence()
    assert not stored()


def test_a_form_that_was_forged_is_refused(poet: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(poet, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(f"{BASE}new/poet/document/", {"papers": upload(photograph()), "consent": "on"}).status_code == 403
    assert not Credential.objects.exists()
