"""What all ways have in common: how another site is asked, and how little of its answer is taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess, ProviderException
from django.http import HttpRequest
from django.utils.translation import get_language

UID_MAX = 191  # characters, of allauth's column
BROKEN = (AttributeError, LookupError, OverflowError, RecursionError, TypeError, ValueError)


@contextmanager
def careful() -> Iterator[None]:
    """An answer of another shape than agreed is the other site's mistake: a page that says so, never an error of ours."""
    try:
        yield
    except BROKEN as broken:
        raise ProviderException(f"an answer that cannot be read: {type(broken).__name__}: {broken}") from broken


class CarefulAdapter:
    """Mixed into allauth's adapter of a provider: the three steps that read what the other site answers."""

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        with careful():
            data: dict[str, Any] = super().get_access_token_data(*args, **kwargs)  # type: ignore[misc]
            return dict(data)

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        with careful():
            return super().parse_token(data)  # type: ignore[misc]

    def complete_login(self, *args: Any, **kwargs: Any) -> SocialLogin:
        with careful():
            return super().complete_login(*args, **kwargs)  # type: ignore[misc]


class CarefulProvider:
    """Mixed into allauth's provider: who somebody is and, if the other site says so, an address. Nothing else of a profile is kept.

    A provider says in `email_of` under which conditions its word is enough for an address; otherwise a code is sent there.
    """

    def uid_of(self, data: dict[str, Any]) -> object:
        return data["sub"]

    def email_of(self, data: dict[str, Any]) -> tuple[object, bool]:
        """An address or None, and whether it was checked that it is theirs today."""
        raise NotImplementedError

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Raises ValueError for what names nobody: `str(None)` would be one account for everybody without one."""
        uid = self.uid_of(data)
        text = str(uid) if isinstance(uid, int) and not isinstance(uid, bool) else uid
        if not isinstance(text, str) or not text.strip() or not text.isprintable() or len(text) > UID_MAX:
            raise ValueError(f"names nobody: {uid!r:.80}")
        return text

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        email, _verified = self.email_of(data)
        return {"email": email} if isinstance(email, str) else {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        email, verified = self.email_of(data)
        return [EmailAddress(email=email, verified=verified, primary=True)] if isinstance(email, str) else []

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """What is kept until the reader is back: what for, where they were, in which language. The address asks for nothing beyond that."""
        connecting = request.user.is_authenticated and request.POST.get("process") == AuthProcess.CONNECT
        kept: dict[str, Any] = {"process": AuthProcess.CONNECT if connecting else AuthProcess.LOGIN, "language": get_language()}
        if following := get_next_redirect_url(request):
            kept["next_url"] = following
        return kept
