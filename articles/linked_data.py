"""A column as schema.org describes an article."""

from typing import TYPE_CHECKING, Any

from articles.addresses import absolute, korean_path
from articles.pictures import shared_size

if TYPE_CHECKING:
    from articles.models import ColumnPage


def article(column: "ColumnPage", publication: str) -> dict[str, Any]:
    address = absolute(korean_path(column))
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": column.title,
        "description": column.dek,
        "inLanguage": "ko",
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": column.shown_date.isoformat(),
        "dateModified": (column.last_published_at or column.shown_date).isoformat(),
        "author": [{"@type": "Person", "name": author.name, "url": absolute(f"/people/{author.handle}/")} for author in column.authors],
        "publisher": {"@type": "Organization", "name": publication, "url": absolute("/")},
        "about": [profession.name for profession in column.professions.all()] + [topic.name for topic in column.topics.all()],
    }
    size = shared_size(column.cover) if column.cover else None
    return {**data, "image": absolute(size.url)} if size else data
