"""The ways from each page of the desk to the others."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .queues import QUEUES


@dataclass(frozen=True)
class Tab:
    """`key` as pages of the desk name theirs in their context (`tab`), and as what lies there is counted by (comments.desk.counts)."""

    key: str
    label: Any
    address: str  # the name of its URL, in the desk's namespace
    arguments: tuple[str, ...] = ()
    right: str = ""  # who sees it; every moderator where none is named

    @property
    def url(self) -> str:
        return reverse(f"comments_desk:{self.address}", args=self.arguments)


TABS = (
    *(Tab(key, queue.label, "queue", (key,)) for key, queue in QUEUES.items()),
    Tab("claims", _("Temporary measures"), "claims"),
    Tab("appeals", _("Appeals"), "appeals"),
    Tab("screening", _("Screening"), "screening"),
    Tab("ledger", _("Ledger"), "ledger"),
    Tab("limits", _("Who decides on what"), "limits", right="accounts.change_user"),
)
