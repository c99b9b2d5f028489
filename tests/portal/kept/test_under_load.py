"""The promise itself, with everything real and at once: what a decision has changed is changed in every answer that begins after it.

Two web workers, the worker and the clock of `manage.py serve`, the real nginx, processes that decide, and readers by both ways. Each act of
`scene.ACTS` is done again and again; each answer is held against what was true for the whole time that it took.
"""

import gzip
import http.client
import itertools
import random
import signal
import threading
import time
import warnings
from collections import defaultdict
from dataclasses import dataclass, field

import brotli
import pytest
from django.db import connection

from portal.kept.settling import is_going_on
from tests.portal.kept.nginx import NEEDS_NGINX
from tests.portal.kept.scene import ACTS, PAGES, Shown, mark
from tests.portal.kept.stage import Hand, Stage

SECONDS = 15
READERS = 4
HANDS = 2
UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, "": lambda body: body}


@dataclass
class Answer:
    way: str
    page: str
    began: float
    ended: float
    status: int
    text: str
    is_kept: bool


@dataclass
class Reader:
    """Reads every page by every way, with what a browser would send along."""

    stage: Stage
    ended: threading.Event
    answers: list[Answer] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def run(self) -> None:
        try:
            connections = {way: http.client.HTTPConnection("127.0.0.1", port, timeout=20) for way, port in self.stage.ports.items()}
            seen: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)  # texts by their ETag
            while not self.ended.is_set():
                for page, way in itertools.product(random.sample(list(PAGES), len(PAGES)), self.stage.ports):
                    encoding = random.choice(["", "gzip", "br"])  # noqa: S311
                    self.read(connections[way], way, page, encoding, seen[page, encoding])
        except Exception as error:
            self.errors.append(repr(error))

    def read(self, connection: http.client.HTTPConnection, way: str, page: str, encoding: str, seen: dict[str, str]) -> None:
        headers = {"Host": self.stage.host, "Accept-Encoding": encoding}
        if seen and random.random() < 0.5:  # noqa: S311
            headers["If-None-Match"] = next(reversed(seen))
        began = time.monotonic()
        connection.request("GET", PAGES[page], headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        ended = time.monotonic()
        tag = answer.getheader("ETag", "")
        text = seen[tag] if answer.status == 304 else UNPACK[answer.getheader("Content-Encoding", "")](body).decode()
        if tag:
            seen.pop(tag, None)
            seen[tag] = text
        self.answers.append(Answer(way, page, began, ended, answer.status, text, "-" in tag))


@dataclass
class Truth:
    """What an act's page shows, from the moment at which the act was over until the next one began."""

    act: str
    page: str
    shown: Shown
    since: float
    until: float = float("inf")


def decide(hand: Hand, which: list[int], truths: list[Truth], ended: threading.Event, errors: list[str]) -> None:
    steps = dict.fromkeys(which, 0)
    last: dict[int, Truth] = {}
    try:
        while not ended.is_set():
            for number in which:
                act = ACTS[number]
                if number in last:
                    last[number].until = time.monotonic()
                steps[number] += 1
                hand("act", number, steps[number])
                last[number] = Truth(act.name, act.where, act.shows(steps[number]), time.monotonic())
                truths.append(last[number])
                ended.wait(random.uniform(0, 0.4))  # noqa: S311
    except Exception as error:
        errors.append(f"{ACTS[number].name}: {error!r}")


@NEEDS_NGINX
@pytest.mark.django_db
def test_no_answer_that_begins_after_a_decision_shows_what_was_before(stage: Stage):
    ended, errors, truths = threading.Event(), [], []
    hands = [stage.hand() for _ in range(HANDS)]
    for hand in hands:
        hand("be ready")
    truths += [Truth(act.name, act.where, act.shows(0), time.monotonic(), time.monotonic()) for act in ACTS]
    readers = [Reader(stage, ended) for _ in range(READERS)]
    shares = [list(range(len(ACTS)))[start::HANDS] for start in range(HANDS)]
    threads = [threading.Thread(target=reader.run) for reader in readers]
    threads += [
        threading.Thread(target=decide, args=(hand, share, truths, ended, errors)) for hand, share in zip(hands, shares, strict=True)
    ]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    ended.set()
    for thread in threads:
        thread.join(30)
    assert not errors + [error for reader in readers for error in reader.errors]
    answers = [answer for reader in readers for answer in reader.answers]
    wrong, checked = check(answers, truths)
    assert not wrong, wrong[:10]
    told = summary(answers, truths, checked)
    warnings.warn(told, stacklevel=1)  # shown at the end of a run, so that one sees what it was worth
    for act in ACTS:  # a test that saw nothing proves nothing
        assert checked[act.name] >= 5, told
    for way in stage.ports:
        assert sum(answer.is_kept for answer in answers if answer.way == way) > 50, told


def check(answers: list[Answer], truths: list[Truth]) -> tuple[list[str], dict[str, int]]:
    wrong, checked = [], defaultdict(int)
    for truth in truths:
        for answer in answers:
            if answer.page == truth.page and truth.since <= answer.began and answer.ended <= truth.until:
                checked[truth.act] += 1
                for what, is_there in truth.shown.items():
                    if (what in answer.text) != is_there:
                        kept = "kept" if answer.is_kept else "rendered"
                        wrong.append(
                            f"{truth.act}: {what} {'missing' if is_there else 'still there'} ({answer.way}, {answer.status}, {kept})"
                        )
    return wrong, checked


def summary(answers: list[Answer], truths: list[Truth], checked: dict[str, int]) -> str:
    kept = {way: sum(answer.is_kept for answer in answers if answer.way == way) for way in ("site", "nginx")}
    return f"{len(answers)} answers ({kept} kept), {len(truths)} decisions, checked {dict(checked)}"


def now(stage: Stage, page: str) -> dict[str, str]:
    texts = {}
    for way, port in stage.ports.items():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", PAGES[page], headers={"Host": stage.host})
        texts[way] = connection.getresponse().read().decode()
        connection.close()
    return texts


@NEEDS_NGINX
@pytest.mark.django_db
@pytest.mark.parametrize("where", ["before", "after"])
def test_a_decider_that_is_killed_at_its_commit_leaves_nothing_stale(stage: Stage, where: str):
    """Killed before the database has heard of it nothing has changed; killed after it everything has, though nobody was told."""
    quiet, doomed = stage.hand(), stage.hand()
    rename = next(number for number, act in enumerate(ACTS) if act.name == "a member changes their name")
    step = 1000 if where == "before" else 2000
    quiet("act", rename, step)
    for _time in range(2):
        assert all(mark("이름", step) in text for text in now(stage, "first").values())
    doomed("die", where)
    with pytest.raises(BrokenPipeError):
        doomed("act", rename, step + 1)
    assert doomed.process.wait(10) == -signal.SIGKILL
    is_changed = where == "after"
    for _time in range(3):
        for way, text in now(stage, "first").items():
            assert (mark("이름", step + 1) in text) == is_changed, way
    quiet("tidy")
    for _time in range(3):
        assert all((mark("이름", step + 1) in text) == is_changed for text in now(stage, "first").values())
    quiet("act", rename, step + 2)
    assert all(mark("이름", step + 2) in text for text in now(stage, "first").values())


@pytest.mark.django_db(transaction=True)
def test_the_database_knows_what_became_of_a_transaction():
    if connection.vendor != "postgresql":
        assert not is_going_on("")
        return
    import psycopg2

    other = psycopg2.connect(**{**connection.get_connection_params(), "cursor_factory": None})
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        number = cursor.fetchone()[0]
    assert is_going_on(number)
    other.commit()
    assert not is_going_on(number)
    other.close()
