"""The demo's votes: for each public comment some members take a side, the same in every build."""

from collections.abc import Iterable
from random import Random

from django.db import transaction

from accounts.models import User
from accounts.standing import Capacity
from comments.models import Comment, Discussion, Reaction
from comments.reacting import score
from demo.people import People

MOST = 0.7  # of the members, on the best liked comment
DISAGREEING = 0.12


def cast_votes(people: People, discussions: Iterable[Discussion]) -> None:
    members = {user: user.capacity() for user in people.users.values()}
    for discussion in discussions:
        comments = list(Comment.objects.on(discussion).published().order_by("pk"))
        with transaction.atomic():
            discussion.touch()
            for comment in comments:
                Reaction.objects.bulk_create(_votes(comment, members))
                score(comment)


def _votes(comment: Comment, members: dict[User, Capacity]) -> list[Reaction]:
    random = Random(str(comment.key))  # noqa: S311 - made-up votes, not secrets
    liked = MOST * random.random() ** 2.5 * (1 if comment.root_id is None else 0.6)
    opposed = DISAGREEING * 2 * random.random()
    votes = []
    for member, capacity in members.items():
        if member.pk == comment.author_id or random.random() > liked:
            continue
        side = Reaction.Value.DISAGREE if random.random() < opposed else Reaction.Value.AGREE
        verified = capacity.credential is not None
        votes.append(Reaction(comment=comment, member=member, value=side, profession=capacity.profession, verified=verified))
    return votes
