"""Professions in the Wagtail admin."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.models import Profession


class ProfessionForm(forms.ModelForm):
    required_css_class = "required"
    retired = forms.BooleanField(
        label=_("Retired"), required=False, help_text=_("Nobody can choose it any more. What was said under it keeps it.")
    )

    class Meta:
        model = Profession
        fields = ["name", "name_en", "slug", "field", "seal", "regulated", "issuer", "evidence", "definition", "isco", "broader"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["retired"].initial = self.instance.retired_at is not None
        self.fields["slug"].disabled = self.instance.pk is not None  # links to it are out in the world
        cast(forms.ModelChoiceField, self.fields["broader"]).queryset = Profession.objects.current().exclude(pk=self.instance.pk)

    def clean_broader(self) -> Profession | None:
        """Above a profession there is none of those below it."""
        above = broader = self.cleaned_data["broader"]
        while above and self.instance.pk:
            if above.pk == self.instance.pk:
                raise ValidationError(_("This profession is itself part of the one being edited."))
            above = above.broader
        return broader

    def save(self, commit: bool = True) -> Profession:
        retired = self.cleaned_data["retired"]
        if retired != (self.instance.retired_at is not None):
            self.instance.retired_at = timezone.now() if retired else None
        return super().save(commit)


class ProfessionViewSet(ModelViewSet):
    """Used or not, a profession is retired and not deleted: comments, members and columns name it."""

    model = Profession
    name = "professions"
    url_prefix = "professions"
    icon = "clipboard-list"
    menu_label = _("List of professions")
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["name", "seal", "field", BooleanColumn("regulated", label=_("Regulated title"), sort_key="regulated"), "retired_at"]
    list_filter = ["field", "regulated"]
    search_fields = ["name", "name_en", "slug"]
    search_backend_name = None
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return ProfessionForm
