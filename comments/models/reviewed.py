"""A discussion in which moderators read every comment before others do."""

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from .actions import Action

if TYPE_CHECKING:
    from accounts.models import User


class ReviewedFirst(models.Model):
    held_by_moderators = models.BooleanField(_("every comment here waits for review"), default=False)

    class Meta:
        abstract = True

    @property
    def is_reviewed_first(self) -> bool:
        """Whether whatever anybody says here waits: here or everywhere. Of single members, newcomers and words it says nothing."""
        from .screening import Screening

        known: bool | None = getattr(self, "all_is_held", None)  # read with the discussion of a page
        return self.held_by_moderators or (Screening.objects.holding_everything().exists() if known is None else known)

    def hold_comments(self, *, by: "User", reason: str = "") -> bool:
        return self._set_held(True, by=by, reason=reason)

    def release_comments(self, *, by: "User", reason: str = "") -> bool:
        return self._set_held(False, by=by, reason=reason)

    @transaction.atomic
    def _set_held(self, held: bool, *, by: "User", reason: str) -> bool:
        """By compare-and-set, from the next comment on, and records it. False if it already was so."""
        from .decision import Decision
        from .discussion import Discussion

        others = Discussion.objects.filter(pk=self.pk, held_by_moderators=not held)
        changed = others.update(held_by_moderators=held, version=F("version") + 1)
        if changed:
            self.refresh_from_db()
            Decision.record(
                action=Action.PROTECT if held else Action.UNPROTECT,
                discussion=self,  # type: ignore[arg-type]
                by=by,
                reason=reason,
                from_state="free" if held else "held",
                to_state="held" if held else "free",
            )
        return bool(changed)
