"""The words of what was deleted by decision: gone from every table that keeps them for its own sake, and not from its place alone.

What others wrote about it is theirs: answers, quotations in them, columns that quote; whoever is hurt by those asks for those.
"""

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext, override
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.search import index
from wagtail.search import models as search

from accounts.models import Notice
from comments.models import Comment, CommentVersion, Discussion, Passage
from comments.pages import forget_words


def forget_comment(comment: Comment) -> None:
    """What it said before it was changed, and how it begins in what its author was told. In the transaction in which it is erased."""
    CommentVersion.objects.filter(comment=comment).delete()
    told = Notice.objects.filter(recipient=comment.author_id, context__comment=comment.pk, context__has_key="excerpt")
    for notice in told:
        notice.context["excerpt"] = ""
        notice.save(update_fields=["context"])


def forget_page(discussion: Discussion) -> None:
    """Everything but the page's place and address, at which it is said what became of it; of its aliases as well."""
    page = Page.objects.get(pk=discussion.page_id)
    Passage.objects.filter(discussion=discussion).update(text="")
    for one in (page, *page.aliases.all()):
        _forget(one.specific)


def _forget(page: Page) -> None:
    """Wagtail keeps what a page says with its revisions, with what editors noted on them, in its log and in the index of search."""
    Revision.page_revisions.filter(object_id=str(page.pk)).delete()
    page.wagtail_admin_comments.all().delete()
    page.refresh_from_db()
    with override(settings.LANGUAGE_CODE):
        page.title = page.draft_title = gettext("Deleted by decision (%(n)s)") % {"n": page.pk}
    page.seo_title = page.search_description = ""
    forget_words(page)
    page.has_unpublished_changes = False
    page.save(clean=False)
    PageLogEntry.objects.filter(page=page.pk).update(label=page.title, data={})
    index.insert_or_update_object(page)
    if connection.vendor == "sqlite":
        _forget_in_fts()


def _forget_in_fts() -> None:
    """FTS5 marks what was replaced, and keeps its words until it next merges the segments they lie in: so it merges them now."""
    table = connection.ops.quote_name(search.SQLiteFTSIndexEntry._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")
