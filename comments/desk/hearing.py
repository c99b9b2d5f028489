"""A comment as the moderator sees it: the thread around it, the complaints, what was decided before, and who wrote it."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import Credential, User
from comments.models import Comment, CommentVersion, Decision, Report, State

from .access import may_close
from .queues import reasons
from .verbs import Verb, offered

ANCESTORS, REPLIES, REPORTS, DECISIONS, VERSIONS, RECENT = 3, 5, 50, 20, 20, 5


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
        return list(self.comment.children.for_display().order_by("created_at", "pk")[: REPLIES + 1])

    @property
    def replies(self) -> list[Comment]:
        return self._replies[:REPLIES]

    @property
    def more_replies(self) -> bool:
        return len(self._replies) > REPLIES

    @cached_property
    def reports(self) -> list[Report]:
        """Those that nobody has answered yet."""
        return list(Report.objects.open().filter(comment=self.comment).select_related("reporter", "rule")[:REPORTS])

    @cached_property
    def report_summary(self) -> str:
        return reasons([self.comment.pk])[self.comment.pk] if self.reports else ""

    @cached_property
    def decisions(self) -> list[Decision]:
        """On this comment, the newest first."""
        return list(self.comment.decisions.select_related("actor", "rule", "text")[:DECISIONS])

    @cached_property
    def versions(self) -> list[CommentVersion]:
        """What it said before its author changed it, the newest first."""
        return list(self.comment.versions.all()[:VERSIONS])

    @property
    def seen(self) -> int:
        return self.decisions[0].number if self.decisions else 0

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
    but: Comment

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How many comments the author has in each state."""
        return dict(Comment.objects.filter(author=self.author).values_list("state").annotate(Count("pk")))

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
        others = Decision.objects.filter(comment__author=self.author).exclude(comment=self.but)
        return list(others.select_related("comment", "rule")[:RECENT])

    @cached_property
    def credentials(self) -> list[Credential]:
        return list(self.author.credentials.valid().select_related("profession"))


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
