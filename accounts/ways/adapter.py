"""How allauth makes and connects members who come by another site's log-in."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess, Provider
from allauth.utils import get_request_param
from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .names import name_of, offered

logger = logging.getLogger(__name__)


class WaysAdapter(DefaultSocialAccountAdapter):
    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": _("This is your only way to log in besides mailed codes. Please choose a password first."),
        "no_verified_email": _("Please verify your email address first, so that you can still log in."),
        "connected_other": _("This account is already connected to another member."),
    }

    def list_apps(self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None) -> list[SocialApp]:
        """What the environment says, never the database: no secret is kept there, and no page asks it."""
        apps = [SocialApp(provider=name, **app) for name, said in settings.SOCIALACCOUNT_PROVIDERS.items() for app in said["APPS"]]
        return [app for app in apps if provider in (None, app.provider) and client_id in (None, app.client_id)]

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Provider:
        """Raises ValueError for one that is not offered, or not any more: allauth then takes what waits in a session as gone."""
        try:
            return super().get_provider(request, provider, client_id)
        except SocialApp.DoesNotExist as absent:
            raise ValueError(f"not offered: {provider}") from absent

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Drops the token, so that it never reaches a session; and one member has one account of each site."""
        sociallogin.token = None
        if sociallogin.state.get("process") != AuthProcess.CONNECT or not request.user.is_authenticated:
            return
        account = sociallogin.account
        if SocialAccount.objects.filter(user=request.user, provider=account.provider).exclude(uid=account.uid).exists():
            text = gettext("Another account of this kind is already connected (%(way)s). Please disconnect it first.")
            messages.error(request, text % {"way": name_of(account.provider)})
            raise ImmediateHttpResponse(redirect("socialaccount_connections"))

    def validate_disconnect(self, account: SocialAccount, accounts: QuerySet[SocialAccount]) -> None:
        """allauth has looked whether any other is left; one of a site that is no longer offered opens nothing."""
        others = accounts.exclude(pk=account.pk).filter(provider__in=offered())
        if not account.user.has_usable_password() and not others.exists():
            raise self.validation_error("no_password")

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: BaseForm | None = None) -> User:
        """The member whom the form describes. What was said of any other address than the one they chose is forgotten."""
        if form is None:
            raise ValueError("nobody joins without having been asked")
        chosen = form.cleaned_data["email"].lower()
        sociallogin.email_addresses = [address for address in sociallogin.email_addresses if address.email.lower() == chosen]
        return super().save_user(request, sociallogin, form)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Leads to a page with an address of its own, in the reader's language, from where they get back to where they were."""
        state = (extra_context or {}).get("state") or {}
        cancelled = error == AuthError.CANCELLED
        if not cancelled:  # without a state anybody may have made the address up: that is no trouble of the operator's
            said = exception or get_request_param(request, "error", "") or "no such state"
            logger.log(logging.WARNING if state else logging.INFO, "logging in by %s failed: %.300r", provider.id, said)
        if state.get("process") == AuthProcess.CONNECT:
            text = (
                gettext("Nothing was connected.")
                if cancelled
                else gettext("The other site did not answer as it should. Please try again later.")
            )
            messages.error(request, text)
            raise ImmediateHttpResponse(redirect("socialaccount_connections"))
        page = reverse("socialaccount_login_cancelled" if cancelled else "socialaccount_login_error")
        query = f"?{urlencode({'next': state['next']})}" if state.get("next") else ""
        raise ImmediateHttpResponse(redirect(page + query))
