"""The newest digest, told to everybody once a day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from freezegun import freeze_time

from comments.log import heads
from comments.models import LedgerHead, PublishedHead
from tests.comments.log.conftest import grow

pytestmark = pytest.mark.django_db
SEOUL = ZoneInfo("Asia/Seoul")


def test_before_the_first_decision_there_is_nothing_to_publish(db):
    assert not heads.publish()
    assert not PublishedHead.objects.exists()


def test_it_is_published_once_a_day_however_often_the_clock_asks(told):
    assert heads.publish()
    assert not heads.publish()
    head = LedgerHead.objects.get()
    assert PublishedHead.objects.values_list("number", "digest").get() == (head.number, head.digest)


def test_of_two_clocks_at_once_one_publishes(told, monkeypatch):
    heads.publish()
    monkeypatch.setattr("comments.log.heads.PublishedHead.objects.filter", lambda **_: PublishedHead.objects.none())
    heads.publish()  # neither raises nor adds
    assert PublishedHead.objects.count() == 1


def test_the_day_is_that_of_seoul(discussion):
    with freeze_time(datetime(2026, 3, 1, 23, 59, tzinfo=SEOUL)):
        grow(discussion, 1)
        heads.publish()
    with freeze_time(datetime(2026, 3, 2, 0, 1, tzinfo=SEOUL)):
        assert heads.publish()
    assert list(PublishedHead.objects.values_list("day", flat=True)) == [date(2026, 3, 2), date(2026, 3, 1)]


@pytest.mark.parametrize("address", ["/log/heads/", "/en/log/heads/", "/feeds/log.atom"])
def test_page_and_feed_tell_it(told, address):
    heads.publish()
    assert LedgerHead.objects.get().digest in Client().get(address).content.decode()


def test_page_and_feed_of_an_empty_ledger_stand(home):
    for address in ("/log/heads/", "/feeds/log.atom", "/log/", "/log/check/"):
        assert Client().get(address).status_code == 200


def test_a_feed_entry_is_known_by_its_day_and_never_announced_again(told):
    heads.publish()
    first = Client().get("/feeds/log.atom").content
    assert f"/log/heads/#{PublishedHead.objects.get().day}".encode() in first
    assert Client().get("/feeds/log.atom").content == first
