"""What the composer's template needs to know."""

from typing import Any

from django import template
from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Page

from accounts.any_member import AnyMember
from accounts.models import User
from accounts.prepared import Prepared
from comments.models import Comment, Discussion

register = template.Library()
POSTED_KNOWN = 20  # as many as drafts are kept (static/composer.js)


@register.simple_tag
def most_characters() -> int:
    return settings.COMMENT_MAX_LENGTH


def _newest_keys(author: int) -> QuerySet[Comment, Any]:
    return Comment.objects.filter(author=author).order_by("-created_at", "-pk").values_list("key")[:POSTED_KNOWN]


_keys: Prepared[Any] = Prepared(_newest_keys, int, by_key=True)


@register.simple_tag
def keys_posted(user: User | AnyMember) -> str:
    """The keys of the forms that the member's newest comments came from: what the browser kept of these is done with."""
    if isinstance(user, AnyMember):
        return user.mark("posted")
    return " ".join(str(key) for (key,) in _keys(user.pk))


@register.simple_tag
def reviewed_first(page: Page) -> bool:
    """Whether every comment on the page is read by moderators before it appears. Nothing more is asked where the discussion was read."""
    talk: Discussion = getattr(page, "_talk_read", None) or Discussion.on(page)
    return talk.is_reviewed_first
