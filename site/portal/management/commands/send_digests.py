from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.mail_times import Week
from accounts.models import Notice, User
from accounts.text import fold
from portal.digest.at_large import WeekAtLarge
from portal.digest.choosing import of_the_week
from portal.digest.sending import BATCH, send_due_letters
from portal.digest.wording import write


class Command(BaseCommand):
    help = (
        "Sends the letters of the day and of the week that are due now, as the clock has them sent. "
        "With --to: shows the letter of one member instead, sends nothing and notes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", metavar="HANDLE", help="the member whose letter is to be shown")
        parser.add_argument("--this-week", action="store_true", help="with --to: of the week that is going on, not of the one that ended")
        parser.add_argument("--html", metavar="FILE", help="with --to: where to write the part in HTML")

    def handle(self, *, to: str | None, this_week: bool, html: str | None, **_options: Any) -> None:
        if to is None:
            self.send_all()
            return
        letter = self.letter_to(to, Week.around(timezone.now()) if this_week else Week.around(timezone.now()).before)
        if letter is None:
            self.stdout.write("Nothing happened that week for this member: there is no letter.")
            return
        self.stdout.write(f"Subject: {letter.subject}\n")
        for name, value in letter.extra_headers.items():
            self.stdout.write(f"{name}: {value}\n")
        self.stdout.write(f"\n{letter.body}")
        if html:
            Path(html).write_text(str(letter.alternatives[0][0]), encoding="utf-8")

    def send_all(self) -> None:
        """Until nothing is left, however many there are; ends where nothing goes out any more."""
        sent, now = 0, datetime.now(tz=timezone.get_current_timezone())
        while went_out := send_due_letters(now, BATCH):
            sent += went_out
        self.stdout.write(f"{sent} letters went out.")

    def letter_to(self, handle: str, week: Week) -> EmailMultiAlternatives | None:
        member = User.objects.select_related("profession").filter(handle_key=fold(handle), closed_at=None).first()
        if member is None:
            raise CommandError(f"There is no member called {handle}.")
        notices = list(Notice.objects.of(member).to_mail().filter(mail_when="weekly").order_by("created_at", "pk"))
        contents = of_the_week(member, notices, WeekAtLarge(week))
        return None if contents.is_empty else write(member, member.verified_email, "week", week, contents)
