"""What a column's page shows beside the column itself, by queries that are compiled once."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import PageViewRestriction

from accounts.models import Profession
from accounts.prepared import Prepared
from articles.models.topic import Topic

if TYPE_CHECKING:
    from articles.models import ColumnPage


def _authors(column: int) -> QuerySet[Any]:
    from articles.models import ColumnAuthor

    return ColumnAuthor.objects.filter(page_id=column).select_related("author")


def _professions(column: int, source: int) -> QuerySet[Any]:
    """Those that the column names (`is_named`) and those that its editors ask (`is_asked`), of an alias those of its source."""
    from articles.models import Call, ColumnPage

    named = ColumnPage.professions.through.objects.filter(columnpage=column)
    asked = Call.objects.standing().filter(column=source)
    either = Q(pk__in=named.values("profession")) | Q(pk__in=asked.values("profession"))
    this = OuterRef("pk")
    return Profession.objects.filter(either).annotate(
        is_named=Exists(named.filter(profession=this)), is_asked=Exists(asked.filter(profession=this))
    )


PROFESSIONS: Prepared[Any] = Prepared(_professions, int, int, by_key=True)
RELATIONS: dict[str, Prepared[Any]] = {
    "column_authors": Prepared(_authors, int, by_key=True),
    "topics": Prepared(lambda column: Topic.objects.filter(columns=column), int, by_key=True),
}
_restrictions: Prepared[PageViewRestriction] = Prepared(lambda: PageViewRestriction.objects.only("pk")[:1], by_key=True)


def load_relations(column: "ColumnPage") -> None:
    """As `prefetch_related_objects` would: authors, professions and topics are read here, and nowhere again."""
    for name, prepared in RELATIONS.items():
        _remember(column, name, prepared(column.pk))
    professions = PROFESSIONS(column.pk, column.alias_of_id or column.pk)
    _remember(column, "professions", [one for one in professions if one.is_named])
    column.asked_professions = [one for one in professions if one.is_asked]


def _remember(column: "ColumnPage", name: str, found: list[Any]) -> None:
    rows: Any = QuerySet(column._meta.get_field(name).related_model)
    rows._result_cache, rows._prefetch_done = found, True
    column.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


def anything_is_restricted() -> bool:
    """Whether any page of the site may be read by some only."""
    return bool(_restrictions())
