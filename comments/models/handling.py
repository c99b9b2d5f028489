"""Who has a comment in hand at the desk, so that two moderators do not work on one."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from .comment import Comment

if TYPE_CHECKING:
    from accounts.models import User


class HandlingQuerySet(models.QuerySet["Handling"]):
    def now(self) -> Self:
        return self.at(timezone.now())

    def at(self, moment: datetime) -> Self:
        return self.filter(until__gt=moment)

    def of_others(self, moderator: "User | None") -> Self:
        return self.now().exclude(moderator=moderator) if moderator else self.now()


class Handling(models.Model):
    """Ends by itself: whoever is called away keeps nothing from the others."""

    FOR = timedelta(minutes=10)

    comment = models.OneToOneField(Comment, models.CASCADE, primary_key=True, related_name="handling")
    moderator = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = HandlingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.comment_id} {self.moderator_id}"

    @classmethod
    def take(cls, comment: Comment, by: "User", *, over: bool = False) -> bool:
        """False if another has it in hand; `over` takes it from them."""
        free = Q() if over else Q(moderator=by) | Q(until__lte=timezone.now())
        until = timezone.now() + cls.FOR
        if cls.objects.filter(free, comment=comment).update(moderator=by, until=until):
            return True
        try:
            with transaction.atomic():
                cls.objects.create(comment=comment, moderator=by, until=until)
        except IntegrityError:
            return False
        return True

    @classmethod
    def lay_down(cls, comment: Comment, by: "User") -> None:
        cls.objects.filter(comment=comment, moderator=by).delete()
