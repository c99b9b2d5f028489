"""What members change about themselves."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Departure, Handle, Profession, User
from accounts.profession_fields import ProfessionsField
from accounts.text import clean_line

from .fields import HandleField, NameField, ProfessionField
from .wording import REQUIRED

FURTHER_MOST = 4
CHOOSE = _("Please choose what happens to your comments.")
HANDLES_A_MONTH = 3  # each one used is lost to everybody else for good


class ProfileForm(forms.ModelForm):
    """`instance` must not be `request.user` itself: checking a form writes what was typed into it, right or wrong."""

    name = NameField()
    handle = HandleField()
    profession = ProfessionField()
    further = ProfessionsField(
        queryset=Profession.objects.none(),
        required=False,
        label=_("Further professions"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You choose one of them where you comment. Take the tick away from what you do no more."),
    )
    another = ProfessionField(label=_("One more profession"), empty_label=_("None"), help_text="")
    bio = forms.CharField(label=_("One line about you"), required=False, max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, help_text=_("Letters to you are written in it."))

    class Meta:
        model = User
        fields = ["name", "handle", "profession", "bio", "language"]

    field_order = ["name", "handle", "profession", "further", "another", "bio", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(HandleField, self.fields["handle"]).owner = self.instance.owner_key
        cast(ProfessionField, self.fields["profession"]).hold(self.instance.profession_id)
        self._offer_further()
        self.fields["bio"].error_messages["max_length"] = _("This line can have up to %(limit_value)d characters; it has %(show_value)d.")
        self.fields["language"].error_messages |= {"required": REQUIRED, "invalid_choice": _("Please choose a language from the list.")}

    def _offer_further(self) -> None:
        """Ticks for what is held; one more can be chosen until there are as many as a member may have."""
        held = self.instance.further.all()
        cast(ProfessionsField, self.fields["further"]).queryset = held
        self.initial["further"] = list(held)
        if not held:
            del self.fields["further"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if len(self._further(data)) > FURTHER_MOST:
            message = _("You can have up to %(most)s further professions. Please take one away before you add another.")
            self.add_error("another", ValidationError(message, code="many", params={"most": FURTHER_MOST}))
        return data

    @staticmethod
    def _further(data: dict[str, Any]) -> set[Profession]:
        return ({*data.get("further", []), data.get("another")} - {data.get("profession")}) - {None}

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        """Member and further professions. Raises HandleTaken where somebody was quicker."""
        member = super().save(commit)
        member.set_further(self._further(self.cleaned_data))
        return member

    def clean_bio(self) -> str:
        return clean_line(self.cleaned_data["bio"])

    def clean_handle(self) -> str:
        handle = self.cleaned_data["handle"]
        if Handle.is_free(handle) and self._used_lately() >= HANDLES_A_MONTH:
            raise ValidationError(_("You have changed your handle several times this month. Please keep this one for now."), code="often")
        return handle

    def _used_lately(self) -> int:
        since = timezone.now() - timedelta(days=30)
        return Handle.objects.filter(owner=self.instance.owner_key, given_at__gt=since).count()


class CloseForm(forms.Form):
    comments = forms.ChoiceField(
        label=_("The comments that stay behind"),
        choices=Departure.Comments.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    sure = forms.BooleanField(
        label=_("I have read what happens, and I want to leave"),
        error_messages={"required": _("Please confirm that you want to leave.")},
    )
