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

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=10, choices=Kind)
    version = models.CharField(max_length=20, blank=True)  # of the policy; empty for what has no text
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"

    @classmethod
    def give_on_joining(cls, user: "User") -> "list[Self]":
        """Records that the member is old enough and accepted the terms and the privacy policy in the versions now in force."""
        texts = {kind: Policy.current(kind) for kind in (cls.Kind.TERMS, cls.Kind.PRIVACY)}
        versions = {cls.Kind.AGE: "", **{kind: text.version if text else "" for kind, text in texts.items()}}
        return cls.objects.bulk_create([cls(user=user, kind=kind, version=version) for kind, version in versions.items()])
