"""A comment: a row that is never deleted, in a state that only the one door (`comments.transitions`) changes."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from accounts.korean import joined
from accounts.models import Credential, Profession
from accounts.models.profession import UNDISCLOSED
from accounts.models.quick import QuickRow
from accounts.searching.indexed import Indexed
from accounts.standing import Standing

from .discussion import Discussion
from .kinds import Kind
from .passage import Passage
from .queries import CommentQuerySet
from .states import NOT_PUBLIC, TRANSITIONS, State

if TYPE_CHECKING:
    from types import ModuleType

    from accounts.models import User

    from .decision import Decision
    from .rule import Rule


PUBLIC = Q(state="published")


class Comment(Indexed, QuickRow):
    # Keys without an index of their own are the first column of one below.
    discussion = models.ForeignKey(Discussion, models.PROTECT, related_name="comments", db_index=False)
    author = models.ForeignKey("accounts.User", models.PROTECT, related_name="comments", verbose_name=_("author"), db_index=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    # The top-level comment; null on it.
    root = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="thread", db_index=False)
    depth = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    held_because = models.CharField(max_length=40, blank=True)  # the screening step that held it, "" if none did
    key = models.UUIDField(default=uuid.uuid4)  # of the form it came from: a replay of the form finds the comment that exists

    source = models.TextField(_("text"))  # the truth
    html = models.TextField(blank=True)  # a cache of comments.rendering.render(source)
    html_version = models.PositiveSmallIntegerField(default=0)

    # What it says of itself, if its author liked to.
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, blank=True)
    has_interest = models.BooleanField(_("has an interest in the matter"), default=False)
    used_ai = models.BooleanField(_("used AI to write"), default=False)
    passage = models.ForeignKey(
        Passage, models.PROTECT, null=True, blank=True, related_name="comments", db_index=False
    )  # of the whole thread

    # What was worn when it was written; null where no profession was shown.
    profession = models.ForeignKey(Profession, models.PROTECT, null=True, blank=True, related_name="comments")
    credential = models.ForeignKey(Credential, models.PROTECT, null=True, blank=True, related_name="comments")

    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)  # first; stays when it is taken down: what was public leaves a placeholder
    edited_at = models.DateTimeField(null=True, blank=True)  # last; what it said before is in its versions
    reply_count = models.PositiveIntegerField(default=0)  # published ones in the whole thread; kept on top-level comments only

    # Kept by comments.reacting; the scores are those of comments.scoring.
    agree_count = models.PositiveIntegerField(default=0)
    disagree_count = models.PositiveIntegerField(default=0)
    score_top = models.FloatField(default=0)
    score_across = models.FloatField(default=0)

    objects = CommentQuerySet.as_manager()
    # In every state: moderators look for what is held, too. What readers find is asked of the live rows.
    search_fields = [index.SearchField("source")]

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [models.UniqueConstraint(fields=["author", "key"], name="one_comment_of_a_form")]
        indexes = [
            # A page of threads in each order.
            models.Index(fields=["discussion", "-created_at", "-id"], condition=Q(parent=None), name="comment_top_level"),
            models.Index(fields=["discussion", "-score_top", "-id"], condition=Q(parent=None), name="comment_threads_top"),
            models.Index(fields=["discussion", "-score_across", "-id"], condition=Q(parent=None), name="comment_threads_across"),
            # What a lens picks out, at any depth, in each order; and what the other choices do.
            models.Index(fields=["discussion", "profession", "-created_at", "-id"], condition=PUBLIC, name="comment_lens_new"),
            models.Index(fields=["discussion", "profession", "-score_top", "-id"], condition=PUBLIC, name="comment_lens_top"),
            models.Index(fields=["discussion", "profession", "-score_across", "-id"], condition=PUBLIC, name="comment_lens_across"),
            models.Index(fields=["discussion", "-created_at", "-id"], condition=PUBLIC, name="comment_public_new"),
            models.Index(fields=["discussion", "-score_top", "-id"], condition=PUBLIC, name="comment_public_top"),
            models.Index(fields=["discussion", "-score_across", "-id"], condition=PUBLIC, name="comment_public_across"),
            models.Index(fields=["discussion", "-published_at", "-id"], condition=PUBLIC, name="comment_arrived"),
            models.Index(fields=["discussion", "kind", "-score_top", "-id"], condition=PUBLIC, name="comment_of_kind"),
            models.Index(
                fields=["discussion", "-score_top", "-id"], condition=PUBLIC & Q(credential__isnull=False), name="comment_verified"
            ),
            models.Index(fields=["passage", "-score_top", "-id"], condition=Q(passage__isnull=False), name="comment_of_passage"),
            models.Index(fields=["root", "id"], name="comment_thread"),
            models.Index(fields=["author", "-created_at", "-id"], name="comment_of_author"),
            models.Index(fields=["author", "discussion"], condition=Q(state__in=NOT_PUBLIC), name="comment_seen_by_author"),
            models.Index(fields=["created_at", "id"], condition=Q(state="pending"), name="comment_waiting"),
            # The voices of a profession, newest and best, across all discussions.
            models.Index(fields=["profession", "-published_at"], condition=PUBLIC, name="comment_of_profession"),
            models.Index(fields=["profession", "-score_top", "-id"], condition=PUBLIC, name="comment_of_profession_top"),
            models.Index(fields=["created_at"], name="comment_written"),  # the quarters of the transparency report
        ]
        permissions = [("moderate_comment", "Can decide on comments"), ("pick_comment", "Can recommend comments")]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("comments:show", args=[self.pk])

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def was_public(self) -> bool:
        return self.published_at is not None

    @property
    def worn(self) -> Standing:
        """What is shown of the capacity in which it was spoken."""
        return Standing.worn(self.profession, self.credential)

    @property
    def is_verified(self) -> bool:
        """Whether it counts as spoken from a checked profession: a credential that was revoked since bears nothing out any more."""
        return self.credential is not None and self.credential.state != Credential.State.REVOKED

    @property
    def profession_slug(self) -> str:
        return self.worn.profession.slug if self.worn.profession else UNDISCLOSED

    @property
    def said(self) -> SafeString:
        """Its words as HTML, to be shown."""
        return SafeString(joined(self.html))

    @property
    def edition(self) -> str:
        """Tells one text of the comment from another: what a form is opened on, to be compared with what there is when it comes back."""
        return self.edited_at.isoformat() if self.edited_at else ""

    @property
    def editable_until(self) -> datetime:
        return self.created_at + timedelta(minutes=settings.COMMENT_EDIT_MINUTES)

    @property
    def may_be_edited(self) -> bool:
        """Whether its author may still change the text, as far as the comment itself can tell."""
        return self.state in (State.PENDING, State.PUBLISHED) and timezone.now() < self.editable_until

    def may_become(self, state: State) -> bool:
        return state in TRANSITIONS[State(self.state)]

    # Verbs. Each raises AlreadyDecided where somebody else was quicker; `seen` is the newest decision the decider knew of.

    def publish(self, *, by: "User", reason: str = "", facts: str = "", seen: int | None = None) -> "Decision":
        """Makes it public: the first time, or again after it had been taken down."""
        return transitions().decide(self, State.PUBLISHED, by=by, reason=reason, facts=facts, seen=seen)

    def reject(self, *, by: "User", rule: "Rule", reason: str, facts: str = "", seen: int | None = None) -> "Decision":
        """Refuses it, or takes it down if it was public."""
        return transitions().decide(self, State.REJECTED, by=by, rule=rule, reason=reason, facts=facts, seen=seen)

    def mark_spam(self, *, by: "User", rule: "Rule", reason: str, facts: str = "", seen: int | None = None) -> "Decision":
        return transitions().decide(self, State.SPAM, by=by, rule=rule, reason=reason, facts=facts, seen=seen)

    def keep(self, *, by: "User", reason: str = "", facts: str = "", seen: int | None = None) -> "Decision":
        """Answers the open reports: it stays."""
        return transitions().keep(self, by=by, reason=reason, facts=facts, seen=seen)

    def edit(self, *, by: "User", source: str, opened_on: str | None = None) -> bool:
        """Its author changes the text, for some minutes; what it said before is kept. False where it says so already."""
        from comments import editing

        return editing.edit(self, by=by, source=source, opened_on=opened_on)

    def remove(self, *, by: "User") -> None:
        """Its author takes it back; the text goes, the place stays if it was public."""
        transitions().remove(self, by=by)


def transitions() -> "ModuleType":
    """The one door, imported late: it needs the models that are defined here."""
    from comments import transitions

    return transitions
