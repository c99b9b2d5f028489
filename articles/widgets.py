"""Form fields of the admin for choosing some of many."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FilteredChoices(forms.CheckboxSelectMultiple):
    """Check boxes that can be narrowed down by typing, in groups, with what is chosen above them; check boxes alone without script.

    `group_by` names a method of the objects to choose from; they are expected in the order of its values.
    """

    template_name = "articles/widgets/filtered_choices.html"

    class Media:
        css = {"all": ["filtered-choices.css"]}
        js = ["filtered-choices.js"]

    def __init__(self, *args: Any, group_by: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group_by = group_by

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        choices: list[Any] = list(self.choices)
        groups = groupby(choices, self._group_of) if self.group_by else [("", iter(choices))]
        number = 0
        made = []
        for position, (heading, members) in enumerate(groups):
            options = []
            for key, label in members:
                options.append(self.create_option(name, key, label, str(key) in value, number, attrs=attrs))
                number += 1
            made.append((heading or None, options, position))
        return made

    def _group_of(self, choice: tuple[Any, Any]) -> str:
        return str(getattr(choice[0].instance, self.group_by)())

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {
            **super().get_context(name, value, attrs),
            "filter_label": _("Type to narrow down"),
            "none_found": _("Nothing of that name."),
        }
