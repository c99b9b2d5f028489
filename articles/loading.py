"""What a column's page shows beside the column itself, by queries that are compiled once."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from wagtail.models import PageViewRestriction

from accounts.models import Profession
from accounts.prepared import Prepared
from articles.models.topic import Topic

if TYPE_CHECKING:
    from articles.models import ColumnPage


def _authors(column: int) -> QuerySet[Any]:
    from articles.models import ColumnAuthor

    return ColumnAuthor.objects.filter(page_id=column).select_related("author")


RELATIONS: dict[str, Prepared[Any]] = {
    "column_authors": Prepared(_authors, int, by_key=True),
    "professions": Prepared(lambda column: Profession.objects.filter(columns=column), int, by_key=True),
    "topics": Prepared(lambda column: Topic.objects.filter(columns=column), int, by_key=True),
}
_restrictions: Prepared[PageViewRestriction] = Prepared(lambda: PageViewRestriction.objects.only("pk")[:1], by_key=True)


def load_relations(column: "ColumnPage") -> None:
    """As `prefetch_related_objects` would: authors, professions and topics are read here, and nowhere again."""
    known = column.__dict__.setdefault("_prefetched_objects_cache", {})
    for name, prepared in RELATIONS.items():
        rows: Any = QuerySet(column._meta.get_field(name).related_model)
        rows._result_cache, rows._prefetch_done = prepared(column.pk), True
        known[name] = rows


def anything_is_restricted() -> bool:
    """Whether any page of the site may be read by some only."""
    return bool(_restrictions())
