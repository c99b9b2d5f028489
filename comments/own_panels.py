"""The panels of the settings page that are of comments: what keeps the member from writing, if anything does, and what was decided."""

from accounts.panels import Context, Panel, register
from accounts.requests import MemberRequest
from comments.sanctioning import stopping


def sanction(request: MemberRequest) -> Context:
    return {"stopped": stopping(request.user)}


register(Panel("sanction", "comments/includes/settings_sanction.html", 5, context=sanction))
register(Panel("decisions", "comments/includes/settings_decisions.html", 55))
