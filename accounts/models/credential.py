"""A checked profession: who checked it, when, by what, and until when it holds."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .profession import Profession
from .quick import QuickRow

if TYPE_CHECKING:
    from .user import User


class CredentialQuerySet(models.QuerySet["Credential"]):
    def valid(self) -> Self:
        now = timezone.now()
        return self.filter(models.Q(expires_at=None) | models.Q(expires_at__gt=now), state=Credential.State.GRANTED)


class Credential(QuickRow):
    class State(models.TextChoices):
        REQUESTED = "requested", _("requested")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        REVOKED = "revoked", _("revoked")
        EXPIRED = "expired", pgettext_lazy("credential", "expired")  # made way for a new one

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

    objects = CredentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")
        ordering = ["-checked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "profession"], condition=models.Q(state="granted"), name="one_granted_credential"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.profession}"

    @classmethod
    def make_way(cls, user: "User", profession: Profession) -> None:
        """Closes a credential that has run out, so that the same profession can be granted anew."""
        held = cls.objects.filter(user=user, profession=profession, state=cls.State.GRANTED)
        held.filter(expires_at__lte=timezone.now()).update(state=cls.State.EXPIRED)

    @property
    def is_valid(self) -> bool:
        return self.state == self.State.GRANTED and (self.expires_at is None or self.expires_at > timezone.now())

    def revoke(self, *, by: "User") -> bool:
        """Takes the credential back. False if it was not granted any more (somebody else was quicker)."""
        changed = Credential.objects.filter(pk=self.pk, state=self.State.GRANTED).update(
            state=self.State.REVOKED, revoked_at=timezone.now(), revoked_by=by
        )
        if changed:
            self.refresh_from_db()
        return bool(changed)
