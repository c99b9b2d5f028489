"""What is mailed to a member: the choices, and the link in letters that ends them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts import unsubscribing
from accounts.forms.mail import MailForm
from accounts.requests import MemberRequest


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: MemberRequest) -> HttpResponse:
    form = MailForm(request.POST if request.method == "POST" else None, member=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your choices have been saved."))
        return redirect(reverse("settings") + "#notify")
    return render(request, "accounts/mail.html", {"mail_form": form}, status=422 if form.is_bound else 200)


@csrf_exempt  # a mail program has no cookie of ours; the link itself is signed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, signed: str) -> HttpResponse:
    """Opening the link changes nothing: programs that scan mail do that. Its button does, and so does the mail program's (RFC 8058)."""
    try:
        subscription = unsubscribing.read(signed)
    except unsubscribing.Unusable:
        return render(request, "accounts/unsubscribe_unusable.html", status=404)
    if request.method == "POST":
        subscription.end()
    return render(request, "accounts/unsubscribe.html", {"subscription": subscription, "is_done": request.method == "POST"})
