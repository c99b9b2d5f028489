"""A member before a moderator who considers a sanction."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import Sanction
from comments.sanctioning import may_be_sanctioned

from .hearing import Past
from .proposals import Proposal, proposal

SANCTIONS = 20


@dataclass
class MemberHearing:
    member: User
    moderator: User

    @cached_property
    def past(self) -> Past:
        return Past(self.member, None)

    @cached_property
    def sanctions(self) -> list[Sanction]:
        """The newest first."""
        read = self.member.sanctions.select_related("decision__actor", "decision__rule", "decision__text", "decision__appeal", "lifted_by")
        return list(read[:SANCTIONS])

    @cached_property
    def proposal(self) -> Proposal | None:
        return proposal(self.member, None)

    @cached_property
    def may_be_sanctioned(self) -> bool:
        return may_be_sanctioned(self.member, by=self.moderator)

    @property
    def why_not(self) -> str:
        if self.member.pk == self.moderator.pk:
            return _("This concerns yourself. Somebody else has to decide on it.")
        if self.member.closed_at:
            return _("This member has left.")
        return _("An administrator cannot be sanctioned here.")


def said_of_newest(newest: Sanction) -> str:
    """Who was quicker with what."""
    actor = newest.decision.actor
    return _("‘%(name)s’ decided at %(time)s: %(what)s. Your decision was not recorded; your words are still in the form.") % {
        "name": actor.shown_name if actor else _("an automatic rule"),
        "time": date_format(localtime(newest.decision.made_at), "SHORT_DATETIME_FORMAT"),
        "what": newest.get_kind_display(),
    }
