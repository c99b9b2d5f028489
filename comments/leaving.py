"""What goes when a member closes their account; what they said in public stays, as a former member's."""

from django.utils import timezone

from accounts import leaving
from accounts.models import User
from comments.models import Appeal, Claim, CommentVersion, DeskLimit, Follow, Handling, HeldMember, KeptDraft, MemberNote, Mute


@leaving.register
def erase_kept_drafts(user: User) -> None:
    KeptDraft.objects.filter(user=user).delete()


@leaving.register
def release_from_review(user: User) -> None:
    HeldMember.objects.filter(member=user).delete()


@leaving.register
def erase_what_was_said_before(user: User) -> None:
    """What a comment says stays; what it had said before its author thought better of it goes."""
    CommentVersion.objects.filter(comment__author=user).delete()


@leaving.register
def erase_objections(user: User) -> None:
    """That there was one is part of the case."""
    Claim.objects.filter(objected_by=user).update(objection="")


@leaving.register
def erase_whom_and_what_one_cared_for(user: User) -> None:
    """Who has muted the leaver goes on seeing what they said folded."""
    Mute.objects.filter(member=user).delete()
    Follow.objects.filter(member=user).delete()


@leaving.register
def erase_what_was_noted_about_them(user: User) -> None:
    """And what they were limited to, and had in hand, as a moderator."""
    MemberNote.objects.filter(member=user).delete()
    DeskLimit.objects.filter(moderator=user).delete()
    Handling.objects.filter(moderator=user).delete()


def withdraw_appeals(user: User) -> None:
    """Nobody is left to be answered. That there was an appeal and what came of it stays with the decisions; its words go."""
    Appeal.objects.open().filter(member=user).update(closed_at=timezone.now(), outcome=Appeal.Outcome.WITHDRAWN)
    Appeal.objects.filter(member=user).update(words="")
