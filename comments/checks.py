"""Settings that would make the discussion misbehave, said at start-up rather than at the first comment."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register


@register()
def comment_settings(**_kwargs: Any) -> list[Error]:
    errors = []
    for name, least in (
        ("COMMENT_MAX_LENGTH", 1),
        ("COMMENTS_HELD_FOR_NEWCOMERS", 0),
        ("COMMENTS_PER_TEN_MINUTES", 1),
    ):
        if getattr(settings, name, least) < least:
            errors.append(Error(f"{name} must be at least {least}.", id=f"comments.E_{name}"))
    return errors
