"""A columnist hands a column in; an editor approves it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from articles.models import ColumnIndexPage, ColumnPage
from portal.roles import ensure_columnists
from tests.cast import log_in, make_member

Filled = Callable[..., dict[str, Any]]


@pytest.fixture
def handed_in(columns: ColumnIndexPage, filled: Filled) -> ColumnPage:
    ensure_columnists(apps)
    writer = log_in(make_member("han-writer", "한서윤", group="Columnists"))
    writer.post(reverse("wagtailadmin_pages:add", args=["articles", "columnpage", columns.pk]), filled() | {"action-submit": "1"})
    return ColumnPage.objects.get()


def test_what_is_handed_in_is_in_one_block_a_paragraph_and_not_public(handed_in: ColumnPage, client: Client) -> None:
    assert handed_in.current_workflow_state.status == "in_progress"
    assert not handed_in.live
    assert len(handed_in.get_latest_revision_as_object().body) == 40
    assert client.get(handed_in.url).status_code == 404


def test_an_editors_approval_publishes_it(handed_in: ColumnPage, newsroom: Client, client: Client) -> None:
    task = handed_in.current_workflow_task_state
    action = reverse("wagtailadmin_pages:workflow_action", args=[handed_in.pk, "approve", task.pk])
    newsroom.post(action, {"comment": ""})
    page = ColumnPage.objects.get()
    assert page.live
    assert page.date is not None
    assert client.get(page.url).status_code == 200


def test_a_columnist_cannot_publish_alone(handed_in: ColumnPage, filled: Filled) -> None:
    from accounts.models import User

    writer = log_in(User.objects.get(handle="han-writer"))
    writer.post(reverse("wagtailadmin_pages:edit", args=[handed_in.pk]), filled() | {"action-publish": "1"})
    assert not ColumnPage.objects.get().live
