"""Two moderators, the author and the clock on one case in the same second: one of them decides, and nothing is half done."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from comments.claims import deciding, ending
from comments.claims.deciding import ClaimDecided
from comments.models import Claim, Comment, Decision, Discussion, Outcome, Rule, State
from comments.recounting import put_right
from comments.transitions import AlreadyDecided

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Does all of them at once, each with a connection of its own. What each came to."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            results[place] = act()
        except Exception as trouble:
            results[place] = trouble
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


def test_of_two_moderators_one_decides(
    shared_database: None, said: Comment, claim: Claim, moderator: User, other_moderator: User, abuse: Rule
) -> None:
    mine, theirs = Claim.objects.get(), Claim.objects.get()
    until = timezone.now() + timedelta(days=3)
    results = together(
        lambda: deciding.blind(mine, by=moderator, rule=abuse, reason="가립니다.", until=until),
        lambda: deciding.erase(theirs, by=other_moderator, rule=abuse, reason="지웁니다."),
    )
    assert sorted(type(result).__name__ for result in results) == ["ClaimDecided", "Decision"]
    assert Decision.objects.count() == 1
    assert {Claim.objects.get().outcome, Comment.objects.get().state} in ({"blinded"}, {"erased"})


def test_hiding_and_the_author_deleting_at_once_end_in_one_of_both(
    shared_database: None, said: Comment, claim: Claim, moderator: User, abuse: Rule, discussion: Discussion
) -> None:
    mine, own = Claim.objects.get(), Comment.objects.get()
    until = timezone.now() + timedelta(days=3)
    results = together(
        lambda: deciding.blind(mine, by=moderator, rule=abuse, reason="가립니다.", until=until), lambda: own.remove(by=said.author)
    )
    assert all(result is None or isinstance(result, Decision | ClaimDecided | AlreadyDecided) for result in results), results
    now = Comment.objects.get()
    assert (now.state, now.source, Claim.objects.get().outcome) == (State.REMOVED, "", Outcome.GONE)  # the author's word goes further
    assert not put_right(Discussion.objects.get())


def test_the_clock_and_a_moderator_end_it_once(
    shared_database: None, said: Comment, claim: Claim, blind: Callable[..., Claim], moderator: User
) -> None:
    blind(claim)
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))
    mine = Claim.objects.get()
    together(lambda: ending.end_due(), lambda: ending.lift(mine, by=moderator, reason="다툼이 없습니다."), lambda: ending.end_due())
    assert Decision.objects.filter(action="unblind").count() == 1
    assert (Comment.objects.get().state, Claim.objects.get().outcome) == (State.PUBLISHED, Outcome.ENDED)
