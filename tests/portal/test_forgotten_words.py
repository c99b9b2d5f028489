"""What was deleted by decision is in no table and no cache any more; what is only hidden keeps its words.

Every table is read, as the database has it, so that whatever table is born takes part.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from accounts.models import User
from articles.models import Author, ColumnIndexPage, ColumnPage, Topic, TopicFollow
from comments.claims import deciding
from comments.models import Claim, Comment, Discussion, Outcome, Passage, Rule, State
from comments.submission import Words, submit
from comments.templatetags.discussion import attach_talk
from portal.share.keeping import png_of
from portal.share.poster import poster_of
from tests.cast import log_in, make_column
from tests.comments.claims.conftest import REASON, blind, file  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
TITLE, TEXT, DEK = "뜸부기마을 사람들", "두견새고개 이장은 그날 그 자리에 있었습니다.", "모란시장에서 있었던 일."
SAID, FIRST_SAID = "청개구리둠벙을 메운 사람은 그 사람입니다.", "물까치둥지를 헌 사람은 그 사람입니다."
COLUMN = ("두견새고개", "모란시장", "뜸부기마을 사람들")
COMMENT = ("청개구리둠벙", "물까치둥지")


def holding(words: tuple[str, ...]) -> set[str]:
    """The tables of which a row holds one of the words, whatever the column's type."""
    found = set()
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - the names are the database's own
            rows = cursor.fetchall()
        if any(word in cell for row in rows for cell in readable(row) for word in words):
            found.add(table)
    return found


def readable(row: tuple[Any, ...]) -> Iterator[str]:
    """JSON holds Korean as \\uXXXX at times; a search index holds words in a form of its own, but as they are."""
    for cell in row:
        text = cell.decode(errors="replace") if isinstance(cell, bytes | memoryview) else str(cell)
        yield text
        if "\\u" in text:
            yield text.encode("latin-1", "backslashreplace").decode("unicode-escape", "replace")


@pytest.fixture
def told(columns: ColumnIndexPage, columnist: Author, editor: User, lawyer: User, reader: User) -> ColumnPage:
    """Followed, revised, discussed by its paragraph, with a picture and an alias."""
    topic = Topic.objects.create(name="마을", slug="maeul")
    TopicFollow.follow(reader, topic)
    column = make_column(columns, columnist, TITLE, TEXT)
    column.dek, column.topics, column.seo_title = DEK, [topic], TITLE
    column.save()
    column.save_revision(user=editor, log_action=True).publish(user=editor)
    column.wagtail_admin_comments.create(user=editor, text="두견새고개는 실명입니까?", contentpath="body")
    column.create_alias(parent=columns, update_slug="as-alias")
    column = ColumnPage.objects.get(pk=column.pk)
    discussion = Discussion.for_writing(column)
    [(block, text)] = column.paragraphs.items()
    submit(discussion, lawyer, Words("여기가 어디인지 알 것 같습니다.", passage=Passage.drawn(block, text)), key=uuid4())
    draw(column)
    return column


def draw(column: ColumnPage) -> None:
    [page] = attach_talk([column])
    png_of(column.pk, poster_of(page, page.talk))


def test_a_column_that_was_deleted_is_in_no_table_and_no_cache(told: ColumnPage, moderator: User, abuse: Rule) -> None:
    before = holding(COLUMN)
    assert {"articles_columnpage", "wagtailcore_page", "wagtailcore_revision", "comments_passage", "wagtailcore_comment"} <= before
    assert cache.get(f"share-picture:{told.pk}")
    claim = file(discussion=Discussion.for_writing(told))
    deciding.erase(claim, by=moderator, rule=abuse, reason=REASON)
    assert holding(COLUMN[:2]) == set()
    assert cache.get(f"share-picture:{told.pk}") is None
    # Its title stands on where others were told of it.
    assert holding(COLUMN[2:]) <= {"accounts_notice", "comments_claimletter"}
    assert not Revision.page_revisions.filter(object_id=str(told.pk)).exists()
    assert Claim.objects.get().outcome == Outcome.ERASED


def test_its_place_is_kept_and_the_newsroom_can_still_open_it(told: ColumnPage, moderator: User, editor: User, abuse: Rule) -> None:
    slug, alias = told.slug, told.aliases.get()
    deciding.erase(file(discussion=Discussion.for_writing(told)), by=moderator, rule=abuse, reason=REASON)
    page = ColumnPage.objects.get(pk=told.pk)
    assert (page.slug, page.live, len(page.body), page.dek) == (slug, False, 0, "")
    assert f"{told.pk}" in page.title
    assert [author.name for author in page.authors] == ["한서윤"]
    assert len(ColumnPage.objects.get(pk=alias.pk).body) == 0
    client = log_in(editor)
    for address in (f"/cms/pages/{told.pk}/edit/", f"/cms/pages/{told.pk}/history/", f"/cms/pages/{page.get_parent().pk}/"):
        assert client.get(address, follow=True).status_code == 200, address
    assert client.get(told.url).status_code == 451
    desk = log_in(moderator)
    assert desk.get(f"/cms/desk/claims/{Claim.objects.get().pk}/").status_code == 200


def test_a_column_that_is_hidden_keeps_its_words(told: ColumnPage, blind: Any) -> None:  # noqa: F811
    before, revisions = holding(COLUMN), Revision.objects.count()
    blind(file(discussion=Discussion.for_writing(told)))
    assert before <= holding(COLUMN)
    assert Revision.objects.count() >= revisions
    assert Page.objects.get(pk=told.pk).title == TITLE
    assert PageLogEntry.objects.filter(page=told.pk, label=TITLE).exists()
    assert cache.get(f"share-picture:{told.pk}") is None  # what is drawn is shown, and that is hidden


def test_a_comment_that_was_deleted_is_in_no_table(discussion: Discussion, reader: User, moderator: User, abuse: Rule) -> None:
    comment, _new = submit(discussion, reader, Words(FIRST_SAID), key=uuid4())
    Comment.objects.filter(pk=comment.pk).update(state=State.PENDING, published_at=None)
    Comment.objects.get(pk=comment.pk).publish(by=moderator)  # whose notice begins as the comment does
    comment = Comment.objects.get(pk=comment.pk)
    comment.edit(by=reader, source=SAID)
    if comment.state == State.PENDING:
        comment.publish(by=moderator)
    assert {"comments_comment", "comments_commentversion", "accounts_notice"} <= holding(COMMENT)
    claim = file(comment=Comment.objects.get(pk=comment.pk))
    deciding.blind(claim, by=moderator, rule=abuse, reason=REASON, until=timezone.now() + timedelta(days=3))
    assert "comments_comment" in holding(COMMENT)
    deciding.erase(Claim.objects.get(), by=moderator, rule=abuse, reason=REASON)
    assert holding(COMMENT) == set()
