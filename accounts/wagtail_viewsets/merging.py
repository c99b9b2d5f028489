"""Merging two professions: a page that asks for the second, says what will move and that it cannot be undone, and a POST that does it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts import merging
from accounts.forms.fields import ByField
from accounts.models import Profession
from accounts.profession_fields import CurrentProfessionField, merged_in
from accounts.requests import MemberRequest


class TargetField(CurrentProfessionField):
    iterator = ByField


class MergeForm(forms.Form):
    """Into which profession `old` is merged."""

    into = TargetField(label=gettext_lazy("Merge into"), empty_label=gettext_lazy("Please choose"))

    def __init__(self, *args: Any, old: Profession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old = old

    def clean_into(self) -> Profession:
        new: Profession = self.cleaned_data["into"]
        merging.check(self.old, new)
        return new


class MergeView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "accounts/admin/merge.html"
    page_title = gettext_lazy("Merge into another")
    header_icon = "link"
    breadcrumbs_items: list[Any] = []  # a title of its own, with the profession beside it

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("accounts.change_profession"):
            raise PermissionDenied
        self.old = get_object_or_404(Profession.objects.select_related("alias_of"), pk=kwargs["pk"])
        if self.old.alias_of:
            messages.warning(request, _("This profession has been merged already."))
            return redirect("professions:index")
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.old.label

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With `into` in the address, what merging would do; `kwargs` may bring a form that was refused."""
        form = kwargs.pop("form", None) or MergeForm(self.request.GET if "into" in self.request.GET else None, old=self.old)
        new = form.cleaned_data["into"] if form.is_bound and form.is_valid() else None
        told = merging.told_of(self.old) if new else []
        return {**super().get_context_data(**kwargs), "form": form, "old": self.old, "new": new, "told": told}

    def post(self, request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = MergeForm(request.POST, old=self.old)
        if not form.is_valid() or merged_in(form):  # what was agreed to is not there any more: it is asked again
            for said in merged_in(form):
                messages.warning(request, said)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        new = form.cleaned_data["into"]
        try:
            merging.merge(self.old, new, by=request.user)
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
            return redirect("professions:index")
        messages.success(request, _("‘%(old)s’ has been merged into ‘%(new)s’.") % {"old": self.old.label, "new": new.label})
        return redirect("professions:edit", new.pk)
