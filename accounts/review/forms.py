"""What a reviewer fills in. What was typed is kept whatever happens."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from accounts.credentials.methods import methods_of
from accounts.models import Credential
from accounts.models.credential_event import REFUSALS, REVOCATIONS, Reason

MOST = 1000


def in_some_years(years: int) -> date:
    today = timezone.localdate()
    day = today.day if (today.month, today.day) != (2, 29) else 28
    return today.replace(year=today.year + years, day=day)


def at_midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


class SeenForm(forms.Form):
    """`edition` tells which version of the request the page showed."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ApproveForm(SeenForm):
    method = forms.ChoiceField(label=_("How it was checked"), widget=forms.RadioSelect)
    checked_on = forms.DateField(label=_("Checked on"), widget=AdminDateInput)
    expires_on = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leave the field empty if the credential does not run out."),
    )
    despite = forms.BooleanField(
        label=_("I have compared the requests and approve this one although the number is the same"), required=False
    )
    remark = forms.CharField(label=_("Remark for the record"), required=False, max_length=MOST, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, credential: Credential, same_number: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.same_number = same_number
        profession = credential.profession.alias_of or credential.profession
        cast(forms.ChoiceField, self.fields["method"]).choices = [(one, Credential.Method(one).label) for one in methods_of(profession)]
        self.initial.update({"edition": credential.edition, "method": credential.method, "checked_on": timezone.localdate()})
        self.initial["expires_on"] = in_some_years(settings.CREDENTIAL_YEARS)
        if not same_number:
            del self.fields["despite"]

    def clean_checked_on(self) -> date:
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean_expires_on(self) -> date | None:
        day = self.cleaned_data["expires_on"]
        if day and day <= timezone.localdate():
            raise ValidationError(_("This day has passed. Leave the field empty if the credential does not run out."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.same_number and not cleaned.get("despite"):
            self.add_error("despite", _("Another member has the same number. Please compare the two, and tick this only if you are sure."))
        if self.same_number and not (cleaned.get("remark") or "").strip():
            self.add_error("remark", _("Please write down why both are right; it is kept with the decision."))
        return cleaned

    def decision(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "method": data["method"],
            "checked_at": min(at_midnight(data["checked_on"]), timezone.now())
            if data["checked_on"] < timezone.localdate()
            else timezone.now(),
            "expires_at": at_midnight(data["expires_on"]) if data["expires_on"] else None,
            "remark": data["remark"].strip(),
        }


class WordsForm(SeenForm):
    """Why; and what the member is told beyond it."""

    reasons: Sequence[Reason] = ()
    reason = forms.ChoiceField(label=_("Reason"), error_messages={"required": _("Please choose the reason; the member is told.")})
    words = forms.CharField(
        label=_("What the member is told beside it"), required=False, max_length=MOST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason, and what can be done about it, are told in any case."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["reason"]).choices = [
            ("", _("Please choose")),
            *((one.value, one.label) for one in self.reasons),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reason") == Reason.OTHER and not cleaned.get("words", "").strip():
            self.add_error("words", _("Please say which."))
        return cleaned


class RefuseForm(WordsForm):
    reasons = REFUSALS


class RevokeForm(WordsForm):
    reasons = REVOCATIONS
