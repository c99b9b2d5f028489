"""To what a moderator is limited."""

from django.db import models


class DeskLimit(models.Model):
    """One thing that a moderator may decide on; whoever has none decides on everything.

    `kind` names an entry of comments.desk.limits.KINDS, and `target` is the number of a thing of that kind: a section's page, a topic.
    """

    moderator = models.ForeignKey("accounts.User", models.CASCADE, related_name="desk_limits")
    kind = models.SlugField(max_length=20)
    target = models.PositiveIntegerField()

    class Meta:
        ordering = ["kind", "target"]
        constraints = [models.UniqueConstraint(fields=["moderator", "kind", "target"], name="one_limit")]

    def __str__(self) -> str:
        return f"{self.moderator_id} {self.kind} {self.target}"
