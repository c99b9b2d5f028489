"""What the templates of notices need to know of comments."""

from typing import Any

from django import template

from comments.models import Rule

register = template.Library()


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
