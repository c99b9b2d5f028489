"""Files that editors uploaded."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client


@pytest.fixture
def put() -> object:
    """Writes a file below MEDIA_ROOT."""

    def write(name: str, content: bytes = b"\x89PNG") -> str:
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return f"/media/{name}"

    return write


def test_a_size_of_a_picture_may_be_kept_for_good_and_an_original_for_a_day(put, client: Client) -> None:  # type: ignore[no-untyped-def]
    size, original = client.get(put("images/a.width-640.png")), client.get(put("original_images/a.png"))
    assert size["Content-Type"] == "image/png"
    assert "immutable" in size["Cache-Control"]
    assert "immutable" not in original["Cache-Control"]
    for response in (size, original):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert not response.cookies


@pytest.mark.parametrize("name", ["images/a.svg", "original_images/a.html", "original_images/a.svgz", "x/a.PNG.xhtml", "x/a"])
def test_what_could_hold_a_script_is_a_download(put, client: Client, name: str) -> None:  # type: ignore[no-untyped-def]
    response = client.get(put(name, b"<script>alert(1)</script>"))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    "path",
    [
        "documents/secret.pdf",
        "/documents/secret.pdf",
        "%2Fdocuments/secret.pdf",
        "./documents/secret.pdf",
        "images/../documents/secret.pdf",
        "../db.sqlite3",
        "..%2fsecrets/secret_key",
        "images/../../x",
        ".hidden",
        "images",
        "",
    ],
)
def test_nothing_else_is_served(put, db: None, client: Client, path: str) -> None:  # type: ignore[no-untyped-def]
    put("documents/secret.pdf")
    put(".hidden")
    assert client.get(f"/media/{path}").status_code in (404, 400)


def test_files_are_only_read(put, client: Client) -> None:  # type: ignore[no-untyped-def]
    assert client.post(put("images/a.png")).status_code == 405
