"""Choosing the profession that is to be checked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Profession, User

from .fields import ByField
from .wording import REQUIRED


class ProfessionToCheckField(forms.ModelChoiceField):
    """Every current profession, reserved titles included: this is where they are borne out. Says where one went that was merged."""

    iterator = ByField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Profession.objects.current(), label=gettext_lazy("Profession"), empty_label=gettext_lazy("Please choose"), **kwargs
        )
        self.error_messages |= {"required": REQUIRED, "invalid_choice": gettext_lazy("Please choose a profession from the list.")}

    def label_from_instance(self, obj: Profession) -> str:
        return obj.label

    def to_python(self, value: Any) -> Profession | None:
        try:
            return super().to_python(value)
        except ValidationError:
            gone = (
                Profession.objects.select_related("alias_of")
                .filter(pk=value if str(value).isdecimal() and len(str(value)) < 18 else 0)
                .first()
            )
            if gone and gone.alias_of:
                raise ValidationError(merged_into(gone, gone.alias_of), code="merged")
            raise


def merged_into(gone: Profession, left: Profession) -> str:
    return _("‘%(old)s’ has been merged with ‘%(new)s’ in the meantime. Please choose ‘%(new)s’.") % {"old": gone.label, "new": left.label}


class ProfessionChoiceForm(forms.Form):
    profession = ProfessionToCheckField()

    @classmethod
    def for_member(cls, user: User) -> "ProfessionChoiceForm":
        """With the profession that the member speaks from."""
        return cls(initial={"profession": user.profession_id})
