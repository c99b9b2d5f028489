"""The page on which members change what is shown of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms import ProfileForm
from accounts.models import User
from accounts.models.handle import HandleTaken
from accounts.panels import context_of
from accounts.profession_fields import merged_in
from accounts.requests import MemberRequest


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: MemberRequest) -> HttpResponse:
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=User.objects.get(pk=request.user.pk))
    if form.is_valid() and _save(form):
        with translation.override(form.instance.language):
            messages.success(request, _("Your profile has been saved."))
            for said in merged_in(form):
                messages.info(request, said)
            return redirect("settings")
    status = 422 if form.is_bound else 200
    context = {**context_of(request), "form": form, "standing": request.user.standing()}
    return render(request, "accounts/settings.html", context, status=status)


def _save(form: ProfileForm) -> bool:
    try:
        form.save()
    except HandleTaken as taken:  # by somebody who was quicker
        form.add_error("handle", taken)
        return False
    return True
