"""Leaving with a way back: gone for everybody at once, as it was for some days if one comes back, and erased after that."""

import logging

from django.db import transaction
from django.utils import timezone

from accounts import exporting, groups, leaving
from accounts.models import Departure, MemberSession, Notice, User

logger = logging.getLogger(__name__)
BATCHES = 50  # of one member's, before the others have their turn and the clock its other work
NOTICE = "leaving"  # the one letter that still goes to who has left


class LastAdministrator(Exception):
    """Somebody has to be left who can make another administrator."""


class TooLate(Exception):
    """The days for coming back are over."""


@transaction.atomic
def leave(member: User, comments: str) -> Departure:
    """From here on the member is a former one to everybody, logged out everywhere. Leaving twice is leaving once.

    `comments` says what happens to them in the end (`Departure.Comments`). Raises LastAdministrator.
    """
    administrators = list(User.objects.active_superusers().select_for_update())  # so that the last two do not leave at the same moment
    if administrators == [member]:
        raise LastAdministrator
    now = timezone.now()
    if not User.objects.filter(pk=member.pk, closed_at=None).update(closed_at=now):
        return Departure.objects.get(member=member)
    member.closed_at = now
    departure = Departure.begin_to_leave(member, comments)
    groups.settle(*member.held_professions())
    MemberSession.objects.end_all_of(member.pk)
    exporting.destroy(member)
    Notice.tell(member, NOTICE, url="/accounts/login/", until=departure.final_at.isoformat(), comments=comments)
    return departure


def is_last_administrator(member: User) -> bool:
    return member.is_superuser and not User.objects.active_superusers().exclude(pk=member.pk).exists()


@transaction.atomic
def come_back(member: User) -> None:
    """Everything is as it was: nothing had been erased. Raises TooLate."""
    ended, _rows = Departure.objects.of(member).revocable().delete()
    if not ended:
        raise TooLate
    User.objects.filter(pk=member.pk).update(closed_at=None)
    member.closed_at = None
    groups.settle(*member.held_professions())
    Notice.objects.of(member).filter(kind=NOTICE).delete()  # a letter that was not sent yet has nothing to say any more


def finish_due(most: int = 50) -> int:
    """For the clock: makes final what nobody came back for, at most `most` at a time. Returns how many are gone for good.

    One that fails is logged and tried again, and does not keep the others from going.
    """
    gone = 0
    for departure in Departure.objects.due().select_related("member")[:most]:
        try:
            gone += finish(departure)
        except Exception:
            logger.exception("Departure %s could not be made final.", departure.pk)
    return gone


def finish(departure: Departure, batches: int = BATCHES) -> bool:
    """Erases what is to go, a batch in a transaction, and then empties the member's row. False where it is not done yet.

    Killed between two batches, it goes on with the next one.
    """
    if not departure.begin_to_erase():
        return False
    for erase in leaving.ERASERS:
        while erase(departure.member, departure.comments):
            batches -= 1
            if batches < 1:
                return False
    leaving.close(departure.member)
    return True
