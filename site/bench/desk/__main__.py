"""`make bench-desk`: the moderation desk with ten thousand comments that wait, beside WordPress's list of as many."""

import signal
import sys
import time
from collections import defaultdict
from statistics import median

from bench.answers import ask, connect
from bench.desk.sites import FEW, MANY, Site, Sites, sites
from bench.figures import Target
from bench.machine import machine, versions
from bench.options import Wrong, read
from bench.stage import say
from bench.table import number, table, verdicts
from bench.wrk import Load

TURNS = 20  # in each round
WARM_UP = 12  # so that every process has answered
THIRD, ABOVE, SAME = 1 / 3, 5.0, 1.2  # of WordPress's time; milliseconds above an empty page; times as long as with few comments
WORDPRESS = "WordPress, its list of what waits"
Times = dict[str, list[float]]


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_args: sys.exit(143))  # so that what was started ends as well
    try:
        options = read()
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 2
    head, began = machine(), time.monotonic()
    with sites(options, [FEW, MANY]) as found:
        times = measure(loads(found), options.rounds)
        print(report(found, times, f"{options.rounds} interleaved rounds, one request at a time\n{head}\n{versions()}"))
    print(f"\nTaken in {(time.monotonic() - began) / 60:.0f} minutes.")
    return 0


def loads(found: Sites) -> dict[str, Load]:
    asked: dict[str, Load] = {}
    for site in found.ours.values():
        asked |= {name(site, "an empty page"): site.empty, name(site, "the queue"): site.queue}
        asked |= {name(site, "a case"): site.case, name(site, "the panes beside"): site.beside}
    if found.wordpress:
        asked[WORDPRESS] = found.wordpress.desk()
    return asked


def name(site: Site, what: str) -> str:
    return f"{site.home.name}, {site.comments:,} comments, {site.waiting:,} waiting: {what}"


def measure(asked: dict[str, Load], rounds: int) -> Times:
    """Everything in turn, so that whatever else the machine does falls on all of it. Raises ValueError where a page is not what it should be."""
    times: Times = defaultdict(list)
    for what, load in asked.items():
        for _time in range(WARM_UP):
            answer = ask(load)
        if answer.status != 200 or (what == WORDPRESS and b'id="the-comment-list"' not in answer.body):
            raise ValueError(f"{what} answered {answer.status}")
    for turn in range(rounds):
        say(f"Round {turn + 1} of {rounds} …")
        lines = {what: connect(load.url) for what, load in asked.items()}
        for time_of_round in range(TURNS + 1):
            for what, load in asked.items():
                took = ask(load, lines[what]).milliseconds
                if time_of_round:  # the first one opens the connection
                    times[what].append(took)
        for line in lines.values():
            line.close()
    return times


def report(found: Sites, times: Times, head: str) -> str:
    rows = [[what, number(median(taken)), number(sorted(taken)[round(0.95 * (len(taken) - 1))])] for what, taken in times.items()]
    parts = [head, table(["what was asked", "median ms", "p95 ms"], rows), verdicts(targets(found, times))]
    return "\n" + "\n\n".join([*parts, *(f"Left out: {line}" for line in found.left_out)])


def targets(found: Sites, times: Times) -> list[Target]:
    held = {what: median(taken) for what, taken in times.items()}
    aims: list[Target] = []
    for (database, comments), site in found.ours.items():
        queue, empty = name(site, "the queue"), name(site, "an empty page")
        if comments == MANY[0]:
            few = held[name(found.ours[database, FEW[0]], "the queue")]
            # Of each turn by itself, in which one is asked right after the other: what else the machine did falls on both.
            above = median(one - other for one, other in zip(times[queue], times[empty], strict=True))
            theirs = held.get(WORDPRESS)
            shown = "{:.1f} ms".format
            aims += [
                Target(f"{database}: the queue / WordPress's list", held[queue] / theirs if theirs else None, THIRD, at_least=False),
                Target(f"{database}: the queue, above an empty page", above, ABOVE, at_least=False, show=shown),
                Target(f"{database}: {MANY[0]:,} comments / {FEW[0]:,}", held[queue] / few, SAME, at_least=False),
            ]
    return aims


if __name__ == "__main__":
    sys.exit(main())
