"""Members in the Wagtail admin: looked up, given roles, barred. They join and leave by themselves."""

from functools import cached_property
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.users.views import users as wagtail_users

from accounts.forms.fields import HandleField, NameField, ProfessionField
from accounts.models import User
from accounts.requests import MemberRequest

from .searched import Searched


class MemberForm(forms.ModelForm):
    """The address is shown and not changed: whoever could change it could take over the account."""

    required_css_class = "required"
    handle = HandleField()
    name = NameField()
    profession = ProfessionField()
    address = forms.CharField(label=_("Email address"), required=False, disabled=True)

    class Meta:
        model = User
        fields = ["handle", "name", "profession", "is_active", "is_superuser", "groups"]
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, editing_self: bool = False, by_superuser: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(HandleField, self.fields["handle"]).owner = self.instance.owner_key
        cast(ProfessionField, self.fields["profession"]).hold(self.instance.profession_id)
        self.fields["address"].initial = self.instance.email
        if editing_self:  # nobody locks themselves out
            del self.fields["is_active"]
        if editing_self or not by_superuser:
            del self.fields["is_superuser"]


class MemberIndexView(Searched, wagtail_users.IndexView):
    page_title = _("Members")
    found_by = {"": User}

    @cached_property
    def columns(self) -> list[Any]:
        return [
            self._get_title_column_class(TitleColumn)("shown_name", label=_("Name"), get_url=self.get_edit_url),
            Column("handle", label=_("Handle"), sort_key="handle"),
            Column("profession", label=_("Profession")),
            Column("roles", label=_("Roles"), accessor=roles_of),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
            DateColumn("date_joined", label=_("Joined"), sort_key="date_joined"),
        ]

    @cached_property
    def search_fields(self) -> set[str]:
        """By address, too, for those who may see it."""
        return {"handle", "name", "email"} if self.user_has_permission("change") else {"handle", "name"}

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("profession").prefetch_related("groups")

    def get_edit_url(self, instance: User) -> str | None:
        return super().get_edit_url(instance) if may_edit(self.request.user, instance) else None


class MemberEditView(wagtail_users.EditView):
    def setup(self, request: MemberRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not may_edit(request.user, self.object):
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by_superuser": self.request.user.is_superuser}


def roles_of(member: User) -> str:
    names = [group.name for group in member.groups.all()]
    return ", ".join([str(_("Superuser")), *names] if member.is_superuser else names)


def may_edit(staff: User, member: User) -> bool:
    """Who left has nothing to edit; and only superusers touch superusers."""
    return member.closed_at is None and (staff.is_superuser or not member.is_superuser)


class MemberViewSet(wagtail_users.UserViewSet):
    menu_label = _("Members")
    menu_order = 300
    add_to_settings_menu = False
    add_to_admin_menu = True
    ordering = "-date_joined"
    index_view_class = MemberIndexView
    edit_view_class = MemberEditView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return MemberForm
