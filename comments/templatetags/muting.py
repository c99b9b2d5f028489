"""The button by which a member folds somebody's comments, on pages that know nothing of how."""

from typing import Any

from django import template
from django.template.context import Context

from accounts.models import User
from comments.muting import is_muted

register = template.Library()


@register.inclusion_tag("comments/includes/mute.html", takes_context=True)
def mute_button(context: Context, person: User, following: str = "") -> dict[str, Any]:
    """Nothing for strangers, whose pages carry no form, nor for oneself. `following` is where the press leads; by default to this page."""
    request = context["request"]
    reader = request.user
    offered = reader.is_authenticated and reader.pk != person.pk and person.closed_at is None
    return {
        "request": request,
        "person": person,
        "is_offered": offered,
        "is_muted": offered and is_muted(reader, person),
        "next": following or request.get_full_path(),
    }
