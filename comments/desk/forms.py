"""What a moderator fills in. What was typed is kept whatever happens."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.text import clean_line
from comments.forms import clean_source
from comments.models import Guard, MemberNote, Pick, Rule

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
    facts = ReasonField(label=_("The facts it rests on"))
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


class BulkForm(forms.Form):
    """A rule and a reason for several comments at once."""

    rule = forms.ModelChoiceField(queryset=Rule.objects.filter(is_current=True), required=False, label=_("Rule"))
    reason = ReasonField(label=_("What the authors are told"))

    def __init__(self, *args: Any, grave: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].required = self.fields["reason"].required = grave
        self.fields["rule"].error_messages["required"] = _("Please choose the rule that this decision rests on.")
        self.fields["reason"].error_messages["required"] = _("Please give the reason; the authors will read it.")


class NoteForm(forms.Form):
    words = forms.CharField(
        max_length=MemberNote.WORDS_MAX,
        error_messages={"required": _("The note is empty."), "max_length": _("A note has %(limit_value)s characters at most.")},
    )

    def clean_words(self) -> str:
        return clean_line(self.cleaned_data["words"])


class ClosingForm(forms.Form):
    reason = ReasonField(label=pgettext_lazy("decision", "Reason"), help_text=_("Recorded in the ledger."))


class CorrectionForm(forms.Form):
    """`seen` is the number of the newest row about the entry that the page showed, 0 for none."""

    words = ReasonField(
        label=_("What was wrong, and what is right"),
        help_text=_("Everybody can read this in the public log, for good. Name nobody, and quote nothing."),
    )
    rule = forms.ModelChoiceField(queryset=Rule.objects.all(), required=False, label=_("The rule that should have been named"))
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if not words:
            raise forms.ValidationError(_("Please say what was wrong."))
        return words


class GuardForm(forms.Form):
    step = forms.ChoiceField(choices=Guard.choices, label=_("What is done"))
    minutes = forms.IntegerField(min_value=5, max_value=24 * 60, initial=60, label=_("For how many minutes"))
    reason = ReasonField(label=pgettext_lazy("decision", "Reason"), help_text=_("Recorded in the ledger."))


class PickForm(forms.Form):
    note = forms.CharField(
        label=_("Why it is recommended"),
        help_text=_("Optional. Stands below the comment, and the author is told."),
        max_length=Pick.NOTE_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_note(self) -> str:
        return clean_line(self.cleaned_data["note"])
