"""The first administrator: somebody has to be able to let the others in."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Handle, User
from portal.roles import ADMINISTRATORS


@transaction.atomic
def ensure_administrator(handle: str, email: str, password: str) -> tuple[User, bool]:
    """The member with this address as an administrator, and whether they were made now. Whoever exists keeps handle and password.

    Raises ValidationError if the handle is somebody else's, or the address that of a member who has another handle.
    """
    user = User.objects.filter(email__iexact=email).first()
    if user and user.handle != handle:
        raise ValidationError(f"{email} belongs to the member {user.handle}, not to {handle}.")
    made = user is None
    if user is None:
        if not Handle.is_free(handle):
            raise ValidationError(f"The handle {handle} is taken.")
        user = User.objects.create_user(handle, email, password)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    user.groups.add(Group.objects.get(name=ADMINISTRATORS))
    return user, made
