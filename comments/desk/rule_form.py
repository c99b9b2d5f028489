"""Writing what a house rule says: both languages, and from which version on."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.forms import clean_source
from comments.house_rules import FIELDS, suggested_version
from comments.models import RuleText

VERSION = re.compile(r"[0-9a-z][0-9a-z.-]*")  # it stands in the address


class RuleForm(forms.ModelForm[RuleText]):
    version = forms.CharField(
        label=_("Version"), max_length=20, help_text=_("For example 2026-11-01. Rules with one name come into force together.")
    )
    effective_on = forms.DateField(label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = RuleText
        fields = FIELDS
        help_texts = {name: _("One a line.") for name in FIELDS if name.startswith(("goes", "stops"))}
        widgets = {name: forms.Textarea(attrs={"rows": 3, "maxlength": 2000}) for name in FIELDS}

    @classmethod
    def of(cls, text: RuleText | None) -> "RuleForm":
        words = {name: getattr(text, name) for name in FIELDS} if text else {}
        about = {"version": suggested_version(), "effective_on": timezone.localdate(), "seen": text.pk if text else None}
        return cls(initial={**words, **about})

    def clean_version(self) -> str:
        version: str = self.cleaned_data["version"]
        if not VERSION.fullmatch(version):
            raise ValidationError(_("Use small Latin letters, digits, dots and hyphens, for example 2026-11-01."))
        return version

    def clean_effective_on(self) -> date:
        day: date = self.cleaned_data["effective_on"]
        if day < timezone.localdate():
            raise ValidationError(_("A version cannot have been in force before it was written. Please choose today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in FIELDS:
            if cleaned.get(name):
                cleaned[name] = "\n".join(line.strip() for line in clean_source(cleaned[name]).split("\n") if line.strip())
        return cleaned
