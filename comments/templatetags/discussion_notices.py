"""What the templates of notices need to know of comments."""

from datetime import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.letters import full_url, without_language
from comments.models import Action, Decision, Rule

register = template.Library()


@register.simple_tag
def rule_address(key: str, version: str = "") -> str:
    """Where the rule can be read as the version of the house rules says it; "" for notices of old, which name none."""
    return full_url(f"{without_language(reverse('house_rules_version', args=[version]))}#{key}") if key and version else ""


@register.filter
def when(stamp: str) -> str:
    """A moment that was written into a notice, as the reader's language writes it, in Seoul."""
    return date_format(localtime(datetime.fromisoformat(stamp)), "DATETIME_FORMAT") if stamp else ""


@register.simple_tag
def rule_name(key: str, memo: dict[str, Any] | None = None) -> str:
    """The house rule with this key in the reader's language, "" for none. `memo` keeps what was read for the rest of the list."""
    if not key:
        return ""
    memo = {} if memo is None else memo
    if "rules" not in memo:
        memo["rules"] = {rule.key: rule for rule in Rule.objects.all()}
    rule = memo["rules"].get(key)
    return rule.label if rule else key


@register.filter
def written(moment: str) -> str:
    """A moment that a notice has kept as text, as the active language writes it; "" for none."""
    found = parse_datetime(moment) if moment else None
    return date_format(localtime(found), "DATETIME_FORMAT") if found else ""


@register.simple_tag
def decision_title(decision: Decision) -> str:
    """What was decided, as the member is told on the decision's page."""
    return str(TITLES[Action(decision.action)])


TITLES = {
    Action.PUBLISH: _("Your comment was published"),
    Action.REJECT: _("Your comment was not published"),
    Action.SPAM: _("Your comment was marked as spam"),
    Action.TAKE_DOWN: _("Your comment was taken down"),
    Action.RESTORE: _("Your comment was put back in its place"),
    Action.KEEP: _("Your comment stays"),
    Action.CLOSE: _("The discussion was closed"),
    Action.OPEN: _("The discussion was opened"),
    Action.PROTECT: _("The discussion was protected"),
    Action.UNPROTECT: _("The protection of the discussion ended"),
    Action.WARN: _("You were warned"),
    Action.SUSPEND: _("You cannot write for a time"),
    Action.BAN: _("You cannot write any more"),
    Action.LIFT: _("You can write again"),
    Action.REFUSE: _("A claim was refused"),
    Action.BLIND: _("What you wrote was hidden for a time"),
    Action.UNBLIND: _("What you wrote is shown again"),
    Action.ERASE: _("What you wrote was deleted by decision"),
    Action.UNDO: _("A decision was taken back"),
    Action.UPHOLD: _("The decision stands"),
    Action.REVERSE: _("The decision was reversed"),
    Action.CORRECT: _("An entry was corrected"),
}
