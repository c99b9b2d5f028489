"""The inbox: what a member has been told."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.letters import in_language
from accounts.models import Notice
from accounts.models.notice import NoticeQuerySet
from accounts.notices import tell_all
from accounts.requests import MemberRequest

ON_A_PAGE = 20


@never_cache
@login_required
@require_safe
def inbox(request: MemberRequest) -> HttpResponse:
    page = Paginator(_inbox(request), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/inbox.html", {"page": page, "told": tell_all(page.object_list)})


@login_required
@require_POST
def mark_read(request: MemberRequest, pk: int) -> HttpResponse:
    """Marks one notice as read and goes where it leads."""
    notice = get_object_or_404(_inbox(request), pk=pk)
    Notice.objects.filter(pk=notice.pk).mark_read()
    return redirect(in_language(notice.url) or "inbox")


@login_required
@require_POST
def mark_all_read(request: MemberRequest) -> HttpResponse:
    _inbox(request).mark_read()
    return redirect("inbox")


def _inbox(request: MemberRequest) -> NoticeQuerySet:
    return Notice.objects.of(request.user).told_by(timezone.now())
