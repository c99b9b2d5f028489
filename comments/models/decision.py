"""The ledger: one row for every decision, added and never changed, each linked by hash to the one before."""

import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Policy

from .comment import Comment
from .discussion import Discussion
from .rule import Rule

if TYPE_CHECKING:
    from accounts.models import User


class Action(models.TextChoices):
    PUBLISH = "publish", pgettext_lazy("decision", "published")
    REJECT = "reject", _("rejected")
    SPAM = "spam", _("marked as spam")
    TAKE_DOWN = "take_down", _("taken down")
    RESTORE = "restore", _("restored")
    KEEP = "keep", _("kept after reports")
    CLOSE = "close", _("discussion closed")
    OPEN = "open", _("discussion opened")


class Decider(models.TextChoices):
    PERSON = "person", _("a person")
    RULE = "rule", _("an automatic rule")


class LedgerHead(models.Model):
    """The one row (pk 1) that holds the newest number and hash. Locking it puts decisions in one line."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"


def salted_digest(salt: str, value: object) -> str:
    return hashlib.sha256(f"{salt}\0{value}".encode()).hexdigest()


class Decision(models.Model):
    """Public fields stand in clear; whom and what it concerned stand as salted digests.

    The digest of a row is SHA-256 over the canonical JSON (RFC 8785 for what is used here: sorted keys, no spaces, UTF-8) of its public
    fields and the digest of the row before, so that a change anywhere breaks every later link (Haber and Stornetta 1991). The salt lives
    with the free text in `DecisionText`: erasing that row by law makes the digests unguessable and breaks no link.
    """

    number = models.PositiveBigIntegerField(unique=True)
    made_at = models.DateTimeField()
    action = models.CharField(max_length=12, choices=Action)
    decider = models.CharField(max_length=8, choices=Decider)
    from_state = models.CharField(max_length=10)
    to_state = models.CharField(max_length=10)
    rule = models.ForeignKey(Rule, models.PROTECT, null=True, related_name="+")
    rule_key = models.CharField(max_length=20, blank=True)  # as it was called then
    rules_version = models.CharField(max_length=20, blank=True)  # of the house rules in force
    until = models.DateTimeField(null=True)  # of a measure that ends by itself
    subject_digest = models.CharField(max_length=64)  # the comment or discussion
    member_digest = models.CharField(max_length=64, blank=True)  # its author
    actor_digest = models.CharField(max_length=64, blank=True)  # who decided
    text_digest = models.CharField(max_length=64)  # the reason
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    # For our own use; covered by the digests above. Keys never cascade: comments and members are never deleted as rows.
    comment = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="decisions")
    discussion = models.ForeignKey(Discussion, models.PROTECT, null=True, related_name="decisions")
    actor = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="decisions_made")

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    @property
    def reason(self) -> str:
        text = getattr(self, "text", None)
        return text.reason if text else ""

    def public_fields(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "made_at": stamp(self.made_at),
            "action": self.action,
            "decider": self.decider,
            "from": self.from_state,
            "to": self.to_state,
            "rule": self.rule_key,
            "rules_version": self.rules_version,
            "until": stamp(self.until) if self.until else None,
            "subject": self.subject_digest,
            "member": self.member_digest,
            "actor": self.actor_digest,
            "text": self.text_digest,
            "previous": self.previous,
        }

    def computed_digest(self) -> str:
        canonical = json.dumps(self.public_fields(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()

    @classmethod
    @transaction.atomic
    def record(
        cls,
        *,
        action: Action,
        from_state: str,
        to_state: str,
        by: "User | None",
        comment: Comment | None = None,
        discussion: Discussion | None = None,
        rule: Rule | None = None,
        reason: str = "",
        until: datetime | None = None,
    ) -> "Decision":
        """Adds a row; to be called in the transaction of what it records. `by` None means that an automatic rule decided."""
        LedgerHead.objects.get_or_create(pk=1)
        head = LedgerHead.objects.select_for_update().get(pk=1)  # SQLite has no row locks; its IMMEDIATE transactions stand in line anyway
        salt = secrets.token_hex(16)
        in_force = Policy.current(Policy.Kind.RULES)
        row = cls(
            number=head.number + 1,
            made_at=timezone.now(),
            action=action,
            decider=Decider.PERSON if by else Decider.RULE,
            from_state=from_state,
            to_state=to_state,
            rule=rule,
            rule_key=rule.key if rule else "",
            rules_version=in_force.version if in_force else "",
            until=until,
            subject_digest=salted_digest(salt, f"comment:{comment.pk}" if comment else f"discussion:{discussion.pk if discussion else ''}"),
            member_digest=salted_digest(salt, f"user:{comment.author_id}") if comment else "",
            actor_digest=salted_digest(salt, f"user:{by.pk}") if by else "",
            text_digest=salted_digest(salt, reason),
            previous=head.digest,
            comment=comment,
            discussion=discussion if comment is None else comment.discussion,
            actor=by,
        )
        row.digest = row.computed_digest()
        row.save(force_insert=True)
        DecisionText.objects.create(decision=row, salt=salt, reason=reason)
        LedgerHead.objects.filter(pk=1).update(number=row.number, digest=row.digest)
        return row


class DecisionText(models.Model):
    """The words of a decision and the salt of its digests, apart, so that the law can have them erased without breaking the chain."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="text", primary_key=True)
    salt = models.CharField(max_length=32)
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.reason[:40]


def stamp(moment: datetime) -> str:
    """UTC, microseconds, as ISO 8601: the same text from either database."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
