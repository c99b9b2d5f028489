"""공감 and 다르게 봅니다: taking a side on a comment, and what follows for its counts and scores."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, QuerySet

from accounts.models import User
from comments.models import Comment, Reaction
from comments.pages import may_disagree
from comments.sanctioning import must_be_free
from comments.scoring import across_groups, top

Votes = tuple[str, int | None, bool, int]  # which side, from what profession, whether verified, how many
Scores = dict[str, int | float]


class NotForReaction(Exception):
    """Nobody votes on their own words, on what is not public, or where the discussion is closed."""


@transaction.atomic
def react(comment: Comment, member: User, value: str) -> str:
    """Takes the side `value`, changes sides, or takes the same side back. Returns the side that is now taken, "" for none.

    Raises NotForReaction, and Stopped by a sanction. The discussion's row is held meanwhile, so that votes at the same time are all counted.
    """
    if comment.author_id == member.pk or (value == Reaction.Value.DISAGREE and not may_disagree()):
        raise NotForReaction
    must_be_free(member)
    comment.discussion.touch()
    if not Comment.objects.published().filter(pk=comment.pk, discussion__closed_at=None, discussion__page__live=True).exists():
        raise NotForReaction
    same, _per_model = Reaction.objects.filter(comment=comment, member=member, value=value).delete()
    if not same:
        capacity = member.capacity()
        spoken_from = {"profession": capacity.profession, "verified": capacity.credential is not None}
        Reaction.objects.update_or_create(comment=comment, member=member, defaults={"value": value, **spoken_from})
    score(comment)
    return "" if same else value


def score(comment: Comment) -> None:
    """Counts the comment's votes and sets its scores by them; inside a transaction that holds the discussion."""
    found = scores_of(comment)
    Comment.objects.filter(pk=comment.pk).update(**found)
    for name, value in found.items():
        setattr(comment, name, value)


def scores_of(comment: Comment) -> Scores:
    """The counts and scores that follow from the votes as they stand."""
    return scores_from(counted_votes(Reaction.objects.filter(comment=comment)))


def counted_votes(votes: QuerySet[Reaction], *by: str) -> Any:
    """Votes put together: the fields `by`, then side, profession, whether verified, how many."""
    return votes.order_by(*by).values_list(*by, "value", "profession", "verified").annotate(Count("pk"))


def scores_from(votes: Iterable[Votes]) -> Scores:
    """The counts and scores of one comment. Where nobody may disagree any more, it counts nowhere who once did."""
    groups: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    agreeing = disagreeing = 0
    for value, profession, verified, number in votes:
        agrees = value == Reaction.Value.AGREE
        if not agrees and not may_disagree():
            continue
        agreeing += number * agrees
        disagreeing += number * (not agrees)
        if profession and (verified or not settings.COMMENTS_VERIFIED_VOTES_ONLY):
            groups[profession][0] += number * agrees
            groups[profession][1] += number
    return {
        "agree_count": agreeing,
        "disagree_count": disagreeing,
        "score_top": top(agreeing, agreeing + disagreeing),
        "score_across": across_groups((agreed, votes) for agreed, votes in groups.values()),
    }
