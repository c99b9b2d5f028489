"""Coming by another site's log-in: the way there and the way back. Joining, for who has never been here, is `accounts.views.join_by_way`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.core.ratelimit import respond_429
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.throttle import is_within

CODE_MAX = 2000  # characters of what a site hands back by way of the browser


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, way: str) -> HttpResponse:
    """Sends the reader to the other site, by a form only: a link could make anybody log in without meaning to."""
    if request.method != "POST":
        return render(
            request, "socialaccount/login.html", {"way": way, "ways": [way], "redirect_field_value": get_next_redirect_url(request)}
        )
    if not is_within(request, "way"):
        return respond_429(request)
    response: HttpResponse = get_adapter().get_provider(request, way).redirect_from_request(request)
    return response


@never_cache
@require_safe
def come_back(request: HttpRequest, way: str) -> HttpResponse:
    """The reader is back, with a code by which we ask the other site who they are."""
    view = OAuth2CallbackView.adapter_view(registry.get_class(way).oauth2_adapter_class)
    with in_language_of(request):
        response: HttpResponse = view(request)
    return response


@never_cache
@csrf_exempt  # the form comes from Apple; what it says is believed only together with the state in the session, after the next step
@require_POST
def come_back_by_form(request: HttpRequest) -> HttpResponse:
    """Apple answers by a form from its own site, to which browsers add no cookie of ours: we send them once more, to the same in an address."""
    said = {name: request.POST.get(name, "")[:CODE_MAX] for name in ("state", "code", "error")}
    response = redirect(f"{reverse('apple_finish')}?{urlencode({name: value for name, value in said.items() if value})}")
    response.status_code = 303
    return response


@contextmanager
def in_language_of(request: HttpRequest) -> Iterator[None]:
    """The language in which the reader left; the address they come back to is one for all, as it is registered with the other site."""
    stashed: Any = statekit.get_states(request).get(request.GET.get("state", ""))
    language = stashed[0].get("language") if stashed else None
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    with translation.override(language):
        yield
