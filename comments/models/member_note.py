"""What moderators note about a member for each other."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MemberNote(models.Model):
    """Seen by moderators alone; goes with the member who leaves."""

    WORDS_MAX = 500

    member = models.ForeignKey("accounts.User", models.CASCADE, related_name="notes_about")
    author = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    words = models.CharField(_("note"), max_length=WORDS_MAX)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("note on a member")
        verbose_name_plural = _("notes on members")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["member", "-created_at", "-id"], name="note_of_member")]

    def __str__(self) -> str:
        return self.words[:40]
