"""Comments by name: what is public, what waits, what has a place on a page."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from wagtail.models import Page

from accounts.models import Credential, Profession

from .discussion import Discussion
from .states import NOT_PUBLIC, State

if TYPE_CHECKING:
    from accounts.requests import Reader

    from .comment import Comment  # noqa: F401 - what the query set is of


SHOWN = ("author", "profession__shown_as", "credential", "parent__author", "passage")
PROFESSION = ("slug", "name", "name_en", "seal", "field", "regulated", "shown_as")
OWN_COLUMNS = (
    *("discussion", "author", "parent", "root", "state", "source", "html", "kind", "has_interest", "used_ai", "passage", "profession"),
    *("credential", "created_at", "published_at", "edited_at", "reply_count", "agree_count", "disagree_count"),
    *("author__handle", "author__name", "author__closed_at", "credential__state", "passage__block", "passage__text"),
)
OF_PROFESSIONS = (
    *(f"profession__{name}" for name in PROFESSION),
    *(f"profession__shown_as__{name}" for name in PROFESSION if name != "shown_as"),
)
COLUMNS = (
    *OWN_COLUMNS,
    *OF_PROFESSIONS,
    *("parent__state", "parent__author", "parent__author__handle", "parent__author__name", "parent__author__closed_at"),
)


class CommentQuerySet(models.QuerySet["Comment"]):
    def on(self, discussion: Discussion) -> Self:
        return self.filter(discussion_id=discussion.pk)

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def verified(self) -> Self:
        """Shown as spoken from a profession that was checked, by a credential that was not taken back since."""
        return self.filter(credential__isnull=False, profession__shown_as__isnull=False).exclude(credential__state=Credential.State.REVOKED)

    def shown_as(self, profession: Profession) -> Self:
        """What is shown as spoken from a profession: all that was, or what was spoken from one that too few hold (accounts.groups)."""
        return self.filter(profession__in=list(Profession.objects.filter(shown_as=profession).values_list("pk", flat=True)))

    def waiting(self) -> Self:
        return self.filter(state=State.PENDING)

    def in_place(self, reader: "Reader | None" = None) -> Self:
        """What has a place on the page for this reader: what is or once was public, and the reader's own that wait or were refused."""
        seen = Q(published_at__isnull=False)
        if reader is not None and reader.is_authenticated:
            seen |= Q(author=reader, state__in=NOT_PUBLIC)
        return self.filter(seen)

    def on_public_pages(self) -> Self:
        """Published comments on published pages, with what a list of them reads."""
        pages = Page.objects.live().public()
        return self.published().filter(discussion__page__in=pages).for_display().select_related("discussion__page")

    def for_display(self) -> Self:
        """With everything that a comment's template reads, so that a list costs one query."""
        return self.select_related(*SHOWN)

    def for_reading(self) -> Self:
        """As `for_display`, with those columns only that a discussion shows or is ordered by: a page reads fifty rows of six tables."""
        return self.select_related(*SHOWN).only(*COLUMNS)

    def for_first_page(self) -> Self:
        """As `for_reading`, without what is known there anyway: professions, and the comments that are answered."""
        return self.select_related("author", "credential", "passage").only(*OWN_COLUMNS)
