"""What a week was for everybody: read once for all letters of a run."""

from collections import defaultdict
from functools import cached_property

from django.conf import settings
from django.db.models import Count

from accounts.mail_times import Week
from accounts.models import Profession
from articles.models import ColumnPage
from comments.models import Comment, Reaction
from comments.models.queries import CommentQuerySet

COLUMNS_MOST = 200  # of a week that are looked through
CANDIDATES = 30  # comments to choose from, since a reader may have muted their authors
AT_LEAST = 2  # professions that agree, for a comment to have crossed professions


class WeekAtLarge:
    def __init__(self, week: Week) -> None:
        self.week = week
        self._said: dict[int, list[Comment]] = {}

    @cached_property
    def columns(self) -> list[ColumnPage]:
        """Published for the first time in the week and public now, the newest first."""
        within = {"first_published_at__gte": self.week.since, "first_published_at__lt": self.week.until}
        return list(ColumnPage.objects.newest().filter(**within).for_teasers().prefetch_related("topics")[:COLUMNS_MOST])

    @cached_property
    def crossing(self) -> list[tuple[Comment, int]]:
        """Comments on which professions agreed, and how many of those that are shown did; furthest reaching first."""
        comments = list(self._comments().filter(score_across__gt=0).order_by("-score_across", "-pk")[:CANDIDATES])
        votes = Reaction.objects.filter(comment__in=comments, value=Reaction.Value.AGREE, profession__shown_as__isnull=False)
        if settings.COMMENTS_VERIFIED_VOTES_ONLY:
            votes = votes.filter(verified=True)
        agreed = dict(votes.order_by().values_list("comment").annotate(Count("profession__shown_as", distinct=True)))
        return [(comment, agreed[comment.pk]) for comment in comments if agreed.get(comment.pk, 0) >= AT_LEAST]

    def said_from(self, profession: Profession) -> list[Comment]:
        """The best that was said by those who were shown with this profession; asked once for each profession."""
        if profession.pk not in self._said:
            found = self._comments().shown_as(profession).order_by("-score_top", "-pk")[:CANDIDATES]
            self._said[profession.pk] = [comment for comment in found if comment.worn.profession == profession]
        return self._said[profession.pk]

    @cached_property
    def columns_by_tag(self) -> dict[tuple[str, int], set[int]]:
        """The ids of the week's columns by what they are about: ("profession", id), ("author", id) or ("topic", id)."""
        found = defaultdict(set)
        for column in self.columns:
            for profession in column.professions.all():
                found["profession", profession.alias_of_id or profession.pk].add(column.pk)
            for author in column.authors:
                found["author", author.pk].add(column.pk)
            for topic in column.topics.all():
                found["topic", topic.pk].add(column.pk)
        return found

    def still_public(self, comments: list[Comment]) -> dict[int, Comment]:
        """Those of the comments that are public at this moment, as they read now: a run takes a while. One query."""
        found = Comment.objects.on_public_pages().filter(pk__in=[comment.pk for comment in comments], author__closed_at=None)
        return {comment.pk: comment for comment in found}

    def still_published(self, columns: list[ColumnPage]) -> list[ColumnPage]:
        """Those of the columns that anybody may read at this moment. One query."""
        live = set(ColumnPage.objects.newest().filter(pk__in=[column.pk for column in columns]).values_list("pk", flat=True))
        return [column for column in columns if column.pk in live]

    def _comments(self) -> CommentQuerySet:
        within = {"published_at__gte": self.week.since, "published_at__lt": self.week.until}
        return Comment.objects.on_public_pages().filter(author__closed_at=None, author__is_active=True, **within)
