"""What a member wants to have mailed, and when: one choice for each group of notices."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.mail_choices import choices_of, choose
from accounts.mail_groups import DIGEST, GROUPS, to_choose
from accounts.models import User, When


class MailForm(forms.Form):
    """The letter of the week comes or it does not; everything else can come in four ways."""

    digest = forms.BooleanField(required=False, label=_("Letter of the week"))

    def __init__(self, data: Any = None, *, member: User) -> None:
        self.member = member
        self.chosen = {one.group.key: one.when for one in choices_of(member)}
        initial: dict[str, Any] = {**self.chosen, DIGEST.key: self.chosen[DIGEST.key] != When.NEVER}
        super().__init__(data, initial=initial)
        for group in to_choose():
            field = forms.ChoiceField(choices=When, label=group.label, widget=forms.Select(attrs={"class": "input"}))
            field.error_messages["invalid_choice"] = _("Please choose one of the four.")
            self.fields[group.key] = field

    @property
    def selects(self) -> list[forms.BoundField]:
        return [self[group.key] for group in to_choose()]

    @transaction.atomic
    def save(self) -> None:
        """Keeps what was changed; what was left as it was by default stays so."""
        wanted = {key: When(when) for key, when in self.cleaned_data.items() if key != DIGEST.key}
        wanted[DIGEST.key] = When.WEEKLY if self.cleaned_data[DIGEST.key] else When.NEVER
        for key, when in wanted.items():
            if when != self.chosen[key]:
                choose(self.member, GROUPS[key], when)
