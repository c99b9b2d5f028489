"""What is proposed while somebody types."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Topic
from comments.models import Discussion

pytestmark = pytest.mark.django_db


def proposed(typed: str, path: str = "/search/suggestions/") -> list[tuple[str, str]]:
    answer = Client().get(path, {"q": typed})
    assert answer["Content-Type"] == "application/json"
    return [(entry["label"], entry["kind"]) for entry in json.loads(answer.content)["suggestions"]]


@pytest.mark.parametrize("typed", ["변", "변ㅎ", "변호", "변호사", "ㅂㅎㅅ"])
def test_a_profession_from_its_first_letters(talked: Discussion, typed: str) -> None:
    assert ("변호사", "직업") in proposed(typed)


def test_topics_columnists_and_columns(talked: Discussion) -> None:
    assert ("일과 기술", "주제") in proposed("일과")
    assert ("일과 기술", "주제") in proposed("기술")
    assert ("한서윤", "사람") in proposed("한서")
    assert ("변호사들의 밤", "칼럼") in proposed("변호사")


def test_each_leads_to_its_page(talked: Discussion) -> None:
    for entry in json.loads(Client().get("/search/suggestions/", {"q": "변호사"}).content)["suggestions"]:
        assert Client().get(entry["address"]).status_code == 200, entry


def test_in_english_by_english_names(talked: Discussion) -> None:
    found = proposed("law", "/en/search/suggestions/")
    assert ("Lawyer", "Professions") in found


def test_there_are_few_of_each_and_they_cost_the_same(talked: Discussion) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            proposed("주제")
        return len(captured)

    from articles.models import ColumnPage

    column = ColumnPage.objects.get()
    few = queries()
    column.topics.add(*(Topic.objects.create(name=f"주제 {number}") for number in range(30)))
    column.save()
    assert len([label for label, kind in proposed("주제") if kind == "주제"]) == 3
    assert queries() == few


@pytest.mark.parametrize("typed", ["", " ", "가" * 41, "<script>"])
def test_nothing_for_nothing(talked: Discussion, typed: str) -> None:
    assert proposed(typed) == []
