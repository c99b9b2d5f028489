"""A profession chosen in a form that may have been opened a while ago: since then it may have been merged or retired."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Profession
from accounts.text import row_number

RETIRED = _("‘%(profession)s’ is no longer in the list. Please choose another; everything else is still here.")


class CurrentProfessionField(forms.ModelChoiceField):
    """One that was merged is taken as what it was merged into, and kept in `merged`, so that it can be said (`said_of`).

    One that was retired is refused, unless it is the one that `held` names (its number): who has it keeps it.
    """

    merged: Profession | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Profession.objects.current(), **kwargs)
        self.error_messages["invalid_choice"] = _("Please choose a profession from the list.")

    def hold(self, held: int | None) -> None:
        if held:
            self.queryset = Profession.objects.choosable(held)

    @property
    def offered(self) -> QuerySet[Profession]:
        return cast("QuerySet[Profession]", self.queryset)

    def to_python(self, value: Any) -> Profession | None:
        chosen = Profession.objects.select_related("alias_of").filter(pk=row_number(str(value))).first() if value else None
        if chosen:
            taken = chosen.stands_for
            if taken.retired_at and not self.offered.filter(pk=taken.pk).exists():
                raise ValidationError(RETIRED, code="retired", params={"profession": taken.label})
            self.merged, value = (chosen if taken is not chosen else None), taken.pk
        return super().to_python(value)


class ProfessionsField(forms.ModelMultipleChoiceField):
    """Several. Those of `queryset` can be chosen; what was merged or retired since is treated as above.

    What the former was merged into is left out where it cannot be chosen here, having been chosen elsewhere.
    """

    merged: tuple[Profession, ...] = ()

    def clean(self, value: Any) -> Any:
        numbers = [row_number(str(one)) for one in value] if isinstance(value, list | tuple) else []
        if 0 in numbers:
            raise ValidationError(_("Please choose a profession from the list."), code="invalid_choice")
        chosen = {one.pk: one for one in Profession.objects.select_related("alias_of").filter(pk__in=numbers)}
        taken = {pk: one.stands_for for pk, one in chosen.items()}
        offered = cast("QuerySet[Profession]", self.queryset)
        allowed = set(offered.filter(pk__in=[one.pk for one in taken.values()]).values_list("pk", flat=True))
        for one in taken.values():
            if one.retired_at and one.pk not in allowed:
                raise ValidationError(RETIRED, code="retired", params={"profession": one.label})
        self.merged = tuple(one for one in chosen.values() if one.alias_of_id and one.alias_of_id in allowed)
        numbers = [taken[number].pk if number in taken else number for number in numbers]
        gone = {one.alias_of_id for one in chosen.values() if one.alias_of_id} - allowed
        return super().clean([number for number in dict.fromkeys(numbers) if number not in gone])


def said_of(chosen: Iterable[Profession | None]) -> list[str]:
    """What to say of professions that were merged while a form was open."""
    said = gettext("‘%(old)s’ has been merged into ‘%(new)s’ in the meantime; that has been taken.")
    return [said % {"old": one.label, "new": one.stands_for.label} for one in chosen if one and one.alias_of_id]


def merged_in(form: forms.BaseForm) -> list[str]:
    """Likewise, of the fields of a form that was found valid."""
    fields = list(form.fields.values())
    single = [field.merged for field in fields if isinstance(field, CurrentProfessionField)]
    return said_of([*single, *(one for field in fields if isinstance(field, ProfessionsField) for one in field.merged)])


def merged_among(numbers: Iterable[str]) -> list[str]:
    """Likewise, of the numbers that a form sent."""
    rows = [row_number(number) for number in list(numbers)[:100]]
    return said_of(Profession.objects.merged().select_related("alias_of").filter(pk__in=rows))
