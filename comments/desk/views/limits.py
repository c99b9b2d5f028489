"""To which sections and topics moderators are limited; kept by whoever may change accounts."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.models import User
from comments.desk.forms_limits import LimitForm
from comments.desk.limits import named
from comments.models import DeskLimit

MAY = "accounts.change_user"
MOST = 200


@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    return _show(_keeper(request), LimitForm())


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Limiting somebody twice to the same thing is limiting them once."""
    _keeper(request)
    form = LimitForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    DeskLimit.objects.get_or_create(**form.limit)
    messages.success(request, _("The limit holds from now on."))
    return redirect("comments_desk:limits")


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    get_object_or_404(DeskLimit, pk=_keeper(request) and number).delete()
    messages.success(request, _("The limit has been lifted."))
    return redirect("comments_desk:limits")


def _keeper(request: HttpRequest) -> HttpRequest:
    if not cast(User, request.user).has_perm(MAY):
        raise PermissionDenied
    return request


def _show(request: HttpRequest, form: LimitForm, status: int = 200) -> HttpResponse:
    kept = list(DeskLimit.objects.select_related("moderator").order_by("moderator__handle", "kind", "target")[:MOST])
    context: dict[str, Any] = {"form": form, "limits": zip(kept, named(kept), strict=True), "tab": "limits"}
    return render(request, "comments/desk/limits.html", context, status=status)
