"""What a member sent so that a profession can be checked. Its contents are sealed, few see them, and they are destroyed after the decision."""

import uuid
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.evidence import keeping, sealing

from .credential import Credential


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def kept(self) -> Self:
        return self.filter(destroyed_at=None)

    def destroy(self) -> int:
        """Removes the contents for good; that there were some stays known. Returns of how many."""
        number = 0
        for evidence in self.kept():
            evidence.destroy()
            number += 1
        return number


class Evidence(models.Model):
    """A file lies in a folder of its own under the name of `token`; anything else stands, sealed, in `sealed`.

    `digest` is keyed: by it the same number, address or file is recognised later, also when the contents are gone.
    """

    class Kind(models.TextChoices):
        DOCUMENT = "document", pgettext_lazy("kind of evidence", "document")
        NUMBER = "number", _("register number")
        LINK = "link", _("address of a public record")
        EMAIL = "email", _("work e-mail address")
        WORDS = "words", _("words to the staff")

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sealed = models.BinaryField(null=True)
    media_type = models.CharField(max_length=20, blank=True)
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    added_at = models.DateTimeField(default=timezone.now)
    verified_at = models.DateTimeField(null=True, blank=True)  # of an address: when its code was entered
    destroyed_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["credential"], condition=models.Q(destroyed_at=None), name="evidence_kept")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("evidence", args=[self.token])

    @property
    def is_file(self) -> bool:
        return self.kind == self.Kind.DOCUMENT

    @property
    def text(self) -> str:
        """What was written; empty for a file, and for what is destroyed."""
        return "" if self.sealed is None else sealing.unseal(bytes(self.sealed), self.token.bytes).decode()

    @property
    def domain(self) -> str:
        return self.text.rpartition("@")[2]

    def read(self) -> bytes:
        """The file. Raises FileNotFoundError."""
        return sealing.unseal(keeping.read(self.token.hex), self.token.bytes)

    def destroy(self) -> None:
        """Removes the contents, the file's when the transaction has committed."""
        Evidence.objects.filter(pk=self.pk).update(sealed=None, destroyed_at=timezone.now())
        AddressCode.objects.filter(evidence=self.pk).delete()
        if self.is_file:
            keeping.remove_soon(self.token.hex)
        self.refresh_from_db()


class AddressCode(models.Model):
    """The code that was mailed to a work address: as a keyed digest, for some minutes and some tries."""

    evidence = models.OneToOneField(Evidence, models.CASCADE, related_name="code")
    digest = models.CharField(max_length=64)
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"code for {self.evidence_id}"


class EvidenceLook(models.Model):
    """Who looked at a piece of evidence, and when."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="looks")
    viewer = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.viewer_id} → {self.evidence_id}"
