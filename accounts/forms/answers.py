"""What is answered while a request is open: the code from a mail, and a colleague's word."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .claim import WORDS_MOST


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the mail"), max_length=20, error_messages={"required": _("Please enter the code from the mail.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "autocorrect": "off", "spellcheck": "false"}),
    )  # fmt: skip


class VouchForm(forms.Form):
    sure = forms.BooleanField(
        label=_("I know this person from work, and confirm that they exercise this profession"),
        error_messages={"required": _("Please confirm only what you know, and tick the box if you do.")},
    )
    words = forms.CharField(
        label=_("How do you know?"), required=False, max_length=WORDS_MOST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the staff who decide; destroyed after the decision."),
    )  # fmt: skip
