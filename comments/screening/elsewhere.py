"""An optional check elsewhere, by a programme that the publication runs or trusts: `SCREENING_URL`. docs/deployment.md says what it is sent.

It may be slow, down or out of its mind: whatever is not a clear "let it pass" in time holds the comment.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests
from django.conf import settings

from .said import Said

logger = logging.getLogger(__name__)
LONGEST_ANSWER = 10_000  # bytes
# The deadline is for all of it, finding the address included, which no timeout of a socket is; so somebody else waits. If all of them
# hang there is nobody left to ask, and comments are held.
_askers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="screening")


def outside(said: Said) -> str:
    if not settings.SCREENING_URL:
        return ""
    asking = _askers.submit(ask, question(said))
    try:
        holds = asking.result(timeout=settings.SCREENING_SECONDS)
    except Exception as failed:
        asking.cancel()
        logger.warning("the outside check gave no answer, so a comment is held: %s: %s", type(failed).__name__, failed)
        return "outside_failed"
    return "outside" if holds else ""


def question(said: Said) -> dict[str, Any]:
    """Nothing that says who it is."""
    return {"text": said.source, "page": said.discussion.page_id, "newcomer": not said.record.may_link}


def ask(question: dict[str, Any]) -> bool:
    """Whether it is to be held. Raises whatever goes wrong."""
    seconds = settings.SCREENING_SECONDS
    headers = {"Authorization": f"Bearer {settings.SCREENING_TOKEN}"} if settings.SCREENING_TOKEN else {}
    with requests.post(
        settings.SCREENING_URL, json=question, headers=headers, timeout=seconds, allow_redirects=False, stream=True
    ) as answer:
        if answer.status_code != 200:
            raise ValueError(f"status {answer.status_code}")
        body = answer.raw.read(LONGEST_ANSWER + 1, decode_content=True)
        if len(body) > LONGEST_ANSWER:
            raise ValueError("an answer that is too long")
    answer._content = body
    holds = answer.json()["hold"]
    if not isinstance(holds, bool):
        raise ValueError("an answer that is neither true nor false")
    return holds
