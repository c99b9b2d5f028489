"""Who asks, who looks, and what they do."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client

from accounts.evidence import keeping
from accounts.models import Credential, Evidence, Profession, User
from tests.accounts.credentials.papers import photograph, upload
from tests.cast import PASSWORD, make_member

BASE = "/accounts/credentials/"


def freshly(user: User) -> Client:
    """Logged in and asked for the password a moment ago."""
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture(autouse=True)
def _empty_folder() -> None:
    folder = Path(django_settings.EVIDENCE_DIR)
    for path in folder.glob("*") if folder.is_dir() else ():
        path.unlink()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files go when a transaction commits, and that of a test never does; test_destroying.py has real ones."""
    monkeypatch.setattr(keeping, "remove_soon", keeping.remove)


@pytest.fixture
def poet(db: None) -> User:
    """은별하, who says to be a poet."""
    return make_member("eunbyeol", "은별하", profession="poet")


@pytest.fixture
def stranger_poet(db: None) -> User:
    """Another poet nobody has checked."""
    return make_member("gaeul-i", "가을이", profession="poet")


@pytest.fixture
def root(db: None) -> User:
    """A second one who may review."""
    return User.objects.create_superuser("root-of-all", "root@example.org", PASSWORD)


def make_poets(number: int, method: str = "document") -> list[User]:
    poets = [make_member(f"old-poet-{n}", f"묵은시인{n}", profession="poet") for n in range(number)]
    for one in poets:
        Credential.objects.create(user=one, profession=one.profession, method=method)
    return poets


@pytest.fixture
def poets(db: None) -> list[User]:
    """Three poets who were verified by a document."""
    return make_poets(3)


def send(user: User, slug: str, how: str, **fields: Any) -> Any:
    form = {"consent": "on", "words": "", **fields}
    return freshly(user).post(f"{BASE}new/{slug}/{how}/", {key: value for key, value in form.items() if value is not None})


def send_document(user: User, slug: str = "poet", *files: Any, **fields: Any) -> Any:
    return send(user, slug, "document", papers=list(files) or [upload(photograph())], **fields)


def send_number(user: User, number: str = "제 12345 호", slug: str = "lawyer", **fields: Any) -> Any:
    return send(user, slug, "register", **{"number": number, "link": "", **fields})


def send_address(user: User, address: str = "garam@press.example", slug: str = "poet", **fields: Any) -> Any:
    return send(user, slug, "email", address=address, **fields)


def send_handles(user: User, *handles: str, slug: str = "poet", **fields: Any) -> Any:
    named = dict(zip(("first", "second", "third"), handles, strict=False))
    return send(user, slug, "voucher", **named, **fields)


def request_of(user: User) -> Credential:
    return Credential.objects.select_related("user", "profession").filter(user=user).latest("pk")


def piece_of(user: User, kind: str = "document") -> Evidence:
    return Evidence.objects.filter(credential__user=user, kind=kind).latest("pk")


def code_in_mail() -> str:
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail.outbox[-1].body, re.MULTILINE).group()  # type: ignore[union-attr]


@pytest.fixture
def asked(poet: User) -> Credential:
    """A request with a photograph and words to the staff."""
    assert send_document(poet, words="두 번째 시집입니다.").status_code == 302
    return request_of(poet)


@pytest.fixture
def of() -> Callable[[str], Profession]:
    return lambda slug: Profession.objects.get(slug=slug)


def form_of_approval(credential: Credential, **changes: Any) -> dict[str, Any]:
    return {
        "edition": credential.edition, "method": credential.method, "checked_on": "2026-11-01", "expires_on": "", "remark": "",
    } | changes  # fmt: skip
