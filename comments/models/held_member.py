"""A member whose comments moderators read before others do. The member is told; nobody is held without knowing."""

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Notice

from .actions import Action, Scope

if TYPE_CHECKING:
    from accounts.models import User


class OneselfHeld(Exception):
    """Nobody decides on themselves."""


class HeldMember(models.Model):
    member = models.OneToOneField("accounts.User", models.CASCADE, related_name="held_for_review")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("member whose comments are reviewed first")
        verbose_name_plural = _("members whose comments are reviewed first")
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return f"{self.member_id}"

    @classmethod
    @transaction.atomic
    def hold(cls, member: "User", *, by: "User", reason: str) -> bool:
        """From the next comment on. False if it was so already. Raises OneselfHeld, and ValueError without a reason."""
        if member.pk == by.pk:
            raise OneselfHeld
        if not reason.strip():
            raise ValueError("holding a member takes a reason, which the member is told")
        _row, made = cls.objects.get_or_create(member=member, defaults={"by": by, "reason": reason})
        if made:
            _record(Action.HOLD, member, by=by, reason=reason)
        return made

    @classmethod
    @transaction.atomic
    def release(cls, member: "User", *, by: "User", reason: str = "") -> bool:
        """False if it was so already. Raises OneselfHeld."""
        if member.pk == by.pk:
            raise OneselfHeld
        gone, _each = cls.objects.filter(member=member).delete()
        if gone:
            _record(Action.RELEASE, member, by=by, reason=reason)
        return bool(gone)


def _record(action: Action, member: "User", *, by: "User", reason: str) -> None:
    from .decision import Decision

    states = ("free", "held") if action == Action.HOLD else ("held", "free")
    Decision.record(action=action, member=member, by=by, reason=reason, from_state=states[0], to_state=states[1], scope=Scope.MEMBER)
    Notice.tell(member, f"member_{action}", reason=reason)
