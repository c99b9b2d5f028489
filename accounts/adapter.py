"""How allauth makes our members, and how it writes to them and speaks with them."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.devices import noted
from accounts.letters import frame_of_letter
from accounts.models import MemberSession, User
from accounts.models.session import NOTED

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed to log-ins."),
        "duplicate_email": _("This is the address you already have."),
        "email_password_mismatch": _("The email address or the password is not right."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("The code is not right. Please look at the newest mail."),
        "incorrect_password": _("The password is not right."),
        "email_taken": _("This address cannot be used. Please enter another."),
        "too_many_login_attempts": _("Too many attempts. Please wait a few minutes and try again."),
        "unverified_primary_email": _("Please verify your email address first."),
        "same_as_current": _("This is the address you already have."),
        "rate_limited": _("That was a little fast. Please wait a moment and try again."),
    }

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """The member that a form of joining describes, speaking the language in which they joined."""
        user.name = form.cleaned_data.get("name", "")
        user.profession = form.cleaned_data.get("profession")
        user.language = get_language() or user.language
        return super().save_user(request, user, form, commit)

    def login(self, request: HttpRequest, user: User) -> None:
        """Notes when and on which device the session began: once, in the session itself, which is written then anyway.

        A session that was to end soon, with somebody's unfinished joining (`accounts.views.ways`), is a member's now.
        """
        super().login(request, user)
        request.session.set_expiry(None)
        request.session[NOTED] = noted(request)

    def get_login_stages(self) -> list[str]:
        """Who has left stands before the way back, and is nobody until they have taken it."""
        return ["accounts.way_back.WayBackStage", *super().get_login_stages()]

    def set_password(self, user: User, password: str) -> None:
        """Ends the sessions elsewhere, which Django would know nobody by any more, but keep."""
        super().set_password(user, password)
        if user.pk:
            MemberSession.objects.end_others_of(user.pk, self.request.session.session_key)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return front_page()

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return front_page()

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return front_page()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("settings")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("settings") if self.request.user.is_authenticated else reverse("account_login")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends the letter in the language of the member it goes to; a stranger's is that of the page.

        Where the mail server does not answer, the reader is told so and can ask again; nothing they typed is lost.
        """
        request = allauth_context.request
        language = context["user"].language if context.get("user") else User.language_of(email) or get_language()
        with translation.override(language):
            letter = self.render_mail(template_prefix, email, {"request": request, "email": email, **frame_of_letter(request), **context})
        try:
            letter.send()
        except OSError:  # that of smtplib, too
            logger.exception("mail %s could not be sent", template_prefix)
            messages.error(request, gettext("The mail could not be sent. Please wait a moment and ask for it again."))


def front_page() -> str:
    """`/`, or `/en/` for who reads in English."""
    return reverse("wagtail_serve", args=[""])
