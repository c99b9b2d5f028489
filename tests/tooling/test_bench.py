"""`make bench`: what is made of figures. Nothing here starts a server."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from bench import answers, options, svg, wrk
from bench.browser import View
from bench.figures import NOTHING, Target, middle, ratio, span
from bench.growth import Asked, Growth, shown
from bench.report import After, targets
from bench.rounds import FILE, ORDER, POST, WARM, WP_POST, Outcome, long_enough
from bench.servers import configuration
from bench.stage import POSTGRESQL
from bench.table import measured, verdicts, wide
from bench.wrk import Load, Result

LINE = "RES requests=1200 seconds=4.000000 p50=1.500 p95=9.250 bytes=2400000 errors=0 accepted=0 refused=0 lasted=0.000000"
ONE = Result(rate=100.0, p50=1.0, p95=2.0, bytes=1000.0, errors=0, requests=400)


def rounds(*rates: float) -> list[Result]:
    return [replace(ONE, rate=rate) for rate in rates]


def test_what_wrk_says_is_read() -> None:
    result = wrk.parse(f"Running 4s test @ http://127.0.0.1/\n  1200 requests in 4.00s\n{LINE}\n")
    assert (result.rate, result.p50, result.p95, result.bytes, result.errors) == (300.0, 1.5, 9.25, 2000.0, 0)


def test_of_forms_only_the_accepted_count_and_the_refused_are_errors() -> None:
    line = LINE.replace("accepted=0 refused=0 lasted=0.0", "accepted=900 refused=300 lasted=4.5")
    result = wrk.parse(line, posts=True)
    assert (result.rate, result.accepted, result.errors) == (200.0, 900, 300)


@pytest.mark.parametrize("said", ["", "unable to connect to 127.0.0.1:1 Connection refused", "RES requests=x"])
def test_wrk_that_says_nothing_is_no_figure(said: str) -> None:
    with pytest.raises(RuntimeError, match="did not measure"):
        wrk.parse(said)


def test_the_median_of_the_rounds_counts_and_the_spread_is_told() -> None:
    found = {"ours": rounds(10, 60, 20), "theirs": rounds(5, 20, 20)}
    assert middle(found, "ours") == 20
    assert ratio(middle(found, "ours"), middle(found, "theirs")) == 1
    assert span(found, "ours", "theirs") == (1, 3)


@pytest.mark.parametrize(("above", "below"), [(None, 5.0), (5.0, None), (None, None), (5.0, 0.0)])
def test_nothing_is_compared_with_what_was_not_measured(above: float | None, below: float | None) -> None:
    assert ratio(above, below) is None


@pytest.mark.parametrize(
    ("found", "limit", "at_least", "verdict"),
    [
        (5.0, 5.0, True, "met"),
        (4.9, 5.0, True, "MISSED"),
        (1.2, 1.2, False, "met"),
        (1.3, 1.2, False, "MISSED"),
        (None, 5.0, True, NOTHING),
        (None, 1.2, False, NOTHING),
        (5.0, None, True, NOTHING),
    ],
)
def test_a_verdict_needs_a_figure_and_a_limit(found: float | None, limit: float | None, at_least: bool, verdict: str) -> None:
    assert Target("something", found, limit, at_least=at_least).verdict == verdict


def test_without_anything_measured_every_target_is_open() -> None:
    found = targets(Outcome(), After([], None, {}))
    assert len(found) == 16
    assert {target.verdict for target in found} == {NOTHING}


def test_without_a_peer_what_is_set_against_it_is_open_and_the_rest_is_not() -> None:
    outcome = Outcome()
    outcome.results |= {WARM: rounds(70), FILE: rounds(100), POST[POSTGRESQL]: rounds(500)}
    found = {target.what: target for target in targets(outcome, After([2.0, 2.5, 9.0], None, {"SQLite": 200.0}))}
    own, start = found["1 stranger, our server / the same bytes as a file"], found["8 start to first answer"]
    assert (own.shown, own.verdict) == ("70.0%", "met")
    assert (start.shown, start.verdict) == ("2.50 s", "met")
    assert found["6 posting, PostgreSQL / WordPress"].verdict == NOTHING
    assert found["8 memory with SQLite / WordPress"].verdict == NOTHING


def test_the_first_view_is_held_against_all_three_of_its_limits() -> None:
    view = View("127.0.0.1:1")
    for number, address in enumerate(["http://127.0.0.1:1/", "data:image/png;base64,", "http://cdn.example/a.js"]):
        view.sent({"requestId": str(number), "request": {"url": address}})
        view.finished({"requestId": str(number), "encodedDataLength": 40_000})
    view.sizes.pop("1")
    found = [target for target in targets(Outcome(), After([], view, {})) if target.what.startswith("7")]
    assert [(target.shown, target.verdict) for target in found] == [("2", "met"), ("80.0 kB", "MISSED"), ("1", "MISSED")]


def test_a_redirect_is_a_request_of_its_own() -> None:
    view = View("a.example")
    view.sent({"requestId": "1", "request": {"url": "http://a.example/"}})
    view.sent({"requestId": "1", "request": {"url": "http://a.example/b/"}, "redirectResponse": {"encodedDataLength": 200}})
    view.finished({"requestId": "1", "encodedDataLength": 1000})
    assert (view.requests, view.bytes) == (2, 1200)


def test_the_tables_show_errors_and_what_is_missing() -> None:
    said = measured(ORDER, {WARM: [ONE, replace(ONE, errors=3)], WP_POST: []}).splitlines()
    assert len({wide(line) for line in said}) == 1
    row = next(line for line in said if line.startswith(f"| {WARM} "))
    assert [cell.strip() for cell in row.split("|")[1:-1]] == [WARM, "100.0", "1.00", "2.00", "1,000", "3"]
    assert said[-1].count(NOTHING) == 4
    assert "| MISSED | 0.50 × |" in verdicts([Target("한글", 0.5, 1.0)])


def test_a_page_that_answers_something_else_under_load_is_no_figure() -> None:
    answer = answers.Answer(200, b"", 100_000, 5.0)
    under_load = Result(rate=1000.0, p50=1.0, p95=1.0, bytes=100_500.0, errors=0, requests=4000)
    assert answers.strayed(answer, under_load) == ""
    assert "bytes an answer" in answers.strayed(answer, replace(under_load, bytes=400.0))
    assert "bytes an answer" in answers.strayed(answer, replace(under_load, bytes=130_000.0))
    assert answers.strayed(answer, replace(under_load, errors=2)) == "2 errors"
    assert answers.strayed(answer, replace(under_load, requests=0)) == "no answer in time"
    few = replace(under_load, requests=4, bytes=250_000.0)  # of which six more were on their way
    assert answers.strayed(answer, few) == ""


def test_where_nobody_answers_it_is_said() -> None:
    answer, why = answers.trouble(Load("http://127.0.0.1:9/"), 50)
    assert answer is None
    assert "nothing answers" in why


def test_a_slow_page_is_asked_for_longer_but_not_for_ever() -> None:
    assert [long_enough(milliseconds, 4) for milliseconds in (1, 300, 30_000)] == [4, 8, 12]


def test_growth_is_told_in_medians_and_against_a_thousand_comments() -> None:
    growth = Growth({Asked("SQLite", "stranger", size): Load("") for size in (50, 1_000, 10_000)})
    for asked, times in zip(growth.loads, ([8.0, 9.0, 30.0], [10.0, 10.0, 50.0], [11.0, 12.0, 99.0]), strict=True):
        growth.times[asked], growth.shown[asked] = times, 50
    assert growth.ratio(Asked("SQLite", "stranger", 10_000)) == 1.2
    assert growth.ratio(Asked("PostgreSQL", "stranger", 10_000)) is None
    assert "| 10.0 (50.0) | 12.0 (99.0) |" in shown(growth)
    assert growth.curves("stranger") == {"SQLite": {50: 9.0, 1_000: 10.0, 10_000: 12.0}}


def test_sizes_stand_evenly_by_their_logarithm_and_times_from_nought() -> None:
    places = [svg.across(size, 10, 1000) for size in (10, 100, 1000)]
    assert places == pytest.approx([svg.LEFT, (svg.LEFT + svg.WIDTH - svg.RIGHT) / 2, svg.WIDTH - svg.RIGHT])
    assert svg.down(0, 50) == svg.HEIGHT - svg.BOTTOM
    assert svg.down(50, 50) == svg.TOP


@pytest.mark.parametrize(("most", "between"), [(9.0, 2), (48.0, 10), (120.0, 20), (310.0, 50), (0.9, 0.2)])
def test_the_grid_has_a_few_lines_at_round_numbers(most: float, between: float) -> None:
    assert svg.step(most) == pytest.approx(between)


def test_the_picture_is_sound_and_says_in_words_what_it_shows() -> None:
    picture = svg.draw("A < B", {"SQLite": {50: 9.0, 1_000: 10.0}, "PostgreSQL": {50: 9.1, 1_000: 10.1}})
    root = ElementTree.fromstring(picture)  # noqa: S314 - drawn here
    assert "SQLite: 9 ms at 50, 10 ms at 1,000" in picture
    assert "prefers-color-scheme: dark" in picture
    ends = [float(text.get("y", "")) for text in root.iter("{http://www.w3.org/2000/svg}text") if text.text in ("SQLite", "PostgreSQL")]
    assert abs(ends[0] - ends[1]) >= svg.LINE


def test_options_come_from_the_environment_and_are_bounded() -> None:
    assert options.read({}) == options.Options()
    told = options.read({"ROUNDS": "2", "SECS": "1", "BENCH_SIZES": "1000, 100000", "BENCH_PEERS": "off", "BENCH_POSTGRES": ""})
    assert told == options.Options(2, 1, (50, 1_000, 100_000), "", False, False)
    assert options.read({"GROWTH": "1"}).sizes[-1] == 1_000_000
    for wrong in ({"ROUNDS": "0"}, {"ROUNDS": "1000"}, {"SECS": "4.5"}, {"BENCH_SIZES": "20"}):
        with pytest.raises(options.Wrong):
            options.read(wrong)


def test_nginx_gets_the_shipped_configuration_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr("bench.servers.SHIPPED", tmp_path / "shipped.conf")
    assert "shipped.conf" not in configuration(tmp_path, tmp_path / "var", 1, 2, 3)  # there is none
    (tmp_path / "shipped.conf").touch()
    said = configuration(tmp_path, tmp_path / "var", 1, 2, 3)
    assert f"set $gongron_var {tmp_path}/var; include {tmp_path}/shipped.conf;" in said
    assert "upstream gongron { server 127.0.0.1:3; keepalive 32; }" in said
