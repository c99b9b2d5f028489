"""Policies in the Wagtail admin: new versions are added, a version in force stays as it was agreed to."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from accounts.models import Policy

VERSION = re.compile(r"[0-9a-z][0-9a-z.-]*")  # it stands in the address


class PolicyForm(WagtailAdminModelForm):
    required_css_class = "required"

    class Meta:
        model = Policy
        fields = ["kind", "version", "effective_on", "body"]
        widgets = {"effective_on": AdminDateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_in_force = self.instance.pk is not None and self.instance.is_in_force
        if self.was_in_force:
            self.fields["version"].help_text = IN_FORCE
            for field in self.fields.values():
                field.disabled = True

    def clean_version(self) -> str:
        version = self.cleaned_data["version"]
        if not VERSION.fullmatch(version):
            raise ValidationError(_("Use small Latin letters, digits, dots and hyphens, for example 2026-11-01."))
        return version

    def clean_effective_on(self) -> Any:
        day = self.cleaned_data["effective_on"]
        if not self.was_in_force and day < timezone.localdate():
            raise ValidationError(_("A version cannot have been in force before it was written. Please choose today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        if self.was_in_force:
            raise ValidationError(IN_FORCE)
        return super().clean()


IN_FORCE = _("This version is in force, and members have agreed to it as it stands. Please add a new version instead.")


class NextVersionView(generic.CopyView):
    """A new version begins with the text of an older one."""

    def get_initial_form_instance(self) -> Policy:
        older = self.get_object()
        return Policy(kind=older.kind, body=older.body)


class PolicyViewSet(ModelViewSet):
    model = Policy
    name = "policies"
    url_prefix = "policies"
    icon = "doc-full"
    menu_label = _("Policies")
    menu_order = 620
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_class = NextVersionView
    list_display = ["__str__", "kind", "version", "effective_on"]
    list_filter = ["kind"]

    def get_form_class(self, for_update: bool = False) -> type[PolicyForm]:
        return PolicyForm
