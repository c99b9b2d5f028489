"""Naver. It hands out whatever address its member wrote down as theirs."""

from typing import Any

from allauth.socialaccount.providers.naver.provider import NaverProvider
from allauth.socialaccount.providers.naver.views import NaverOAuth2Adapter

from .careful import CarefulAdapter, CarefulProvider


class NaverAdapter(CarefulAdapter, NaverOAuth2Adapter):
    pass


class Naver(CarefulProvider, NaverProvider):
    oauth2_adapter_class = NaverAdapter

    def uid_of(self, data: dict[str, Any]) -> object:
        return data["id"]

    def email_of(self, data: dict[str, Any]) -> tuple[object, bool]:
        """allauth takes it as verified. Naver does not say that it is, so it never counts as that here."""
        return data.get("email"), False
