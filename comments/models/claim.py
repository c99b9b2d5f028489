"""A claim that a comment or a page violates somebody's rights, as a case: asked, decided, hidden for a time, and over (임시조치)."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .comment import Comment
from .discussion import Discussion

if TYPE_CHECKING:
    from accounts.models import User


class Ground(models.TextChoices):
    DEFAMATION = "defamation", _("defamation")
    PRIVACY = "privacy", _("privacy")
    PORTRAIT = "portrait", _("right to one’s own image")
    COPYRIGHT = "copyright", _("copyright")
    OTHER = "other", pgettext_lazy("ground of a claim", "another right")


class Relation(models.TextChoices):
    SELF = "self", _("the person concerned")
    AGENT = "agent", _("an agent of the person concerned")


class Outcome(models.TextChoices):
    OPEN = "open", pgettext_lazy("claim", "to be decided")
    REFUSED = "refused", pgettext_lazy("claim", "refused")
    BLINDED = "blinded", pgettext_lazy("claim", "hidden for a time")
    ENDED = "ended", pgettext_lazy("claim", "shown again")
    ERASED = "erased", pgettext_lazy("claim", "deleted by decision")
    GONE = "gone", pgettext_lazy("claim", "gone by other ways")  # its author was quicker, or another claim was


# from: to what. What is hidden may be hidden on by order of a court.
OUTCOMES: dict[Outcome, frozenset[Outcome]] = {
    Outcome.OPEN: frozenset({Outcome.REFUSED, Outcome.BLINDED, Outcome.ERASED, Outcome.GONE}),
    Outcome.BLINDED: frozenset({Outcome.BLINDED, Outcome.ENDED, Outcome.ERASED, Outcome.GONE}),
    Outcome.REFUSED: frozenset(),
    Outcome.ENDED: frozenset(),
    Outcome.ERASED: frozenset({Outcome.ERASED}),  # after an objection the text is as gone as before
    Outcome.GONE: frozenset(),
}
CONTACT_GONE = {"claimant": "", "represented": "", "email": "", "facts": "", "evidence": ""}


class ClaimQuerySet(models.QuerySet["Claim"]):
    def filed(self) -> Self:
        """Those that count: their address was confirmed, or staff opened them."""
        return self.filter(opened_at__isnull=False)

    def owed(self) -> Self:
        """What staff have to answer, the longest due first: a claim, an objection, an end that is near."""
        return self.filed().filter(due_at__isnull=False).order_by("due_at", "pk")

    def standing(self) -> Self:
        """Those that hide something."""
        return self.filter(outcome=Outcome.BLINDED)

    def closed(self) -> Self:
        return self.filed().filter(closed_at__isnull=False).order_by("-closed_at", "-pk")

    def shown_with(self) -> Self:
        """With what a list of them reads."""
        return self.select_related("comment__author", "comment__discussion__page", "discussion__page", "decision__rule")

    def forget_unconfirmed(self) -> int:
        """Deletes what nobody confirmed while the link held. Returns how many."""
        return self.filter(opened_at=None, filed_at__lt=timezone.now() - Claim.LINK_HOLDS).delete()[0]

    def forget_contacts(self) -> int:
        """Erases who asked, and in which words, once the case has been closed for long enough. Returns how many."""
        old = timezone.now() - timedelta(days=settings.CLAIMS_CONTACT_DAYS)
        known = ~Q(**CONTACT_GONE)
        return self.filter(known, closed_at__lt=old).update(**CONTACT_GONE)


class Claim(models.Model):
    """About a comment, or about a whole page (then by its discussion). `opened_by` is a moderator where nobody asked.

    Who asks is known to the staff alone: nothing of it, nor of their words, is ever shown to the author. `version` moves with every
    change: who decides says which one they have seen.
    """

    FACTS_MAX, EVIDENCE_MAX, OBJECTION_MAX, NAME_MAX = 3000, 2000, 3000, 60
    LINK_HOLDS = timedelta(hours=24)

    comment = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="claims")
    discussion = models.ForeignKey(Discussion, models.PROTECT, null=True, related_name="claims")
    ground = models.CharField(_("what is violated"), max_length=12, choices=Ground)
    # The claimant, until the case has been closed for a while.
    claimant = models.CharField(max_length=NAME_MAX, blank=True)
    relation = models.CharField(max_length=6, choices=Relation, blank=True)
    represented = models.CharField(max_length=NAME_MAX, blank=True)  # by an agent
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, blank=True)
    facts = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    version = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.OPEN)
    filed_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True)  # from then on it counts
    due_at = models.DateTimeField(null=True)  # when staff owe the next step; null where they owe none
    until = models.DateTimeField(null=True)  # of what is hidden
    by_order = models.BooleanField(default=False)  # whether a court ordered it to be hidden so long
    reminded_at = models.DateTimeField(null=True)  # of the end that is near
    closed_at = models.DateTimeField(null=True)
    decision = models.ForeignKey("comments.Decision", models.PROTECT, null=True, related_name="+")  # the newest
    revision = models.ForeignKey("wagtailcore.Revision", models.SET_NULL, null=True, related_name="+")  # of the page, as it was when hidden

    objection = models.TextField(blank=True)
    objected_at = models.DateTimeField(null=True)
    objected_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="objections")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [models.CheckConstraint(condition=Q(comment=None) ^ Q(discussion=None), name="claim_about_one_thing")]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(due_at__isnull=False), name="claim_owed"),
            models.Index(fields=["until", "id"], condition=Q(outcome="blinded"), name="claim_standing"),
            models.Index(fields=["-closed_at", "-id"], condition=Q(closed_at__isnull=False), name="claim_closed"),
            models.Index(fields=["filed_at"], condition=Q(opened_at=None), name="claim_unconfirmed"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.outcome}"

    @property
    def place(self) -> Discussion:
        """The discussion that it is about, or in which its comment stands."""
        return self.comment.discussion if self.comment else self.discussion  # type: ignore[return-value]  # one of the two is there

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.OPEN

    @property
    def stands(self) -> bool:
        return self.outcome == Outcome.BLINDED

    @property
    def may_be_objected_to(self) -> bool:
        """While it is hidden, and for a time after it was deleted; once."""
        if self.objected_at:
            return False
        last = self.closed_at and self.closed_at + timedelta(days=settings.CLAIMS_OBJECTION_DAYS)
        return self.stands or bool(self.outcome == Outcome.ERASED and last and timezone.now() < last)

    @property
    def awaits_answer(self) -> bool:
        """Whether an objection lies before staff."""
        return self.objected_at is not None and self.due_at is not None

    def may_become(self, outcome: Outcome) -> bool:
        return outcome in OUTCOMES[Outcome(self.outcome)]

    def answering(self) -> "list[User]":
        """The members whose words it is about, who may object and are told."""
        from comments.pages import writers_of

        return [self.comment.author] if self.comment else writers_of(self.place.page)

    def advance(self, to: Outcome, **fields: object) -> bool:
        """By compare-and-set on the version that this was read in. False where somebody else was quicker, or the table has no such way."""
        if not self.may_become(to):
            return False
        fields |= {"outcome": to}
        moved = Claim.objects.filter(pk=self.pk, version=self.version).update(version=F("version") + 1, **fields)
        if moved:
            self.refresh_from_db()
        return bool(moved)
