"""What a line of a queue says of a comment: its own columns in one query, why it was reported, what was decided."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Max, OuterRef, Subquery

from comments.models import Comment, Decision, Report, Rule
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


def reasons(comment_ids: Iterable[int]) -> dict[int, str]:
    """For each comment the reasons of its open reports with their numbers, the commonest first."""
    counted = Report.objects.open().filter(comment_id__in=list(comment_ids)).values("comment_id", "rule_id").annotate(n=Count("pk"))
    rules = Rule.objects.in_bulk()
    said: dict[int, list[str]] = defaultdict(list)
    for row in counted.order_by("-n", "rule__order"):
        said[row["comment_id"]].append(f"{rules[row['rule_id']].label} {row['n']}")
    return defaultdict(str, {number: ", ".join(words) for number, words in said.items()})


def outcome(decision: Decision) -> str:
    """What was decided and by which rule."""
    words = decision.get_action_display()
    return f"{words} · {decision.rule.label}" if decision.rule else words
