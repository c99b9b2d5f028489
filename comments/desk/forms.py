"""What a moderator fills in. What was typed is kept whatever happens."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.forms import clean_source
from comments.models import Rule

from .queues import QUEUES

REASON_MAX = 1000


class ReasonField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), max_length=REASON_MAX, required=False, **options)

    def clean(self, value: Any) -> str:
        return clean_source(super().clean(value)).strip()


class DecisionForm(forms.Form):
    """`seen` is the number of the newest decision on the comment that the page showed, 0 for none; `edition` tells which text it showed;
    `tab` is the queue to go back to."""

    rule = forms.ModelChoiceField(queryset=Rule.objects.filter(is_current=True), required=False, label=_("Rule"))
    reason = ReasonField(label=_("What the author is told"))
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    edition = forms.CharField(required=False, widget=forms.HiddenInput)
    tab = forms.ChoiceField(choices=[(key, key) for key in QUEUES], widget=forms.HiddenInput)

    def __init__(self, *args: Any, grave: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grave = grave

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.grave and "rule" in cleaned and not cleaned["rule"]:
            self.add_error("rule", _("Please choose the rule that this decision rests on."))
        if self.grave and "reason" in cleaned and not cleaned["reason"]:
            self.add_error("reason", _("Please give the reason; the author will read it."))
        if "seen" in self.errors or "tab" in self.errors:
            self.add_error(None, _("This form was incomplete. Nothing has been decided; please check it and send it again."))
        return cleaned


class ClosingForm(forms.Form):
    reason = ReasonField(label=pgettext_lazy("decision", "Reason"), help_text=_("Recorded in the ledger."))
