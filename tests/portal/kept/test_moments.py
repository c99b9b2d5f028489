"""What is true until a moment does not outlive it."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

from django.utils import timezone

from accounts.models import Policy
from comments.claims import deciding, ending, filing
from comments.models import Claim, Discussion, Reaction, Rule
from comments.reacting import react
from portal.kept import store
from portal.kept.door import Door
from portal.kept.pages import VOTES_TOLD_AFTER
from tests.cast import say
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
def test_votes_are_told_on_a_professions_pages_within_minutes(ask, lawyer, column, reader, monkeypatch):
    comment = say(Discussion.for_writing(column), lawyer)
    for address in ("/professions/lawyer/", "/professions/lawyer/voices/"):
        assert kept_by_then(ask, address)
    react(comment, reader, Reaction.Value.AGREE)
    now = timezone.now() + VOTES_TOLD_AFTER + timedelta(seconds=1)
    monkeypatch.setattr("time.time", lambda: now.timestamp())
    for address in ("/professions/lawyer/", "/professions/lawyer/voices/"):
        assert "공감 1" in ask(address).body.decode()


@REAL
def test_the_feed_of_voices_is_kept_until_somebody_speaks(ask, lawyer, column):
    feed = "/feeds/professions/lawyer/voices.atom"
    assert kept_by_then(ask, feed)
    say(Discussion.for_writing(column), lawyer, "새로 하는 말")
    answer = ask(feed)
    assert not answer.is_kept
    assert "새로 하는 말" in answer.body.decode()
    assert answer.headers["ETag"]
    assert ask(feed).is_kept


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


@REAL
def test_a_page_with_something_hidden_does_not_outlive_its_end_and_goes_at_once_when_it_is_hidden(ask, lawyer, column, moderator):
    comment = say(Discussion.for_writing(column), lawyer, "가려질 말")
    thread = f"/comments/{comment.pk}/thread/"
    for address in (column.url, thread):
        assert kept_by_then(ask, address)
    claim = filing.open_case(by=moderator, ground="privacy", comment=comment)
    until = timezone.now() + timedelta(days=3)
    deciding.blind(claim, by=moderator, rule=Rule.objects.get(key="abuse"), reason="가립니다.", until=until)
    for address in (column.url, thread):
        assert "가려질 말" not in ask(address).body.decode()
        assert kept_by_then(ask, address)
        assert abs(Door(lambda *_: []).find({"PATH_INFO": unquote(address, "latin-1")}).until - until.timestamp()) < 1
    longer = until + timedelta(days=60)
    deciding.follow_order(Claim.objects.get(), by=moderator, order="법원의 결정", until=longer)
    assert timezone.localtime(longer).date().isoformat() in ask(column.url).body.decode()
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert ending.end_due() == 1
    for address in (column.url, thread):
        assert "가려질 말" in ask(address).body.decode()


@REAL
def test_a_hidden_column_goes_from_every_kept_page_at_once(ask, column, moderator):
    for address in (column.url, "/columns/", "/"):
        assert kept_by_then(ask, address)
    claim = filing.open_case(by=moderator, ground="privacy", discussion=Discussion.for_writing(column))
    until = timezone.now() + timedelta(days=3)
    deciding.blind(claim, by=moderator, rule=Rule.objects.get(key="abuse"), reason="가립니다.", until=until)
    for address in (column.url, "/columns/", "/"):
        answer = ask(address)
        assert not answer.is_kept
        assert "초벌을 잃은 직업들" not in answer.body.decode()
