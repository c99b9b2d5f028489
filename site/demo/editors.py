"""What the demo's editor does beside the columns: asks professions for their view, and recommends comments."""

from datetime import datetime, timedelta

from accounts.models import Profession, User
from articles import calling
from articles.models import Call, ColumnPage
from comments import picking
from comments.models import Comment
from demo.clock import at
from demo.content import Content

ASKED_AFTER = timedelta(minutes=30)  # after publication


def ask_professions(content: Content, editor: User, pages: dict[str, ColumnPage], now: datetime) -> None:
    """Who follows them is told here and not by a worker, so that the notices stand before the demo does."""
    professions = Profession.objects.in_bulk(field_name="slug")
    for column in content.columns:
        page = pages[column.key]
        with at(min((page.date or now) + ASKED_AFTER, now)):
            for slug in column.asks:
                Call.ask(page, professions[slug], by=editor, words=column.question)
                calling.tell(Call.objects.get(column=page, profession=professions[slug]).pk)


def recommend(editor: User, chosen: list[tuple[Comment, str]], now: datetime) -> None:
    with at(now):
        for comment, note in chosen:
            picking.pick(comment, by=editor, note=note)
