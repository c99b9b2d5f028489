"""What a claimant is written: a row in the transaction of what it tells of, as a member's notice is. They have no inbox."""

from typing import Any, Self

from django.db import models
from django.utils import timezone

from .claim import Claim


class ClaimLetterQuerySet(models.QuerySet["ClaimLetter"]):
    def to_send(self) -> Self:
        return self.filter(sent_at=None, attempts__lt=ClaimLetter.ATTEMPTS).exclude(claim__email="").select_related("claim")


class ClaimLetter(models.Model):
    """`kind` names the templates `comments/letters/claims/<kind>.txt` and its subject's; `context` holds what was so at that moment."""

    ATTEMPTS = 200  # every five minutes, some seventeen hours

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="letters")
    kind = models.SlugField(max_length=20)
    context = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = ClaimLetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["made_at"], condition=models.Q(sent_at=None), name="claim_letter_unsent")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.claim_id}"

    @classmethod
    def write(cls, claim: Claim, kind: str, **context: Any) -> None:
        """Has it mailed once the transaction has committed; nothing where nobody asked, or their address has been forgotten."""
        from comments.claims.mailing import mail_soon

        if claim.email:
            mail_soon(cls.objects.create(claim=claim, kind=kind, context=context))
