"""Evidence is destroyed within a week of the decision: nothing of it is left in storage or database."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from freezegun import freeze_time

from accounts.credentials import deciding
from accounts.credentials.numbers import number_digest
from accounts.models import Credential, Evidence, User
from portal.clock import JOBS
from tests.accounts.credentials.conftest import piece_of, request_of, send_address, send_document, send_number
from tests.accounts.credentials.test_files import stored

pytestmark = pytest.mark.django_db(transaction=True)
WORDS, ADDRESS = "두 번째 시집입니다.", "garam@press.example"
NUMBER = "98641975320864"  # longer than the microseconds of a moment or a run of digits in a digest, that it is not found there by chance


def every_value() -> Iterator[object]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            for row in cursor.fetchall():
                yield from row


def traces(*pieces: bytes) -> list[bytes]:
    """Which of these can be found in any column of any table, or in any file below the folder of all files of the site."""
    values = [bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode() for value in every_value()]
    files = [path.read_bytes() for path in Path(settings.EVIDENCE_DIR).parent.rglob("*") if path.is_file()]
    return [piece for piece in pieces if any(piece in value for value in values + files)]


def everything_sent(user: User) -> list[bytes]:
    """Each piece as it was sent, and as it lies sealed."""
    pieces = list(Evidence.objects.filter(credential__user=user))
    sealed = [bytes(piece.sealed) for piece in pieces if piece.sealed] + [path.read_bytes() for path in stored()]
    return [WORDS.encode(), NUMBER.encode(), ADDRESS.encode(), *sealed]


@pytest.fixture
def decided(poet: User, administrator: User) -> list[Credential]:
    send_document(poet, words=WORDS)
    send_number(poet, NUMBER)
    send_address(poet, ADDRESS, "editor")
    now = timezone.now()
    first, second, third = Credential.objects.filter(user=poet).order_by("pk")
    deciding.grant(first, by=administrator, method="document", checked_at=now, expires_at=None)
    deciding.grant(second, by=administrator, method="register", checked_at=now, expires_at=None)
    deciding.refuse(third, by=administrator, reason="not-enough")
    return [first, second, third]


def test_no_byte_is_left_after_the_command(poet: User, decided: list[Credential]) -> None:
    sent = everything_sent(poet)
    assert len(stored()) == 1
    assert len(sent) >= 3 + 4
    assert traces(*sent)
    call_command("destroy_evidence", verbosity=0)
    assert stored()  # a member can see what was sent, and staff what was decided on, for some days
    with freeze_time(timezone.now() + timedelta(days=settings.EVIDENCE_DAYS)):
        call_command("destroy_evidence", verbosity=0)
    assert not stored()
    assert traces(*sent) == []
    assert not Evidence.objects.kept().exists()


def test_what_stays_is_the_decision_and_a_keyed_digest(poet: User, decided: list[Credential], administrator: User) -> None:
    with freeze_time(timezone.now() + timedelta(days=8)):
        call_command("destroy_evidence", verbosity=0)
    first, second, _third = decided
    assert [event.became for event in first.events.all()] == ["requested", "granted"]
    assert first.events.last().actor == administrator  # type: ignore[union-attr]
    second.refresh_from_db()
    assert second.number_digest == number_digest(second.profession, NUMBER)


def test_within_the_week_also_where_the_clock_stood_still_for_a_night(poet: User, decided: list[Credential]) -> None:
    with freeze_time(timezone.now() + timedelta(days=settings.EVIDENCE_DAYS - 1, minutes=1)):
        call_command("destroy_evidence", verbosity=0)
    assert not stored()


def test_an_open_request_keeps_its_evidence_however_long_it_waits(poet: User) -> None:
    send_document(poet)
    with freeze_time(timezone.now() + timedelta(days=100)):
        call_command("destroy_evidence", verbosity=0)
    assert len(stored()) == 1
    assert piece_of(poet).read()


def test_a_withdrawal_that_fails_keeps_the_file(poet: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from accounts.credentials import asking

    send_document(poet)

    def stumble(*_args: object, **_fields: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(type(Evidence.objects.all()), "update", stumble)
    with pytest.raises(RuntimeError):
        asking.withdraw(request_of(poet), by=poet)
    assert request_of(poet).state == "requested"
    assert len(stored()) == 1


def test_the_clock_does_it() -> None:
    from accounts.credentials import ending

    assert {ending.destroy_evidence, ending.warn, ending.expire, ending.close_unfinished} <= {job.run for job in JOBS}
