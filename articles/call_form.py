"""The form by which editors ask professions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Profession
from accounts.text import clean_line
from articles.models import Call, ColumnPage
from articles.widgets import FilteredChoices


class CallForm(forms.Form):
    professions = forms.ModelMultipleChoiceField(
        Profession.objects.none(),
        widget=FilteredChoices(group_by="get_field_display"),
        label=_("Professions"),
        error_messages={"required": _("Please choose whom to ask.")},
    )
    words = forms.CharField(
        label=_("What you would like to know"),
        help_text=_("Optional. Those who are asked read it in their notice."),
        max_length=Call.WORDS_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, column: ColumnPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = Call.objects.standing().filter(column=column)
        self.free = max(0, Call.MOST - asked.count())
        self.fields["professions"].queryset = Profession.objects.current().exclude(pk__in=asked.values("profession"))  # type: ignore[attr-defined]

    def clean_professions(self) -> list[Profession]:
        chosen = list(self.cleaned_data["professions"])
        if len(chosen) > self.free:
            said = ngettext("You can ask %(n)s more profession.", "You can ask %(n)s more professions.", self.free)
            raise forms.ValidationError(said % {"n": self.free})
        return chosen

    def clean_words(self) -> str:
        return clean_line(self.cleaned_data["words"])
