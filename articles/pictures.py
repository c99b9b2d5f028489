"""Pictures in the sizes that pages need. They are made when a column is published: reading a page never writes anything."""

import logging
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

if TYPE_CHECKING:
    from articles.models import ColumnPage

SIZES = ("width-640|format-webp", "width-1280|format-webp")
SHARED = "fill-1200x630|format-jpeg"  # as link previews of other sites want it
log = logging.getLogger(__name__)


def pictures_of(column: "ColumnPage") -> list[AbstractImage]:
    images = [block.value["image"] for block in column.body if block.block_type == "image"]
    return [image for image in [column.cover, *images] if image]


def make_sizes(column: "ColumnPage") -> None:
    """Makes what is missing. A file that cannot be read costs its sizes, not the publication."""
    for image in pictures_of(column):
        try:
            image.get_renditions(*SIZES, *([SHARED] if image == column.cover else []))
        except Exception:
            log.exception("No sizes could be made of image %s", image.pk)


def load_sizes(column: "ColumnPage") -> None:
    """One query for the sizes of all pictures of a column."""
    images = pictures_of(column)
    if images:
        prefetch_related_objects(images, "renditions")


def sizes_of(image: AbstractImage) -> list[AbstractRendition]:
    """Those that were made, smallest first; none until the column is published."""
    found = image.find_existing_renditions(*(Filter(spec=spec) for spec in SIZES))
    return sorted({rendition.width: rendition for rendition in found.values()}.values(), key=lambda rendition: rendition.width)


def shared_size(image: AbstractImage) -> AbstractRendition | None:
    return next(iter(image.find_existing_renditions(Filter(spec=SHARED)).values()), None)


def on_publication(sender: Any, instance: "ColumnPage", **_: Any) -> None:
    make_sizes(instance)
