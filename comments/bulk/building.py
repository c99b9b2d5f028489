"""Writing a planned discussion into the database, a few thousand rows at a time."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page

from comments.bulk.chance import chance
from comments.bulk.people import Person, people
from comments.bulk.plan import Planned, plan
from comments.bulk.texts import Text, texts
from comments.bulk.votes import scores, votes_on
from comments.models import Comment, Discussion, Passage, Reaction, State
from comments.pages import paragraphs_of
from comments.recounting import put_right
from comments.rendering import VERSION

A_BATCH = 2000
PEOPLE_LEAST, COMMENTS_EACH = 20, 10
REMOVED = Text("", "")


@dataclass(frozen=True)
class Making:
    """What every comment of the discussion is made with. `first` is the number of its first comment; the others follow."""

    discussion: Discussion
    people: list[Person]
    texts: list[Text]
    passages: dict[str, Passage]
    first: int
    rng: random.Random
    now: datetime

    def comment(self, place: int, planned: Planned, votes: list[Reaction]) -> Comment:
        author = self.people[planned.author]
        removed = planned.state == State.REMOVED
        text = REMOVED if removed else self.rng.choice(self.texts)
        return Comment(
            pk=self.first + place,
            discussion=self.discussion,
            author_id=author.pk,
            parent_id=None if planned.parent is None else self.first + planned.parent,
            root_id=None if planned.root is None else self.first + planned.root,
            depth=planned.depth,
            state=planned.state,
            held_because="newcomer" if planned.state == State.PENDING else "",
            source=text.source,
            html=text.html,
            html_version=0 if removed else VERSION,
            kind=planned.kind,
            passage=self.passages.get(planned.block),
            profession_id=author.profession,
            credential_id=author.credential,
            created_at=planned.at,
            published_at=planned.at if planned.was_public else None,
            reply_count=planned.replies,
            **scores(votes),
        )


@transaction.atomic
def make_discussion(
    page: Page, number: int, *, seed: int = 0, now: datetime | None = None, say: Callable[[int], None] = lambda done: None
) -> Discussion:
    """Adds so many comments to the discussion of a page, all or none; `say` is told how many are there. The same seed gives the same.

    No decision stands in the ledger for what is shown as taken down, because nobody decided and nothing ever leaves the ledger.
    """
    now = now or timezone.now()
    rng = chance("discussion", seed)
    discussion = Discussion.for_writing(page)
    members = people(max(PEOPLE_LEAST, number // COMMENTS_EACH))
    paragraphs = paragraphs_of(page)
    comments = plan(number, len(members), list(paragraphs), rng, now)
    passages = {block: Passage.of(discussion, block, text) for block, text in paragraphs.items()} if any(c.block for c in comments) else {}
    making = Making(discussion, members, texts(seed), passages, reserve(number), rng, now)
    for start in range(0, number, A_BATCH):
        write(making, start, comments[start : start + A_BATCH])
        say(min(number, start + A_BATCH))
    put_right(discussion)
    discussion.refresh_from_db()
    return discussion


def write(making: Making, start: int, batch: list[Planned]) -> None:
    votes = [
        votes_on(making.first + place, place, planned, making.people, making.rng, making.now) for place, planned in enumerate(batch, start)
    ]
    Comment.objects.bulk_create(
        making.comment(place, planned, cast) for place, (planned, cast) in enumerate(zip(batch, votes, strict=True), start)
    )
    Reaction.objects.bulk_create(vote for cast in votes for vote in cast)


def reserve(number: int) -> int:
    """The first of so many numbers in a row that no other comment has or gets: an answer names what it answers before that is written."""
    table, column = Comment._meta.db_table, "id"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(name, nextval(name) + %s - 1) - %s + 1 FROM pg_get_serial_sequence(%s, %s) AS name",
                [number, number, table, column],
            )
            return cursor.fetchone()[0]
    return (Comment.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
