"""The demo's columns, published one by one at seven in the morning of their day."""

import json
from datetime import datetime, time, timedelta
from io import BytesIO

from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from accounts.models import Profession
from articles.models import ColumnAuthor, ColumnIndexPage, ColumnPage, Topic
from demo.body import body_blocks, image_parts
from demo.clock import at
from demo.content import TOPICS, Column, Content
from demo.people import People
from demo.pictures import BODY_PICTURES, COVER_ALT, cover

PUBLISHED_AT = time(7)
CREDIT = "공론 그래픽"


def publication_time(column: Column, now: datetime) -> datetime:
    """Seven in the morning in Seoul, so many days before the build."""
    day = timezone.localdate(now) - timedelta(days=column.days_ago)
    return timezone.make_aware(datetime.combine(day, PUBLISHED_AT))


def make_columns(content: Content, people: People, index: ColumnIndexPage, now: datetime) -> dict[str, ColumnPage]:
    """The published columns by key."""
    topics = {key: Topic.objects.create(name=name, description=description) for key, (name, description) in TOPICS.items()}
    professions = {profession.slug: profession for profession in Profession.objects.all()}
    pages = {}
    for column in content.columns:
        moment = publication_time(column, now)
        with at(moment):
            page = _page(column, people, topics, professions, moment)
            index.add_child(instance=page)
            page.save_revision(user=people.editor).publish(user=people.editor)
        pages[column.key] = page
    return pages


def _page(column: Column, people: People, topics: dict[str, Topic], professions: dict[str, Profession], moment: datetime) -> ColumnPage:
    concerned = [professions[slug] for slug in column.professions]
    authors = [people.authors[handle] for handle in column.authors]
    page = ColumnPage(
        title=column.title, dek=column.dek, date=moment, live=False,
        owner=authors[0].user or people.editor,
        cover=_picture(column.title, f"cover-{column.key}", cover(column.key), people),
        cover_alt=COVER_ALT, cover_credit=CREDIT,
        body=json.dumps(body_blocks(column, _body_pictures(column, people))),
        corrections=[("correction", {"date": correction.date, "text": correction.text}) for correction in column.corrections],
    )  # fmt: skip
    page.column_authors = [ColumnAuthor(author=author) for author in authors]
    page.professions = concerned
    page.topics = [topics[key] for key in column.topics]
    return page


def _body_pictures(column: Column, people: People) -> dict[str, int]:
    """Draws what the text names; gives the images' ids by key."""
    keys = [image_parts(block)[0] for block in column.body if block.startswith("!image ")]
    return {key: _picture(column.title, key, BODY_PICTURES[key](), people).pk for key in keys}


def _picture(title: str, name: str, png: bytes, people: People) -> AbstractImage:
    file = ImageFile(BytesIO(png), name=f"{name}.png")
    return get_image_model().objects.create(title=f"그림 · {title}", file=file, uploaded_by_user=people.editor)
