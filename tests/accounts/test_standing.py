"""In which capacity a member speaks: the truth table of stated, regulated and verified."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Credential, Profession, User
from accounts.standing import Standing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("stated", "checked", "changes", "shown", "verified"),
    [
        ("", "", {}, None, False),
        ("translator", "", {}, "translator", False),
        ("translator", "translator", {}, "translator", True),
        ("translator", "lawyer", {}, "translator", False),
        ("lawyer", "", {}, None, False),
        ("lawyer", "lawyer", {}, "lawyer", True),
        ("lawyer", "physician", {}, None, False),
        ("", "lawyer", {}, None, False),
        ("lawyer", "lawyer", {"state": "revoked"}, None, False),
        ("lawyer", "lawyer", {"state": "requested"}, None, False),
        ("lawyer", "lawyer", {"state": "refused"}, None, False),
        ("lawyer", "lawyer", {"days": -1}, None, False),
        ("lawyer", "lawyer", {"days": 1}, "lawyer", True),
        ("translator", "translator", {"days": -1}, "translator", False),
    ],
)
def test_a_regulated_title_is_shown_only_while_a_credential_bears_it_out(
    reader: User, stated: str, checked: str, changes: dict[str, Any], shown: str | None, verified: bool
) -> None:
    reader.profession = Profession.objects.filter(slug=stated).first()
    if checked:
        until = timezone.now() + timedelta(days=changes["days"]) if "days" in changes else None
        profession = Profession.objects.get(slug=checked)
        Credential.objects.create(user=reader, profession=profession, state=changes.get("state", "granted"), expires_at=until)
    standing = reader.standing()
    assert (standing.profession.slug if standing.profession else None) == shown
    assert standing.verified is verified


def test_of_what_was_worn_a_reserved_title_without_a_credential_is_no_title(lawyer: User) -> None:
    """A title that the law reserved only later, or a credential that is gone: the row alone bears nothing out."""
    title, credential = Profession.objects.get(slug="lawyer"), Credential.objects.get(user=lawyer)
    assert Standing.worn(title, None) == Standing()
    assert Standing.worn(title, credential).profession == title


def test_nobody_is_shown_with_a_reserved_title_because_too_few_hold_their_own(lawyer: User) -> None:
    narrow = Profession(slug="court-clerk", name="법원 서기", field="law", shown_as=Profession.objects.get(slug="lawyer"))
    assert not narrow.regulated
    assert Standing.worn(narrow, None) == Standing()
    assert Standing.worn(narrow, Credential.objects.get(user=lawyer)).profession == narrow.shown_as
