"""A report by somebody without an account: what they wrote travels in a signed link, and is stored once they have come back by it.

The letter goes to whatever address was typed in, so it says nothing that a stranger wrote: it can be used to send nobody anything.
"""

import hashlib
import json
from dataclasses import astuple, dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.letters import frame_of_letter, full_url, without_language
from comments.models import Comment, Report, Rule

SALT = "comments.report"
HOLDS = timedelta(hours=24)


class Unusable(Exception):
    """The link is too old, or was never ours; `number` is the comment that it was about, 0 where that cannot be known."""

    def __init__(self, number: int = 0) -> None:
        self.number = number
        super().__init__()


@dataclass(frozen=True)
class Complaint:
    """`comment` and `rule` by id; `language` is that of the page on which it was written."""

    comment: int
    rule: int
    words: str
    email: str
    language: str


class Compact:
    """JSON with Hangul as it is, not as six characters for each: it keeps the link short."""

    def dumps(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)


def sign(complaint: Complaint) -> str:
    return signing.dumps(astuple(complaint), salt=SALT, serializer=Compact, compress=True)


def read(signed: str) -> Complaint:
    """What the link carries. Raises Unusable."""
    try:
        return Complaint(*signing.loads(signed, salt=SALT, serializer=Compact, max_age=HOLDS))
    except signing.SignatureExpired:
        raise Unusable(Complaint(*signing.loads(signed, salt=SALT, serializer=Compact)).comment)
    except signing.BadSignature:
        raise Unusable


def send_link(complaint: Complaint, comment: Comment) -> None:
    """Writes to the address. Raises OSError where the mail server does not answer."""
    url = full_url(without_language(reverse("comments:report_link", args=[sign(complaint)])))
    about = {**frame_of_letter(), "page": comment.discussion.page.title, "url": url}
    subject = " ".join(render_to_string("comments/letters/report_link.subject.txt", about).split())
    body = render_to_string("comments/letters/report_link.txt", about)
    EmailMessage(subject, body.strip() + "\n", to=[complaint.email]).send()


def file(signed: str, complaint: Complaint, comment: Comment) -> None:
    """Files what the link carries. A link files once, also after its report has been answered and the address forgotten.

    Raises Unusable where the reason is none any more.
    """
    mark = f"report-link:{hashlib.sha256(signed.encode()).hexdigest()}"
    if cache.get(mark):
        return
    rule = Rule.objects.filter(pk=complaint.rule).first()
    if rule is None:
        raise Unusable(comment.pk)
    Report.file_unnamed(comment, email=complaint.email, rule=rule, words=complaint.words, language=complaint.language)
    cache.set(mark, True, HOLDS.total_seconds())
