"""What a view knows of who asks, in types."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import User

Reader = User | AnonymousUser


class MemberRequest(HttpRequest):
    """A request that has passed `login_required` (or the admin's own check): somebody is logged in."""

    user: User
