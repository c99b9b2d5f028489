"""The log to take away, and the program on the page that checks it."""

import csv
import hashlib
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from comments.models import Action, Decision
from comments.quarters import Quarter
from tests.comments.log.conftest import grow, rewrite_from

pytestmark = pytest.mark.django_db


def lines_of(query: str = "") -> list[str]:
    return b"".join(Client().get(f"/log/decisions.jsonl{query}").streaming_content).decode().splitlines()


def test_a_line_holds_what_was_hashed_and_the_digest(told):
    for row, line in zip(Decision.objects.order_by("number"), lines_of(), strict=True):
        fields = json.loads(line)
        assert fields.pop("digest") == row.digest
        canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(canonical.encode()).hexdigest() == row.digest


def test_it_begins_at_the_number_that_is_asked_for(told):
    assert [json.loads(line)["number"] for line in lines_of("?from=2")] == [2, 3]
    assert len(lines_of("?from=0")) == len(lines_of("?from=-5")) == len(lines_of("?from=one")) == 3
    assert lines_of("?from=4") == []


def test_two_thousand_rows_are_read_five_hundred_at_a_time(discussion, django_assert_num_queries):
    grow(discussion, 2000)
    with django_assert_num_queries(1 + 5):
        assert len(lines_of()) == 2000


def test_it_is_written_while_it_is_sent(discussion, django_assert_num_queries):
    grow(discussion, 1200)
    sent = iter(Client().get("/log/decisions.jsonl").streaming_content)
    with django_assert_num_queries(2):
        assert len(next(sent).splitlines()) == 500


def test_a_quarter_comes_as_a_table_with_what_became_of_appeals(told, other_moderator):
    first = Decision.objects.get(number=3)
    Decision.record(action=Action.UPHOLD, from_state="rejected", to_state="rejected", by=other_moderator, comment=told[0], earlier=first)
    quarter = Quarter.of(timezone.now())
    text = b"".join(Client().get(f"/log/{quarter}.csv").streaming_content).decode()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    assert [(row["number"], row["kind"], row["appeal"], row["earlier"]) for row in rows] == [
        ("1", "publish", "", ""),
        ("2", "reject", "", ""),
        ("3", "take_down", "uphold", ""),
        ("4", "uphold", "", "3"),
    ]
    assert len(b"".join(Client().get(f"/log/{quarter.previous}.csv").streaming_content).decode().splitlines()) == 1


def test_a_quarter_of_two_thousand_rows_takes_two_queries_for_every_five_hundred(discussion, django_assert_num_queries):
    grow(discussion, 2000)
    with django_assert_num_queries(2 * 4 + 1):
        b"".join(Client().get(f"/log/{Quarter.of(timezone.now())}.csv").streaming_content)


@pytest.mark.parametrize("name", ["2026-q5", "1999-q1", "2026-Q1", "latest"])
def test_there_is_no_such_quarter(home, name):
    assert Client().get(f"/log/{name}.csv").status_code == 404


# What the page tells everybody to run.


@pytest.fixture
def program(told, tmp_path: Path) -> Path:
    page = BeautifulSoup(Client().get("/log/check/").content, "html.parser")
    path = tmp_path / "check.py"
    path.write_text(page.select_one("#program code").get_text())
    return path


def run(program: Path, log: bytes, *digests: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-I", program, *digests], input=log, capture_output=True, check=False, timeout=30)


def log() -> bytes:
    return b"".join(Client().get("/log/decisions.jsonl").streaming_content)


def test_the_program_on_the_page_finds_the_log_whole(program, told):
    kept = [Decision.objects.get(number=number).digest for number in (1, 3)]
    found = run(program, log(), *kept)
    assert found.returncode == 0, found.stderr
    assert f"3 rows hold. The newest digest is {kept[1]}" in found.stdout.decode()


def test_the_program_finds_a_line_that_was_changed(program):
    found = run(program, log().replace(b'"reject"', b'"publish"'))
    assert found.returncode == 1
    assert b"Row 2 was changed." in found.stderr


def test_the_program_finds_a_line_that_was_taken_out(program):
    lines = log().splitlines(keepends=True)
    found = run(program, lines[0] + lines[2])
    assert found.returncode == 1
    assert b"A row after 1" in found.stderr


def test_the_program_misses_a_digest_that_somebody_kept_before_the_log_was_written_anew(program):
    kept = Decision.objects.get(number=3).digest
    rewrite_from(2, action="publish")
    assert run(program, log()).returncode == 0
    found = run(program, log(), kept)
    assert found.returncode == 1
    assert kept.encode() in found.stderr


def test_the_program_reads_a_log_of_rules_in_korean(program, told, discussion):
    grow(discussion, 1, rules_version="2026년 3월 판\u2028\n")
    assert run(program, log()).returncode == 0
