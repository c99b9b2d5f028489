"""Buttons that lead to another site's log-in, and what those sites are called."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse

from accounts.ways.names import name_of, offered

register = template.Library()
COLUMNS = {2: "two", 3: "three", 4: "two"}  # how many buttons stand side by side, by how many there are


@register.inclusion_tag("accounts/includes/ways.html", takes_context=True)
def ways(context: Context, names: list[str] | None = None, process: str = "") -> dict[str, Any]:
    """A form with a button for each way in, or for those that are named; `process` is "connect" for members who add one.

    The page hands `redirect_field_value` on, so that the reader comes back to where they were. Notes on the request that its page leads
    elsewhere, which the content security policy has to say.
    """
    shown = [button(way) for way in names or offered()]
    context["request"].leads_elsewhere = bool(shown)
    following = context.get("redirect_field_value", "")
    return {"ways": shown, "columns": COLUMNS.get(len(shown), ""), "process": process, "following": following}


def button(way: str) -> dict[str, str]:
    return {"id": way, "name": name_of(way), "url": reverse(f"{way}_login"), "mark": f"accounts/marks/{way}.svg"}


@register.simple_tag
def ways_offered() -> list[str]:
    return offered()


@register.filter
def way_name(way: str) -> str:
    return name_of(way)


@register.filter
def ways_named(ways: list[str]) -> str:
    return ", ".join(map(name_of, ways))
