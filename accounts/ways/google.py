"""Google. It knows whose an address is where it runs the mailbox itself."""

from typing import Any

from allauth.socialaccount.providers.google.provider import GoogleProvider
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter

from .careful import CarefulAdapter, CarefulProvider


class GoogleAdapter(CarefulAdapter, GoogleOAuth2Adapter):
    pass


class Google(CarefulProvider, GoogleProvider):
    oauth2_adapter_class = GoogleAdapter

    def uid_of(self, data: dict[str, Any]) -> object:
        return data["sub"] if "sub" in data else data["id"]

    def email_of(self, data: dict[str, Any]) -> tuple[object, bool]:
        """Of an address elsewhere Google knows only that it was its member's when the account was made.

        https://developers.google.com/identity/gsi/web/guides/verify-google-id-token says so: `hd` stands for a domain that Google runs.
        """
        email = data.get("email")
        verified = data.get("email_verified") is True or data.get("verified_email") is True
        runs_it = str(email).lower().endswith("@gmail.com") or bool(data.get("hd"))
        return email, verified and runs_it
