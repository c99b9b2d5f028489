"""A checked profession: who checked it, when, by what, and until when it holds."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .profession import Profession
from .quick import QuickRow

if TYPE_CHECKING:
    from .user import User


class CredentialQuerySet(models.QuerySet["Credential"]):
    def valid(self, at: datetime | None = None) -> Self:
        lasting = models.Q(expires_at=None) | models.Q(expires_at__gt=at or timezone.now())
        return self.filter(lasting, state=Credential.State.GRANTED)

    def of(self, user: "User") -> Self:
        return self.filter(user=user).select_related("profession")

    def open(self) -> Self:
        """Requests that nobody has decided on."""
        return self.filter(state=Credential.State.REQUESTED)

    def ready(self) -> Self:
        """Requests that have all that can be checked."""
        return self.open().exclude(ready_at=None)

    def unfinished(self) -> Self:
        """Requests that wait for their member: for a code that was mailed, or for colleagues."""
        return self.open().filter(ready_at=None)

    def to_look_at_again(self) -> Self:
        """Valid credentials that rest on a voucher whose giver was revoked since."""
        return self.valid().exclude(doubted_at=None)


class Credential(QuickRow):
    """Its state changes by one door, `accounts.credentials.door`, which keeps a `CredentialEvent` of each step."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("requested")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("request", "withdrawn")
        REVOKED = "revoked", _("revoked")
        EXPIRED = "expired", pgettext_lazy("credential", "expired")  # by itself, or because it made way for a new one

    class Method(models.TextChoices):
        REGISTER = "register", _("public register")
        DOCUMENT = "document", pgettext_lazy("kind of evidence", "document")
        EMAIL = "email", _("work e-mail")
        VOUCHER = "voucher", _("voucher by colleagues")

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="credentials", verbose_name=_("member"))
    profession = models.ForeignKey(Profession, models.PROTECT, related_name="credentials", verbose_name=_("profession"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.GRANTED)
    method = models.CharField(_("checked by"), max_length=10, choices=Method, default=Method.DOCUMENT)
    checked_at = models.DateTimeField(_("checked on"), default=timezone.now)
    checked_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("checked by member of staff")
    )
    expires_at = models.DateTimeField(_("valid until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    revoked_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("note for staff"), max_length=200, blank=True)
    # As a request: when it was made, how often it was changed, since when it can be checked, and when somebody decided on it.
    asked_at = models.DateTimeField(_("requested on"), null=True, blank=True)
    edition = models.PositiveSmallIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    # Of a register number that bore it out: a keyed digest, by which the same number is recognised.
    number_digest = models.CharField(max_length=64, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)  # that it will run out
    doubted_at = models.DateTimeField(null=True, blank=True)  # since when staff should look at it again

    objects = CredentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")
        ordering = ["-checked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "profession"], condition=models.Q(state="granted"), name="one_granted_credential"),
            models.UniqueConstraint(fields=["user", "profession"], condition=models.Q(state="requested"), name="one_open_request"),
        ]
        indexes = [
            models.Index(fields=["ready_at", "id"], condition=models.Q(state="requested"), name="credential_queue"),
            models.Index(fields=["expires_at"], condition=models.Q(state="granted"), name="credential_ends"),
            models.Index(fields=["number_digest"], condition=~models.Q(number_digest=""), name="credential_number"),
        ]
        permissions = [("review_credential", _("Can review requests for a check and see their evidence"))]

    def __str__(self) -> str:
        return f"{self.user} · {self.profession}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if self.state != self.State.REQUESTED:  # asking changes nothing for others, and must not wait for them
            self.settle()

    @property
    def is_valid(self) -> bool:
        return self.state == self.State.GRANTED and (self.expires_at is None or self.expires_at > timezone.now())

    @property
    def is_open(self) -> bool:
        return self.state == self.State.REQUESTED

    def get_absolute_url(self) -> str:
        """For its member."""
        return reverse("credential", args=[self.pk])

    def revoke(self, *, by: "User", reason: str = "", words: str = "") -> bool:
        """Takes the credential back, and tells the member. False if it was not granted any more (somebody else was quicker)."""
        from accounts.credentials import deciding

        try:
            deciding.revoke(self, by=by, reason=reason, words=words)
        except deciding.AlreadyDecided:
            return False
        return True

    def settle(self) -> None:
        """Sees anew what is shown of the profession, of which more or fewer are checked now."""
        from accounts import groups  # which asks this model

        groups.settle(self.profession)
