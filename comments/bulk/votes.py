"""How made-up members vote: most comments get a vote or two, a few get hundreds, and about one vote in seven disagrees."""

import random
from collections import Counter
from datetime import datetime, timedelta

from comments.bulk.people import Person
from comments.bulk.plan import Planned
from comments.bulk.threads import ENDLESS
from comments.models import Reaction
from comments.reacting import Scores, scores_from

SIZE, SPREAD = 0.08, 1.3  # of the logarithm of how many vote
BELOVED = 300  # votes, if there are people enough, for what opens an endless thread; none of them disagrees
AGREEING = (5.1, 0.9)  # the two weights of the beta distribution of the share that agrees; 0.85 on the average


def votes_on(number: int, place: int, planned: Planned, people: list[Person], rng: random.Random, now: datetime) -> list[Reaction]:
    """The votes on the comment with this number; each from somebody else than its author, nobody twice."""
    if not planned.was_public:
        return []
    beloved = place in ENDLESS
    wanted = BELOVED if beloved else int(rng.lognormvariate(SIZE, SPREAD))
    share = 1.0 if beloved else rng.betavariate(*AGREEING)
    voters = rng.sample(range(len(people)), min(wanted, len(people) // 2))
    return [
        Reaction(
            comment_id=number,
            member_id=people[voter].pk,
            value=Reaction.Value.AGREE if rng.random() < share else Reaction.Value.DISAGREE,
            profession_id=people[voter].profession,
            verified=people[voter].credential is not None,
            created_at=min(now, planned.at + timedelta(hours=rng.expovariate(1 / 12))),
        )
        for voter in voters
        if voter != planned.author
    ]


def scores(votes: list[Reaction]) -> Scores:
    """The counts and scores of a comment with these votes."""
    alike = Counter((vote.value, vote.profession_id, vote.verified) for vote in votes)
    return scores_from((*of, number) for of, number in alike.items())
