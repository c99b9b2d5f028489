"""What newcomers fill in after they came by another site, and what there is to see of it."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from accounts.models import Consent, Handle, User

JOIN = "/accounts/ways/join/"
ADDRESSES = {"kakao": "garam@kakao.example", "naver": "garam@naver.example", "google": "garam.test@gmail.com", "apple": "x@privaterelay.appleid.com"}  # fmt: skip
BELIEVED = ("kakao", "google", "apple")


def joining(way: str = "kakao", **changes: Any) -> dict[str, Any]:
    form = {"email": ADDRESSES[way], "handle": "garam", "name": "문가람", "age": "on", "consent": "on"} | changes
    return {name: value for name, value in form.items() if value is not None}


def nothing_is_stored() -> bool:
    tables = (User, EmailAddress, SocialAccount, SocialToken, Consent)
    return not any(table.objects.exists() for table in tables) and not Handle.objects.filter(owner__startswith="user:").exists()


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
