"""A letter of which each member gets one for each day or week: claimed before it is sent, so that nobody ever gets it twice."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .user import User


class LetterQuerySet(models.QuerySet["Letter"]):
    def may_be_tried(self) -> Self:
        """Those that the mail server could not take, and whose turn has come again."""
        return self.filter(state=Letter.State.WAITING, attempts__lt=Letter.ATTEMPTS, next_at__lte=timezone.now())

    def forget_old(self) -> int:
        """Deletes what is older than notices are kept; a day or week never comes back. Returns how many."""
        return self.filter(claimed_at__lt=timezone.now() - timedelta(days=Letter.KEPT_DAYS)).delete()[0]


class Letter(models.Model):
    """`period` names the day or week, as "2026-11-25" or "2026-W48"."""

    class State(models.TextChoices):
        SENDING = "sending"  # somebody has it in hand, or was killed with it in hand: then it counts as sent
        SENT = "sent"
        EMPTY = "empty"  # there was nothing to say
        WAITING = "waiting"  # the mail server could not take it, and said so; it is tried again
        REFUSED = "refused"  # for good: the address takes no mail
        UNKNOWN = "unknown"  # the connection broke off; the mail server may have it

    ATTEMPTS = 6
    FIRST_RETRY = timedelta(minutes=10)
    KEPT_DAYS = 90

    member = models.ForeignKey(User, models.CASCADE, related_name="letters", db_index=False)
    kind = models.SlugField(max_length=20)
    period = models.CharField(max_length=10)
    state = models.CharField(max_length=7, choices=State, default=State.SENDING)
    attempts = models.PositiveSmallIntegerField(default=1)
    claimed_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind", "period"], name="one_letter")]
        indexes = [models.Index(fields=["claimed_at"], name="letter_age")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period} → {self.member_id}"

    @classmethod
    def claim(cls, member: User, kind: str, period: str) -> "Letter | None":
        """Takes it on oneself to write this letter. None if somebody else did, or if it is not its turn again."""
        letter, is_new = cls.objects.get_or_create(member=member, kind=kind, period=period)
        if is_new:
            return letter
        mine = cls.objects.may_be_tried().filter(pk=letter.pk, attempts=letter.attempts)
        if not mine.update(state=cls.State.SENDING, attempts=letter.attempts + 1):
            return None
        letter.refresh_from_db()
        return letter

    @classmethod
    def settled(cls, kind: str, period: str) -> Exists:
        """A condition on members: that this letter is no affair any more, or not now."""
        again = Q(pk__in=cls.objects.may_be_tried().values("pk"))
        return Exists(cls.objects.filter(~again, member=OuterRef("pk"), kind=kind, period=period))

    def settle(self, state: "Letter.State") -> None:
        """What became of it; one that waits is tried again, each time twice as long afterwards."""
        wait = self.FIRST_RETRY * 2 ** (self.attempts - 1)
        next_at = timezone.now() + wait if state == self.State.WAITING else None
        Letter.objects.filter(pk=self.pk, state=self.State.SENDING).update(state=state, next_at=next_at)
