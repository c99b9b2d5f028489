"""How people are shown: seals, and the line that says who speaks."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.any_member import AnyMember
from accounts.models import Profession, User

register = template.Library()
UNDISCLOSED_SEAL = "독"  # 독자: a reader


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
def who(user: User, standing: Any) -> dict[str, Any]:
    """Name, profession and badge; `standing` has `profession` and `credential` (a Standing, or a comment with what was worn)."""
    return {"person": user, "profession": standing.profession, "verified": standing.credential is not None}


@register.simple_tag(takes_context=True)
def own(context: Context, name: str, template_name: str) -> SafeString:
    """What is the reader's own on a page, by a template; where the page is rendered for any member, the mark `name` for it."""
    reader = context["request"].user
    if isinstance(reader, AnyMember):
        return reader.mark(name)
    return context.template.engine.get_template(template_name).render(context)  # type: ignore[union-attr]


@register.simple_tag
def standing_of(user: User) -> Any:
    return user.standing()
