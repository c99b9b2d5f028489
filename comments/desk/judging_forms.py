"""What a moderator fills in to answer an appeal, to sanction a member, and to end a sanction."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comments.models import Rule
from comments.sanctioning import LONGEST

from .forms import ReasonField


class AnswerForm(forms.Form):
    reason = ReasonField(label=_("What the member is told"))
    facts = ReasonField(label=_("The facts it rests on"))

    def clean_reason(self) -> str:
        return _given(self.cleaned_data["reason"])


class LiftForm(forms.Form):
    reason = ReasonField(label=_("Why it ends early"))

    def clean_reason(self) -> str:
        return _given(self.cleaned_data["reason"])


class SanctionForm(forms.Form):
    """`seen` is the newest sanction that the page showed, 0 for none; `days` is asked of a suspension only."""

    rule = forms.ModelChoiceField(
        queryset=Rule.objects.filter(is_current=True),
        label=_("Rule"),
        error_messages={"required": _("Please choose the rule that this decision rests on.")},
    )
    reason = ReasonField(label=_("What the member is told"))
    facts = ReasonField(label=_("The facts it rests on"))
    days = forms.TypedChoiceField(label=_("For how long"), coerce=int, required=False, empty_value=None)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, for_days: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.for_days = for_days
        self.fields["days"].choices = [(days, _spelt(days)) for days in settings.COMMENTS_SUSPENSION_DAYS if 1 <= days <= LONGEST]  # type: ignore[attr-defined]

    def clean_reason(self) -> str:
        return _given(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.for_days and cleaned.get("days") is None and "days" not in self.errors:
            self.add_error("days", _("Please choose for how long."))
        if not self.for_days:
            cleaned["days"] = None
        if "seen" in self.errors:
            self.add_error(None, _("This form was incomplete. Nothing has been decided; please check it and send it again."))
        return cleaned


def _spelt(days: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def _given(reason: str) -> str:
    if not reason:
        raise forms.ValidationError(_("Please give the reason; the member will read it."))
    return reason
