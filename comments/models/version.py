"""What a comment said before its author changed it; for moderators, and gone when the author takes the comment back."""

from django.db import models
from django.utils import timezone

from .comment import Comment


class CommentVersion(models.Model):
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="versions")
    source = models.TextField()
    until = models.DateTimeField(default=timezone.now)  # when the next text took its place

    class Meta:
        ordering = ["-until", "-pk"]

    def __str__(self) -> str:
        return f"#{self.comment_id} {self.until:%F %T}"
