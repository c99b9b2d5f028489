"""What a member writes to contest a decision: one text."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from comments.forms import clean_source
from comments.models import Appeal


class AppealForm(forms.Form):
    words = forms.CharField(
        label=_("Why the decision is mistaken"),
        max_length=Appeal.WORDS_MAX,
        error_messages={"required": _("Please say why you think that the decision is mistaken.")},
        widget=forms.Textarea(attrs={"rows": 6, "class": "input", "lang": "ko"}),
    )

    def clean_words(self) -> str:
        words = clean_source(self.cleaned_data["words"]).strip()
        if not words:  # of nothing but what cannot be seen
            raise ValidationError(self.fields["words"].error_messages["required"], code="required")
        return words
