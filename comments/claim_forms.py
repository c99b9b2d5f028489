"""What a claimant fills in, and an author who objects. Everything that is missing is named at once, and what was typed is kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from accounts.forms.wording import EMAIL_ERRORS, REQUIRED
from accounts.text import clean_line
from comments.claims import addresses
from comments.forms import SourceField, UnnamedReportForm
from comments.models import Claim, Comment, Ground, Relation

LEAST = 10  # characters of an explanation
CHOOSE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one.")}


class LineField(forms.CharField):
    def to_python(self, value: object) -> str:
        return clean_line(str(value)) if value else ""


def long_field(label: Any, most: int, rows: int, **options: Any) -> SourceField:
    widget = forms.Textarea(attrs={"rows": rows, "lang": "ko"})
    return SourceField(label=label, max_length=most, widget=widget, error_messages={"required": REQUIRED}, **options)


class AddressForm(forms.Form):
    """`about` is what the address leads to."""

    address = LineField(label=_("Address of the comment or column"), max_length=1000, error_messages={"required": REQUIRED})
    ground = forms.ChoiceField(label=_("What is violated"), choices=Ground, widget=forms.RadioSelect, error_messages=CHOOSE)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.about: Comment | Page | None = None

    def clean_address(self) -> str:
        self.about = addresses.find(self.request, self.cleaned_data["address"])
        return str(self.cleaned_data["address"])

    @property
    def missing(self) -> list[Any]:
        """The labels of what is not there yet."""
        return [field.label for field in self if any(error.code == "required" for error in self.errors.as_data().get(field.name, []))]


class ClaimForm(AddressForm):
    relation = forms.ChoiceField(label=_("Who you are"), choices=Relation, widget=forms.RadioSelect, error_messages=CHOOSE)
    claimant = LineField(label=_("Your name"), max_length=Claim.NAME_MAX, error_messages={"required": REQUIRED})
    represented = LineField(
        label=_("Whom you act for"), max_length=Claim.NAME_MAX, required=False, help_text=_("Only if you are an agent.")
    )
    facts = long_field(
        pgettext_lazy("claim", "What happened"),
        Claim.FACTS_MAX,
        7,
        help_text=_("Which words are meant, and why they violate the right. Only the staff read this."),
    )
    evidence = long_field(
        _("Evidence"), Claim.EVIDENCE_MAX, 3, required=False, help_text=_("Links, or where it can be looked up. Please send no documents.")
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        error_messages={**EMAIL_ERRORS, "max_length": EMAIL_ERRORS["invalid"]},
        help_text=_("We send a letter there first. The author never learns the address, nor your name."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(required=False)  # nobody sees it: a program that fills in every field gives itself away

    clean_email = UnnamedReportForm.clean_email

    @property
    def is_of_program(self) -> bool:
        return bool(self.data.get("website"))

    def clean_facts(self) -> str:
        facts = str(self.cleaned_data["facts"])
        if len(facts.strip()) < LEAST:
            raise ValidationError(_("Please explain it in a sentence or two."), code="short")
        return facts

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("relation") == Relation.AGENT and not cleaned.get("represented") and "represented" not in self.errors:
            self.add_error("represented", ValidationError(_("Please say whom you act for."), code="required"))
        return cleaned

    def said(self) -> dict[str, Any]:
        """What a valid form says, as a claim keeps it."""
        said = {name: self.cleaned_data[name] for name in ("ground", "relation", "claimant", "represented", "facts", "evidence", "email")}
        if said["relation"] == Relation.SELF:
            said["represented"] = ""
        return said


class ObjectionForm(forms.Form):
    objection = long_field(_("Your objection"), Claim.OBJECTION_MAX, 7, help_text=_("Only the staff read this. It can be sent once."))
