"""The button by which a member follows a profession, a columnist or a topic."""

from typing import Any

from django import template
from django.template.context import Context

from portal.following.kinds import KINDS

register = template.Library()


@register.inclusion_tag("portal/includes/follow_button.html", takes_context=True)
def follow_button(context: Context, kind: str, what: Any) -> dict[str, Any]:
    """A link to the door for strangers, whose pages carry no form; for a member one query."""
    request = context["request"]
    reader = request.user
    return {
        "request": request,
        "kind": kind,
        "address": KINDS[kind].address_of(what),
        "is_member": reader.is_authenticated,
        "is_followed": reader.is_authenticated and KINDS[kind].rows.is_followed(reader, what),
        "csrf_token": context.get("csrf_token"),
    }
