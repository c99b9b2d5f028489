"""The clock: what has to happen now and then, whether or not anybody visits."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.management import call_command
from django.db import close_old_connections

from accounts import departing, exporting, groups, leaving, merging
from accounts.credentials import ending
from accounts.mailing_notices import mail_due_notices
from accounts.models import Letter, Notice
from accounts.searching import changes, tables
from articles import calling
from comments import sanctioning
from comments.answering import retry_unsent_answers
from comments.campaigns import guarding
from comments.claims import ending as measures
from comments.claims import mailing as claim_letters
from comments.log import heads
from comments.models import Claim, KeptDraft, Report
from portal import overwriting
from portal.digest.sending import send_letters_soon
from portal.kept import sweeping

logger = logging.getLogger(__name__)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Job:
    what: str
    every: timedelta
    run: Callable[[], Any]


JOBS = (
    Job("erase what belongs to members whose way back is over", MINUTE, departing.finish_due),
    Job("pack the data of members whose worker was killed", MINUTE, exporting.pack_cut_off),
    Job("destroy packed data that has been kept long enough", HOUR, exporting.destroy_expired),
    Job("publish and take down what is scheduled", MINUTE, partial(call_command, "publish_scheduled", verbosity=0)),
    Job("mail the notices that are due", MINUTE, mail_due_notices),
    Job("have the letters of the day and of the week sent", MINUTE, send_letters_soon),
    Job("try again to mail what strangers' reports have come to", 5 * MINUTE, retry_unsent_answers),
    Job("tell members whose sanction is over", 5 * MINUTE, sanctioning.tell_of_ends),
    Job("show again what was hidden for a time that is over", MINUTE, measures.end_due),
    Job("remind of measures that end soon", HOUR, measures.remind_due),
    Job("try again to mail what claimants are told", 5 * MINUTE, claim_letters.retry_unsent),
    Job("tell those who are asked for their view and have not been told", 5 * MINUTE, calling.tell_waiting),
    Job("record that discussions are no longer guarded", MINUTE, guarding.end_due),
    Job("settle what became of interrupted changes", MINUTE, sweeping.tidy),
    Job("publish the newest digest of the ledger once a day", HOUR, heads.publish),
    Job("index what has changed where nothing else does", 5 * MINUTE, changes.index_forgotten),
    Job("make room for kept pages", 5 * MINUTE, sweeping.sweep),
    Job("see anew which professions are held by enough members", MINUTE, groups.settle_all),
    Job("carry along what came to point at a merged profession", HOUR, merging.catch_up),
    Job("take the words of what was deleted out of the index", DAY, tables.forget_deleted),
    Job("overwrite what was deleted in the database's log", HOUR, overwriting.empty_log),
    Job("forget claims whose address nobody confirmed", HOUR, Claim.objects.forget_unconfirmed),
    Job("forget drafts that nobody came back for", HOUR, KeptDraft.forget_old),
    Job("destroy the evidence of what was decided", HOUR, ending.destroy_evidence),
    Job("end credentials that have run out", HOUR, ending.expire),
    Job("say that a credential will run out", DAY, ending.warn),
    Job("close requests that nobody finished", DAY, ending.close_unfinished),
    Job("forget old notices", DAY, Notice.objects.forget_old),
    Job("forget old letters", DAY, Letter.objects.forget_old),
    Job("forget addresses of strangers whom nobody has answered", DAY, Report.objects.forget_addresses),
    Job("forget who asked in cases that were closed long ago", DAY, Claim.objects.forget_contacts),
    Job("close accounts whose address was never verified", DAY, leaving.close_unverified),
    Job("forget sessions that have ended", DAY, partial(call_command, "clearsessions", verbosity=0)),
    Job("forget the results of finished tasks", DAY, partial(call_command, "prune_db_task_results", queue_name="*", verbosity=0)),
)


class Clock:
    """Runs each job when it is due, first at once. One job's failure is logged and stops neither the clock nor the other jobs."""

    def __init__(self, jobs: Sequence[Job] = JOBS, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self.due = dict.fromkeys(jobs, now())
        self.ended = threading.Event()

    def run(self) -> None:
        """Until `end` is called; a job that is running is let finish."""
        while not self.ended.is_set():
            self.ended.wait(self.tick())

    def end(self) -> None:
        self.ended.set()

    def tick(self) -> float:
        """Runs what is due, and returns the seconds until something is due next."""
        for job in [job for job, due in self.due.items() if due <= self.now()]:
            if self.ended.is_set():
                break
            self._do(job)
            self.due[job] = self.now() + job.every.total_seconds()
        return max(0.0, min(self.due.values()) - self.now())

    def _do(self, job: Job) -> None:
        close_old_connections()
        try:
            job.run()
        except Exception:  # whatever it is, the other jobs are not to blame
            logger.exception("Could not %s.", job.what)
        finally:
            close_old_connections()
