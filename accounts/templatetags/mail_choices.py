"""The panel by which members choose what is mailed, on pages that know nothing of how."""

from typing import Any

from django import template
from django.template.context import Context

from accounts import mail_groups
from accounts.forms.mail import MailForm

register = template.Library()


@register.inclusion_tag("accounts/includes/settings_mail.html", takes_context=True)
def mail_panel(context: Context) -> dict[str, Any]:
    """For the member who reads; with the form of the view, if it has one. Costs one query."""
    request = context["request"]
    form = context.get("mail_form") or MailForm(member=request.user)
    return {"form": form, "fixed": mail_groups.fixed(), "csrf_token": context.get("csrf_token"), "request": request}
