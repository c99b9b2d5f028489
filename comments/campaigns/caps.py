"""How much one member and one network may send within an hour: one table, from the settings, and what is said where it is full.

A member's comments are counted by their rows as well (`comments.record`), votes and reports by allauth (`accounts.throttle`).
"""

import re

from django.conf import settings
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from comments.campaigns.counting import Counter, take

LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
MEMBER, NETWORK = "member", "network"

WORDS = {
    ("comment", MEMBER): _("You have written a lot in a short time. Please wait a few minutes; your text is still here."),
    ("comment", NETWORK): _(
        "Within an hour as many comments have come from your network as we take from one. Please try again later; your text is still here."
    ),
    ("reply", MEMBER): _("You have answered a lot within an hour. Please try again later; your text is still here."),
    ("reply", NETWORK): _(
        "Within an hour as many answers have come from your network as we take from one. Please try again later; your text is still here."
    ),
    ("link", MEMBER): _(
        "You have posted as many links within an hour as one may. Leave the links out, or try again later; your text is still here."
    ),
    ("link", NETWORK): _(
        "Within an hour as many links have come from your network as we take from one. Leave the links out, or try again later; your text is still here."
    ),
    ("vote", NETWORK): _(
        "Within an hour as many sides have been taken from your network as we take from one. Please try again later; nothing was changed."
    ),
    ("report", NETWORK): _(
        "Within an hour as many reports have come from your network as we take from one. Please try again later; your words are still here."
    ),
}


class CapReached(Exception):
    """So much may not be sent for now; as text it says what, in words for whoever sends it."""

    def __init__(self, what: str = "comment", whose: str = MEMBER) -> None:
        super().__init__(lazystr(WORDS[what, whose]))


def take_comment(author: User, network: str, source: str, *, is_reply: bool) -> None:
    """Counts a comment that is to be posted. Raises CapReached, and then has counted nothing."""
    _take(author, network, {"reply" if is_reply else "comment": 1, "link": links_in(source)})


def take_change(author: User, network: str, before: str, after: str) -> None:
    """Counts the links that a change brings with it. Raises CapReached."""
    _take(author, network, {"link": max(0, links_in(after) - links_in(before))})


def take_vote(member: User, network: str) -> None:
    _take(member, network, {"vote": 1})


def take_report(reporter: User | None, network: str) -> None:
    """Of somebody without an account, too."""
    _take(reporter, network, {"report": 1})


def links_in(source: str) -> int:
    return len(LINK.findall(source))


def _take(member: User | None, network: str, amounts: dict[str, int]) -> None:
    """By the member first: what is said of oneself is clearer than what is said of a network."""
    counters: dict[Counter, tuple[str, str]] = {}
    for whose, number, caps in ((MEMBER, member and member.pk, settings.CAPS_BY_MEMBER), (NETWORK, network, settings.CAPS_BY_NETWORK)):
        for what, amount in amounts.items():
            if number and amount and caps.get(what):
                counters[Counter(f"{what}:{whose}:{number}", amount, caps[what])] = (what, whose)
    full = take(list(counters)) if counters else None
    if full:
        raise CapReached(*counters[full])
