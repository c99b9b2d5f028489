"""A colleague's word: asked for by a member, given by somebody whose own profession was checked otherwise."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .credential import Credential


class VoucherQuerySet(models.QuerySet["Voucher"]):
    def given(self) -> Self:
        return self.filter(state=Voucher.State.GIVEN)

    def asked(self) -> Self:
        return self.filter(state=Voucher.State.ASKED)


class Voucher(models.Model):
    """`giver` is None where nobody bears the handle that was named; whoever asked is not told. `bearing` is the giver's own credential."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("voucher", "asked")
        GIVEN = "given", pgettext_lazy("voucher", "given")
        DECLINED = "declined", pgettext_lazy("voucher", "declined")

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="vouchers")
    handle = models.CharField(max_length=40)  # as it was typed, folded
    giver = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="vouchers", verbose_name=_("member"))
    bearing = models.ForeignKey(Credential, models.PROTECT, null=True, blank=True, related_name="borne_vouchers")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    words = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = VoucherQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["credential", "handle"], name="one_voucher_of_a_handle"),
            models.UniqueConstraint(fields=["credential", "giver"], name="one_voucher_of_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.handle} → {self.credential_id}"

    def get_absolute_url(self) -> str:
        """For the giver."""
        return reverse("vouch", args=[self.pk])
