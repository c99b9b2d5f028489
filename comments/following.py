"""Wanting to be told of new comments, in a discussion or in one thread of it."""

from dataclasses import dataclass, field
from functools import partial

from django.db import transaction

from accounts.letters import without_language
from accounts.models import Notice, User
from accounts.prepared import Prepared
from accounts.requests import Reader
from comments import tasks
from comments.models import Comment, Discussion, Follow

MOST = 1000  # discussions and threads that one member may follow
BATCH = 100  # followers told in one transaction, so that nobody who writes meanwhile waits long
KIND = "followed"


class TooManyFollows(Exception):
    """The member follows as much as one may."""


@dataclass(frozen=True)
class Follows:
    """What a reader follows of one discussion: the whole of it, and threads by the ids of their first comments."""

    discussion: bool = False
    threads: set[int] = field(default_factory=set)


def of(reader: Reader, discussion: Discussion) -> Follows:
    """One query for a member; none for a stranger, nor where nobody has spoken yet."""
    if not reader.is_authenticated or discussion.pk is None:
        return Follows()
    threads = set(Follow.objects.filter(member=reader, discussion=discussion).values_list("thread_id", flat=True))
    return Follows(None in threads, {thread for thread in threads if thread is not None})


def follow(member: User, discussion: Discussion, thread: Comment | None = None) -> None:
    """Following twice is following once. Raises TooManyFollows."""
    with transaction.atomic():
        if Follow.objects.filter(member=member, discussion=discussion, thread=thread).exists():
            return
        if Follow.objects.filter(member=member).count() >= MOST:
            raise TooManyFollows
        Follow.objects.get_or_create(member=member, discussion=discussion, thread=thread)


def tell_followers_soon(comment: Comment, *, after: int = 0) -> None:
    """Has the worker tell them once the transaction has committed: whoever posts does not wait for ten thousand notices.

    `after` so many seconds, where what let it appear may still be undone.
    """
    transaction.on_commit(partial(_enqueue_if_followed, comment, after))


def _enqueue_if_followed(comment: Comment, after: int) -> None:
    """Asked after the commit: nobody who is about to speak waits for it, and whoever began to follow meanwhile is told, too."""
    if _concerned(comment.discussion_id, comment.root_id or comment.pk, comment.author_id):
        tasks.in_seconds(tasks.tell_followers, after).enqueue(comment.pk)


_concerned: Prepared[Follow] = Prepared(lambda *numbers: Follow.objects.concerned(*numbers).only("pk")[:1], int, int, int, by_key=True)


def tell_followers(number: int) -> int:
    """Tells who follows the comment's discussion or thread, some at a time. Run twice it tells nobody twice. Returns how many were told."""
    told, last = 0, 0
    while comment := Comment.objects.published().filter(pk=number, discussion__page__live=True).select_related("discussion__page").first():
        follows = Follow.objects.to_tell(comment).filter(member_id__gt=last).select_related("member")
        batch = list(follows.order_by("member_id")[:BATCH])
        if not batch:
            break
        told += sum(_tell(batch, comment))
        last = batch[-1].member_id
    return told


@transaction.atomic
def _tell(follows: list[Follow], comment: Comment) -> list[bool]:
    """Whoever has been told of this very comment, as a follower or as the one who is answered, is not told again."""
    url = without_language(comment.get_absolute_url())
    members = [follow.member_id for follow in follows]
    informed = set(Notice.objects.filter(recipient__in=members, url=url, kind__in=["reply", KIND]).values_list("recipient_id", flat=True))
    return [_tell_one(follow, comment, url) for follow in follows if follow.member_id not in informed]


def _tell_one(follow: Follow, comment: Comment, url: str) -> bool:
    """False if another comment's worker was quicker to tell this follower."""
    notice = Notice.tell(
        follow.member,
        KIND,
        url=url,
        comment=comment.pk,
        page=comment.discussion.page.title,
        author=comment.author_id,
        is_thread=follow.thread_id is not None,
    )
    if Follow.objects.filter(pk=follow.pk, notice=follow.notice_id).update(notice=notice):
        return True
    notice.delete()
    return False
