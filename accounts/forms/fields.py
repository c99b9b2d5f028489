"""Form fields that joining and the settings have in common."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Field, Handle, Profession
from accounts.models.handle import HANDLE_MAX, HandleTaken, check_shape
from accounts.models.user import NAME_MAX
from accounts.names import clean_name, refuse_impersonation
from accounts.profession_fields import CurrentProfessionField
from accounts.text import fold


class HandleField(forms.CharField):
    """A handle, folded to the one way in which it is written. `owner` is who may have had it before."""

    owner = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Handle"), max_length=2 * HANDLE_MAX, help_text=HANDLE_HINT, **kwargs)
        self.widget.attrs |= {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false", "autocomplete": "nickname"}
        self.error_messages["required"] = _("Please choose a handle.")

    def clean(self, value: Any) -> str:
        handle = fold(super().clean(value))
        check_shape(handle)
        refuse_impersonation(handle)
        if not Handle.is_free(handle, self.owner):
            raise HandleTaken(_("This handle is taken. Please choose another."), code="taken")
        return handle


HANDLE_HINT = _(
    "Your address here, in 2 to 20 Hangul syllables, Latin letters or digits. Nobody else will ever get it, even if you change it."
)


class NameField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Name or pen name"), required=False, max_length=4 * NAME_MAX, help_text=NAME_HINT, **kwargs)
        self.widget.attrs["autocomplete"] = "name"

    def clean(self, value: Any) -> str:
        return clean_name(super().clean(value))


NAME_HINT = _("Up to 20 characters. Left empty, your handle stands in its place.")


class ByField(ModelChoiceIterator):
    """Options in groups, one for each field of work."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        for key, professions in groupby(self.queryset, key=lambda profession: profession.field):
            yield (Field(key).label, [self.choice(profession) for profession in professions])


class ProfessionField(CurrentProfessionField):
    """A profession, or none: 직업 비공개. A title that the law reserves says in the list that it is shown only once verified."""

    iterator = ByField

    def __init__(self, **kwargs: Any) -> None:
        words = {"label": _("Profession"), "empty_label": _("Profession not disclosed"), "help_text": RESERVED}
        super().__init__(required=False, **{**words, **kwargs})

    def label_from_instance(self, obj: Profession) -> str:
        return gettext("%(profession)s (shown once verified)") % {"profession": obj.label} if obj.regulated else obj.label


RESERVED = _("A title that the law reserves is shown only once it has been verified; until then yours stays undisclosed.")
