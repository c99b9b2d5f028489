"""What somebody wrote after their session had ended: kept on the server, given back in the composer, never published by itself."""

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from .comment import Comment

if TYPE_CHECKING:
    from accounts.models import User


def new_token() -> str:
    return secrets.token_urlsafe(24)


class KeptDraft(models.Model):
    """Found by its token only; belongs to the member who first opens it after logging in."""

    token = models.CharField(max_length=40, unique=True, default=new_token)
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    parent = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="+")
    user = models.ForeignKey("accounts.User", models.CASCADE, null=True, blank=True, related_name="+")
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"draft on {self.page_id}"

    @classmethod
    def keep(cls, page: Page, body: str, parent: Comment | None = None, user: "User | None" = None) -> "KeptDraft":
        return cls.objects.create(page=page, body=body[: settings.COMMENT_MAX_LENGTH * 4], parent=parent, user=user)

    @classmethod
    def give_back(cls, token: str, page: Page, user: "User") -> "KeptDraft | None":
        """The draft behind `token`, if it is nobody else's. The first to ask while logged in becomes its owner."""
        if not token:
            return None
        draft = cls.objects.filter(token=token, page=page).filter(models.Q(user=None) | models.Q(user=user)).first()
        if draft and draft.user_id is None and not cls.objects.filter(pk=draft.pk, user=None).update(user=user):
            return None
        return draft

    @classmethod
    def forget_old(cls) -> int:
        """Deletes what nobody came back for. Returns how many."""
        return cls.objects.filter(created_at__lt=timezone.now() - timedelta(days=settings.DRAFT_DAYS)).delete()[0]
