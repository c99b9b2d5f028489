"""What happened to a credential: rows that are added and never changed, so that every decision can be explained later."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .credential import Credential


class Reason(models.TextChoices):
    """Why a request was refused or a credential revoked. The member is told, and what to do about it (`notices/includes/`)."""

    UNREADABLE = "unreadable", pgettext_lazy("credential reason", "The evidence cannot be read")
    NOT_ENOUGH = "not-enough", pgettext_lazy("credential reason", "The evidence does not show the profession")
    NOT_ACCEPTED = "not-accepted", pgettext_lazy("credential reason", "This kind of evidence is not accepted for the profession")
    NOT_FOUND = "not-found", pgettext_lazy("credential reason", "The register does not have it")
    OTHER_PERSON = "other-person", pgettext_lazy("credential reason", "The evidence is somebody else's")
    FORGED = "forged", pgettext_lazy("credential reason", "The evidence is not genuine")
    NO_LONGER = "no-longer", pgettext_lazy("credential reason", "The profession is not exercised any more")
    OTHER = "other", pgettext_lazy("credential reason", "Another reason")


REFUSALS = [one for one in Reason if one != Reason.NO_LONGER]
REVOCATIONS = [Reason.NO_LONGER, Reason.FORGED, Reason.OTHER_PERSON, Reason.NOT_FOUND, Reason.OTHER]


class Unchangeable(Exception):
    """History is not edited."""


class CredentialEvent(models.Model):
    """`was` is empty for the first. `actor` is None where the clock did it. `words` are for the member, `remark` for staff only."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="events")
    actor = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    was = models.CharField(max_length=10, choices=Credential.State, blank=True)
    became = models.CharField(max_length=10, choices=Credential.State)
    method = models.CharField(max_length=10, choices=Credential.Method)
    reason = models.CharField(_("reason"), max_length=15, choices=Reason, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    remark = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.credential_id}: {self.was} → {self.became}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unchangeable
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise Unchangeable
