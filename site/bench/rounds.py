"""The rounds: each measures everything once, one thing after the other, so that whatever else the machine does falls on all of them."""

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.client import HTTPException

from bench import wrk
from bench.answers import strayed, trouble
from bench.growth import Asked, Growth
from bench.options import CONNECTIONS
from bench.processes import settle
from bench.stage import POSTGRESQL, SQLITE, Stage, say
from bench.wrk import Load, Result

SHOWN = 50
LONGEST = 12  # seconds
WARM, FRONT, FILE, BARE, MEMBER = (
    "ours, stranger",
    "ours, stranger, through nginx",
    "the same bytes as a file",
    "ours, nothing kept",
    "ours, member",
)
WP_CACHED, WP, WP_MEMBER, WP_POST = "WordPress, page cache", "WordPress, no cache", "WordPress, logged in", "WordPress, posting"
POST = {POSTGRESQL: f"ours, posting, {POSTGRESQL}", SQLITE: f"ours, posting, {SQLITE}"}
ORDER = (WARM, FRONT, FILE, WP_CACHED, BARE, WP, MEMBER, WP_MEMBER, *POST.values(), WP_POST)


@dataclass(frozen=True)
class Subject:
    """One thing that every round measures. `posted` counts what stands afterwards, where it is a form that is posted."""

    name: str
    load: Callable[[int], Load]  # in this round
    pids: Callable[[], list[int]]  # who works for it
    posted: Callable[[], int] | None = None


@dataclass
class Outcome:
    results: dict[str, list[Result]] = field(default_factory=lambda: defaultdict(list))
    growth: Growth = field(default_factory=lambda: Growth({}))
    troubles: list[str] = field(default_factory=list)


def subjects(stage: Stage) -> list[Subject]:
    built, ports = stage.built[SQLITE], stage.ports
    own, bare = stage.servers[SQLITE], stage.bare[SQLITE]
    found = [
        page(WARM, built.page(50, own.port), lambda: own.pids),
        page(BARE, built.page(50, bare.port), lambda: bare.pids),
        page(MEMBER, built.page(50, own.port, member=True), lambda: own.pids),
    ]
    if stage.nginx:
        server = stage.nginx
        found.append(page(FILE, built.page(50, ports["static"]), lambda: server.pids))
        if stage.is_shipped:
            found.append(page(FRONT, built.page(50, ports["front"]), lambda: [*server.pids, *own.pids]))
    if stage.wordpress:
        peer = stage.wordpress
        found.append(page(WP_CACHED, peer.page(cached=True), lambda: peer.pids))
        found.append(page(WP, peer.page(), lambda: peer.pids))
        found.append(page(WP_MEMBER, peer.page(member=True), lambda: peer.pids))
        found.append(Subject(WP_POST, lambda _turn: peer.form(), lambda: peer.pids, peer.posted))
    found += [posting(stage, database) for database in stage.servers]
    return sorted(found, key=lambda subject: ORDER.index(subject.name))


def page(name: str, load: Load, pids: Callable[[], list[int]]) -> Subject:
    return Subject(name, lambda _turn: load, pids)


def posting(stage: Stage, database: str) -> Subject:
    built, server = stage.built[database], stage.servers[database]
    return Subject(POST[database], lambda turn: built.form(server.port, turn, CONNECTIONS), lambda: server.pids, built.posted)


def loads(stage: Stage) -> Growth:
    """The first page at every size: without any cache for strangers, as it is served for members."""
    found: dict[Asked, Load] = {}
    for database, built in stage.built.items():
        for who, server in (("stranger", stage.bare[database]), ("member", stage.servers[database])):
            for size in stage.options.sizes:
                found[Asked(database, who, size)] = built.page(size, server.port, member=who == "member")
    return Growth(found)


def measure(stage: Stage) -> Outcome:
    outcome = Outcome()
    everything = subjects(stage)
    for turn in range(stage.options.rounds):
        for subject in everything:
            say(f"Round {turn + 1} of {stage.options.rounds}: {subject.name} …")
            settle(subject.pids())
            try:
                found, why = (post if subject.posted else read)(subject, turn, stage.options.seconds)
            except RuntimeError as error:
                found, why = None, str(error)
            if found:
                outcome.results[subject.name].append(found)
            if why:
                outcome.troubles.append(f"{subject.name}, round {turn + 1}: {why}")
    return outcome


def measure_growth(stage: Stage, outcome: Outcome) -> None:
    outcome.growth = loads(stage)
    for turn in range(stage.options.rounds):
        say(f"Round {turn + 1} of {stage.options.rounds}: the first page at every size …")
        settle([pid for server in [*stage.servers.values(), *stage.bare.values()] for pid in server.pids])
        try:
            outcome.growth.measure()
        except (OSError, HTTPException, ValueError) as error:
            outcome.troubles.append(f"the first page at every size, round {turn + 1}: {error}")


def read(subject: Subject, turn: int, seconds: int) -> tuple[Result | None, str]:
    load = subject.load(turn)
    answer, why = trouble(load, SHOWN)
    if answer is None or answer.status != 200:
        return None, why
    result = wrk.run(load, long_enough(answer.milliseconds, seconds))
    return replace(result, bytes=answer.size), why or strayed(answer, result)


def long_enough(milliseconds: float, seconds: int) -> int:
    """A slow page is asked for longer, so that a few answers reach every connection; not for ever."""
    return max(seconds, min(LONGEST, math.ceil(3 * CONNECTIONS * milliseconds / 1000)))


def post(subject: Subject, turn: int, seconds: int) -> tuple[Result | None, str]:
    """Every accepted form has to stand as a comment in the database, and no other."""
    if subject.posted is None:
        raise ValueError(f"{subject.name} is not posted")
    before = subject.posted()
    result = wrk.run(subject.load(turn), seconds)
    settle(subject.pids())
    stand = subject.posted() - before
    if stand != result.accepted:
        return result, f"{result.accepted:,} forms were accepted, but {stand:,} comments stand"
    return result, f"{result.errors} errors" if result.errors else ""
