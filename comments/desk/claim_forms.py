"""What a moderator fills in about a claim. Which fields a decision needs, its verb says."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.models import Rule

from .forms import ReasonField

MISSING = {
    "rule": _("Please choose the rule that this decision rests on."),
    "reason": _("Please give the reason; both sides will read it."),
    "days": _("Please say for how many days it is to be hidden."),
    "until": _("Please name the last day of which the court’s order speaks."),
}


class ClaimDecisionForm(forms.Form):
    """`seen` is the version of the case that the page showed."""

    rule = forms.ModelChoiceField(queryset=Rule.objects.filter(is_current=True), required=False, label=_("Rule"))
    reason = ReasonField(label=_("What both sides are told"), help_text=_("Name nobody: the author must not learn who asked."))
    days = forms.IntegerField(min_value=1, required=False, label=pgettext_lazy("how long it is hidden", "For days"))
    until = forms.DateField(
        required=False, label=_("Last day, by order of a court"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, needs: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = needs

    def clean_days(self) -> int | None:
        days: int | None = self.cleaned_data["days"]
        if days and days > settings.CLAIMS_MOST_DAYS:
            raise forms.ValidationError(_("It can be hidden for %(most)s days at most."), params={"most": settings.CLAIMS_MOST_DAYS})
        return days

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.needs:
            if name in cleaned and not cleaned[name]:
                self.add_error(name, MISSING[name])
        if "until" in self.needs and cleaned.get("until") and cleaned["until"] < timezone.localdate():
            self.add_error("until", _("This day has passed."))
        if "seen" in self.errors:
            self.add_error(None, _("This form was incomplete. Nothing has been decided; please check it and send it again."))
        return cleaned

    def words(self) -> dict[str, Any]:
        """What the verb is told, of a valid form."""
        said = {name: self.cleaned_data[name] for name in self.needs if name in ("rule", "reason")}
        if "days" in self.needs:
            said["until"] = timezone.now() + timedelta(days=self.cleaned_data["days"])
        if "until" in self.needs:  # the whole of that day, in Seoul
            said["until"] = timezone.make_aware(datetime.combine(self.cleaned_data["until"] + timedelta(days=1), time()))
            said["order"] = said.pop("reason")
        return {**said, "seen": self.cleaned_data["seen"]}
