"""What of one's own is checked, and what may be asked for."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.credentials.getters import own_credential, own_credentials
from accounts.credentials.showing import Shown
from accounts.forms.choosing import ProfessionChoiceForm
from accounts.requests import MemberRequest

ON_A_PAGE = 20


@never_cache
@login_required
@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    page = Paginator(own_credentials(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/credentials/overview.html", {"page": page, "form": ProfessionChoiceForm.for_member(request.user)})


@never_cache
@login_required
@require_safe
def choose(request: MemberRequest) -> HttpResponse:
    """Goes on to the profession that was chosen in the list."""
    form = ProfessionChoiceForm(request.GET) if "profession" in request.GET else ProfessionChoiceForm.for_member(request.user)
    if form.is_valid():
        return redirect("credential_ask", form.cleaned_data["profession"].slug)
    return render(request, "accounts/credentials/choose.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_safe
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    return render(request, "accounts/credentials/detail.html", {"shown": Shown(own_credential(request.user, pk))})
