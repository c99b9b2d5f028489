"""Limiting a moderator to a section or a topic."""

from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .limits import KINDS


def moderators() -> Any:
    """Who may decide on comments, by group or by themselves."""
    may = Permission.objects.filter(content_type__app_label="comments", codename="moderate_comment")
    return User.objects.filter(Q(groups__permissions__in=may) | Q(user_permissions__in=may), is_active=True).distinct().order_by("handle")


class LimitForm(forms.Form):
    moderator = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Moderator"))
    thing = forms.ChoiceField(label=_("Section or topic"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["moderator"].queryset = moderators()  # type: ignore[attr-defined]
        self.fields["thing"].choices = [  # type: ignore[attr-defined]
            (kind.label, [(f"{name}:{number}", label) for number, label in kind.things()]) for name, kind in KINDS.items()
        ]

    @property
    def limit(self) -> dict[str, Any]:
        kind, _colon, target = self.cleaned_data["thing"].partition(":")
        return {"moderator": self.cleaned_data["moderator"], "kind": kind, "target": int(target)}
