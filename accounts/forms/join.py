"""Joining: what a new member tells us, and agrees to."""

from typing import Any

from allauth.account.forms import SignupForm
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, User

from .fields import HandleField, NameField, ProfessionField
from .wording import Worded

TRAP = str(settings.ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD)


class Joining(Worded, forms.Form):
    """What is asked by whatever door, mixed into a form of allauth's.

    Nothing of it is stored unless all of it holds: age and consent come before any account or address.
    """

    handle = HandleField()
    name = NameField()
    profession = ProfessionField()
    age = forms.BooleanField(label=_("I am 14 or older"))
    consent = forms.BooleanField(label=_("I agree to the terms of use and the processing of my personal data"))
    field_order = ["email", "password1", "handle", "name", "profession", "age", "consent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handle"].error_messages["required"] = _("Please choose a handle.")
        self.fields["age"].error_messages["required"] = _("You can join from the age of 14. Please confirm that you are 14 or older.")
        self.fields["consent"].error_messages["required"] = _("Please read and accept the terms of use and the privacy policy to join.")

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["username"] = self.cleaned_data.get("handle", "")  # the name by which allauth knows it
        return super().clean() or self.cleaned_data

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        """Member, address and consents, all or none. Raises HandleTaken or IntegrityError where somebody else was quicker."""
        return super().save(request)  # type: ignore[misc]

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth's hook, called while saving."""
        Consent.give_on_joining(user)


class JoinForm(Joining, SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A trap for programs that fill in everything; the page hides it, so it needs no style, which our policy would not let through.
        self.fields[TRAP].widget.attrs = {"tabindex": "-1", "autocomplete": "off"}
