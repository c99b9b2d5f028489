"""The inbox: what a member is told. A row is written in the transaction of what it tells of; mail follows from the row."""

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models
from django.utils import timezone

from .user import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, user: User) -> Self:
        return self.filter(recipient=user)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def to_mail(self) -> Self:
        return self.filter(mailed_at=None, mail_attempts__lt=Notice.MAIL_ATTEMPTS)

    def due_to_mail(self) -> Self:
        """Those whose turn it is to be tried again: each attempt waits twice as long, counted from when the notice was written."""
        now, first = timezone.now(), Notice.FIRST_RETRY
        turns = (models.Q(mail_attempts=n, created_at__lte=now - first * 2**n) for n in range(Notice.MAIL_ATTEMPTS))
        return self.to_mail().filter(reduce(or_, turns)).order_by("pk")

    def forget_old(self) -> int:
        """Deletes what is older than notices are kept. Returns how many."""
        return self.filter(created_at__lt=timezone.now() - timedelta(days=Notice.KEPT_DAYS)).delete()[0]

    def mark_read(self) -> int:
        return self.unread().update(read_at=timezone.now())


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
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_attempts = models.PositiveSmallIntegerField(default=0)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notice_inbox"),
            models.Index(fields=["recipient"], condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(fields=["id"], condition=models.Q(mailed_at=None), name="notice_to_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient_id}"

    @property
    def is_read(self) -> bool:
        return self.read_at is not None

    def mark_mailed(self) -> bool:
        """Takes it on oneself to mail this notice. False if somebody else did, or has tried since it was read from the database."""
        waiting = Notice.objects.filter(pk=self.pk, mailed_at=None, mail_attempts=self.mail_attempts)
        return bool(waiting.update(mailed_at=timezone.now(), mail_attempts=self.mail_attempts + 1))

    def mark_unmailed(self) -> None:
        """After a failed attempt, which stays counted."""
        Notice.objects.filter(pk=self.pk).update(mailed_at=None)

    @classmethod
    def tell(cls, recipient: User, kind: str, *, url: str = "", **context: Any) -> "Notice":
        """Puts a notice in the inbox and asks the worker to mail it once the transaction has committed.

        People are named in `context` by id, as `author`, so that the name shown is the one they have, or no more have.
        """
        from accounts.letters import without_language
        from accounts.tasks import mail_notice_soon

        notice = cls.objects.create(recipient=recipient, kind=kind, url=without_language(url), context=context)
        mail_notice_soon(notice)
        return notice
