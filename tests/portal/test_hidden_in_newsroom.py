"""An editor at a column that a rights claim hides: told why and until when, and never able to show it by publishing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.models import User
from articles.models import Author, ColumnIndexPage, ColumnPage
from comments.claims import deciding
from comments.models import Claim, Discussion, Rule
from tests.cast import log_in, make_column
from tests.comments.claims.conftest import REASON, SECRETS, blind, file  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
NEW_TITLE = "고친 제목"


@pytest.fixture
def told(columns: ColumnIndexPage, columnist: Author) -> ColumnPage:
    return make_column(columns, columnist, "뜸부기마을의 진실")


@pytest.fixture
def hidden(told: ColumnPage, blind: Callable[..., Claim]) -> Claim:  # noqa: F811
    return blind(file(discussion=Discussion.for_writing(told)), 20)


@pytest.fixture
def newsroom(editor: User) -> Client:
    return log_in(editor)


def form_of(column: ColumnPage, columnist: Author, **more: str) -> dict[str, Any]:
    """The editing form of a column, as a browser sends it."""
    said = {
        "title": NEW_TITLE,
        "slug": column.slug,
        "dek": "",
        "date": "",
        "cover": "",
        "cover_alt": "",
        "cover_credit": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "column_authors": inline_formset([{"author": columnist.pk, "id": column.column_authors.get().pk}], initial=1),
        "body": streamfield([("paragraph", rich_text("<p>고친 글입니다.</p>"))]),
        "corrections": streamfield([]),
        "comments": inline_formset([]),
        **more,
    }
    return nested_form_data(said)


def test_the_form_says_that_it_is_hidden_why_and_until_when(told: ColumnPage, hidden: Claim, newsroom: Client) -> None:
    page = newsroom.get(reverse("wagtailadmin_pages:edit", args=[told.pk])).content.decode()
    assert "임시조치" in page
    assert hidden.get_ground_display() in page
    assert timezone.localtime(hidden.until).strftime("%-d") in page
    for secret in SECRETS:
        assert secret not in page


def test_publishing_saves_a_draft_and_says_that_it_stays_hidden(
    told: ColumnPage, hidden: Claim, newsroom: Client, columnist: Author
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[told.pk])
    answer = newsroom.post(edit, form_of(told, columnist, **{"action-publish": "1"}), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == edit
    assert hidden.get_ground_display() in page
    assert "게시하지 않았습니다" in page
    assert "게시되었습니다" not in page
    column = ColumnPage.objects.get(pk=told.pk)
    assert not column.live
    assert column.get_latest_revision_as_object().title == NEW_TITLE
    assert Client().get(told.url).status_code == 451


def test_what_was_deleted_is_said_to_be_so(told: ColumnPage, moderator: User, abuse: Rule, newsroom: Client, columnist: Author) -> None:
    deciding.erase(file(discussion=Discussion.for_writing(told)), by=moderator, rule=abuse, reason=REASON)
    edit = reverse("wagtailadmin_pages:edit", args=[told.pk])
    assert "결정에 따라 삭제" in newsroom.get(edit).content.decode()
    newsroom.post(edit, form_of(told, columnist, **{"action-publish": "1"}))
    assert not ColumnPage.objects.get(pk=told.pk).live


def test_among_others_it_is_not_published_either(told: ColumnPage, hidden: Claim, newsroom: Client) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = newsroom.post(f"{address}?id={told.pk}&next=/cms/", {"include_descendants": ""}, follow=True)
    assert hidden.get_ground_display() in answer.content.decode()
    assert not ColumnPage.objects.get(pk=told.pk).live


def test_of_a_column_that_nothing_hides_nothing_is_said(told: ColumnPage, newsroom: Client, columnist: Author) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[told.pk])
    assert "임시조치" not in newsroom.get(edit).content.decode()
    newsroom.post(edit, form_of(told, columnist, **{"action-publish": "1"}))
    assert ColumnPage.objects.get(pk=told.pk).title == NEW_TITLE
