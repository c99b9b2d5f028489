"""The panels of the settings page that are of accounts."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Consent, Departure, Export, MemberSession
from accounts.models.session import label_of
from accounts.panels import Context, Panel, register
from accounts.requests import MemberRequest

CONSENTS_SHOWN = 30


def sessions(request: MemberRequest) -> Context:
    return {"sessions": MemberSession.objects.open_of(request.user.pk), "this_session": label_of(request.session.session_key)}


def data(request: MemberRequest) -> Context:
    consents = list(Consent.objects.filter(user=request.user).order_by("-given_at", "-pk")[:CONSENTS_SHOWN])
    trains_ai = next((one for one in consents if one.kind == Consent.Kind.AI and one.withdrawn_at is None), None)
    return {"consents": consents, "trains_ai": trains_ai, "export": Export.objects.of(request.user).first()}


def leave(request: MemberRequest) -> Context:
    return {"leaving_choices": Departure.Comments.choices, "leaving_days": settings.LEAVING_DAYS}


for panel in (
    Panel("profile", "accounts/includes/settings_profile.html", 10, _("Profile and profession")),
    Panel("address", "accounts/includes/settings_address.html", 20),
    Panel("ways", "accounts/includes/settings_ways.html", 25),
    Panel("verify", "accounts/includes/settings_credentials.html", 30, _("Verification")),
    Panel("notify", "accounts/includes/settings_letters.html", 40, _("Notices")),
    Panel("more", "accounts/includes/settings_more.html", 45),
    Panel("sessions", "accounts/includes/settings_sessions.html", 50, context=sessions),
    Panel("data", "accounts/includes/settings_data.html", 60, _("Data and consents"), data),
    Panel("leave", "accounts/includes/settings_leave.html", 70, pgettext_lazy("settings", "Leave"), leave),
):
    register(panel)
