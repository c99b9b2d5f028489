"""Addresses of the ways in. There are none where the environment offers no way in, and none of a way that it does not offer."""

from allauth.socialaccount import views as allauth
from django.urls import URLPattern, path

from accounts.views import connections, join_by_way, ways

from .names import offered


def of_readers() -> list[URLPattern]:
    """Those that readers see, in either language."""
    if not offered():
        return []
    return [
        *(path(f"{way}/login/", ways.leave, {"way": way}, name=f"{way}_login") for way in offered()),
        path("ways/", connections.ConnectionsView.as_view(), name="socialaccount_connections"),
        path("ways/join/", join_by_way.JoinByWayView.as_view(), name="socialaccount_signup"),
        path("ways/join/give-up/", join_by_way.give_up, name="give_up_joining"),
        path("ways/cancelled/", allauth.login_cancelled, name="socialaccount_login_cancelled"),
        path("ways/error/", allauth.login_error, name="socialaccount_login_error"),
    ]


def of_sites() -> list[URLPattern]:
    """Those that other sites send readers back to: one for both languages, because each has to be registered there to the letter."""
    patterns = []
    for way in offered():
        back = f"accounts/{way}/login/callback/"
        if way == "apple":
            patterns.append(path(back, ways.come_back_by_form, name="apple_callback"))
            back += "finish/"
        patterns.append(path(back, ways.come_back, {"way": way}, name="apple_finish" if way == "apple" else f"{way}_callback"))
    return patterns
