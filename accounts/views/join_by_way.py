"""What is asked of those who come by another site's log-in and have never been here."""

from datetime import timedelta
from typing import Any

from allauth.decorators import rate_limit
from allauth.socialaccount.internal.flows.signup import clear_pending_signup, get_pending_signup
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.views import SignupView
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import JoinByWayForm
from accounts.models.handle import HandleTaken

UNFINISHED_KEPT = timedelta(minutes=30)
PENDING = "socialaccount_sociallogin"  # where allauth keeps it in the session


@method_decorator([never_cache, require_http_methods(["GET", "HEAD", "POST"]), rate_limit(action="signup")], name="dispatch")
class JoinByWayView(SignupView):
    sociallogin: SocialLogin

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who is in the middle of it has agreed to nothing yet: the session, where what the other site said waits, ends soon."""
        if PENDING in request.session:
            request.session.set_expiry(UNFINISHED_KEPT)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: JoinByWayForm) -> HttpResponse:
        """Joins. Where somebody else took the handle or the address at the same moment, the form is looked at once more."""
        pending = self.request.session[PENDING]
        try:
            return super().form_valid(form)
        except (HandleTaken, IntegrityError):
            account = self.sociallogin.account
            if SocialAccount.objects.filter(provider=account.provider, uid=account.uid).exists():
                return _has_joined_meanwhile(self.request)
            self.request.session[PENDING] = pending
            self.sociallogin = get_pending_signup(self.request)
            form = self.get_form_class()(**self.get_form_kwargs())
            return super().form_valid(form) if form.is_valid() else self.form_invalid(form)


def _has_joined_meanwhile(request: HttpRequest) -> HttpResponse:
    messages.info(request, gettext("You have joined already. Please log in."))
    return redirect("account_login")


@require_POST
def give_up(request: HttpRequest) -> HttpResponse:
    """Forgets what the other site said."""
    pending = get_pending_signup(request)
    clear_pending_signup(request)
    following = pending.state.get("next") if pending else None
    login = reverse("account_login")
    return redirect(f"{login}?{urlencode({'next': following})}" if following else login)
