"""The one door for staff: the site's own log-in."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.shortcuts import redirect
from django.views.decorators.http import require_safe


@require_safe
def staff_login(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.GET.get('next') or '/cms/'})}")
