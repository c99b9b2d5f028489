"""How well search finds, on both databases: a labelled set that was given, and two of other subjects that were written apart from the rules."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.measuring.search.labelled import NotLabelled, Query, read
from portal.measuring.search.scoring import Score, average

HERE = Path(__file__).parent


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["korean.json", "unseen.json", "everyday.json"])
def test_recall_and_precision_are_kept(name, settings, capsys):
    settings.SEARCH_ANALYSER = "kiwi"
    call_command("measure_search", HERE / name, "--here", recall=0.97, precision=0.93)
    assert "NDCG@10" in capsys.readouterr().out


@pytest.mark.django_db
def test_below_what_is_asked_for_the_command_fails(tmp_path):
    documents = [{"title": "바다", "body": "파도가 쳤다."}, {"title": "산", "body": "눈이 내렸다."}]
    queries = [{"group": "one", "query": "파도", "relevant": [0, 1]}, {"group": "one", "query": "산", "relevant": []}]
    path = tmp_path / "set.json"
    path.write_text(json.dumps({"documents": documents, "queries": queries}), encoding="utf-8")
    call_command("measure_search", path, "--here", recall=0.7, precision=0.5)
    with pytest.raises(CommandError, match=r"Recall 0\.750"):
        call_command("measure_search", path, "--here", recall=0.8)
    with pytest.raises(CommandError, match="precision"):
        call_command("measure_search", path, "--here", precision=0.95)


def test_scores_are_those_of_the_books():
    score = Score(Query("", "파도", frozenset({1, 2, 3, 4})), [1, 9, 2])
    assert (score.recall, score.precision) == (0.5, pytest.approx(2 / 3))
    assert score.ndcg == pytest.approx((1 + 0.5) / (1 + 0.6309 + 0.5 + 0.4307), abs=0.001)
    assert average([score, Score(Query("", "눈", frozenset({1})), [])]).precision == pytest.approx(2 / 3), "no hit has no precision"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"documents": [], "queries": []}', '{"documents": [1], "queries": [2]}'])
def test_what_is_no_labelled_set_is_refused_with_a_sentence(tmp_path, text):
    path = tmp_path / "set.json"
    path.write_text(text)
    with pytest.raises(NotLabelled):
        read(path)
    with pytest.raises(CommandError):
        call_command("measure_search", path)
