"""What holds the ledger together: its head, and the words that stand apart from its rows."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import models

BEFORE_ALL = "0" * 64  # what the first row names as the digest before it


class LedgerHead(models.Model):
    """The one row (pk 1) that holds the newest number and hash. Locking it puts decisions in one line."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=BEFORE_ALL)

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"


def salted_digest(salt: str, value: object) -> str:
    return hashlib.sha256(f"{salt}\0{value}".encode()).hexdigest()


def canonical(fields: Mapping[str, Any]) -> str:
    """RFC 8785 for what is used here: sorted keys, no spaces, UTF-8."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(fields: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


class DecisionText(models.Model):
    """The words of a decision and the salt of its digests, apart, so that the law can have them erased without breaking the chain."""

    decision = models.OneToOneField("comments.Decision", models.PROTECT, related_name="text", primary_key=True)
    salt = models.CharField(max_length=32)
    reason = models.TextField(blank=True)  # as the member is told
    facts = models.TextField(blank=True)  # what it is founded on

    def __str__(self) -> str:
        return self.reason[:40]


def stamp(moment: datetime) -> str:
    """UTC, microseconds, as ISO 8601: the same text from either database."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
