"""What is true until a moment does not outlive it."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from accounts.models import Policy
from portal.kept import store
from portal.kept.door import Door
from tests.portal.kept.conftest import REAL, kept_by_then


@REAL
def test_a_page_that_is_true_until_a_moment_does_not_outlive_it(ask, lawyer, column, monkeypatch):
    lawyer.credentials.update(expires_at=timezone.now() + timedelta(hours=1))
    for address in ("/people/yunhaein/", "/professions/lawyer/", "/professions/", "/"):
        assert kept_by_then(ask, address)
        assert not list(Path(store.proxy_root() + address).glob("~kept"))
    monkeypatch.setattr("time.time", lambda: (timezone.now() + timedelta(hours=2)).timestamp())
    for address in ("/people/yunhaein/", "/professions/lawyer/", "/professions/", "/"):
        assert not ask(address).is_kept
    assert list(Path(store.proxy_root() + column.url).glob("~kept")) == []
    ask(column.url)
    assert len(list(Path(store.proxy_root() + f"/columns/{column.slug}/").glob("~kept"))) == 1


@REAL
def test_a_page_takes_the_place_of_one_whose_moment_has_passed(ask, lawyer, monkeypatch):
    lawyer.credentials.update(expires_at=timezone.now() + timedelta(hours=1))
    assert kept_by_then(ask, "/people/yunhaein/")
    now = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    monkeypatch.setattr("time.time", lambda: now.timestamp())
    assert "확인됨" not in ask("/people/yunhaein/").body.decode()
    assert ask("/people/yunhaein/").is_kept


@REAL
def test_a_policy_that_was_announced_comes_into_force_on_its_day(ask, columns):
    policy = {"kind": "terms", "version": "1", "effective_on": timezone.localdate() - timedelta(days=1), "body": "<p>가</p>"}
    Policy.objects.create(**policy)
    assert kept_by_then(ask, "/terms/")
    assert Door(lambda *_: []).find({"PATH_INFO": "/terms/"}).until is None
    Policy.objects.create(**{**policy, "version": "2", "effective_on": timezone.localdate() + timedelta(days=1)})
    assert kept_by_then(ask, "/terms/")
    until = Door(lambda *_: []).find({"PATH_INFO": "/terms/"}).until
    assert 0 < until - timezone.now().timestamp() <= 86_400
