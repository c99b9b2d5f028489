"""The benchmark of search: that every site says the same, and that what is reported is what was measured."""

import subprocess

import pytest

from bench.search import posting
from bench.search.__main__ import RESULTS, loads, look, report, targets
from bench.search.sites import Sites
from bench.search.texts import LENGTH, OF_EACH, RARE, articles
from bench.wrk import Load

SENTENCES = ["사람이 하는 일은 길다.", "기계가 하는 일은 짧다.", "그 사이에 남는 것이 있다."]


def test_all_sites_are_given_the_same_articles_and_a_rare_word_in_a_few() -> None:
    said = articles(SENTENCES, 2 * OF_EACH)
    assert said == articles(SENTENCES, 2 * OF_EACH)
    texts = [" ".join(one.paragraphs) for one in said]
    assert [place for place, text in enumerate(texts) if RARE in text] == [0, OF_EACH]
    assert all(LENGTH <= len(text) < 1.2 * LENGTH for text in texts)
    assert len({one.title for one in said}) == len(said)


def test_a_target_is_a_median_and_its_ratio_to_the_same_word_beside_it() -> None:
    times = {
        "SQLite, a common word": [30.0, 40.0, 90.0],
        "SQLite, a common word, its comments": [500.0],
        "SQLite, a rare word": [120.0],
        "WordPress, a common word": [100.0],
    }
    found = {one.what: (one.found, one.verdict) for one in targets(times)}
    assert found == {
        "SQLite, a common word": (40.0, "met"),
        "SQLite, a common word / WordPress": (0.4, "met"),
        "SQLite, a rare word": (120.0, "MISSED"),
        "SQLite, a rare word / WordPress": (None, "–"),
    }


def test_posting_while_all_is_indexed_is_compared_with_posting_in_quiet() -> None:
    times = {f"SQLite, {posting.QUIET}": [8.0, 10.0, 30.0], f"SQLite, {posting.INDEXED}": [9.0, 16.0, 16.0]}
    assert [(one.what, one.found, one.verdict) for one in targets(times)] == [(f"SQLite, {posting.INDEXED} / in quiet", 1.6, "MISSED")]
    assert f"| SQLite, {posting.QUIET} " in report(Sites(), times, {}, "")


def test_an_index_that_is_not_being_built_is_no_figure() -> None:
    said = ["sh", "-c", "echo Somebody else is building it."]
    with subprocess.Popen(said, stdout=subprocess.PIPE) as process, pytest.raises(ValueError, match="Somebody else"):
        posting.wait_for(process, b"comments.comment:")
    with subprocess.Popen(
        ["sh", "-c", "printf 'articles.topic: 3'; printf '\\rcomments.comment: 1 of 9'"], stdout=subprocess.PIPE
    ) as process:
        posting.wait_for(process, b"comments.comment:")


def test_without_anybody_to_ask_there_is_nothing_to_report() -> None:
    left = Sites(left_out=["WordPress: BENCH_PEERS=off"])
    assert loads(left) == {}
    assert "Left out: WordPress" in report(left, {}, {}, "")


def test_an_answer_without_results_is_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    from bench.answers import Answer

    monkeypatch.setattr("bench.search.__main__.ask", lambda _load: Answer(200, b"<main>nothing</main>", 20, 1.0))
    with pytest.raises(ValueError, match="shows 0 results"):
        look("SQLite, a rare word", Load("http://127.0.0.1/"))
    assert RESULTS.findall(b'<article class="teaser"><article id="post-7">') != []
