"""A member who does not want to read another: the other's comments are folded for them, and for nobody else."""

from django.db import models
from django.utils import timezone


class Mute(models.Model):
    member = models.ForeignKey("accounts.User", models.CASCADE, related_name="mutes", db_index=False)
    muted = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "muted"], name="one_mute")]

    def __str__(self) -> str:
        return f"{self.member_id} mutes {self.muted_id}"
