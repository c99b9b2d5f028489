"""What moderators fill in about screening."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.text import clean_line, fold
from comments.entries import ANY, Entry, entry
from comments.forms import SourceField
from comments.models import ScreenedWord
from comments.models.screening import check_room

from .forms import ReasonField

FILE_MAX = 2_000_000  # bytes
SHOWN_ERRORS = 10


def member_called(handle: str) -> User:
    member = User.objects.filter(handle_key=fold(handle.removeprefix("@")), closed_at=None).first()
    if member is None:
        raise ValidationError(gettext("There is no member with this handle."))
    return member


class MemberForm(forms.Form):
    """`with_reason`: of whom is held anew, who is told why."""

    handle = forms.CharField(label=_("Handle of the member"), max_length=60)
    reason = ReasonField(label=_("What the member is told"))

    def __init__(self, *args: Any, with_reason: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.with_reason = with_reason

    def clean_handle(self) -> User:
        return member_called(self.cleaned_data["handle"])

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"])
        if self.with_reason and not reason:
            raise ValidationError(_("Please give the reason; the member will read it."))
        return reason


class TryForm(forms.Form):
    text = SourceField(label=_("Text"), max_length=settings.COMMENT_MAX_LENGTH, widget=forms.Textarea(attrs={"rows": 8}))
    column = forms.CharField(
        label=_("Address of a column"), required=False, max_length=500, help_text=_("Optional: as if it were said there.")
    )
    handle = forms.CharField(
        label=_("Handle of a member"), required=False, max_length=60, help_text=_("Optional: as if this member said it.")
    )

    def clean_handle(self) -> User | None:
        return member_called(self.cleaned_data["handle"]) if self.cleaned_data["handle"] else None


class WordsForm(forms.Form):
    """Pasted or in a file, one entry on a line; all of them or, where one cannot be, none. `entries` is what is to be added."""

    words = forms.CharField(label=_("Entries, one on each line"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 12}))
    file = forms.FileField(label=_("Or a text file (UTF-8)"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=ScreenedWord.Kind)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def clean_words(self) -> str:
        if len(self.cleaned_data["words"]) > FILE_MAX:
            raise ValidationError(_("This is too much for one time."))
        return str(self.cleaned_data["words"])

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > FILE_MAX:
            raise ValidationError(_("This is too much for one time."))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as wrong:
            raise ValidationError(_("This file is not text in UTF-8.")) from wrong

    def clean_note(self) -> str:
        return clean_line(self.cleaned_data["note"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        lines = f"{cleaned['words']}\n{cleaned['file']}".replace("\x00", "").splitlines()
        self.entries = self._read(lines, is_exception=cleaned["kind"] == ScreenedWord.Kind.EXCEPTION)
        if not self.entries and not self.errors:
            self.add_error(None, _("There is no entry in it."))
        return cleaned

    def _read(self, lines: list[str], *, is_exception: bool) -> list[Entry]:
        found: dict[str, Entry] = {}
        wrong: list[str] = []
        for number, line in enumerate(lines, start=1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                made = entry(line, is_exception=is_exception)
                found.setdefault(made.letters, made)
            except ValidationError as error:
                told = {"number": number, "entry": clean_line(line)[:40], "error": error.messages[0]}
                wrong.append(gettext("Line %(number)d, “%(entry)s”: %(error)s") % told)
        self._complain(wrong, found)
        return list(found.values())

    def _complain(self, wrong: list[str], found: dict[str, Entry]) -> None:
        for said in wrong[:SHOWN_ERRORS]:
            self.add_error(None, said)
        if len(wrong) > SHOWN_ERRORS:
            self.add_error(None, gettext("And %(number)d more lines.") % {"number": len(wrong) - SHOWN_ERRORS})
        have = ScreenedWord.objects
        try:
            check_room(have.count() + len(found), have.filter(letters__contains=ANY).count() + sum(ANY in one for one in found))
        except ValidationError as full:
            self.add_error(None, full)
