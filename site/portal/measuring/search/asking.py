"""A labelled set as columns of the site, and its questions asked as readers ask."""

from html import escape

from django.utils import timezone
from wagtail.models import Page

from accounts.searching.building import build_all
from accounts.searching.question import ask
from accounts.searching.ranking import found
from articles.models import ColumnIndexPage, ColumnPage
from portal.measuring.search.labelled import Document, Labelled
from portal.measuring.search.scoring import Score


def scores(labelled: Labelled, analyser: str = "") -> list[Score]:
    """Publishes the documents, builds the index, and asks. Whatever database this is in is not to be kept."""
    positions = {column.pk: position for position, column in enumerate(publish(labelled.documents))}
    build_all(analyser)
    return [Score(query, positions_of(query.text, positions)) for query in labelled.queries]


def positions_of(text: str, positions: dict[int, int]) -> list[int]:
    question = ask(text)
    hits = found(ColumnPage.objects.live().filter(pk__in=positions), question, limit=len(positions)) if question else []
    return [positions[hit.pk] for hit in hits]


def publish(documents: list[Document]) -> list[ColumnPage]:
    """All of the same minute: none is newer than another."""
    root = Page.get_first_root_node()
    if root is None:
        raise LookupError
    parent = root.add_child(instance=ColumnIndexPage(title="Measured", slug="measured-by-search"))
    date = timezone.now()
    return [parent.add_child(instance=_column(document, number, date)) for number, document in enumerate(documents)]


def _column(document: Document, number: int, date: object) -> ColumnPage:
    body = [{"type": "paragraph", "value": f"<p>{escape(text)}</p>"} for text in document.body.split("\n") if text.strip()]
    column = ColumnPage(title=document.title[:255] or "–", slug=f"measured-{number}", body=body, date=date)
    column.tidy()
    return column
