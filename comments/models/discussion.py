"""A discussion hangs on a page: any Wagtail page, of whatever kind."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.prepared import Prepared
from accounts.prepared_writes import PreparedUpdate

from .guard import Guard
from .reviewed import ReviewedFirst
from .tally import Tally, move

if TYPE_CHECKING:
    from accounts.models import User

    from .comment import Comment


def source_of(page: Page) -> Page:
    """The page whose discussion this is: an alias shows that of its source."""
    return page.alias_of if page.alias_of_id else page


def holds_discussion(page: Page) -> bool:
    """Whether readers discuss pages of this kind: the setting `COMMENTS_PAGE_TYPES` names them; any page where it is not set."""
    kinds = getattr(settings, "COMMENTS_PAGE_TYPES", None)
    if page.is_root():
        return False
    return kinds is None or (page.specific_class is not None and page.specific_class._meta.label in kinds)


class Discussion(ReviewedFirst):
    """One for each page. `version` moves with every change a reader could see; the counts are kept, not counted."""

    # Deleting the page takes an empty discussion along; comments protect theirs (Comment.discussion), and so the page.
    page = models.OneToOneField(Page, models.CASCADE, related_name="discussion")
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    version = models.PositiveBigIntegerField(default=0)
    comment_count = models.PositiveIntegerField(default=0)  # published ones, replies included
    arrivals = models.PositiveBigIntegerField(
        default=0
    )  # comments that ever became public: tells a reader how many are new, and only grows
    # What is done while too much arrives at once, and until when; a step that ends by itself (comments.campaigns.guarding).
    guard = models.CharField(max_length=5, choices=Guard, blank=True)
    guarded_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        permissions = [("close_discussion", "Can close and open a discussion")]
        indexes = [models.Index(fields=["guarded_until"], condition=models.Q(guarded_until__isnull=False), name="discussion_guarded")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(guard="", guarded_until=None) | ~models.Q(guard="") & models.Q(guarded_until__isnull=False),
                name="discussion_guarded_to_an_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}"

    @classmethod
    def on(cls, page: Page) -> "Discussion":
        """The page's discussion for reading; not saved where nobody has spoken yet, because reading never writes."""
        source = source_of(page)
        found = _of_page(source.pk) if source.pk else []
        return found[0] if found else cls(page=source)

    @classmethod
    def for_writing(cls, page: Page) -> "Discussion":
        discussion, _made = cls.objects.get_or_create(page_id=source_of(page).pk)
        return discussion

    @classmethod
    def beside(cls, page: Page) -> "Discussion":
        """As `for_writing`, of a page that was read together with its discussion a moment ago."""
        source = source_of(page)
        known: Discussion | None = source._meta.get_field("discussion").get_cached_value(source, default=None)
        return known or cls.for_writing(page)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def may_be_joined(self) -> bool:
        """Whether anybody may speak here now: the page is published and the discussion open."""
        return self.page.live and self.is_open

    @property
    def guarded_by(self) -> Guard | None:
        """What is done now; nothing once its time is over, even where nobody has recorded that yet."""
        return Guard(self.guard) if self.guarded_until is not None and timezone.now() < self.guarded_until else None

    def close(self, *, by: "User", reason: str = "") -> bool:
        return self._set_open(False, by=by, reason=reason)

    def reopen(self, *, by: "User", reason: str = "") -> bool:
        return self._set_open(True, by=by, reason=reason)

    @transaction.atomic
    def _set_open(self, is_open: bool, *, by: "User", reason: str) -> bool:
        """Closes or opens by compare-and-set, and records it. False if it already was so."""
        from .decision import Action, Decision

        was = models.Q(closed_at__isnull=not is_open)
        changed = Discussion.objects.filter(was, pk=self.pk).update(closed_at=None if is_open else timezone.now(), version=F("version") + 1)
        if changed:
            self.refresh_from_db()
            Decision.record(
                action=Action.OPEN if is_open else Action.CLOSE,
                discussion=self,
                by=by,
                reason=reason,
                from_state="closed" if is_open else "open",
                to_state="open" if is_open else "closed",
            )
        return bool(changed)

    def touch(self) -> None:
        """Moves the version. First in every writing transaction: it also holds the row, so that the counts beneath move one at a time."""
        _touch(self.pk)

    def hold_open(self, *, arriving: bool) -> bool:
        """As `touch`, where the discussion is open and its page published; else nothing is changed, and False.

        The same statement counts a comment that is `arriving`: all who speak here wait for this row, so it is written once.
        """
        return bool((_hold_for_arrival if arriving else _hold_open)(self.pk))

    def count(self, comment: "Comment", step: int, *, arrived: bool = False) -> None:
        """Moves the counts for a comment that became public (`step` 1) or ceased to be (`step` −1); after `touch`.

        `arrived` tells that it is public for the first time.
        """
        kept = Discussion.objects.filter(pk=self.pk)
        kept.update(comment_count=F("comment_count") + step, arrivals=F("arrivals") + int(arrived))
        self.count_voice(comment, step)
        if comment.root_id:
            type(comment).objects.filter(pk=comment.root_id).update(reply_count=F("reply_count") + step)

    def count_voice(self, comment: "Comment", step: int) -> None:
        """Moves the counts by profession, of the discussion and of the paragraph."""
        from .passage import PassageTally

        who = {"discussion_id": self.pk, "profession_id": comment.profession_id}
        move(Tally, step, **who, verified=comment.is_verified)
        if comment.passage:
            move(PassageTally, step, **who, block=comment.passage.block)


def _open(number: int) -> models.QuerySet[Discussion]:
    published = Page.objects.filter(pk=models.OuterRef("page_id"), live=True).order_by()
    return Discussion.objects.filter(pk=number).filter(models.Exists(published), closed_at=None)


def _with_picks(page: int) -> models.QuerySet[Discussion]:
    """With whether editors have picked here (in most discussions they have not, and nothing need be asked for), and whether all is held."""
    from .pick import Pick
    from .screening import Screening

    picks = Pick.objects.standing().filter(discussion=models.OuterRef("pk"))
    said = {"has_picks": models.Exists(picks), "all_is_held": models.Exists(Screening.objects.holding_everything())}
    return Discussion.objects.filter(page_id=page).annotate(**said)


NEXT = {"version": F("version") + 1}
ARRIVAL = {"comment_count": F("comment_count") + 1, "arrivals": F("arrivals") + 1}
_of_page: Prepared[Discussion] = Prepared(_with_picks, int, by_key=True)
_touch = PreparedUpdate(lambda number: (Discussion.objects.filter(pk=number), NEXT), int)
_hold_open = PreparedUpdate(lambda number: (_open(number), NEXT), int)
_hold_for_arrival = PreparedUpdate(lambda number: (_open(number), NEXT | ARRIVAL), int)
