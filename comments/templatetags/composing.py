"""What the composer's template needs to know."""

from django import template
from django.conf import settings

from accounts.any_member import AnyMember
from accounts.models import User
from comments.models import Comment

register = template.Library()
POSTED_KNOWN = 20  # as many as drafts are kept (static/composer.js)


@register.simple_tag
def most_characters() -> int:
    return settings.COMMENT_MAX_LENGTH


@register.simple_tag
def keys_posted(user: User | AnyMember) -> str:
    """The keys of the forms that the member's newest comments came from: what the browser kept of these is done with."""
    if isinstance(user, AnyMember):
        return user.mark("posted")
    keys = Comment.objects.filter(author=user).order_by("-created_at", "-pk").values_list("key", flat=True)
    return " ".join(str(key) for key in keys[:POSTED_KNOWN])
