"""Professions in the Wagtail admin: the list, and the form in which one is described, renamed and retired."""

from functools import cached_property
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button

from accounts.groups import holders
from accounts.isco import UNIT_GROUPS
from accounts.models import Profession, User

from .searched import Searched


class ProfessionForm(forms.ModelForm):
    required_css_class = "required"
    retired = forms.BooleanField(
        label=_("Retired"),
        required=False,
        help_text=_("Nobody can choose it any more. Who has it keeps it, and so does what was said under it. It can be brought back."),
    )

    class Meta:
        model = Profession
        fields = ["name", "name_en", "slug", "field", "seal", "regulated", "issuer", "evidence", "definition", "isco", "broader"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["retired"].initial = self.instance.retired_at is not None
        self.fields["slug"].help_text = self._about_addresses()
        self.fields["broader"].help_text = _("What is shown where too few members hold this one. Not a title that the law reserves.")
        above = Profession.objects.choosable(self.instance.broader_id).exclude(pk=self.instance.pk)
        cast(forms.ModelChoiceField, self.fields["broader"]).queryset = above

    def _about_addresses(self) -> str:
        """The addresses that it had before are said, since they are taken for good."""
        told = gettext("If you change it, the former address keeps leading here for good, and no other profession can have it.")
        former = list(self.instance.former_slugs.order_by("pk").values_list("slug", flat=True)[:20]) if self.instance.pk else []
        return f"{told} {gettext('Former addresses')}: {', '.join(former)}" if former else told

    def clean_isco(self) -> str:
        isco = str(self.cleaned_data["isco"])
        if isco and isco not in UNIT_GROUPS:
            raise ValidationError(_("ISCO-08 has no unit group of this number."))
        return isco

    def clean_broader(self) -> Profession | None:
        """Above a profession there is none of those below it, and none whose title the law reserves."""
        above = broader = self.cleaned_data["broader"]
        if broader and broader.regulated:
            raise ValidationError(_("The law reserves this title, so nobody is shown with it who was not checked."))
        seen: set[int] = set()
        while above and self.instance.pk and above.pk not in seen:
            if above.pk == self.instance.pk:
                raise ValidationError(_("This profession is itself part of the one being edited."))
            seen.add(above.pk)
            above = above.broader
        return broader

    def clean_regulated(self) -> bool:
        regulated = bool(self.cleaned_data["regulated"])
        if regulated and self.instance.pk and self.instance.narrower.exists():
            raise ValidationError(_("Others are shown as this one where few hold them. Give them another broader profession first."))
        return regulated

    def save(self, commit: bool = True) -> Profession:
        retired = self.cleaned_data["retired"]
        if retired != (self.instance.retired_at is not None):
            self.instance.retired_at = timezone.now() if retired else None
        if not commit or self.instance.pk is None:
            return super().save(commit)
        profession: Profession = super().save(commit=False)
        profession.save(update_fields=[*self.Meta.fields, "retired_at"])  # a colleague may be merging it at this moment
        return profession


class States(WagtailFilterSet):
    """Which are in use: a question of three answers, though the table has two columns for it."""

    state = ChoiceFilter(
        label=_("State"),
        choices=[("current", _("In use")), ("merged", _("Merged")), ("retired", _("Retired"))],
        method="of_state",
        widget=forms.RadioSelect,
    )

    def of_state(self, professions: Any, name: str, state: str) -> Any:
        return getattr(professions, state)() if state in ("current", "merged", "retired") else professions

    class Meta:
        model = Profession
        fields = ["state", "field", "regulated"]


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many rows point at each profession, in a query within the query; 0 where none does."""
    counted = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class ProfessionIndexView(Searched, generic.IndexView):
    found_by = {"": Profession}
    filterset_class = States

    def get_base_queryset(self) -> Any:
        members = _count(holders(), "profession") + _count(User.further.through.objects.filter(user__in=holders()), "profession")
        columns = _count(Profession.columns.through.objects.all(), "profession")
        return super().get_base_queryset().select_related("alias_of").annotate(members_now=members, columns_now=columns)

    def get_list_more_buttons(self, instance: Profession) -> list[Any]:
        return [*super().get_list_more_buttons(instance), *merge_button(instance, self.request.user)]


def state_of(profession: Profession) -> str:
    if profession.alias_of:
        return gettext("Merged into %(profession)s") % {"profession": profession.alias_of.label}
    return gettext("Retired") if profession.retired_at else ""


def merge_button(profession: Profession, staff: Any) -> list[Button]:
    if profession.alias_of_id or not staff.has_perm("accounts.change_profession"):
        return []
    return [Button(gettext("Merge into another"), url=reverse("merge_profession", args=[profession.pk]), icon_name="link", priority=40)]


class ProfessionEditView(generic.EditView):
    """Nothing is left to be said of a profession that was merged: what it was merged into is edited."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        return self._to_what_it_was_merged_into() if self.object.alias_of else super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        return self._to_what_it_was_merged_into() if self.object.alias_of else super().post(request, *args, **kwargs)

    def _to_what_it_was_merged_into(self) -> HttpResponse:
        told = {"old": self.object.label, "new": self.object.alias_of.label}
        messages.warning(self.request, gettext("‘%(old)s’ has been merged into ‘%(new)s’. Nothing was changed.") % told)
        return redirect("professions:edit", self.object.alias_of_id)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [*super().header_more_buttons, *merge_button(self.object, self.request.user)]


class ProfessionViewSet(ModelViewSet):
    """Used or not, a profession is retired or merged and not deleted: comments, members and columns name it."""

    model = Profession
    name = "professions"
    url_prefix = "professions"
    icon = "clipboard-list"
    menu_label = _("List of professions")
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = ProfessionIndexView
    edit_view_class = ProfessionEditView
    list_display = [
        "name",
        "seal",
        "field",
        BooleanColumn("regulated", label=_("Regulated title"), sort_key="regulated"),
        Column("members_now", label=_("Members"), sort_key="members_now"),
        Column("columns_now", label=_("Columns"), sort_key="columns_now"),
        Column("state", label=_("State"), accessor=state_of),
    ]
    search_fields = ["name", "name_en", "slug"]
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return ProfessionForm
