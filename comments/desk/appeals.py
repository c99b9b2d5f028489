"""Appeals at the desk: what is open, the one that is due first on top, and each with everything that bears on it."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User
from comments.contesting import concerns, may_answer
from comments.models import Appeal
from comments.models.appeal import AppealQuerySet

from .ages import Age, time_to
from .hearing import Hearing, Past
from .limits import within

A_PAGE = 25


@dataclass(frozen=True)
class Row:
    appeal: Appeal
    age: Age
    is_mine_to_answer: bool


def mine(moderator: User) -> Q:
    """What this moderator may decide on, as a condition on appeals. Those against sanctions, which hold everywhere, are for whoever has no limits."""
    return within(moderator, "appealed__discussion__page")


def lying(moderator: User) -> AppealQuerySet:
    """The one that is due first on top; those last that this moderator may not answer."""
    return Appeal.objects.open().filter(mine(moderator)).by_urgency(for_somebody_else=concerns(moderator))


def listing(moderator: User, number: str | int | None) -> tuple[Page, list[Row]]:
    page = Paginator(lying(moderator).for_display(), A_PAGE).get_page(number)
    return page, [Row(one, time_to(one.due_at), may_answer(one, moderator)) for one in page.object_list]


@dataclass
class AppealHearing:
    """An appeal before a moderator: the decision, what the member says, the comment where there is one, and the member's past."""

    appeal: Appeal
    moderator: User

    @cached_property
    def comment_hearing(self) -> Hearing | None:
        return Hearing(self.appeal.appealed.comment, self.moderator) if self.appeal.appealed.comment else None

    @cached_property
    def past(self) -> Past:
        return Past(self.appeal.member, self.appeal.appealed.comment)

    @property
    def age(self) -> Age:
        return time_to(self.appeal.due_at)

    @property
    def may_answer(self) -> bool:
        return may_answer(self.appeal, self.moderator)

    @property
    def why_not(self) -> str:
        """Why this moderator does not answer, for whoever wonders where the buttons are."""
        if self.appeal.member_id == self.moderator.pk:
            return _("This is your own appeal. Somebody else has to answer it.")
        return _("You made the decision that is contested. Somebody else has to answer the appeal.")


def said_of_answer(appeal: Appeal) -> str:
    """Who answered it and how: told to whoever came second. `appeal` has been read anew."""
    decision = appeal.decision
    if decision is None or appeal.closed_at is None:
        return _("The member has left, and the appeal with them.")
    return _("‘%(name)s’ answered this appeal at %(time)s: %(what)s. Your answer was not recorded; your words are still in the form.") % {
        "name": decision.actor.shown_name if decision.actor else "",
        "time": date_format(localtime(appeal.closed_at), "SHORT_DATETIME_FORMAT"),
        "what": appeal.get_outcome_display(),
    }
