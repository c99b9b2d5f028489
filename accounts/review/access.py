"""Who may review: getters that know who asks. Wagtail answers PermissionDenied with its own page and message."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.credentials.getters import REVIEW
from accounts.models import Credential, User

View = Callable[..., HttpResponse]


def reviewers_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_perm(REVIEW):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def credential_to_review(staff: User, number: int) -> Credential:
    """Any request or credential. Raises PermissionDenied, Http404."""
    if not staff.has_perm(REVIEW):
        raise PermissionDenied
    return get_object_or_404(Credential.objects.select_related("user", "profession__alias_of", "checked_by"), pk=number)
