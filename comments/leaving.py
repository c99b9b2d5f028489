"""What goes when a member closes their account; what they said in public stays, as a former member's."""

from accounts import leaving
from accounts.models import User
from comments.models import CommentVersion, Follow, KeptDraft, Mute


@leaving.register
def erase_kept_drafts(user: User) -> None:
    KeptDraft.objects.filter(user=user).delete()


@leaving.register
def erase_what_was_said_before(user: User) -> None:
    """What a comment says stays; what it had said before its author thought better of it goes."""
    CommentVersion.objects.filter(comment__author=user).delete()


@leaving.register
def erase_whom_and_what_one_cared_for(user: User) -> None:
    """Who has muted the leaver goes on seeing what they said folded."""
    Mute.objects.filter(member=user).delete()
    Follow.objects.filter(member=user).delete()
