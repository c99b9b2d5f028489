"""How people are shown: seals, and the line that says who speaks."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.any_member import AnyMember
from accounts.models import Profession, User
from accounts.models.profession import UNDISCLOSED_SEAL

register = template.Library()


@register.simple_tag
def seal(profession: Profession | None, verified: bool = False, size: str = "") -> SafeString:
    """A seal: outlined where a profession is stated, filled where it was checked, dashed where none is shown. Size "", s, l or xl."""
    if profession is None:
        return format_html('<span class="seal d-none {}" aria-hidden="true">{}</span>', size, UNDISCLOSED_SEAL)
    classes = " ".join(filter(None, ["seal", f"d-{profession.field}", "ok" if verified else "", size]))
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, profession.seal)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Drawn by its symbol (includes/icons.html), which knows its own box."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.inclusion_tag("accounts/includes/who.html")
def who(user: User, standing: Any, how: str = "") -> dict[str, Any]:
    """Name, profession and badge, as the Standing `standing` says; `how` is the address that tells how the profession was checked."""
    return {"person": user, "standing": standing, "profession": standing.profession, "how": how}


@register.simple_tag(takes_context=True)
def own(context: Context, name: str, template_name: str) -> SafeString:
    """What is the reader's own on a page, by a template; where the page is rendered for any member, the mark `name` for it."""
    reader = context["request"].user
    if isinstance(reader, AnyMember):
        return reader.mark(name)
    return context.template.engine.get_template(template_name).render(context)  # type: ignore[union-attr]


@register.simple_tag
def speaker(user: User, form: Any) -> Any:
    """Who speaks in the composer; `form` is empty on a page that is rendered for all members."""
    return user.speaker(form.data.get("speaking_as", "") if form else "")


@register.simple_tag
def standing_of(user: User) -> Any:
    return user.standing()
