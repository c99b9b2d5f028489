"""The list of screened words in the Wagtail admin."""

from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button

from comments.models import ScreenedWord


class WordForm(WagtailAdminModelForm):
    class Meta:
        model = ScreenedWord
        fields = ["text", "kind", "note"]


class Careful:
    """A colleague may add the same word in the same moment."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
                return answer
        except IntegrityError:
            form.add_error("text", _("A colleague has added this word in the meantime."))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            refusal: HttpResponse = self.form_invalid(form)  # type: ignore[attr-defined]
            return refusal


class AddView(Careful, generic.CreateView):
    def save_instance(self) -> ScreenedWord:
        self.form.instance.added_by = self.request.user
        word: ScreenedWord = super().save_instance()
        return word


class ChangeView(Careful, generic.EditView):
    pass


class WordIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("added_by")

    @property
    def header_more_buttons(self) -> list[Any]:
        several = Button(_("Add several"), url=reverse("comments_desk:add-words"), icon_name="upload", priority=40)
        trial = Button(_("Try a text"), url=reverse("comments_desk:try"), icon_name="search", priority=50)
        return [*super().header_more_buttons, several, trial]


class ScreenedWordViewSet(ModelViewSet):
    model = ScreenedWord
    name = "screened_words"
    url_prefix = "screened-words"
    icon = "list-ul"
    menu_label = _("Screened words")
    menu_order = 255
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    add_view_class = AddView
    edit_view_class = ChangeView
    index_view_class = WordIndexView
    list_display = ["text", "kind", "note", "added_by", "added_at"]
    list_filter = ["kind"]
    search_fields = ["text", "note", "letters"]
    search_backend_name = None
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return WordForm
