"""A ledger to read: what a moderator decided, and what was said of it afterwards."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from comments.ledger_triggers import lifted
from comments.models import Action, Comment, Decider, Decision, DecisionText, Discussion, LedgerHead, Rule, State
from comments.models.ledger import salted_digest
from tests.cast import say

SALT = "0" * 32


@pytest.fixture
def told(discussion: Discussion, reader: User, translator: User, moderator: User, abuse: Rule) -> list[Comment]:
    """Two comments; one was published and taken down, one refused."""
    first, second = (say(discussion, one, state=State.PENDING) for one in (reader, translator))
    first.publish(by=moderator)
    second.reject(by=moderator, rule=abuse, reason="근거를 밝혀 주세요.")
    first.reject(by=moderator, rule=abuse, reason="표현을 거둬 주세요.")
    return [first, second]


def edit(statement: str, *values: object) -> None:
    """By hand, with the triggers lifted: what somebody with the database could do."""
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute(statement, values)


def grow(discussion: Discussion, rows: int, **fields: object) -> None:
    """Many decisions at once, linked as `Decision.record` would."""
    head, _made = LedgerHead.objects.get_or_create(pk=1)
    number, digest, made = head.number, head.digest, []
    for _ in range(rows):
        number += 1
        row = Decision(
            number=number,
            **{"made_at": timezone.now() + timedelta(microseconds=number), "action": Action.CLOSE, "decider": Decider.RULE, **fields},
            from_state="open",
            to_state="closed",
            scope="discussion",
            discussion=discussion,
            text_digest=salted_digest(SALT, ""),
            previous=digest,
        )
        row.subject_digest = salted_digest(SALT, row.subject)
        row.digest = digest = row.computed_digest()
        made.append(row)
    Decision.objects.bulk_create(made)
    DecisionText.objects.bulk_create([DecisionText(decision=row, salt=SALT) for row in made])
    LedgerHead.objects.filter(pk=1).update(number=number, digest=digest)


def rewrite_from(number: int, **changes: object) -> None:
    """As somebody would who knows how the chain is made: the row changed, and every later digest and the head made to fit."""
    digest = Decision.objects.get(number=number).previous
    for row in Decision.objects.filter(number__gte=number).order_by("number").select_related("earlier"):
        for name, value in changes.items() if row.number == number else ():
            setattr(row, name, value)
        row.previous = digest
        row.digest = digest = row.computed_digest()
        set_ = ", ".join(f"{name} = %s" for name in ("previous", "digest", *changes))
        values = [row.previous, row.digest, *(getattr(row, name) for name in changes)]
        edit(f"UPDATE comments_decision SET {set_} WHERE number = %s", *values, row.number)  # noqa: S608 - names of our own fields
    LedgerHead.objects.filter(pk=1).update(digest=digest)
