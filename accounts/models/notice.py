"""The inbox: what a member is told. A row is written in the transaction of what it tells of; mail follows from the row."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils import timezone

from .letter import Letter
from .mail_choice import When
from .user import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, user: User) -> Self:
        return self.filter(recipient=user)

    def told_by(self, now: datetime) -> Self:
        """What has been told already: what a decision tells waits until it cannot be undone any more."""
        return self.filter(created_at__lte=now)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def to_mail(self) -> Self:
        """By a letter of their own or with others: not yet mailed, nor in a letter that was begun, nor given up."""
        return self.filter(mailed_at=None, letter=None, mail_at__isnull=False, mail_attempts__lt=Notice.MAIL_ATTEMPTS)

    def due_to_mail(self) -> Self:
        """Those whose own letter is due: for the first time, or again after it could not be sent."""
        return self.to_mail().filter(mail_at__lte=timezone.now(), mail_when__in=["", When.NOW]).order_by("pk")

    def due_with(self, when: When) -> Self:
        """Those that wait for the letter of the day or of the week, and that it may have now."""
        return self.to_mail().filter(mail_at__lte=timezone.now(), mail_when=when)

    def forget_old(self) -> int:
        """Deletes what is older than notices are kept. Returns how many."""
        return self.filter(created_at__lt=timezone.now() - timedelta(days=Notice.KEPT_DAYS)).delete()[0]

    def mark_read(self) -> int:
        return self.unread().update(read_at=timezone.now())


UNMAILED = models.Q(mailed_at=None, letter=None, mail_at__isnull=False)


class Notice(models.Model):
    """`kind` names the templates `notices/<kind>.subject.txt` and `notices/<kind>.txt`, rendered with `context` in the recipient's language."""

    MAIL_ATTEMPTS = 8  # the last some ten hours after the first
    FIRST_RETRY = timedelta(minutes=5)
    KEPT_DAYS = 90

    recipient = models.ForeignKey(User, models.PROTECT, related_name="notices")
    kind = models.SlugField(max_length=40)
    context = models.JSONField(default=dict)
    url = models.CharField(max_length=500, blank=True)  # a path on this site, without language prefix
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    # What it tells of, where it may be told only once.
    key = models.CharField(max_length=40, blank=True)
    # When it is to be mailed ("" until the worker has asked what the member has chosen), and not before which moment (null: not at all).
    mail_when = models.CharField(max_length=6, choices=When, blank=True)
    mail_at = models.DateTimeField(null=True, blank=True, default=timezone.now)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="notices")  # that has it in it
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_attempts = models.PositiveSmallIntegerField(default=0)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notice_inbox"),
            models.Index(fields=["recipient"], condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(fields=["mail_when", "mail_at", "recipient"], condition=UNMAILED, name="notice_to_mail"),
        ]
        constraints = [models.UniqueConstraint(fields=["recipient", "kind", "key"], condition=~models.Q(key=""), name="told_once")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient_id}"

    @property
    def is_read(self) -> bool:
        return self.read_at is not None

    def mark_mailed(self) -> bool:
        """Takes it on oneself to mail this notice. False if somebody else did, or has tried since it was read from the database."""
        waiting = Notice.objects.filter(pk=self.pk, mailed_at=None, letter=None, mail_attempts=self.mail_attempts)
        return bool(waiting.update(mailed_at=timezone.now(), mail_attempts=self.mail_attempts + 1))

    def mark_unmailed(self, again: datetime) -> None:
        """After a failed attempt, which stays counted; not before `again`."""
        Notice.objects.filter(pk=self.pk).update(mailed_at=None, mail_at=again)

    def mark_refused(self) -> None:
        """The address takes no mail: there is nothing to try again."""
        Notice.objects.filter(pk=self.pk).update(mailed_at=None, mail_at=None)

    def put_off(self, when: When, at: datetime | None) -> None:
        """As the member has chosen."""
        Notice.objects.filter(pk=self.pk, mailed_at=None, letter=None).update(mail_when=when, mail_at=at)

    @classmethod
    def tell(
        cls, recipient: User, kind: str, *, url: str = "", at: datetime | None = None, is_mailed: bool = True, **context: Any
    ) -> "Notice":
        """Puts a notice in the inbox and asks the worker to mail it once the transaction has committed; not before `at`, where that is given.
        One that `is_mailed` is not stays in the inbox, whatever the member has chosen.

        People are named in `context` by id, as `author`, so that the name shown is the one they have, or no more have.
        """
        from accounts.letters import without_language
        from accounts.tasks import mail_notice_soon

        at = at or timezone.now()
        told = {"recipient": recipient, "kind": kind, "url": without_language(url), "context": context}
        notice = cls.objects.create(**told, created_at=at, mail_at=at if is_mailed else None)
        if is_mailed:
            mail_notice_soon(notice)
        return notice

    @classmethod
    def tell_once(cls, told: Iterable[Self]) -> None:
        """Puts new notices with a `key` into inboxes, but for those whose member has been told of the same before.

        They are mailed when the clock next looks: nobody waits for the letters of a whole batch.
        """
        cls.objects.bulk_create(told, ignore_conflicts=True)
