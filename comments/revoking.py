"""Counts after a credential was taken back: what was spoken with it counts as stated, no more as verified."""

from functools import partial

from django.db import transaction

from accounts import revoking
from accounts.models import Credential
from comments import recounting, tasks
from comments.models import Discussion


@revoking.register
def count_again(credential: Credential) -> None:
    """The worker counts: somebody may have spoken in hundreds of discussions. What each comment says of itself is true at once."""
    transaction.on_commit(partial(tasks.count_without.enqueue, credential.pk))


def put_right_without(credential: int) -> int:
    """Counts again every discussion in which somebody spoke with it. Returns in how many. Doing it twice changes nothing."""
    spoken = Discussion.objects.filter(comments__credential=credential).distinct().order_by("pk")
    number = 0
    for discussion in spoken.iterator():
        number += 1
        recounting.put_right(discussion)
    return number
