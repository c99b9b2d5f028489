"""공감 or 다르게 봅니다: one of the two for each member and comment."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Profession

from .comment import Comment


class Reaction(models.Model):
    """`profession` is the voter's at the time, null where none was shown; it decides in which group the vote counts, never how much."""

    class Value(models.TextChoices):
        AGREE = "agree", _("Agree")
        DISAGREE = "disagree", _("See it differently")

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="reactions", db_index=False)
    member = models.ForeignKey("accounts.User", models.PROTECT, related_name="reactions")
    value = models.CharField(max_length=8, choices=Value)
    profession = models.ForeignKey(Profession, models.PROTECT, null=True, related_name="+", db_index=False)
    verified = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "member"], name="one_reaction")]
        indexes = [models.Index(fields=["comment", "value", "profession", "verified"], name="reaction_counts")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.value} #{self.comment_id}"
