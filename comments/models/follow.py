"""A member who wants to be told of new comments in a discussion, or in one thread of it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from accounts.models import Notice, User

from .comment import Comment
from .discussion import Discussion


class FollowQuerySet(models.QuerySet["Follow"]):
    def concerned_by(self, comment: Comment) -> Self:
        """Of the comment's discussion or thread, by others than its author. Who follows both is there once, by the thread."""
        return self.concerned(comment.discussion_id, comment.root_id or comment.pk, comment.author_id)

    def concerned(self, discussion: int, root: int, author: int) -> Self:
        """The same, by the numbers of the discussion, of the comment that its thread begins with, and of its author."""
        both = Follow.objects.filter(thread_id=root).values("member")
        here = Q(thread_id=root) | Q(thread=None) & ~Q(member__in=both)
        return self.filter(here, discussion_id=discussion).exclude(member_id=author)

    def who_may_see(self, page: Page) -> Self:
        """Of members to whom a restriction of the page, if it has one, still lets them read it."""
        follows = self.filter(member__is_active=True, member__closed_at=None)
        for restriction in page.get_view_restrictions():
            if restriction.restriction_type == restriction.GROUPS:
                follows = follows.filter(
                    Q(member__is_superuser=True) | Q(member__in=User.objects.filter(groups__in=restriction.groups.all()))
                )
            elif restriction.restriction_type != restriction.LOGIN:
                follows = follows.none()
        return follows

    def to_tell(self, comment: Comment) -> Self:
        """Those with nothing unread of before, to whom its author is not muted."""
        return (
            self.concerned_by(comment)
            .who_may_see(comment.discussion.page)
            .filter(Q(notice=None) | Q(notice__read_at__isnull=False))
            .exclude(member__mutes__muted_id=comment.author_id)
        )


class Follow(models.Model):
    """`notice` is the last that was told. While it is unread no further one is, so that a lively discussion fills nobody's inbox."""

    member = models.ForeignKey("accounts.User", models.CASCADE, related_name="follows")
    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="follows", db_index=False)
    thread = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="follows")  # null: the whole discussion
    notice = models.ForeignKey(Notice, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discussion", "member", "thread"], name="one_follow_of_thread"),
            models.UniqueConstraint(fields=["discussion", "member"], condition=models.Q(thread=None), name="one_follow_of_discussion"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.discussion_id}"
