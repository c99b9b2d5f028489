"""The forms in which columns are written and columnists described."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from accounts.models import Profession
from accounts.profession_fields import ProfessionsField
from articles.fields import MemberField
from articles.slugs import check_root, free_slug, korean_slug

FALLBACK_SLUG = "column"  # for a title of signs alone


class ColumnForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("instance"):  # a draft may name what was merged since
            kwargs["instance"].take_merged_professions()
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False  # without one, the title gives it
        if "professions" in self.fields:
            chosen = [profession.pk for profession in self.instance.professions.all()] if self.instance.pk else []
            self._offer_professions(chosen)

    def _offer_professions(self, chosen: list[int]) -> None:
        """Those that can be chosen; a retired one stays where it was."""
        known = self.fields["professions"]
        professions = Profession.objects.choosable(*chosen)
        self.fields["professions"] = ProfessionsField(
            queryset=professions, widget=known.widget, required=known.required, label=known.label, help_text=known.help_text
        )

    def clean(self) -> dict[str, Any]:
        """A column is published under a name; a draft may still be without."""
        cleaned = super().clean()
        authors = self.formsets.get("column_authors")
        if authors is not None and not self.is_deferred_validation and not self._named(authors):
            self.add_error(None, _("Please choose who wrote the column."))
        return cleaned

    def _named(self, authors: Any) -> bool:
        authors.is_valid()
        return any(getattr(row, "cleaned_data", {}).get("author") and row not in authors.deleted_forms for row in authors.forms)

    def clean_slug(self) -> str:
        """Short and in one Unicode form. One that follows from the title gets a number where another column has it already;
        one that the editor has chosen is not changed for another: Wagtail says that it is taken."""
        typed, of_title = korean_slug(self.cleaned_data.get("slug") or ""), korean_slug(self.cleaned_data.get("title") or "")
        slug = typed or of_title or FALLBACK_SLUG
        if not typed or (self.instance.pk is None and slug == of_title):
            return free_slug(slug, lambda other: self.parent_page._slug_is_available(other, self.parent_page, self.instance))
        return slug


class AuthorForm(WagtailAdminModelForm):
    user = MemberField(label=_("account"), required=False, help_text=_("If the columnist also comments here: the handle of their account."))


class TextPageForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.parent_page and self.parent_page.is_site_root():
            check_root(cleaned.get("slug", ""))
        return cleaned
