"""A reader's complaint about a comment."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .comment import Comment
from .rule import Rule
from .states import State

if TYPE_CHECKING:
    from accounts.models import User

UNTOUCHED = Q(decision=None)
WITH_ADDRESS = ~Q(email="")


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        return self.filter(UNTOUCHED)

    def to_answer(self) -> Self:
        """Of strangers, who have not been written to though there is something to tell: it was decided, or the comment was taken back."""
        settled = timezone.now() - timedelta(seconds=settings.COMMENTS_UNDO_SECONDS)  # it cannot be undone any more
        over = Q(decision__made_at__lte=settled) | Q(comment__state__in=[State.REMOVED, State.ERASED])
        return self.filter(WITH_ADDRESS, over).select_related("comment__discussion__page", "decision")

    def forget_addresses(self) -> int:
        """Erases those that have waited for an answer for too long. Returns how many."""
        old = timezone.now() - timedelta(days=Report.ADDRESS_KEPT_DAYS)
        return self.filter(WITH_ADDRESS, created_at__lt=old).update(email="")


class Report(models.Model):
    """Open until a decision answers it (`decision`); one open report of a reader for a comment.

    A stranger has no account: `reporter` is null and `email` the address that was checked, kept until the answer has been sent there.
    """

    WORDS_MAX = 300
    ADDRESS_KEPT_DAYS = 90  # at most, where nobody answers

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="reports")
    reporter = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="reports_made")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, blank=True)  # of a stranger, to be answered in
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
        indexes = [
            models.Index(fields=["comment", "created_at", "id"], condition=models.Q(decision=None), name="report_open"),
            models.Index(fields=["created_at", "id"], condition=models.Q(decision=None), name="report_waiting"),
            models.Index(fields=["created_at"], name="report_received"),  # the quarters of the transparency report
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.rule_id}"

    @classmethod
    def file(cls, comment: Comment, *, by: "User", rule: Rule, words: str = "") -> "Report":
        """Files a report; a second one of the same reader while the first is open changes nothing and returns the first.

        Raises Stopped by a sanction.
        """
        from comments.sanctioning import must_be_free

        must_be_free(by)
        return cls._file(comment, {"reporter": by}, rule=rule, words=words)

    @classmethod
    def file_unnamed(cls, comment: Comment, *, email: str, rule: Rule, words: str = "", language: str = "") -> "Report":
        """The same for somebody without an account, at an address that has been checked."""
        return cls._file(comment, {"reporter": None, "email": email}, rule=rule, words=words, language=language)

    @classmethod
    def _file(cls, comment: Comment, who: dict[str, Any], **said: Any) -> "Report":
        try:
            with transaction.atomic():
                return cls.objects.create(comment=comment, **who, **said)
        except IntegrityError:
            first = cls.objects.open().filter(comment=comment, **who).first()
            return first or cls.objects.create(comment=comment, **who, **said)  # it was answered just now

    @property
    def outcome(self) -> str:
        """The action of the decision; `removed` where the author was quicker."""
        return self.decision.action if self.decision else str(State.REMOVED)

    @property
    def shown_reporter(self) -> str:
        """For moderators: a member's name; of a stranger's address no more than tells two strangers apart."""
        if self.reporter is not None:
            return self.reporter.shown_name
        stranger = gettext("somebody without an account")
        return f"{stranger} ({masked(self.email)})" if self.email else stranger


def masked(email: str) -> str:
    name, _at, domain = email.rpartition("@")
    host, _dot, last = domain.rpartition(".")
    return f"{name[:1]}…@{host[:1]}….{last}"
