"""Apple. It answers by a form that comes from its own site, and may hand out an address that forwards (`privaterelay.appleid.com`)."""

from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.apple.client import AppleOAuth2Client
from allauth.socialaccount.providers.apple.provider import AppleProvider
from allauth.socialaccount.providers.apple.views import AppleOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import HttpRequest

from .careful import CarefulAdapter, CarefulProvider, careful


class AppleAdapter(CarefulAdapter, AppleOAuth2Adapter):
    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: AppleOAuth2Client, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """What Apple answered to us, and nothing of what came by way of the reader's browser.

        allauth would mix in the `user` of that form, which anybody can write: an address, and that it is verified.
        """
        with careful():
            said = client.get_access_token(request.GET.get("code"), pkce_code_verifier=pkce_code_verifier)
            if not isinstance(said, dict) or "id_token" not in said:
                raise OAuth2Error("no id_token")
            return {name: said[name] for name in ("access_token", "id_token")}


class Apple(CarefulProvider, AppleProvider):
    oauth2_adapter_class = AppleAdapter

    def email_of(self, data: dict[str, Any]) -> tuple[object, bool]:
        return data.get("email"), data.get("email_verified") in (True, "true")
