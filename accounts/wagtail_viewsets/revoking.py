"""Taking a credential back: a page that asks, and a POST that does it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.models import Credential
from accounts.requests import MemberRequest


class RevokeView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "accounts/admin/revoke.html"
    page_title = gettext_lazy("Revoke credential")
    header_icon = "cross"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("accounts.change_credential"):
            raise PermissionDenied
        self.credential = get_object_or_404(Credential.objects.select_related("user", "profession"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "credential": self.credential}

    def post(self, request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.credential.revoke(by=request.user):
            messages.success(request, _("The credential has been revoked."))
        else:
            messages.warning(request, _("Nothing was changed: the credential had already been revoked or had run out."))
        return redirect("credentials:index")
