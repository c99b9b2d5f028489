"""A member who wants to be told of new comments in a discussion, or in one thread of it."""

from django.db import models
from django.utils import timezone

from accounts.models import Notice

from .comment import Comment
from .discussion import Discussion


class Follow(models.Model):
    """`notice` is the last that was told. While it is unread no further one is, so that a lively discussion fills nobody's inbox."""

    member = models.ForeignKey("accounts.User", models.CASCADE, related_name="follows")
    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="follows", db_index=False)
    thread = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="follows")  # null: the whole discussion
    notice = models.ForeignKey(Notice, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discussion", "member", "thread"], name="one_follow_of_thread"),
            models.UniqueConstraint(fields=["discussion", "member"], condition=models.Q(thread=None), name="one_follow_of_discussion"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.discussion_id}"
