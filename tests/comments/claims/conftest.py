"""The cases that the tests of claims are about."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from comments.claims import deciding, filing
from comments.models import Claim, Comment, Discussion, Rule
from tests.cast import say

CLAIMANT = {"claimant": "구름재 사람", "relation": "agent", "represented": "맡긴 사람", "email": "gureumjae@example.org"}
FACTS = "그날 그 자리에 있던 사람은 저의 의뢰인뿐이라 누구인지 알 수 있습니다."
EVIDENCE = "https://gureumjae.example/saneop"
SECRETS = (*(CLAIMANT[key] for key in ("claimant", "represented", "email")), FACTS, EVIDENCE, "gureumjae")
WORDS = "가려질 말은 도토리묵입니다."
REASON = "다툼이 가려질 때까지 가립니다."


@pytest.fixture
def said(discussion: Discussion, lawyer: User) -> Comment:
    return say(discussion, lawyer, WORDS)


@pytest.fixture
def claim(said: Comment) -> Claim:
    return file(comment=said)


def file(**about: Any) -> Claim:
    """A claim whose address has been confirmed."""
    made = Claim.objects.create(**{**CLAIMANT, "facts": FACTS, "evidence": EVIDENCE, "ground": "privacy", "language": "ko", **about})
    assert filing.confirm(made)
    return Claim.objects.get(pk=made.pk)


@pytest.fixture
def blind(moderator: User, abuse: Rule) -> Callable[..., Claim]:
    """Hides what a claim is about for so many days."""

    def hide(claim: Claim, days: float = 30) -> Claim:
        deciding.blind(claim, by=moderator, rule=abuse, reason=REASON, until=timezone.now() + timedelta(days=days))
        return Claim.objects.get(pk=claim.pk)

    return hide
