"""What happens in the end when a member leaves: what goes, and what stays behind without a name (`accounts.departing` leads here).

Comments stay, as a former member's, unless the member wants them erased. The row of the member stays under them, emptied. What other apps
keep about the person they erase in functions that they register in `ready()`.
"""

from collections.abc import Callable
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from accounts import exporting, traces
from accounts.models import Credential, Departure, Handle, Letter, MailChoice, MemberSession, Notice, ProfessionFollow, User
from accounts.models.user import ERASED

Step = Callable[[User], None]
Eraser = Callable[[User, str], bool]
STEPS: list[Step] = []
ERASERS: list[Eraser] = []
UNVERIFIED_KEPT = timedelta(days=30)


def register(step: Step) -> Step:
    """Has `step(user)` called, inside the transaction, before the member's own row is emptied. Usable as a decorator."""
    STEPS.append(step)
    return step


def register_eraser(eraser: Eraser) -> Eraser:
    """Has `eraser(user, comments)` called until it says False, before `close`: it erases a batch in a transaction of its own.

    For what may be too much for one transaction. `comments` is a `Departure.Comments`. Usable as a decorator.
    """
    ERASERS.append(eraser)
    return eraser


@transaction.atomic
def close(user: User) -> None:
    """Closes the account for good. Closing it twice changes nothing."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not locked.is_erased:
        for step in STEPS:
            step(locked)
        _erase_belongings(locked)
        _empty_row(locked)
    user.refresh_from_db()


def close_unverified(most: int = 200) -> int:
    """Closes accounts whose address was never verified, some weeks after joining; at most so many at a time. Returns how many."""
    forgotten = list(User.objects.never_verified(since=timezone.now() - UNVERIFIED_KEPT)[:most])
    for user in forgotten:
        close(user)
        Handle.objects.filter(owner=user.owner_key).delete()  # nobody was ever met under it
    return len(forgotten)


def _erase_belongings(user: User) -> None:
    now = timezone.now()
    traces.erase(user)  # what is found by the address, before that goes
    EmailAddress.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    MemberSession.objects.end_all_of(user.pk)
    Notice.objects.of(user).delete()
    Letter.objects.filter(member=user).delete()
    MailChoice.objects.filter(member=user).delete()
    ProfessionFollow.objects.filter(member=user).delete()
    exporting.destroy(user)
    Departure.objects.of(user).delete()
    user.consents.filter(withdrawn_at=None).update(withdrawn_at=now)
    user.groups.clear()
    user.set_further([])
    user.user_permissions.clear()
    # That a profession was checked stays with the comments that bear the seal; how it was checked was about the person.
    Credential.objects.filter(user=user).update(note="")


def _empty_row(user: User) -> None:
    user.handle = user.handle_key = f"{ERASED}{user.pk}"
    user.email = user.profession = user.last_login = None
    user.name = user.bio = ""
    user.is_active = user.is_superuser = False
    user.closed_at = user.closed_at or timezone.now()
    user.set_unusable_password()
    user.save()
