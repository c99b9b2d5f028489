"""How credentials are spoken of, on members' pages and in notices."""

from datetime import datetime
from typing import Any

from django import template
from django.template.context import Context
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from accounts.credentials.getters import own_credentials
from accounts.credentials.showing import Shown
from accounts.credentials.wording import HINTS, WHAT_TO_DO
from accounts.models import Credential, Reason, User

register = template.Library()
SHOWN_IN_SETTINGS = 5


@register.simple_tag
def shown_credential(credential: Credential) -> Shown:
    return Shown(credential)


@register.simple_tag
def own_latest_credentials(user: User) -> list[Credential]:
    """For the settings: the newest few that were not withdrawn."""
    return list(own_credentials(user).exclude(state=Credential.State.WITHDRAWN)[:SHOWN_IN_SETTINGS])


@register.simple_tag
def seal_of_none(letter: str) -> SafeString:
    """The dashed seal of a step that has not been reached."""
    return format_html('<span class="seal d-none" aria-hidden="true">{}</span>', letter)


@register.simple_tag
def method_hint(method: str) -> str:
    """What a method asks of the member."""
    return str(HINTS.get(method, ""))


@register.simple_tag
def what_to_do(reason: str) -> str:
    """What a member can do after a request was refused or a credential revoked for this reason."""
    return str(WHAT_TO_DO.get(reason, WHAT_TO_DO[Reason.OTHER]))


@register.simple_tag
def reason_label(reason: str) -> str:
    return str(Reason(reason).label) if reason in Reason.values else ""


@register.simple_tag(takes_context=True)
def profession_told(context: Context, **_nothing: Any) -> str:
    """The profession that a notice is about, in the language of who reads it."""
    korean = (get_language() or "ko").startswith("ko")
    return str(context.get("profession", "") if korean else context.get("profession_en") or context.get("profession", ""))


@register.simple_tag
def day_told(moment: str) -> str:
    """The day of a moment that a notice keeps as text, in Seoul; "without end" for none."""
    return date_format(localtime(datetime.fromisoformat(moment)), "DATE_FORMAT") if moment else gettext("without end")
