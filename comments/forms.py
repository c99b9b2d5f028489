"""What is typed into a discussion, cleaned and checked before anything is stored."""

import re
import unicodedata
import uuid
from typing import Any, Self, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from accounts.forms.wording import EMAIL_ERRORS
from accounts.text import CONTROL, INVISIBLE, clean_line
from comments.models import Kind, Passage, Report, Rule
from comments.pages import paragraphs_of
from comments.submission import Words

# More marks on one letter than any script uses; they would climb over the lines above.
STACKED_MARKS = re.compile(r"(?:[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]){5,}")
JOINED_EMOJI = re.compile("(?<=[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])")
KEEP_JOINER = "\ue000"


def clean_source(text: str) -> str:
    """A comment's source as it is stored: NFC, line feeds, nothing invisible but the joiner inside emoji, no control characters.

    Bidirectional controls go too: text that shows in another order than it is stored can say one thing and mean another
    (Boucher and Anderson, "Trojan Source", 2021).
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = JOINED_EMOJI.sub(KEEP_JOINER, text.replace(KEEP_JOINER, "").replace("\t", "    "))
    text = CONTROL.sub("", INVISIBLE.sub("", text)).replace(KEEP_JOINER, "\u200d")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip("\n")


class Shared:
    """A field that no form changes: it serves all of them, where Django copies each field for each form."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


class KindField(Shared, forms.ChoiceField):
    pass


class TickField(Shared, forms.BooleanField):
    pass


class SourceField(Shared, forms.CharField):
    """Cleans before anything is checked, so that what cannot be seen is never what is complained about."""

    def to_python(self, value: object) -> str:
        return clean_source(str(value)) if value else ""


class MachineField(Shared, forms.CharField):
    """A hidden field that only a program fills: what is wrong in it is never put before the reader."""

    widget = forms.HiddenInput

    def to_python(self, value: object) -> str:
        return str(value or "").replace("\x00", "")


class SourceForm(forms.Form):
    """The text alone: to write it, change it or look at it beforehand."""

    body = SourceField(
        label=pgettext_lazy("of readers", "Comment"), strip=False, required=False, widget=forms.Textarea(attrs={"rows": 6, "lang": "ko"})
    )

    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        if not body.strip():
            raise ValidationError(_("Please write something before posting."), code="empty")
        if len(body) > settings.COMMENT_MAX_LENGTH:
            raise ValidationError(
                _("A comment can have up to %(most)s characters; this one has %(now)s. Nothing was posted, and your text is still here."),
                code="long",
                params={"most": f"{settings.COMMENT_MAX_LENGTH:,}", "now": f"{len(body):,}"},
            )
        if STACKED_MARKS.search(unicodedata.normalize("NFD", body)):
            raise ValidationError(_("Some letters carry too many marks to be read. Please remove them."), code="marks")
        return body


class EditForm(SourceForm):
    """One's own comment, to be changed. `opened_on` is the edition that the form was opened on (`Comment.edition`)."""

    opened_on = MachineField(required=False)
    draft = MachineField(required=False)


class CommentForm(SourceForm):
    """The composer: the text, what it is about, and what it says of itself."""

    block = forms.ChoiceField(
        label=_("Paragraph"),
        required=False,
        error_messages={"invalid_choice": _("The paragraph that you are commenting on is not in this column. Please choose again.")},
    )
    kind = KindField(label=_("Kind of comment"), required=False, choices=[("", _("Not said")), *Kind.choices])
    has_interest = TickField(label=_("I have an interest in the matter"), required=False)
    used_ai = TickField(label=_("I used AI to write"), required=False)
    speaking_as = MachineField(required=False)  # accounts.speaking
    key = MachineField(required=False)
    parent = MachineField(required=False)
    draft = MachineField(required=False)

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        """`page` is what is commented on; its paragraphs can be chosen."""
        super().__init__(*args, **kwargs)
        self.page = page
        cast(forms.ChoiceField, self.fields["block"]).choices = self._blocks

    @cached_property
    def paragraphs(self) -> dict[str, str]:
        """Read where they are needed: most comments are about the whole column, and its text takes long to read."""
        return paragraphs_of(self.page)

    def _blocks(self) -> list[tuple[str, Any]]:
        blocks = [(block, _("Paragraph %(n)s") % {"n": number}) for number, block in enumerate(self.paragraphs, start=1)]
        return [("", _("The whole column")), *blocks]

    @property
    def is_told_more(self) -> bool:
        """Whether something is chosen of what a comment may say of itself, so that the choices are to be shown open."""
        return any(self[name].value() for name in ("kind", "has_interest", "used_ai"))

    def words(self) -> Words:
        """What a valid form says. Nothing is stored yet, not even the paragraph."""
        data = self.cleaned_data
        block = data["block"]
        passage = Passage.drawn(block, self.paragraphs[block]) if block else None
        return Words(data["body"], passage, data["kind"], data["has_interest"], data["used_ai"], data["speaking_as"])

    def clean_key(self) -> uuid.UUID:
        """The key of the form; a forged one is replaced, which costs the forger the protection against posting twice and nobody anything."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()


class ReportForm(forms.Form):
    rule = forms.ModelChoiceField(
        queryset=Rule.objects.filter(is_current=True),
        widget=forms.RadioSelect,
        empty_label=None,
        label=_("Reason"),
        error_messages={"required": _("Please choose a reason."), "invalid_choice": _("Please choose a reason.")},
    )
    words = forms.CharField(
        label=_("Anything to add"), required=False, max_length=Report.WORDS_MAX, widget=forms.TextInput(attrs={"class": "input"})
    )

    def clean_words(self) -> str:
        return clean_line(self.cleaned_data["words"])


class UnnamedReportForm(ReportForm):
    """Of somebody without an account, who is answered at an address. `has_ended` where a member's session ended while they wrote."""

    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        error_messages={**EMAIL_ERRORS, "max_length": EMAIL_ERRORS["invalid"]},
        help_text=_(
            "We send a letter there first. The address is erased once you have had your answer, and nobody is shown the whole of it."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    has_ended = False

    def clean_email(self) -> str:
        """In small letters, as members' addresses are kept. Quoted names and numbers in place of a domain are nobody's mailbox."""
        email = str(self.cleaned_data["email"]).lower()
        if re.search(r'["\[\]\\]', email) or "." not in email.rpartition("@")[2]:
            raise ValidationError(EMAIL_ERRORS["invalid"], code="invalid")
        return email
