"""The page of a discussion that nearly everybody reads: its first threads and their first replies, by queries that are compiled once."""

from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import or_

from django.db.models import OuterRef, Q, Subquery

from accounts.models import Profession
from accounts.prepared import Prepared
from comments.asking import ORDERS
from comments.models import Comment
from comments.models.queries import CommentQuerySet
from comments.voices import Voice

THREADS_A_PAGE = 20
REPLIES_SHOWN = 5  # of a thread, in the discussion; all of them are on the thread's own page
NO_CUT = 2**62  # no comment has so large a number


def first_threads(discussion: int, order: str) -> list[Comment]:
    """The threads of the first page and one more, if there is one, each with its `cut`."""
    return _threads(order)(discussion)


def first_replies(cuts: dict[int, int | None]) -> list[Comment]:
    """What has a place among the replies of these threads, up to the `cut` of each."""
    return _replies(len(cuts))(*(number for root, cut in cuts.items() for number in (root, cut or NO_CUT))) if cuts else []


def introduce(comments: list[Comment], voices: Iterable[Voice]) -> None:
    """Tells the comments of a page the professions that spoke, and one another: what is answered there stands there, too.

    One more query where a profession has nothing public, so that it is none of the voices.
    """
    strange = [comment for comment in comments if "profession" not in comment._state.fields_cache]
    professions = {pk: profession for voice in voices for pk, profession in voice.worn.items()}
    unknown = {comment.profession_id for comment in strange if comment.profession_id} - professions.keys()
    if unknown:
        professions |= Profession.objects.select_related("shown_as").in_bulk(unknown)
    by_number = {comment.pk: comment for comment in comments}
    for comment in strange:
        known = comment._state.fields_cache
        known["profession"] = professions[comment.profession_id] if comment.profession_id else None
        if comment.parent_id in by_number:
            known["parent"] = by_number[comment.parent_id]


def cut() -> Subquery:
    """The number of a thread's last reply that is shown with it; null where all of them are."""
    replies = Comment.objects.filter(root=OuterRef("pk")).in_place().order_by("pk")
    return Subquery(replies.values("pk")[REPLIES_SHOWN - 1 : REPLIES_SHOWN])


def up_to(cuts: dict[int, int | None]) -> Q:
    return reduce(or_, (Q(root_id=root, pk__lte=NO_CUT if cut is None else cut) for root, cut in cuts.items()))


@lru_cache
def _threads(order: str) -> Prepared[Comment]:
    def build(discussion: int) -> CommentQuerySet:
        threads = Comment.objects.filter(discussion_id=discussion, parent=None).in_place()
        return threads.annotate(cut=cut()).for_first_page().order_by(*ORDERS[order])[: THREADS_A_PAGE + 1]

    return Prepared(build, int)


@lru_cache
def _replies(threads: int) -> Prepared[Comment]:
    """For so many threads; the values are the number of each and its cut, one after the other."""

    def build(*numbers: int) -> CommentQuerySet:
        shown = up_to(dict(zip(numbers[::2], numbers[1::2], strict=True)))
        return Comment.objects.filter(shown).in_place().for_first_page()

    return Prepared(build, *[int] * (2 * threads), by_key=True)
