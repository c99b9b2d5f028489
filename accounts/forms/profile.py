"""What members change about themselves."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Handle, User
from accounts.text import clean_line

from .fields import HandleField, NameField, ProfessionField
from .wording import REQUIRED

HANDLES_A_MONTH = 3  # each one used is lost to everybody else for good


class ProfileForm(forms.ModelForm):
    """`instance` must not be `request.user` itself: checking a form writes what was typed into it, right or wrong."""

    name = NameField()
    handle = HandleField()
    profession = ProfessionField()
    bio = forms.CharField(label=_("One line about you"), required=False, max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, help_text=_("Letters to you are written in it."))

    class Meta:
        model = User
        fields = ["name", "handle", "profession", "bio", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(HandleField, self.fields["handle"]).owner = self.instance.owner_key
        self.fields["bio"].error_messages["max_length"] = _("This line can have up to %(limit_value)d characters; it has %(show_value)d.")
        self.fields["language"].error_messages |= {"required": REQUIRED, "invalid_choice": _("Please choose a language from the list.")}

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
    sure = forms.BooleanField(
        label=_("I understand that this cannot be undone"),
        error_messages={"required": _("Please confirm that you want to close your account for good.")},
    )
