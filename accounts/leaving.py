"""Leaving: what a member takes along when an account is closed, and what stays behind without a name.

Comments stay, as a former member's: they belong to a conversation. The row of the member stays under them, emptied. What other apps keep
about the person they erase in a function that they register in `ready()`.
"""

from collections.abc import Callable
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts.models import Credential, Handle, MemberSession, Notice, User

Step = Callable[[User], None]
STEPS: list[Step] = []
UNVERIFIED_KEPT = timedelta(days=30)


def register(step: Step) -> Step:
    """Has `step(user)` called, inside the transaction, before the member's own row is emptied. Usable as a decorator."""
    STEPS.append(step)
    return step


@transaction.atomic
def close(user: User) -> None:
    """Closes the account for good. Closing it twice changes nothing."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.closed_at is None:
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
    EmailAddress.objects.filter(user=user).delete()
    MemberSession.objects.end_all_of(user.pk)
    Notice.objects.of(user).delete()
    user.consents.filter(withdrawn_at=None).update(withdrawn_at=now)
    user.groups.clear()
    user.user_permissions.clear()
    # That a profession was checked stays with the comments that bear the seal; how it was checked was about the person.
    Credential.objects.filter(user=user).update(note="")
    # Wagtail's: a picture and preferences of staff, and the names under which it logged changes of the member's row.
    for profile in UserProfile.objects.filter(user=user):
        profile.avatar.delete(save=False)
        profile.delete()
    kind = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=kind, object_id=str(user.pk)).update(label="", data={})


def _empty_row(user: User) -> None:
    user.handle = user.handle_key = f"~{user.pk}"  # no handle can begin like this, so nobody can hold it
    user.email = user.profession = user.last_login = None
    user.name = user.bio = ""
    user.is_active = user.is_superuser = False
    user.closed_at = timezone.now()
    user.set_unusable_password()
    user.save()
