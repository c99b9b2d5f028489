"""Handing letters to the mail server, and what became of each: the one place that knows what a failure means.

At most once where it is uncertain: if the connection breaks off after the server was given a letter, it may have it, and the letter is not
sent again (docs/decisions on letters). Before that, and where the server itself says so, it has not.
"""

import logging
import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto

from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)


class Outcome(Enum):
    SENT = auto()
    REFUSED = auto()  # for good: this letter to this address will not be taken
    WAITING = auto()  # not now
    AWAY = auto()  # not now, and no other letter either: the server cannot be reached
    UNKNOWN = auto()  # it may have been taken


class Post:
    """A connection to the mail server, opened with the first letter and kept for the next ones."""

    def __init__(self) -> None:
        self.connection = get_connection()

    def send(self, letter: EmailMessage) -> Outcome:
        """Never raises: what went wrong is logged, and said."""
        try:
            self.connection.open()
        except Exception:
            logger.exception("the mail server cannot be reached")
            self.close()
            return Outcome.AWAY
        letter.connection = self.connection
        try:
            letter.send()
        except Exception as error:
            outcome = outcome_of(error)
            logger.warning("a letter was not sent: %s (%s)", outcome.name.lower(), type(error).__name__)
            if outcome != Outcome.REFUSED:
                self.close()
            return outcome
        return Outcome.SENT

    def close(self) -> None:
        """The letters are sent already: how the server says goodbye changes nothing."""
        with suppress(Exception):
            self.connection.close()


@contextmanager
def open_post() -> Iterator[Post]:
    post = Post()
    try:
        yield post
    finally:
        post.close()


def outcome_of(error: Exception) -> Outcome:
    """What it means for a letter that sending it raised this."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            codes = [code for code, _said in error.recipients.values()]
            return Outcome.REFUSED if codes and all(code >= 500 for code in codes) else Outcome.WAITING
        case smtplib.SMTPServerDisconnected() | TimeoutError():
            return Outcome.UNKNOWN
        case smtplib.SMTPResponseException():
            return Outcome.REFUSED if error.smtp_code >= 500 else Outcome.WAITING
        case ConnectionRefusedError() | socket.gaierror():
            return Outcome.AWAY
        case OSError() if not isinstance(error, smtplib.SMTPException):
            return Outcome.UNKNOWN
        case _:  # the letter cannot be written, as with a header that has a line break in it
            return Outcome.REFUSED
