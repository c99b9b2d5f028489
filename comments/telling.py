"""What a member is told of a decision, the same in the inbox, by mail and on the decision's page."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from comments.contesting import contestable_until
from comments.models import Decider, Decision


def address_of(decision: Decision) -> str:
    """The page of the decision for the member whom it concerns."""
    return reverse("comments:decision", args=[decision.number])


def about(decision: Decision) -> dict[str, Any]:
    """For `Notice.tell`: the rule, the words, who decided, until when it holds and can be contested, and where that is done."""
    return {
        "url": address_of(decision),
        "decision": decision.number,
        "rule": decision.rule_key,
        "rules_version": decision.rules_version,
        "reason": decision.reason,
        "facts": decision.facts,
        "by_rule": decision.decider == Decider.RULE,
        "until": _written(decision.until),
        "contest_until": _written(contestable_until(decision)),
    }


def _written(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
