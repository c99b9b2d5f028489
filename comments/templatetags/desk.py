"""What each page of the desk has in common."""

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.templatetags.korean import number
from comments.desk.counts import counts_of
from comments.desk.queues import MOST
from comments.desk.tabs import TABS, Tab

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_tabs(context: Context, current: str) -> SafeString:
    """Links to the pages of the desk, each with how much lies there for this moderator, where that says something."""
    user = context["request"].user
    counts = counts_of(user)
    tabs = [tab for tab in TABS if not tab.right or user.has_perm(tab.right)]
    return format_html_join(
        "", '<a href="{}"{}>{}{}</a>', ((tab.url, _mark(tab, current), tab.label, _count(counts.get(tab.key))) for tab in tabs)
    )


def _mark(tab: Tab, current: str) -> SafeString:
    return SafeString(' aria-current="true"' if tab.key == current else "")


def _count(total: int | None) -> SafeString:
    if total is None:
        return SafeString("")
    return format_html(" <b>{}{}</b>", number(total), "+" if total == MOST else "")
