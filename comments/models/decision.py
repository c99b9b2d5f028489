"""The ledger: one row for every decision, added and never changed, each linked by hash to the one before."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Policy

from .actions import Action, Decider, Scope
from .comment import Comment
from .discussion import Discussion
from .ledger import DecisionText, LedgerHead, digest_of, salted_digest, stamp
from .rule import Rule

if TYPE_CHECKING:
    from accounts.models import User


class Decision(models.Model):
    """Public fields stand in clear; whom and what it concerned stand as salted digests.

    The digest of a row is SHA-256 over the canonical JSON (RFC 8785 for what is used here: sorted keys, no spaces, UTF-8) of its public
    fields and the digest of the row before, so that a change anywhere breaks every later link (Haber and Stornetta 1991). The salt lives
    with the free text in `DecisionText`: erasing that row by law makes the digests unguessable and breaks no link.

    A field that came later is part of the JSON only where it says something, so that the digests of older rows hold.
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
    scope = models.CharField(max_length=12, choices=Scope, blank=True)
    until = models.DateTimeField(null=True)  # of a measure that ends by itself
    # The decision that this one undoes, corrects, or answers an appeal against.
    earlier = models.ForeignKey("self", models.PROTECT, null=True, related_name="later")
    subject_digest = models.CharField(max_length=64)  # the comment, discussion or member
    member_digest = models.CharField(max_length=64, blank=True)  # whom it concerns: the author, or the member
    actor_digest = models.CharField(max_length=64, blank=True)  # who decided
    text_digest = models.CharField(max_length=64)  # the reason
    facts_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    # For our own use; covered by the digests above. Keys never cascade: comments and members are never deleted as rows.
    comment = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="decisions")
    discussion = models.ForeignKey(Discussion, models.PROTECT, null=True, related_name="decisions")
    member = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="decisions_about")  # null in rows of old
    actor = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="decisions_made")

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-number"]
        indexes = [
            # What the public log is filtered by, the newest first; and the quarters of the report.
            models.Index(fields=["action", "-number"], name="decision_of_kind"),
            models.Index(fields=["rule", "-number"], name="decision_by_rule"),
            models.Index(fields=["decider", "-number"], name="decision_by_decider"),
            models.Index(fields=["made_at"], name="decision_made"),
        ]
        permissions = [("correct_decision", "Can add a correction to the ledger")]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    @property
    def reason(self) -> str:
        text = getattr(self, "text", None)
        return text.reason if text else ""

    @property
    def facts(self) -> str:
        text = getattr(self, "text", None)
        return text.facts if text else ""

    @property
    def subject(self) -> str:
        """What the digest of the subject is made of: the kind of thing that the decision is about, and its number."""
        if self.comment_id:
            return f"comment:{self.comment_id}"
        if self.member_id:
            return f"user:{self.member_id}"
        return f"discussion:{self.discussion_id or ''}"

    @property
    def concerned(self) -> int | None:
        """Whom it concerns; rows of old name the author by the comment alone."""
        return self.member_id or (self.comment.author_id if self.comment else None)

    def public_fields(self) -> dict[str, Any]:
        later = {"scope": self.scope, "earlier": self.earlier.number if self.earlier else None, "facts": self.facts_digest}
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
            **{name: value for name, value in later.items() if value},
        }

    def computed_digest(self) -> str:
        return digest_of(self.public_fields())

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
        member: "User | None" = None,
        rule: Rule | None = None,
        reason: str = "",
        facts: str = "",
        scope: Scope | None = None,
        until: datetime | None = None,
        earlier: "Decision | None" = None,
    ) -> "Decision":
        """Adds a row; to be called in the transaction of what it records. `by` None means that an automatic rule decided.

        It is about one of `comment`, `discussion` and `member`; of a comment the author is the member without being named.
        """
        LedgerHead.objects.get_or_create(pk=1)
        head = LedgerHead.objects.select_for_update().get(pk=1)  # SQLite has no row locks; its IMMEDIATE transactions stand in line anyway
        salt = secrets.token_hex(16)
        in_force = Policy.current(Policy.Kind.RULES)
        concerned = comment.author_id if comment else member.pk if member else None
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
            scope=scope or _scope_of(comment, discussion),
            until=until,
            earlier=earlier,
            member_digest=salted_digest(salt, f"user:{concerned}") if concerned else "",
            actor_digest=salted_digest(salt, f"user:{by.pk}") if by else "",
            text_digest=salted_digest(salt, reason),
            facts_digest=salted_digest(salt, facts) if facts else "",
            previous=head.digest,
            comment=comment,
            discussion=discussion if comment is None else comment.discussion,
            member_id=concerned,
            actor=by,
        )
        row.subject_digest = salted_digest(salt, row.subject)
        row.digest = row.computed_digest()
        row.save(force_insert=True)
        DecisionText.objects.create(decision=row, salt=salt, reason=reason, facts=facts)
        LedgerHead.objects.filter(pk=1).update(number=row.number, digest=row.digest)
        return row


def _scope_of(comment: Comment | None, discussion: Discussion | None) -> Scope:
    if comment:
        return Scope.COMMENT
    return Scope.DISCUSSION if discussion else Scope.MEMBER
