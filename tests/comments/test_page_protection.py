"""Pages that people have spoken on are unpublished, not deleted; whichever way somebody tries."""

from urllib.parse import urlencode

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page

from articles.models import ColumnPage
from comments import protect
from comments.models import Comment, Discussion, State
from comments.models.discussion import source_of
from comments.protect import pages_spoken_on
from tests.cast import log_in, make_column, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(administrator):
    return log_in(administrator)


@pytest.fixture
def comment(discussion, reader) -> Comment:
    return say(discussion, reader)


def delete_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def bulk_url(*pages: Page) -> str:
    ids = urlencode([("id", page.pk) for page in pages] + [("next", reverse("wagtailadmin_home"))])
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?{ids}"


def unpublish_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:unpublish", args=[page.pk])


def there(page: Page) -> bool:
    return Page.objects.filter(pk=page.pk).exists()


def confirmed() -> dict[str, str]:
    return {"confirm_site_name": "공론"}


def test_asking_to_delete_a_page_with_comments_explains_and_offers_to_unpublish(desk, column, comment):
    response = desk.get(delete_url(column))
    assert response.status_code == 200
    said = response.content.decode()
    assert unpublish_url(column) in said
    assert column.title in said
    assert f'action="{delete_url(column)}"' not in said


def test_deleting_a_page_with_comments_is_refused(desk, column, comment):
    response = desk.post(delete_url(column), confirmed())
    assert response.status_code == 409
    assert unpublish_url(column) in response.content.decode()
    assert there(column)


@pytest.mark.parametrize("state", [State.PENDING, State.PUBLISHED])
def test_a_comment_protects_whatever_its_state(desk, column, discussion, reader, state):
    comment = say(discussion, reader, state=state)
    comment.remove(by=reader)
    assert desk.post(delete_url(column), confirmed()).status_code == 409
    assert there(column)


def test_deleting_an_ancestor_is_refused(desk, home, columns, column, comment):
    for ancestor in (columns, home):
        assert desk.post(delete_url(ancestor), confirmed()).status_code == 409
    assert there(column)
    assert there(columns)


def test_deleting_many_at_once_is_refused_as_a_whole(desk, columns, columnist, column, comment):
    empty = make_column(columns, columnist, "아무도 말하지 않은 글")
    response = desk.post(bulk_url(empty, column), confirmed())
    assert response.status_code == 409
    assert unpublish_url(column) in response.content.decode()
    assert there(column)
    assert there(empty)


def test_deleting_many_ancestors_at_once_is_refused(desk, columns, column, comment):
    assert desk.post(bulk_url(columns), confirmed()).status_code == 409
    assert there(column)


def test_other_bulk_actions_are_left_alone(desk, column, comment):
    url = bulk_url(column).replace("/delete/", "/unpublish/")
    assert desk.post(url, {"include_descendants": ""}).status_code == 302
    assert not Page.objects.get(pk=column.pk).live


def test_a_page_that_nobody_spoke_on_can_be_deleted_one_by_one_and_together(desk, columns, columnist, column, discussion):
    other = make_column(columns, columnist, "둘째 글")
    third = make_column(columns, columnist, "셋째 글")
    assert desk.post(delete_url(column), confirmed()).status_code == 302
    assert desk.post(bulk_url(other, third), confirmed()).status_code == 302
    assert not any(there(page) for page in (column, other, third))
    assert not Discussion.objects.exists()


def test_a_discussion_that_the_ledger_speaks_of_protects_its_page_even_if_it_is_empty(desk, column, discussion, moderator):
    discussion.close(by=moderator)
    assert desk.post(delete_url(column), confirmed()).status_code == 409
    assert there(column)


def test_deleting_in_code_is_refused_and_leaves_the_tree_whole(home, columns, column, comment):
    for page in (column, columns, home):
        with pytest.raises(ProtectedError):
            page.specific.delete()
        with pytest.raises(ProtectedError):
            Page.objects.filter(pk=page.pk).delete()
    assert there(column)
    assert Page.objects.get(pk=columns.pk).numchild == 1
    assert not any(Page.find_problems())


@pytest.mark.parametrize("many", [False, True])
def test_a_comment_that_came_while_a_page_was_being_deleted_is_a_sentence_and_no_error(desk, column, comment, monkeypatch, many):
    monkeypatch.setattr("comments.wagtail_hooks.pages_spoken_on", lambda pages: [])
    response = desk.post(bulk_url(column) if many else delete_url(column), confirmed())
    assert response.status_code == 409
    assert 'class="desk' in response.content.decode()
    assert there(column)


def test_deleting_an_author_of_comments_in_the_admin_is_a_sentence_too(administrator, reader, comment):
    administrator.is_superuser = True
    administrator.save()
    response = log_in(administrator).post(reverse("wagtailusers_users:delete", args=[reader.pk]))
    assert response.status_code < 500
    assert type(reader).objects.filter(pk=reader.pk).exists()


def test_an_editor_who_may_not_unpublish_is_offered_no_button(column, comment, rf, reader):
    request = rf.get("/cms/")
    request.user = reader
    assert all(not column.permissions_for_user(reader).can_unpublish() for _ in [request])
    assert pages_spoken_on([column]) == [Page.objects.get(pk=column.pk)]


def test_unpublishing_keeps_the_comments_and_publishing_brings_them_back(client, desk, column, comment):
    desk.post(unpublish_url(column))
    assert client.get(column.url).status_code == 410
    assert Comment.objects.get().source == comment.source
    ColumnPage.objects.get(pk=column.pk).save_revision().publish()
    assert comment.source in client.get(column.url).content.decode()


def test_a_copy_starts_an_empty_discussion(column, comment):
    copy = column.copy(update_attrs={"slug": "copy", "title": "베낀 글"})
    assert Discussion.on(copy).pk is None
    assert Discussion.for_writing(copy).comment_count == 0
    assert Discussion.on(column).comment_count == 1


def test_an_alias_shows_the_discussion_of_its_source(column, columns, comment):
    alias = column.create_alias(parent=columns, update_slug="alias")
    assert source_of(alias) == column
    assert Discussion.on(alias).pk == comment.discussion_id
    assert Discussion.for_writing(alias).pk == comment.discussion_id


def test_an_alias_can_be_deleted_and_takes_no_comment_along(desk, column, columns, comment):
    alias = column.create_alias(parent=columns, update_slug="alias")
    assert desk.post(delete_url(alias), confirmed()).status_code == 302
    assert not there(alias)
    assert Comment.objects.count() == 1


def test_what_is_shown_is_bounded(columns, columnist, reader, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(protect, "SHOWN", 3)
    pages = [make_column(columns, columnist, f"{n}번째 글") for n in range(5)]
    for page in pages:
        say(Discussion.for_writing(page), reader)
    with django_assert_max_num_queries(1):
        assert len(pages_spoken_on([columns])) == 3


def test_thousands_of_pages_at_once_are_looked_at_in_small_queries(columns, columnist, reader):
    column = make_column(columns, columnist, "말이 있는 글")
    say(Discussion.for_writing(column), reader)
    others = [Page(path=f"0001{n:08d}", depth=3) for n in range(3000)]
    assert pages_spoken_on([*others, column]) == [Page.objects.get(pk=column.pk)]
