"""What goes when a member closes their account; what they said in public stays, as a former member's."""

from accounts import leaving
from accounts.models import User
from comments.models import KeptDraft


@leaving.register
def erase_kept_drafts(user: User) -> None:
    KeptDraft.objects.filter(user=user).delete()
