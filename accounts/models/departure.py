"""A member who has left and can still come back."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .user import User


class DepartureQuerySet(models.QuerySet["Departure"]):
    def of(self, member: User) -> Self:
        return self.filter(member=member)

    def revocable(self) -> Self:
        return self.filter(begun_at=None, final_at__gt=timezone.now())

    def due(self) -> Self:
        """Those whose way back is over, the longest first."""
        return self.filter(final_at__lte=timezone.now()).order_by("final_at", "pk")


class Departure(models.Model):
    """There is a row while one can come back, and while what is to go is being erased; `User.closed_at` says since when one is away."""

    class Comments(models.TextChoices):
        KEEP = "keep", _("Leave them without my name")
        ERASE = "erase", _("Delete them all")

    member = models.OneToOneField(User, models.PROTECT, related_name="departure")
    comments = models.CharField(max_length=5, choices=Comments)
    final_at = models.DateTimeField(db_index=True)
    begun_at = models.DateTimeField(null=True, blank=True)  # when the erasing began: from then on nobody comes back

    objects = DepartureQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.member_id} {self.comments} {self.final_at:%F %T}"

    @classmethod
    def begin_to_leave(cls, member: User, comments: str) -> Self:
        days = timedelta(days=settings.LEAVING_DAYS)
        return cls.objects.create(member=member, comments=comments, final_at=timezone.now() + days)

    @property
    def is_revocable(self) -> bool:
        return self.begun_at is None and self.final_at > timezone.now()

    def begin_to_erase(self) -> bool:
        """Ends the way back. False if the member has come back meanwhile, or may still."""
        begun = Coalesce("begun_at", timezone.now(), output_field=models.DateTimeField())
        return bool(Departure.objects.due().filter(pk=self.pk).order_by().update(begun_at=begun))
