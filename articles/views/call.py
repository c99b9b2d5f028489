"""Asking professions for their view on a column: a page of the newsroom, reached from the column's menu."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.models import User
from accounts.requests import MemberRequest
from articles.call_form import CallForm
from articles.models import Call, ColumnPage


def may_ask(user: User, column: ColumnPage) -> bool:
    """Who may edit the column; once it is published members are told at once, so that takes the right to publish, too."""
    rights = column.permissions_for_user(user)
    return bool(rights.can_edit() and (not column.live or rights.can_publish()))


def column_to_ask_on(request: HttpRequest, number: int) -> ColumnPage:
    """An alias stands for its source. Raises PermissionDenied, Http404."""
    found = get_object_or_404(ColumnPage, pk=number)
    column = cast(ColumnPage, found.alias_of.specific) if found.alias_of_id else found
    if not may_ask(cast(User, request.user), column):
        raise PermissionDenied
    return column


class CallsView(WagtailAdminTemplateMixin, TemplateView):
    """Whom the column asks, and a form to ask others."""

    template_name = "articles/admin/calls.html"
    page_title = gettext_lazy("Ask professions")
    header_icon = "group"
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.column = column_to_ask_on(request, kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.column.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.column.pk]), "label": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), edit, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        calls = Call.objects.standing().of(self.column)
        return {
            **super().get_context_data(**kwargs),
            "column": self.column,
            "calls": calls,
            "form": kwargs.get("form") or CallForm(self.column),
        }

    def post(self, request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CallForm(self.column, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        words = form.cleaned_data["words"]
        asked = [one for one in form.cleaned_data["professions"] if Call.ask(self.column, one, by=request.user, words=words)]
        messages.success(request, _("Asked: %(names)s") % {"names": ", ".join(one.label for one in asked)})
        return redirect("column_calls", self.column.pk)


@require_POST
def withdraw(request: HttpRequest, number: int, call: int) -> HttpResponse:
    column = column_to_ask_on(request, number)
    found = get_object_or_404(Call.objects.of(column), pk=call)
    if found.withdraw():
        messages.success(request, _("No longer asked: %(name)s") % {"name": found.profession.label})
    else:
        messages.warning(request, _("Nothing was changed: this profession was not asked any more."))
    return redirect("column_calls", column.pk)
