"""Forms of allauth in our own words: what is asked, what went wrong and what to do about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

REQUIRED = _("Please fill in this field.")
EMAIL_ERRORS = {
    "invalid": _("Please enter the whole email address, for example name@example.org."),
    "required": _("Please enter your email address."),
}
PASSWORD_ERRORS = {"required": _("Please enter your password.")}
CODE_ERRORS = {"required": _("Please enter the code from the mail.")}
ERRORS = {
    "email": EMAIL_ERRORS,
    "login": EMAIL_ERRORS,
    "password": PASSWORD_ERRORS,
    "password1": PASSWORD_ERRORS,
    "oldpassword": PASSWORD_ERRORS,
    "code": CODE_ERRORS,
}
LABELS = {
    "email": _("Email address"),
    "login": _("Email address"),
    "password": _("Password"),
    "password1": _("Password"),
    "oldpassword": _("Current password"),
    "code": _("Code"),
}
NEW_PASSWORD_HINT = _("At least 10 characters. A short sentence of your own is easy to remember and hard to guess.")


class Worded:
    """Mixed into a form of allauth's: our labels and messages, and one field for a new password."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "password1" in self.fields:  # who mistypes it has a code sent: cheaper than that everybody types it twice
            self.fields.pop("password2", None)
        for name, field in self.fields.items():
            word_field(name, field)


def word_field(name: str, field: forms.Field) -> None:
    field.error_messages = {**field.error_messages, "required": REQUIRED, **ERRORS.get(name, {})}
    field.widget.attrs.pop("placeholder", None)  # vanishes while one types, and is too pale to read
    if name in LABELS:
        field.label = LABELS[name]
        field.help_text = NEW_PASSWORD_HINT if field.widget.attrs.get("autocomplete") == "new-password" else ""
    if name == "code":
        field.widget.attrs |= {"autocapitalize": "characters", "autocorrect": "off", "spellcheck": "false"}
