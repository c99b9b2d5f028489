"""Settings that would make the discussion misbehave, said at start-up rather than at the first comment."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

PER_CENT = 100


@register()
def comment_settings(**_kwargs: Any) -> list[Error]:
    errors = []
    for name, least in (
        ("COMMENT_MAX_LENGTH", 1),
        ("COMMENTS_HELD_FOR_NEWCOMERS", 0),
        ("COMMENTS_PER_TEN_MINUTES", 1),
        ("COMMENTS_LINKS", 0),
        ("COMMENTS_BEFORE_LINKS", 0),
        ("COMMENTS_REPEATS", 0),
        ("COMMENTS_BURST", 0),
        ("SCREENING_SECONDS", 0.1),
    ):
        if getattr(settings, name, least) < least:
            errors.append(Error(f"{name} must be at least {least}.", id=f"comments.E_{name}"))
    if getattr(settings, "COMMENTS_REPEATS", 0) > PER_CENT:
        errors.append(Error(f"COMMENTS_REPEATS is a share, and must be at most {PER_CENT}.", id="comments.E_COMMENTS_REPEATS"))
    errors += [
        Error(f"{name} must not be negative.", id=f"comments.E_{name}")
        for name in ("SURGE_COMMENTS", "SURGE_TIMES", "SURGE_NEWCOMERS", "SURGE_FROM_NETWORK", "SURGE_GUARD_MINUTES")
        if getattr(settings, name, 0) < 0
    ]
    return errors
