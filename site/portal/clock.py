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

from accounts import leaving
from accounts.models import Notice
from accounts.tasks import retry_unsent_notices
from comments.answering import retry_unsent_answers
from comments.models import KeptDraft, Report
from portal.kept import sweeping

logger = logging.getLogger(__name__)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Job:
    what: str
    every: timedelta
    run: Callable[[], Any]


JOBS = (
    Job("publish and take down what is scheduled", MINUTE, partial(call_command, "publish_scheduled", verbosity=0)),
    Job("try again to mail what could not be mailed", 5 * MINUTE, retry_unsent_notices),
    Job("try again to mail what strangers' reports have come to", 5 * MINUTE, retry_unsent_answers),
    Job("settle what became of interrupted changes", MINUTE, sweeping.tidy),
    Job("make room for kept pages", 5 * MINUTE, sweeping.sweep),
    Job("forget drafts that nobody came back for", HOUR, KeptDraft.forget_old),
    Job("forget old notices", DAY, Notice.objects.forget_old),
    Job("forget addresses of strangers whom nobody has answered", DAY, Report.objects.forget_addresses),
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
