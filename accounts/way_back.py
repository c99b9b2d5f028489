"""Logging in during the days in which one can come back: a stage of allauth's log-in, passed only by coming back.

Until then nobody is logged in, so that there is nothing a member who has left could do.
"""

from allauth.account.stages import LoginStage
from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.models import Departure


class WayBackStage(LoginStage):
    key = "way_back"
    urlname = "account_way_back"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """A page to be sent to, if any, and whether the log-in can still go on from there."""
        member = self.login.user
        if member is None or member.closed_at is None:  # None: an address that is known was to join once more
            return None, True
        if Departure.objects.of(member).revocable().exists():
            return redirect(self.urlname), True
        return redirect("account_gone"), False
