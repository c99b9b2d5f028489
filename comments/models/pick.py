"""A comment that the editors recommend. History: a pick that is taken back keeps its row."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .comment import Comment
from .discussion import Discussion
from .queries import SHOWN
from .states import State

STANDING = Q(withdrawn_at=None)


class PickQuerySet(models.QuerySet["Pick"]):
    def standing(self) -> Self:
        return self.filter(STANDING)

    def shown(self) -> Self:
        """What readers see: a pick goes with its comment, for as long as that is not public, and is not held up over somebody who has left."""
        return self.standing().filter(comment__state=State.PUBLISHED, comment__author__closed_at=None)

    def in_discussion(self, discussion: int) -> Self:
        """The newest first, with what is drawn of each."""
        return self.shown().filter(discussion=discussion).select_related(*DRAWN).order_by("-picked_at", "-pk")

    def on_public_pages(self) -> Self:
        """The newest of the whole site first, with the page of each."""
        pages = Page.objects.live().public()
        shown = self.shown().filter(discussion__page__in=pages)
        return shown.select_related(*DRAWN, "comment__discussion__page").order_by("-picked_at", "-pk")


class Pick(models.Model):
    """`discussion` is the comment's own, which it never leaves."""

    NOTE_MAX = 300

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="picks")
    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="picks", db_index=False)
    note = models.CharField(_("note"), max_length=NOTE_MAX, blank=True)
    picked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("picked by"))
    picked_at = models.DateTimeField(_("picked"), default=timezone.now)
    withdrawn_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = PickQuerySet.as_manager()

    class Meta:
        verbose_name = _("pick")
        verbose_name_plural = _("picks")
        constraints = [models.UniqueConstraint(fields=["comment"], condition=STANDING, name="one_standing_pick")]
        indexes = [
            models.Index(fields=["discussion", "-picked_at", "-id"], condition=STANDING, name="pick_of_discussion"),
            models.Index(fields=["-picked_at", "-id"], condition=STANDING, name="pick_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} picked by {self.picked_by_id}"


DRAWN = tuple(f"comment__{name}" for name in SHOWN if not name.startswith("parent"))
