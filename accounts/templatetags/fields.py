"""How form fields are written: one include serves every form (`accounts/includes/field.html`)."""

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input itself, in the design's dress. Django ties it to its hint and its errors (`aria-describedby`, `aria-invalid`)."""
    return field.as_widget(attrs={} if is_check(field) else {"class": "input"})


@register.filter
def is_choice(field: BoundField) -> bool:
    """Whether it is several boxes to tick, each with a label of its own."""
    return isinstance(field.field.widget, CheckboxSelectMultiple)


@register.filter
def is_check(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)
