"""What a member takes along: asked for, packed in the background, kept for some days for them alone."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .user import User


def new_name() -> str:
    return secrets.token_urlsafe(24)


class ExportQuerySet(models.QuerySet["Export"]):
    def of(self, member: User) -> Self:
        return self.filter(member=member)

    def ready(self) -> Self:
        """Those that can be taken: a file whose days are over is not given out, even where it is still to be destroyed."""
        return self.filter(state=Export.State.READY, settled_at__gt=timezone.now() - Export.KEPT)

    def expired(self) -> Self:
        return self.filter(settled_at__lte=timezone.now() - Export.KEPT).exclude(state=Export.State.ASKED)

    def cut_off(self) -> Self:
        """Those that nobody is packing: never begun, because the worker was away, or begun so long ago that it must have been killed."""
        long_ago = timezone.now() - Export.TAKES_AT_MOST
        waiting = Q(begun_at=None, asked_at__lte=long_ago) | Q(begun_at__lte=long_ago)
        return self.filter(waiting, state=Export.State.ASKED).order_by("asked_at", "pk")


class Export(models.Model):
    """One at a time for each member. The file lies outside what any server gives out, under a name nobody could guess."""

    class State(models.TextChoices):
        ASKED = "asked"
        READY = "ready"
        FAILED = "failed"

    KEPT = timedelta(days=7)
    TAKES_AT_MOST = timedelta(minutes=15)
    ATTEMPTS = 3

    member = models.OneToOneField(User, models.PROTECT, related_name="export")
    state = models.CharField(max_length=6, choices=State, default=State.ASKED)
    name = models.CharField(max_length=40, unique=True, default=new_name)
    asked_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True, blank=True)  # since when it is ready, or has failed
    size = models.PositiveBigIntegerField(default=0)  # bytes

    objects = ExportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.member_id} {self.state}"

    @staticmethod
    def folder() -> Path:
        return Path(settings.EXPORTS_DIR)

    @property
    def path(self) -> Path:
        return self.folder() / f"{self.name}.zip"

    @property
    def kept_until(self) -> datetime | None:
        return self.settled_at and self.settled_at + self.KEPT

    @property
    def is_there(self) -> bool:
        """Whether it can be downloaded."""
        return self.state == self.State.READY and bool(self.kept_until and self.kept_until > timezone.now())

    def begin(self) -> bool:
        """Takes it on oneself to pack it. False if somebody else does, or it is not asked for any more."""
        asked = Export.objects.filter(pk=self.pk, state=self.State.ASKED, begun_at=self.begun_at)
        begun = asked.update(begun_at=timezone.now(), attempts=F("attempts") + 1)
        if begun:
            self.refresh_from_db()
        return bool(begun)

    def settle(self, state: str, size: int = 0) -> bool:
        """Says what came of it. False if it is not asked for any more: the member has left, for example."""
        asked = Export.objects.filter(pk=self.pk, state=self.State.ASKED, begun_at=self.begun_at)
        return bool(asked.update(state=state, size=size, settled_at=timezone.now()))
