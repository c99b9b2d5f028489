"""A reader's complaint about a comment."""

from typing import TYPE_CHECKING, Self

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .comment import Comment
from .rule import Rule

if TYPE_CHECKING:
    from accounts.models import User


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        return self.filter(decision=None)


class Report(models.Model):
    """Open until a decision answers it (`decision`); one open report of a reader for a comment.

    A stranger has no account: `reporter` is null and `email` the address that was checked, kept until the answer has been sent there.
    """

    WORDS_MAX = 300

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="reports")
    reporter = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="reports_made")
    email = models.EmailField(blank=True)
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="+", verbose_name=_("reason"))
    words = models.CharField(_("in your words"), max_length=WORDS_MAX, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    decision = models.ForeignKey("comments.Decision", models.PROTECT, null=True, blank=True, related_name="reports")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "reporter"], condition=models.Q(decision=None), name="one_open_report"),
            models.UniqueConstraint(
                fields=["comment", "email"], condition=models.Q(decision=None) & ~models.Q(email=""), name="one_open_report_of_stranger"
            ),
        ]
        indexes = [models.Index(fields=["comment"], condition=models.Q(decision=None), name="report_open")]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.rule_id}"

    @classmethod
    def file(cls, comment: Comment, *, by: "User", rule: Rule, words: str = "") -> "Report":
        """Files a report; a second one of the same reader while the first is open changes nothing and returns the first."""
        try:
            with transaction.atomic():
                return cls.objects.create(comment=comment, reporter=by, rule=rule, words=words)
        except IntegrityError:
            first = cls.objects.open().filter(comment=comment, reporter=by).first()
            return first or cls.objects.create(comment=comment, reporter=by, rule=rule, words=words)  # it was answered just now
