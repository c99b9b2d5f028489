"""The demo's clock: its people write, decide and reply at times of their own, all of them before the build."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the block Django's `timezone.now()` answers `moment` (aware), for the whole process: only for a command that runs alone.

    A decision's time is part of its digest and can never be changed afterwards, so the real verbs have to be called at the right time.
    The class beneath `now` is replaced and not `now` itself, because fields hold `now` as their default.
    """

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    running = timezone.datetime  # type: ignore[attr-defined]
    timezone.datetime = Stopped  # type: ignore[attr-defined]
    try:
        yield
    finally:
        timezone.datetime = running  # type: ignore[attr-defined]
