"""Who reads and posts while it is measured: members with a session, as a browser would send it."""

from django.conf import settings
from django.utils.crypto import get_random_string

from accounts.models import User
from comments.bulk.people import made_up
from comments.listing import NOT_PUBLIC
from comments.models import Comment
from portal.measuring.subjects import logged_in

CSRF_LENGTH = 32  # characters; Django takes the secret itself for a token


def speakers(number: int) -> list[User]:
    """So many made-up members who have been read before, or all there are: what they post is not held for review.

    Nothing of theirs waits, so that they are shown what everybody is shown; and of all who speak it is those who speak least.
    """
    spoken = Comment.objects.published().values("author")
    waiting = Comment.objects.filter(state__in=NOT_PUBLIC).values("author")
    return list(made_up().filter(pk__in=spoken).exclude(pk__in=waiting).order_by("-pk")[:number])


def pass_of(member: User) -> dict[str, str]:
    """What a request of this member carries: the cookies as a header, and the token that goes with them."""
    session = logged_in(member).cookies[settings.SESSION_COOKIE_NAME].value
    token = get_random_string(CSRF_LENGTH)
    return {"cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}", "token": token}
