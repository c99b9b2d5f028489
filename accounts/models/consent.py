"""What a member agreed to, in which version, and when. Rows are added, never changed, but for a withdrawal's date."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .policy import Policy

if TYPE_CHECKING:
    from .user import User


class Consent(models.Model):
    class Kind(models.TextChoices):
        AGE = "age", _("14 or older")
        TERMS = "terms", _("terms of use")
        PRIVACY = "privacy", _("privacy policy")
        EVIDENCE = "evidence", _("processing of evidence")
        AI = "ai", _("my comments may train AI")

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=10, choices=Kind)
    version = models.CharField(max_length=20, blank=True)  # of the policy; empty for what has no text
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=models.Q(kind="ai", withdrawn_at=None), name="one_consent_to_train_ai"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"

    @property
    def policy_kind(self) -> str:
        """Of the policy whose version was agreed to: that of privacy says what is done with evidence."""
        return self.Kind.PRIVACY if self.kind == self.Kind.EVIDENCE else self.kind

    @classmethod
    def give_on_joining(cls, user: "User") -> "list[Self]":
        """Records that the member is old enough and accepted the terms and the privacy policy in the versions now in force."""
        texts = {kind: Policy.current(kind) for kind in (cls.Kind.TERMS, cls.Kind.PRIVACY)}
        versions = {cls.Kind.AGE: "", **{kind: text.version if text else "" for kind, text in texts.items()}}
        return cls.objects.bulk_create([cls(user=user, kind=kind, version=version) for kind, version in versions.items()])

    @classmethod
    def give_for_evidence(cls, user: "User") -> "Self":
        """Records that what is sent to have a profession checked may be processed, under the privacy policy now in force."""
        policy = Policy.current(cls.Kind.PRIVACY)
        return cls.objects.create(user=user, kind=cls.Kind.EVIDENCE, version=policy.version if policy else "")

    @classmethod
    def give(cls, user: "User", kind: str) -> "Self":
        """Agreeing twice is agreeing once; what is given again after a withdrawal is a row of its own, from now on."""
        return cls.objects.get_or_create(user=user, kind=kind, withdrawn_at=None)[0]

    @classmethod
    def withdraw(cls, user: "User", kind: str) -> bool:
        """False if there was nothing to withdraw."""
        return bool(cls.objects.filter(user=user, kind=kind, withdrawn_at=None).update(withdrawn_at=timezone.now()))
