"""Discussions of any size whose first page shows exactly fifty comments, so that what differs is the size and nothing else.

Twenty threads with thirty answers have more votes than anything else in the discussion, so 추천순 begins with them. The rest is made by
`comments.bulk`, as large discussions are.
"""

import random
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page

from comments.bulk.building import Making, make_discussion, reserve
from comments.bulk.chance import chance
from comments.bulk.people import Person, people
from comments.bulk.plan import Planned
from comments.bulk.texts import SENTENCES, Text
from comments.listing import THREADS_A_PAGE
from comments.models import Comment, Discussion, Passage, Reaction, State
from comments.pages import paragraphs_of
from comments.recounting import put_right
from comments.rendering import render

ANSWERS = (0, 1, 2, 3)  # that the threads have, in turn; all of them are shown, as up to five are
SHOWN = 50
AUTHORS = 25
LENGTH = 120  # characters
ON_PASSAGE = 4  # every fourth thread is about a paragraph
DIFFERENT = 100  # texts


def discuss(page: Page, size: int) -> Discussion:
    """A discussion of so many comments, at least fifty, on a page that has none."""
    if size < SHOWN:
        raise ValueError(f"A discussion has at least {SHOWN} comments here, not {size}.")
    if size > SHOWN:
        make_discussion(page, size - SHOWN)
    return lead(Discussion.for_writing(page))


@transaction.atomic
def lead(discussion: Discussion) -> Discussion:
    """Adds the fifty that the first page shows."""
    most = Comment.objects.on(discussion).aggregate(most=Max("agree_count"))["most"] or 0
    cast = people(max(4 * AUTHORS, most + THREADS_A_PAGE + AUTHORS))
    speakers = [person for person in cast if person.profession][:AUTHORS]
    others = [person for person in cast if person not in speakers]
    now, rng = timezone.now(), chance("fifty")
    passages = {block: Passage.of(discussion, block, text) for block, text in paragraphs_of(discussion.page).items()}
    plan = planned(list(passages), now)
    making = Making(discussion, speakers, [said(rng) for _ in range(DIFFERENT)], passages, reserve(len(plan)), rng, now)
    wanted = [most + 1 + place if one.parent is None else place % 4 for place, one in enumerate(plan)]
    votes = [agreeing(making.first + place, others[:number], now) for place, number in enumerate(wanted)]
    Comment.objects.bulk_create(making.comment(place, one, votes[place]) for place, one in enumerate(plan))
    Reaction.objects.bulk_create((vote for cast in votes for vote in cast), batch_size=2000)
    put_right(discussion)
    discussion.refresh_from_db()
    return discussion


def planned(blocks: list[str], now: datetime) -> list[Planned]:
    """Twenty threads, then thirty answers; the third answer of a thread answers the second."""
    numbers = [ANSWERS[place % len(ANSWERS)] for place in range(THREADS_A_PAGE)]
    about = [blocks[place % len(blocks)] if blocks and place % ON_PASSAGE == 0 else "" for place in range(THREADS_A_PAGE)]
    pairs: list[tuple[int | None, int | None]] = [(None, None)] * THREADS_A_PAGE
    for root, number in enumerate(numbers):
        pairs += [(root, root if answer < 2 else len(pairs) + answer - 1) for answer in range(number)]
    return [
        Planned(
            at=now - timedelta(minutes=10 * (len(pairs) - place)),
            author=place % AUTHORS,
            parent=parent,
            root=root,
            depth=0 if parent is None else 1 if parent == root else 2,
            state=State.PUBLISHED,
            block=about[place if root is None else root],
            kind="",
            replies=numbers[place] if root is None else 0,
        )
        for place, (root, parent) in enumerate(pairs)
    ]


def said(rng: random.Random) -> Text:
    """A comment of about the length that is usual."""
    source = " ".join(rng.sample(SENTENCES, 12))[: LENGTH - 1].rstrip() + "."
    return Text(source, render(source))


def agreeing(comment: int, voters: list[Person], now: datetime) -> list[Reaction]:
    return [
        Reaction(
            comment_id=comment,
            member_id=voter.pk,
            value=Reaction.Value.AGREE,
            profession_id=voter.profession,
            verified=voter.credential is not None,
            created_at=now,
        )
        for voter in voters
    ]
