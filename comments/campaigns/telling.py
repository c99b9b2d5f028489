"""Telling the moderators of a surge: once, with its numbers."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.letters import without_language
from accounts.models import Notice, User
from comments.models import Discussion, Guard

if TYPE_CHECKING:
    from comments.campaigns.surges import Arrivals

KIND = "surge"


def tell_moderators(
    discussion: Discussion, arrivals: "Arrivals", *, since: str, step: Guard | None = None, until: datetime | None = None
) -> None:
    """`since` names the surge: nobody is told of the same one twice. Inside the transaction of what it tells of."""
    context: dict[str, Any] = {
        "page": discussion.page.title,
        "arrived": arrivals.now,
        "newcomers": arrivals.newcomers,
        "network": arrivals.network,
        "usual": round(max(arrivals.here, arrivals.elsewhere)),
        "step": step or "",
        "until": until.isoformat() if until else "",
    }
    url = without_language(reverse("comments_desk:discussion", args=[discussion.page_id]))
    Notice.tell_once(
        Notice(recipient=moderator, kind=KIND, url=url, key=f"{discussion.pk}:{since}", context=context) for moderator in moderators()
    )


def moderators() -> QuerySet[User]:
    """Members who are here and may decide on comments, by themselves, by a group, or because they may do everything."""
    right = Permission.objects.filter(codename="moderate_comment", content_type__app_label="comments")
    may = Q(is_superuser=True) | Q(user_permissions__in=right) | Q(groups__permissions__in=right)
    return User.objects.filter(may, is_active=True, closed_at=None).distinct()
