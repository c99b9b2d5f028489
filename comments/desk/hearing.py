"""A comment as the moderator sees it: the thread around it, the complaints, what was decided before, and who wrote it."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import Credential, User
from accounts.standing import Standing
from comments.models import Action, Comment, CommentVersion, Decision, HeldMember, MemberNote, Report, Sanction, State
from comments.sanctioning import stopping

from . import asked
from .access import may_close
from .lines import reasons
from .proposals import Proposal, proposal
from .verbs import Verb, offered

ANCESTORS = len(asked.ABOVE)


@dataclass
class Hearing:
    comment: Comment
    moderator: User

    @cached_property
    def chain(self) -> list[Comment]:
        """The comments above it, the highest first; at most three."""
        above: list[Comment] = []
        one = self.comment.parent
        while one is not None and len(above) < ANCESTORS:
            above.append(one)
            one = one.parent if len(above) < ANCESTORS else None
        return above[::-1]

    @property
    def further_up(self) -> int:
        return self.comment.depth - len(self.chain)

    @cached_property
    def _replies(self) -> list[Comment]:
        return asked.REPLIES_TO(self.comment.pk)

    @property
    def replies(self) -> list[Comment]:
        return self._replies[: asked.REPLIES]

    @property
    def more_replies(self) -> bool:
        return len(self._replies) > asked.REPLIES

    @cached_property
    def reports(self) -> list[Report]:
        """Those that nobody has answered yet."""
        return asked.REPORTS_OF(self.comment.pk)

    @cached_property
    def report_summary(self) -> str:
        return reasons([self.comment.pk])[self.comment.pk] if self.reports else ""

    @cached_property
    def decisions(self) -> list[Decision]:
        """On this comment, the newest first."""
        return asked.DECISIONS_ON(self.comment.pk)

    @cached_property
    def versions(self) -> list[CommentVersion]:
        """What it said before its author changed it, the newest first."""
        return asked.VERSIONS_OF(self.comment.pk)

    @property
    def seen(self) -> int:
        return self.decisions[0].number if self.decisions else 0

    @property
    def taken_back(self) -> Decision | None:
        """What this moderator has undone, if nothing was decided since: its words stand in the form again."""
        if len(self.decisions) < 2:
            return None
        newest, before = self.decisions[:2]
        is_mine = newest.action == Action.UNDO and newest.earlier_id == before.pk and newest.actor_id == self.moderator.pk
        return before if is_mine else None

    @property
    def is_own(self) -> bool:
        return self.comment.author_id == self.moderator.pk

    @property
    def verbs(self) -> tuple[Verb, ...]:
        return () if self.is_own else offered(self.comment, reported=bool(self.reports))

    @property
    def may_close(self) -> bool:
        return may_close(self.moderator, self.comment.discussion.page)

    @cached_property
    def past(self) -> "Past":
        return Past(self.comment.author, self.comment)


@dataclass
class Past:
    """What the author has done here before."""

    author: User
    but: Comment | None  # the one before the moderator, if it is one

    @cached_property
    def worn(self) -> Standing:
        """As the comment before the moderator was spoken, or as the member stands today."""
        return self.but.worn if self.but else self.author.standing()

    @cached_property
    def stopping(self) -> Sanction | None:
        return stopping(self.author)

    @cached_property
    def proposal(self) -> Proposal | None:
        """Not asked for where nothing of theirs was ever refused or taken back, nor beside a comment that is refused already."""
        open_to_refusal = {State.PUBLISHED, State.PENDING}
        if self.stopping or (self.but and self.but.state not in open_to_refusal) or not self.numbers.keys() - open_to_refusal:
            return None
        return proposal(self.author, self.but)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How many comments the author has in each state."""
        return dict(asked.NUMBERS_OF(self.author.pk))

    @property
    def published(self) -> int:
        return self.numbers.get(State.PUBLISHED, 0)

    @property
    def waiting(self) -> int:
        return self.numbers.get(State.PENDING, 0)

    @property
    def refused(self) -> int:
        """Rejected, taken down or marked as spam, as it stands today."""
        return self.numbers.get(State.REJECTED, 0) + self.numbers.get(State.SPAM, 0)

    @cached_property
    def decisions(self) -> list[Decision]:
        """The newest on the author's other comments."""
        return asked.OTHERS_DECIDED(self.author.pk, self.but.pk if self.but else 0)

    @cached_property
    def notes(self) -> list[MemberNote]:
        """What moderators have noted for each other."""
        return asked.NOTES_ON(self.author.pk)

    @property
    def held(self) -> HeldMember | None:
        """Since when and why moderators read their comments first."""
        return getattr(self.author, "held_for_review", None)  # read with the comment

    @cached_property
    def credentials(self) -> list[Credential]:
        return asked.CREDENTIALS_OF(self.author.pk, timezone.now())


def said_by(comment: Comment) -> str:
    """Who decided what on the comment, and when: told to a moderator who came second. `comment` has been read anew."""
    if comment.state == State.REMOVED:
        return _("The author has deleted this comment in the meantime.")
    newest = comment.decisions.select_related("actor", "rule").first()
    if newest is None or (comment.edited_at and comment.edited_at > newest.made_at):
        return _("This comment has changed in the meantime. Please look at it again.")
    return _("‘%(name)s’ decided at %(time)s: %(what)s. Your decision was not recorded; your words are still in the form.") % {
        "name": newest.actor.shown_name if newest.actor else _("an automatic rule"),
        "time": date_format(localtime(newest.made_at), "SHORT_DATETIME_FORMAT"),
        "what": newest.get_action_display() + (f" · {newest.rule.label}" if newest.rule else ""),
    }
