"""A discussion in which exactly so many comments wait for review, and nowhere else one."""

from django.db import transaction
from wagtail.models import Page

from comments.bulk.building import make_discussion
from comments.models import Comment, Discussion, State
from comments.recounting import put_right

A_BATCH = 5000


@transaction.atomic
def discuss(page: Page, comments: int, waiting: int) -> Discussion:
    """A discussion of `comments`, of which the newest `waiting` without an answer wait. Whatever else waited is spam.

    Raises ValueError where too few have no answer.
    """
    talk = make_discussion(page, comments)
    Comment.objects.filter(state=State.PENDING).update(state=State.SPAM, held_because="")
    chosen = list(
        Comment.objects.on(talk).filter(state=State.PUBLISHED, reply_count=0).order_by("-pk").values_list("pk", flat=True)[:waiting]
    )
    if len(chosen) < waiting:
        raise ValueError(f"Of {comments:,} comments only {len(chosen):,} have no answer, so {waiting:,} cannot wait.")
    for start in range(0, waiting, A_BATCH):
        some = Comment.objects.filter(pk__in=chosen[start : start + A_BATCH])
        some.update(state=State.PENDING, held_because="newcomer", published_at=None, agree_count=0, disagree_count=0)
    put_right(talk)
    talk.refresh_from_db()
    return talk


def held() -> list[int]:
    """The numbers of what waits, as the desk lists it."""
    return list(Comment.objects.waiting().order_by("created_at", "pk").values_list("pk", flat=True))
