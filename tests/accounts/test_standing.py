"""In which capacity a member speaks: the truth table of stated, regulated and verified."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Credential, Profession, User

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
