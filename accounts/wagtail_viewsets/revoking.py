"""Taking a credential back: a page that asks why, and a POST that does it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.credentials.deciding import Concerned
from accounts.models import Credential
from accounts.requests import MemberRequest
from accounts.review.forms import RevokeForm


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
        form = RevokeForm(initial={"edition": self.credential.edition})
        return {"form": form, **super().get_context_data(**kwargs), "credential": self.credential}

    def post(self, request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = RevokeForm({"edition": self.credential.edition, **request.POST.dict()})
        if not form.is_valid() or not self._revoke(request, form):
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return redirect("credentials:index")

    def _revoke(self, request: MemberRequest, form: RevokeForm) -> bool:
        """False where it is not the member of staff's to decide."""
        why = {key: form.cleaned_data[key] for key in ("reason", "words")}
        try:
            revoked = self.credential.revoke(by=request.user, **why)
        except Concerned:
            form.add_error(None, _("You are concerned yourself. Please leave this to a colleague."))
            return False
        if revoked:
            messages.success(request, _("The credential has been revoked."))
        else:
            messages.warning(request, _("Nothing was changed: the credential had already been revoked or had run out."))
        return True
