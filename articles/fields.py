"""Form fields of the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.text import fold


class MemberField(forms.CharField):
    """A member, named by handle: a list to choose from would hold everybody."""

    def prepare_value(self, value: Any) -> Any:
        """The handle for a member or the primary key of one; what was typed as it was."""
        if isinstance(value, int):
            value = User.objects.filter(pk=value).first()
        return value.handle if isinstance(value, User) else value

    def clean(self, value: Any) -> User | None:
        handle = super().clean(value).removeprefix("@")
        if not handle:
            return None
        member = User.objects.filter(handle_key=fold(handle), closed_at=None).first()
        if member is None:
            raise ValidationError(_("No member has this handle."))
        return member

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)
