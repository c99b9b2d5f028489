"""Letters of the day and of the week go out: to each member once, whoever is killed meanwhile and however many workers there are."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.mail_groups import DIGEST
from accounts.mail_times import SEOUL, Week, is_night
from accounts.mailing import Outcome, Post, open_post
from accounts.models import Letter, MailChoice, Notice, User, When
from portal import tasks
from portal.digest.at_large import WeekAtLarge
from portal.digest.choosing import Contents, of_the_day, of_the_week
from portal.digest.wording import write

logger = logging.getLogger(__name__)
BATCH = 300  # letters of one kind in one run; the next run goes on
STATES = {
    Outcome.SENT: Letter.State.SENT,
    Outcome.REFUSED: Letter.State.REFUSED,
    Outcome.UNKNOWN: Letter.State.UNKNOWN,
    Outcome.WAITING: Letter.State.WAITING,
    Outcome.AWAY: Letter.State.WAITING,
}


@dataclass(frozen=True)
class Edition:
    """The letter of one day or week: `kind` is "day" or "week", `gathers` which notices wait for it."""

    kind: str
    period: str
    gathers: When
    week: Week
    contents: Callable[[User, list[Notice]], Contents]

    def takers(self) -> QuerySet[User]:
        """Members to whom it may still have to be written."""
        waiting = Notice.objects.due_with(self.gathers).filter(recipient=OuterRef("pk"))
        wanted = Q(Exists(waiting)) | Q(
            Exists(Letter.objects.may_be_tried().filter(member=OuterRef("pk"), kind=self.kind, period=self.period))
        )
        if self.kind == "week":
            chosen = MailChoice.objects.filter(group=DIGEST.key, when=When.WEEKLY, chosen_at__lt=self.week.until)
            wanted |= Q(Exists(chosen.filter(member=OuterRef("pk"))))
        members = User.objects.filter(wanted, is_active=True, closed_at=None).exclude(Letter.settled(self.kind, self.period))
        return members.select_related("profession").order_by("pk")


def editions(now: datetime) -> list[Edition]:
    """Those of today and of the week that ended last."""
    week = Week.around(now).before
    large = WeekAtLarge(week)
    day = now.astimezone(SEOUL).date().isoformat()
    return [
        Edition("day", day, When.DAILY, week, lambda member, notices: of_the_day(notices)),
        Edition("week", week.name, When.WEEKLY, week, lambda member, notices: of_the_week(member, notices, large)),
    ]


def send_letters_soon() -> None:
    """For the clock: has the worker send them, if there is anybody to write to now."""
    now = timezone.now()
    if not is_night(now) and any(edition.takers().exists() for edition in editions(now)):
        tasks.send_letters.enqueue()


def send_due_letters(now: datetime | None = None, most: int = BATCH) -> int:
    """Sends what is due, at most `most` letters of each kind. Returns how many went out. Stops where the mail server is away."""
    now = now or timezone.now()
    sent = 0
    if is_night(now):
        return sent
    with open_post() as post:
        for edition in editions(now):
            for member in edition.takers()[:most]:
                outcome = send(edition, member, post)
                if outcome == Outcome.AWAY:
                    return sent
                sent += outcome == Outcome.SENT
    return sent


def send(edition: Edition, member: User, post: Post) -> Outcome | None:
    """None if there was nothing to send, or if somebody else was quicker. Claimed before it is written, so that it is sent at most once."""
    claimed = _claim(edition, member)
    if claimed is None:
        return None
    letter, notices = claimed
    try:
        mail = letter_for(edition, member, notices)
    except Exception:
        letter.settle(Letter.State.WAITING)
        logger.exception("the letter %s could not be put into words", letter.pk)
        return None
    if mail is None:
        letter.settle(Letter.State.EMPTY)
        return None
    outcome = post.send(mail)
    letter.settle(STATES[outcome])
    if outcome != Outcome.SENT:
        logger.warning("letter %s: %s", letter.pk, outcome.name.lower())
    return outcome


@transaction.atomic
def _claim(edition: Edition, member: User) -> tuple[Letter, list[Notice]] | None:
    """The letter, and the notices that go with it: those it had before, and those that wait for one."""
    letter = Letter.claim(member, edition.kind, edition.period)
    if letter is None:
        return None
    Notice.objects.of(member).due_with(edition.gathers).update(letter=letter, mailed_at=timezone.now())
    return letter, list(letter.notices.order_by("created_at", "pk"))


def letter_for(edition: Edition, member: User, notices: list[Notice]) -> EmailMultiAlternatives | None:
    """None if there is nothing to say, or nobody to say it to."""
    address = member.verified_email
    if not address:
        return None
    contents = edition.contents(member, notices)
    return None if contents.is_empty else write(member, address, edition.kind, edition.week, contents)
