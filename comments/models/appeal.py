"""An appeal: a member asks that a decision about them be looked at again, by somebody else."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from accounts.models import User

    from .decision import Decision


class AppealQuerySet(models.QuerySet["Appeal"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def for_display(self) -> Self:
        """With everything that a list of them reads."""
        return self.select_related("member", "appealed__rule", "appealed__text", "appealed__actor", "appealed__comment__author")

    def by_urgency(self, *, for_somebody_else: Q) -> Self:
        return self.order_by(Case(When(for_somebody_else, then=1), default=0), "due_at", "pk")


class Appeal(models.Model):
    """One for each decision. Open until it is answered (`closed_at`); by when that is due is told to both sides from the first day."""

    WORDS_MAX = 2000

    class Outcome(models.TextChoices):
        UPHELD = "upheld", pgettext_lazy("appeal", "the decision stands")
        REVERSED = "reversed", pgettext_lazy("appeal", "the decision was reversed")
        WITHDRAWN = "withdrawn", pgettext_lazy("appeal", "withdrawn")  # whoever appealed has left for good

    appealed = models.OneToOneField("comments.Decision", models.PROTECT, related_name="appeal")
    member = models.ForeignKey("accounts.User", models.PROTECT, related_name="appeals")
    words = models.TextField(blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    decision = models.OneToOneField("comments.Decision", models.PROTECT, null=True, blank=True, related_name="answered_appeal")

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["opened_at", "pk"]
        indexes = [models.Index(fields=["due_at", "id"], condition=Q(closed_at=None), name="appeal_open")]

    def __str__(self) -> str:
        return f"{self.pk} → {self.appealed_id}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_at < timezone.now()

    # Verbs; `comments.appealing` is where they are done. Each raises what stands there.

    @classmethod
    def file(cls, decision: "Decision", *, by: "User", words: str) -> "Appeal":
        from comments import appealing

        return appealing.file(decision, by=by, words=words)

    def uphold(self, *, by: "User", reason: str, facts: str = "") -> "Decision":
        from comments import appealing

        return appealing.answer(self, Appeal.Outcome.UPHELD, by=by, reason=reason, facts=facts)

    def reverse(self, *, by: "User", reason: str, facts: str = "") -> "Decision":
        """And restores what the decision had taken, where it still can be."""
        from comments import appealing

        return appealing.answer(self, Appeal.Outcome.REVERSED, by=by, reason=reason, facts=facts)
