"""Kakao. An account may have no address, or give none away."""

from typing import Any

from allauth.socialaccount.providers.kakao.provider import KakaoProvider
from allauth.socialaccount.providers.kakao.views import KakaoOAuth2Adapter

from .careful import CarefulAdapter, CarefulProvider


class KakaoAdapter(CarefulAdapter, KakaoOAuth2Adapter):
    pass


class Kakao(CarefulProvider, KakaoProvider):
    oauth2_adapter_class = KakaoAdapter

    def uid_of(self, data: dict[str, Any]) -> object:
        return data["id"]

    def email_of(self, data: dict[str, Any]) -> tuple[object, bool]:
        """An address that was verified once may have become another account's since: then it is no longer valid."""
        said = data.get("kakao_account") or {}
        return said.get("email"), said.get("is_email_valid") is True and said.get("is_email_verified") is True
