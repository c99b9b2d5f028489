"""The one door for staff: the site's own log-in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe


@require_safe
def staff_login(request: HttpRequest) -> HttpResponse:
    """Sends strangers to the log-in. Wagtail also sends members here who are no staff: a log-in would only send them back to it."""
    if request.user.is_authenticated:
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return redirect("wagtailadmin_home")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.GET.get('next') or '/cms/'})}")
