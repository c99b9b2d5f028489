"""Mail servers that do not answer, refuse an address, or die."""

import smtplib
from typing import ClassVar

from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    """Does not answer."""

    def send_messages(self, messages: list) -> int:
        raise ConnectionRefusedError


class Killed(BaseException):
    """As a process is killed: nothing that the code catches."""


class Choosy(BaseEmailBackend):
    """Takes what it is given, but for addresses in `trouble`, for which it raises what stands there; dies after `life` letters."""

    trouble: ClassVar[dict[str, BaseException]] = {}
    life: ClassVar[int] = 10**6

    def send_messages(self, messages: list[EmailMessage]) -> int:
        for message in messages:
            [address] = message.to
            if address in self.trouble:
                raise self.trouble[address]
            message.message()  # as every real one does: what cannot be a header is found out here
            mail.outbox.append(message)
            if len(mail.outbox) >= type(self).life:
                raise Killed
        return len(messages)


def refused(address: str, code: int) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({address: (code, b"no")})
