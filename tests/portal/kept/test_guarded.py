"""A page whose discussion is guarded says so to strangers at once, and no longer than it is true."""

from datetime import timedelta
from urllib.parse import unquote_to_bytes

import pytest
from django.utils import timezone

from comments.campaigns import guarding
from comments.models import Discussion, Guard
from portal.kept import scopes
from portal.kept.door import Door
from portal.overlay import memory
from tests.cast import log_in
from tests.portal.kept.conftest import REAL, kept_by_then, renewed

NOTE = 'id="guard"'


def guarded(discussion: Discussion) -> None:
    until = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    assert guarding.guard(Discussion.objects.get(pk=discussion.pk), Guard.BOTH, until=until)


@REAL
def test_strangers_are_told_at_once_and_no_more_once_it_is_ended(ask, column, said, discussion, moderator):
    assert kept_by_then(ask, column.url)
    guarded(discussion)
    answer = ask(column.url)
    assert not answer.is_kept
    assert NOTE in answer.body.decode()
    assert kept_by_then(ask, column.url)
    guarding.end(Discussion.objects.get(pk=discussion.pk), by=moderator)
    answer = ask(column.url)
    assert not answer.is_kept
    assert NOTE not in answer.body.decode()


@REAL
def test_a_kept_page_ends_with_it_whether_or_not_a_clock_is_running(ask, column, said, discussion, monkeypatch):
    guarded(discussion)
    assert kept_by_then(ask, column.url)
    path = unquote_to_bytes(column.url).decode("latin-1")
    assert Door(lambda *_: []).find({"PATH_INFO": path}).until == Discussion.objects.get().guarded_until.timestamp()
    later = timezone.now() + timedelta(hours=1, seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    monkeypatch.setattr("time.time", lambda: later.timestamp())
    answer = ask(column.url)
    assert not answer.is_kept
    assert NOTE not in answer.body.decode()
    assert kept_by_then(ask, column.url)


@REAL
@pytest.mark.usefixtures("keeping")
def test_beginning_and_ending_renew_the_discussion_and_nothing_else(discussion, moderator):
    own = scopes.discussion(discussion.pk)
    assert renewed(lambda: guarded(discussion), own) == {own}
    assert renewed(lambda: guarding.end(Discussion.objects.get(), by=moderator), own) == {own}


@REAL
@pytest.mark.usefixtures("keeping")
def test_what_members_are_shown_ends_with_it_too(column, said, discussion, reader, monkeypatch):
    memory.forget()
    guarded(discussion)
    member = log_in(reader)
    for _ in range(2):
        assert NOTE in member.get(column.url).content.decode()
    later = timezone.now() + timedelta(hours=1, seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert NOTE not in member.get(column.url).content.decode()
