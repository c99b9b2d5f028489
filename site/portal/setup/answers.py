"""What a new site is asked for, and whether an answer will do. Each check returns the answer as it will be kept, or raises ValidationError."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.http.request import validate_host

from accounts.models import User
from accounts.models.handle import check_shape
from accounts.text import clean_line

NAME_MAX = 60


def name(answer: str) -> str:
    """The name of the publication or of whoever runs it."""
    kept = clean_line(answer)
    if not 1 <= len(kept) <= NAME_MAX:
        raise ValidationError(f"A name has 1 to {NAME_MAX} characters.")
    return kept


def contact(answer: str) -> str:
    """An e-mail address, or the address of a page with a form."""
    kept = clean_line(answer)
    if kept.startswith(("https://", "http://")):
        URLValidator(schemes=["https", "http"])(kept)
    else:
        validate_email(kept)
    return kept


def host(answer: str) -> tuple[str, int]:
    """Host name and port of `name` or `name:port`; without a port that of the scheme of BASE_URL."""
    try:
        parts = urlsplit(f"//{answer.strip()}")
        hostname, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ValidationError(f"{answer!r} is not a host name.") from error
    if not hostname or parts.path or parts.query or parts.username:
        raise ValidationError(f"{answer!r} is not a host name, such as gongron.example or gongron.example:8443.")
    if not validate_host(hostname, settings.ALLOWED_HOSTS):
        raise ValidationError(f"{hostname} is not among GONGRON_ALLOWED_HOSTS, so the site would not answer to it.")
    return hostname, port or (443 if settings.BASE_URL.startswith("https:") else 80)


def handle(answer: str) -> str:
    kept = clean_line(answer)
    check_shape(kept)
    return kept


def email(answer: str) -> str:
    kept = User.objects.normalize_email(answer.strip())
    validate_email(kept)
    return kept


def password(answer: str) -> str:
    validate_password(answer)
    return answer
