"""Claims in the demo: one that waits, one that hides a comment for some weeks more, and one that was refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from comments.claims import deciding, filing, objecting
from comments.models import Claim, Comment, Discussion, Rule
from demo.accounts import PROFESSIONAL
from demo.clock import at
from demo.people import People

HIDDEN_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Asked:
    """How many hours ago; `outcome` as the verb is called, "" where nobody has decided yet. About the newest comment of `of`, or of anybody."""

    of: str
    hours: int
    ground: str
    claimant: str
    facts: str
    outcome: str = ""
    reason: str = ""
    objection: str = ""


ASKED = (
    Asked(
        PROFESSIONAL.handle, 70, "defamation", "견본 신청인 가", "이 댓글의 둘째 문장이 저희 회사를 가리킨다고 생각합니다.",
        "refuse", "특정한 사람이나 회사를 가리키는 말이 없습니다.",
    ),
    Asked(
        "", 30, "privacy", "견본 신청인 나", "제가 겪은 일의 날짜와 장소가 그대로 적혀 있어 누구인지 알 수 있습니다.",
        "blind", "당사자를 알아볼 수 있는 내용이 있어, 다툼이 가려질 때까지 가립니다.",
        "이미 기사로 나온 내용입니다. 다시 살펴 주십시오.",
    ),
    Asked("", 6, "portrait", "견본 신청인 다", "허락 없이 제 모습을 자세히 묘사했습니다. 지워 주시기 바랍니다."),
)  # fmt: skip


def make_cases(people: People, now: datetime) -> None:
    """Decided after everything that was decided in the discussions: the rows of the ledger are in the order of their times."""
    rule = Rule.objects.filter(is_current=True)[0]
    for number, one in enumerate(ASKED):
        comment = _newest(people, one.of)
        with at(now - timedelta(hours=one.hours)):
            claim = _filed(one, comment)
        decided = now - timedelta(minutes=30 - number)
        with at(decided):
            if one.outcome == "refuse":
                deciding.refuse(claim, by=people.moderator, reason=one.reason)
            elif one.outcome == "blind":
                deciding.blind(claim, by=people.moderator, rule=rule, reason=one.reason, until=decided + HIDDEN_FOR)
        if one.objection:
            with at(now - timedelta(minutes=10)):
                objecting.object_to(claim, by=comment.author, text=one.objection)


def _newest(people: People, handle: str) -> Comment:
    """Not asked about before; of anybody, in a discussion that can spare one."""
    free = Comment.objects.published().filter(claims=None).exclude(author=people.moderator).select_related("discussion__page")
    spared = Discussion.objects.filter(comment_count__gt=10).exclude(comments__author=people.users[PROFESSIONAL.handle])
    own = free.filter(author=people.users[handle]) if handle else free.filter(discussion__in=spared)
    return own.order_by("-created_at", "-pk")[0]


def _filed(one: Asked, comment: Comment) -> Claim:
    """Without letters: nobody at example.org is waiting for any."""
    claim = Claim.objects.create(comment=comment, ground=one.ground, relation="self", claimant=one.claimant, facts=one.facts, language="ko")
    filing.confirm(claim)
    return claim
