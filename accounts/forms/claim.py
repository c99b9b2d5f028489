"""Asking for a profession to be checked: one form for each method, all with words to the staff and the consent to look at what is sent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.credentials.asking import Claim
from accounts.credentials.methods import Method
from accounts.credentials.numbers import clean_address, clean_number
from accounts.evidence.receiving import FILE_MEGABYTES, FILE_MOST, FILES
from accounts.evidence.washing import Clean, Refused, wash
from accounts.models import Evidence, Profession, User
from accounts.models.handle import HANDLE_MAX
from accounts.text import clean_line, fold

from .wording import EMAIL_ERRORS, REQUIRED

Kind = Evidence.Kind
WORDS_MOST, LINK_MOST = 500, 500


class ClaimForm(forms.Form):
    """`kept` is what was sent before, by kind, where a request is changed."""

    method: str
    words = forms.CharField(
        label=_("Words to the staff"), required=False, max_length=WORDS_MOST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only staff who check professions read them; they are destroyed with the evidence."),
    )  # fmt: skip
    consent = forms.BooleanField(
        label=_("I agree that what I send is processed to check my profession and destroyed within 7 days of the decision"),
        error_messages={"required": _("Without your consent we may not look at anything. Please tick the box, or go back.")},
    )

    def __init__(
        self, *args: Any, user: User, profession: Profession, kept: "dict[str, list[Evidence]] | None" = None, **kwargs: Any
    ) -> None:
        self.user, self.profession, self.kept = user, profession, kept or {}
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in ("words", "consent")])
        for field in self.fields.values():
            field.error_messages.setdefault("required", REQUIRED)
        for name, kind in (("words", Kind.WORDS), ("number", Kind.NUMBER), ("link", Kind.LINK), ("address", Kind.EMAIL)):
            if name in self.fields and self.kept.get(kind):
                self.initial.setdefault(name, self.kept[kind][-1].text)
        self.fields["words"].error_messages["max_length"] = _("Please write at most %(limit_value)d characters; there are %(show_value)d.")

    def claim(self) -> Claim:
        return Claim(method=self.method, words=self.cleaned_data["words"].strip(), **self.sent())

    def sent(self) -> dict[str, Any]:
        """What this method adds to the claim."""
        raise NotImplementedError


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to three files, each made anew from what can be seen in it. What is wrong with one is said of the field."""

    widget = FilesInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/heic,.heic"})

    def clean(self, data: Any, initial: Any = None) -> list[Clean]:
        files = [one for one in (data if isinstance(data, list) else [data]) if one]
        if not files:
            if self.required:
                raise ValidationError(_("Please choose a file."), code="required")
            return []
        if len(files) > FILES:
            raise ValidationError(_("Please send at most %(most)d files."), code="many", params={"most": FILES})
        return [self._made_anew(file) for file in files]

    def _made_anew(self, file: UploadedFile) -> Clean:
        if (file.size or 0) > FILE_MOST:
            raise ValidationError(
                _("A file may have up to %(most)d MB; one has %(size)d MB. A photograph of the page is usually smaller."), code="large",
                params={"most": FILE_MEGABYTES, "size": round((file.size or 0) / 1024 / 1024)},
            )  # fmt: skip
        try:
            return wash(file.read())
        except Refused as refused:
            raise ValidationError(str(refused.words), code=refused.code)


class DocumentForm(ClaimForm):
    method = Method.DOCUMENT
    papers = FilesField(
        label=_("Files"),
        help_text=_("PDF, JPEG, PNG or HEIC, up to 3 files of 10 MB. Please cover your resident registration number. We keep no file names, and take out place, camera and everything else that cannot be seen."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].required = not self.kept.get(Kind.DOCUMENT)

    def sent(self) -> dict[str, Any]:
        return {"files": self.cleaned_data["papers"]}


class RegisterForm(ClaimForm):
    method = Method.REGISTER
    number = forms.CharField(
        label=_("Register or licence number"),
        required=False,
        max_length=80,
        help_text=_("Staff look it up in the public register. After the decision only a digest is kept, from which it cannot be read."),
    )
    link = forms.URLField(
        label=_("Address of a public record"),
        required=False,
        max_length=LINK_MOST,
        assume_scheme="https",
        help_text=_("A register, a page of a book, a paper, a list of staff: whatever everybody can see."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = self.profession.regulated
        self.fields["link"].error_messages["invalid"] = _("Please enter the whole address, for example https://example.org/register.")

    def clean_number(self) -> str:
        return clean_number(self.cleaned_data["number"]) if self.cleaned_data["number"].strip() else ""

    def clean_link(self) -> str:
        link = str(self.cleaned_data["link"])
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError(self.fields["link"].error_messages["invalid"], code="invalid")
        return link

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("number") and not cleaned.get("link"):
            raise ValidationError(_("Please enter a number or an address where your profession can be seen."))
        return cleaned

    def sent(self) -> dict[str, Any]:
        return {"number": self.cleaned_data["number"], "link": self.cleaned_data["link"]}


class AddressForm(ClaimForm):
    method = Method.EMAIL
    address = forms.EmailField(
        label=_("Work e-mail address"),
        max_length=254,
        error_messages=EMAIL_ERRORS,
        help_text=_("We send a code to it. It is used for nothing else, and destroyed after the decision."),
    )

    def clean_address(self) -> str:
        return clean_address(self.cleaned_data["address"])

    def sent(self) -> dict[str, Any]:
        return {"address": self.cleaned_data["address"]}


class VouchersForm(ClaimForm):
    """Whether somebody bears a handle, and what they hold, is not said here."""

    method = Method.VOUCHER
    first = forms.CharField(label=_("Handle of a colleague"), max_length=2 * HANDLE_MAX)
    second = forms.CharField(label=_("Handle of another colleague"), max_length=2 * HANDLE_MAX)
    third = forms.CharField(
        label=_("Handle of a third colleague"), max_length=2 * HANDLE_MAX, required=False,
        help_text=_("Two have to confirm. Only members of the same profession who were themselves verified by a document, a register or a work address can."),
    )  # fmt: skip
    NAMES = ("first", "second", "third")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        handles = [fold(clean_line(cleaned.get(name) or "")) for name in self.NAMES]
        named = [handle for handle in handles if handle]
        if self.user.handle_key in named:
            raise ValidationError(_("Nobody can vouch for themselves. Please name colleagues."))
        if len(set(named)) < len(named):
            raise ValidationError(_("You have named the same colleague twice. It takes two different people."))
        self.handles = named
        return cleaned

    def sent(self) -> dict[str, Any]:
        return {"handles": self.handles}


FORMS: dict[str, type[ClaimForm]] = {form.method: form for form in (DocumentForm, RegisterForm, AddressForm, VouchersForm)}
