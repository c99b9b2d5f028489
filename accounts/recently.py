"""Pages that ask who it is once more, and do not lose a form to it."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse

TO_FILL_IN = 60 * 60  # seconds

View = Callable[..., HttpResponse]


def recently_authenticated(view: View) -> View:
    """To be shown the page, a member has to have logged in a moment ago; to send its form, within the hour, for files take time to find."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        recent = _within_the_hour(request) if request.method == "POST" else did_recently_reauthenticate(request)
        if not recent:
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def _within_the_hour(request: HttpRequest) -> bool:
    if not request.user.is_authenticated or not get_reauthentication_flows(request.user):  # who only comes by another provider's door
        return did_recently_reauthenticate(request)
    times = [record["at"] for record in get_authentication_records(request, request.user) if record.get("reauthenticated")]
    return bool(times) and time.time() - max(times) < TO_FILL_IN
