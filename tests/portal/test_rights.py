"""What each role may do, and that nobody may do what no role should."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow

from accounts.models import User
from articles.models import Author
from portal.roles import ADMINISTRATORS, COLUMNISTS, EDITORS, MODERATORS, READERS, ROLES, ensure_columnists, ensure_roles
from tests.cast import make_column, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(columns):
    ensure_columnists(apps)
    return columns


def permissions(role: str) -> set[str]:
    found = Permission.objects.filter(group__name=role).values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in found}


def test_the_five_roles_are_there_and_no_other():
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_no_role_can_change_the_ledger_or_anybodys_words(role):
    for model in ("comment", "decision", "decisiontext", "ledgerhead", "claim", "report", "tally"):
        for action in ("add", "change", "delete"):
            assert f"comments.{action}_{model}" not in permissions(role)
    assert "accounts.delete_user" not in permissions(role)


def test_whoever_joins_becomes_a_reader_by_whatever_door():
    assert list(User.objects.create_user("new-here").groups.values_list("name", flat=True)) == [READERS]
    user = User(handle="by-form")
    user.save()
    assert [group.name for group in user.groups.all()] == [READERS]
    user.groups.clear()
    user.save()
    assert not user.groups.exists()


def test_readers_have_no_right_of_their_own():
    assert permissions(READERS) == set()


def test_a_columnist_writes_drafts_and_edits_their_own_but_publishes_nothing(index):
    columnist = make_member("han-seo", "한서", group=COLUMNISTS)
    author = Author.objects.create(handle="somebody", name="누구")
    own, other = make_column(index, author, "내 글"), make_column(index, author, "남의 글")
    own.owner = columnist
    own.save()
    assert index.permissions_for_user(columnist).can_add_subpage()
    assert not index.permissions_for_user(columnist).can_publish_subpage()
    assert own.permissions_for_user(columnist).can_edit()
    assert not own.permissions_for_user(columnist).can_publish()
    assert not own.permissions_for_user(columnist).can_unpublish()
    assert not other.permissions_for_user(columnist).can_edit()
    assert not index.get_parent().permissions_for_user(columnist).can_add_subpage()
    assert own.permissions_for_user(columnist).can_submit_for_moderation()


def test_an_editor_publishes_unpublishes_and_locks_but_decides_on_no_comment(index, column):
    editor = make_member("editing", "고치는이", group=EDITORS)
    may = column.permissions_for_user(editor)
    assert may.can_edit()
    assert may.can_publish()
    assert may.can_unpublish()
    assert may.can_lock()
    assert editor.has_perm("comments.close_discussion")
    assert not editor.has_perm("comments.moderate_comment")
    assert not editor.has_perm("accounts.view_user")


def test_a_moderator_decides_on_comments_and_edits_no_page(column, moderator):
    assert moderator.has_perm("comments.moderate_comment")
    assert moderator.has_perm("comments.close_discussion")
    assert moderator.has_perm("wagtailadmin.access_admin")
    assert not column.permissions_for_user(moderator).can_edit()
    assert not GroupPagePermission.objects.filter(group__name=MODERATORS).exists()
    assert not moderator.has_perm("articles.change_topic")


def test_an_administrator_does_what_the_others_do_and_looks_after_people():
    assert permissions(ADMINISTRATORS) > permissions(EDITORS) | permissions(MODERATORS)
    assert permissions(ADMINISTRATORS) >= {
        "accounts.change_user",
        "auth.change_group",
        "accounts.add_credential",
        "wagtailcore.change_site",
    }


def test_columns_are_approved_by_editors_not_by_those_who_moderate_comments(index, column):
    workflow = Workflow.objects.get()
    task = workflow.tasks.first().specific
    editor, moderator = make_member("editing", "고치는이", group=EDITORS), make_member("deciding", "살피는이", group=MODERATORS)
    assert isinstance(task, GroupApprovalTask)
    assert column.get_workflow() == workflow
    assert task.user_can_access_editor(column, editor)
    assert not task.user_can_access_editor(column, moderator)


def test_making_the_roles_again_changes_nothing(index):
    def everything() -> list[object]:
        tables = [Group.permissions.through, GroupPagePermission, apps.get_model("wagtailcore", "GroupCollectionPermission"), Permission]
        return [list(table.objects.order_by("pk").values_list()) for table in tables]

    before = everything()
    ensure_roles(apps)
    assert everything() == before


def test_a_right_that_administrators_took_away_by_hand_stays_away_from_columns_made_later(index):
    """Only what is missing for new pages is granted when the tree is made; groups are edited in the admin."""
    Group.objects.get(name=EDITORS).permissions.remove(*Permission.objects.filter(codename="delete_topic"))
    ensure_columnists(apps)
    assert "articles.delete_topic" not in permissions(EDITORS)
    assert Page.objects.filter(pk=index.pk, group_permissions__group__name=COLUMNISTS).exists()
