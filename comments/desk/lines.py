"""What a line of a queue says of a comment, in one query."""

from django.db.models import Max, OuterRef, Subquery

from comments.models import Comment, Decision
from comments.models.comment import CommentQuerySet
from comments.models.queries import OF_PROFESSIONS

COLUMNS = (
    *("discussion", "author", "state", "held_because", "source", "profession", "credential", "created_at", "published_at", "edited_at"),
    *("author__handle", "author__name", "author__closed_at", "credential__state", *OF_PROFESSIONS),
)
# Grouped, so that PostgreSQL looks the comment's decisions up instead of walking all decisions back until it meets one of them.
NEWEST = Decision.objects.filter(comment=OuterRef("pk")).order_by().values("comment").annotate(newest=Max("number")).values("newest")


def in_lines(comments: CommentQuerySet) -> CommentQuerySet:
    """Each with the number of the newest decision on it as `decided`, None where there is none: what a choice among several is made on."""
    return comments.select_related("author", "profession__shown_as", "credential").only(*COLUMNS).annotate(decided=Subquery(NEWEST))


def chosen(comment: Comment) -> str:
    """What a form sends of a comment of `in_lines`, to be compared with what there is when it comes back."""
    return f"{comment.pk}:{comment.decided or 0}:{comment.edition}"  # type: ignore[attr-defined]
