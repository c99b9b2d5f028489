"""A sanction on a member: a warning, or no writing until a certain time or for good."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from accounts.models import User

    from .decision import Decision
    from .rule import Rule

STOPPING = ("suspension", "ban")


class SanctionQuerySet(models.QuerySet["Sanction"]):
    def stopping(self, at: datetime | None = None) -> Self:
        """Those that keep their member from writing at that time; the one that lasts longest first."""
        lasting = Q(until=None) | Q(until__gt=at or timezone.now())
        longest = models.F("until").desc(nulls_first=True)
        return self.filter(lasting, kind__in=STOPPING, lifted_at=None).order_by(longest, "-pk")

    def over_untold(self) -> Self:
        """Those that have ended by themselves without their member having been told."""
        return self.filter(kind=Sanction.Kind.SUSPENSION, lifted_at=None, told_over_at=None, until__lte=timezone.now())


class Sanction(models.Model):
    """Why, by whom and by which rule stands in its `decision`. It ends by itself: `until` is looked at whenever somebody writes."""

    class Kind(models.TextChoices):
        WARNING = "warning", pgettext_lazy("sanction", "Warning")
        SUSPENSION = "suspension", pgettext_lazy("sanction", "No writing for a time")
        BAN = "ban", pgettext_lazy("sanction", "No writing for good")

    member = models.ForeignKey("accounts.User", models.PROTECT, related_name="sanctions")
    kind = models.CharField(max_length=10, choices=Kind)
    decision = models.OneToOneField("comments.Decision", models.PROTECT, related_name="sanction")
    until = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("comments.Decision", models.PROTECT, null=True, blank=True, related_name="+")
    told_over_at = models.DateTimeField(null=True, blank=True)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["until"], condition=Q(kind="suspension", lifted_at=None, told_over_at=None), name="sanction_over_untold"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.member_id}"

    @property
    def is_stopping(self) -> bool:
        """Whether it keeps its member from writing now."""
        return self.kind in STOPPING and self.lifted_at is None and (self.until is None or self.until > timezone.now())

    # Verbs; `comments.sanctioning` is where they are done.

    @classmethod
    def impose(
        cls,
        kind: str,
        member: "User",
        *,
        by: "User",
        rule: "Rule",
        reason: str,
        facts: str = "",
        days: int | None = None,
        seen: int | None = None,
    ) -> "Sanction":
        from comments import sanctioning

        return sanctioning.impose(kind, member, by=by, rule=rule, reason=reason, facts=facts, days=days, seen=seen)

    def lift(self, *, by: "User", reason: str) -> "Decision":
        """Ends it before its time."""
        from comments import sanctioning

        return sanctioning.lift(self, by=by, reason=reason)
