"""What is done in a discussion while more arrives at once than people can talk with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Guard(models.TextChoices):
    ORDER = "order", _("newest first")
    HOLD = "hold", _("new members’ comments held")
    BOTH = "both", _("newest first, and new members’ comments held")

    @property
    def puts_newest_first(self) -> bool:
        return self in (Guard.ORDER, Guard.BOTH)

    @property
    def holds_newcomers(self) -> bool:
        return self in (Guard.HOLD, Guard.BOTH)
