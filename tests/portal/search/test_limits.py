"""Strangers can ask for anything: not too often, and not for long."""

import json
import time
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError, connection
from django.test import Client

from accounts.models import User
from accounts.searching.question import Reading, read
from comments.models import Discussion
from portal.search import limits
from tests.cast import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(settings: Any) -> None:
    settings.SEARCHES_PER_TEN_MINUTES = {"search": 3, "suggest": 2}


def search(client: Client) -> Any:
    return client.get("/search/", {"q": "변호사"})


def test_a_network_that_searches_without_end_is_told_to_wait_and_keeps_its_words(talked: Discussion, few: None) -> None:
    assert [search(Client()).status_code for _turn in range(4)] == [200, 200, 200, 429]
    page = BeautifulSoup(search(Client()).content, "html.parser")
    assert "잠시 뒤에" in page.select_one("[role=status]").text
    assert page.select_one("#seek")["value"] == "변호사"
    assert Client().get("/search/").status_code == 200, "the empty page asks for little"


def test_members_are_counted_by_themselves(talked: Discussion, few: None, reader: User, translator: User) -> None:
    one, other = log_in(reader), log_in(translator)
    assert [search(one).status_code for _turn in range(4)][-1] == 429
    assert search(other).status_code == 200
    assert search(Client()).status_code == 200


def test_nothing_is_proposed_to_who_asks_without_end(talked: Discussion, few: None) -> None:
    answers = [json.loads(Client().get("/search/suggestions/", {"q": "변"}).content)["suggestions"] for _turn in range(3)]
    assert [bool(found) for found in answers] == [True, True, False]


def test_zero_is_any_number(talked: Discussion, settings: Any) -> None:
    settings.SEARCHES_PER_TEN_MINUTES = {"search": 0, "suggest": 0}
    assert {search(Client()).status_code for _turn in range(5)} == {200}


def endless() -> None:
    """A question that the database would work on for very long."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_sleep(60)")
        else:
            cursor.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")


@pytest.mark.django_db(transaction=True)
def test_the_database_is_stopped_and_answers_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    for _turn in range(2):
        with pytest.raises(limits.TooSlow), limits.bounded():
            endless()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_another_failure_is_not_taken_for_a_slow_search() -> None:
    with pytest.raises(OperationalError, match="elsewhere"), limits.bounded():
        raise OperationalError("something elsewhere")


def test_a_search_that_takes_too_long_is_answered_in_words(talked: Discussion, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_args: Any) -> None:
        raise OperationalError("interrupted")

    monkeypatch.setattr("portal.views.search.results_of", slow)
    answer = search(Client())
    assert answer.status_code == 503
    assert "너무 오래 걸려" in answer.content.decode()
    monkeypatch.setattr("portal.views.search.suggestions", slow)
    answer = Client().get("/search/suggestions/", {"q": "변"})
    assert (answer.status_code, json.loads(answer.content)) == (200, {"suggestions": []})


def test_what_a_process_does_before_its_first_search_is_not_counted_as_the_search(
    talked: Discussion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loading(typed: str) -> Any:
        time.sleep(0.3)
        return read(typed)

    monkeypatch.setattr(limits, "SECONDS", 0.2)
    monkeypatch.setattr(limits, "STEPS", 1)
    monkeypatch.setattr("portal.views.search.read", loading)
    assert search(Client()).status_code == 200
    assert json.loads(Client().get("/search/suggestions/", {"q": "변"}).content)["suggestions"]


def test_what_the_texts_are_asked_about_several_words_counts_as_the_search(talked: Discussion, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_reading: Reading) -> None:
        raise OperationalError("interrupted")

    monkeypatch.setattr(Reading, "settled", slow)
    assert search(Client()).status_code == 503
    assert json.loads(Client().get("/search/suggestions/", {"q": "변호"}).content) == {"suggestions": []}
