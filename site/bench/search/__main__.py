"""`make bench-search`: the first page of a search in 2,000 columns and 100,000 comments, beside WordPress's in as many posts."""

import re
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from bench.answers import Answer, ask, connect
from bench.figures import Target
from bench.machine import machine, versions
from bench.options import Options, Wrong, read
from bench.processes import settle
from bench.search import posting
from bench.search.sites import Sites, sites
from bench.search.texts import COLUMNS, COMMENTS, COMMON, RARE
from bench.stage import say
from bench.table import number, table, verdicts
from bench.wrk import Load

TURNS = 8  # in each round
WARM_UP = 12  # so that every process has answered
MOST, HALF, HARDLY = 100.0, 0.5, 1.5  # milliseconds; of WordPress's time; times as long as in quiet
WORDS = {"a common word": COMMON, "a rare word": RARE}
RESULTS = re.compile(rb'<article class="(?:teaser|voice|entry)|<article id="post-')
Times = dict[str, list[float]]


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_args: sys.exit(143))  # so that what was started ends as well
    try:
        options = read()
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 2
    head, began = machine(), time.monotonic()
    with sites(options) as found:
        asked = loads(found)
        answers = {what: look(what, load) for what, load in asked.items()}
        times = measure(found, asked, options)
        for name, site in found.ours.items():
            say(f"Posting on {name} …")
            times |= posting.measure(name, site)
        print(report(found, times, answers, f"Medians of {options.rounds} interleaved rounds, one request at a time\n{head}\n{versions()}"))
    print(f"\nTaken in {(time.monotonic() - began) / 60:.0f} minutes.")
    return 0


def loads(found: Sites) -> dict[str, Load]:
    asked: dict[str, Load] = {}
    for word, text in WORDS.items():
        for name, site in found.ours.items():
            asked |= {f"{name}, {word}": site.search(text), f"{name}, {word}, its comments": site.search(text, "&kind=comments")}
        theirs = found.theirs(text)
        if theirs:
            asked[f"WordPress, {word}"] = theirs
    for name, site in found.ours.items():
        asked[f"{name}, what is proposed"] = site.suggestions("변ㅎ")
    return asked


def look(what: str, load: Load) -> Answer:
    """Raises ValueError where an answer is not what it should be: a figure for an error page is worth nothing."""
    for _time in range(WARM_UP):
        answer = ask(load)
    if answer.status != 200 or (answer.body[:1] != b"{" and not RESULTS.search(answer.body)):
        raise ValueError(f"{what} answered {answer.status}, and shows {len(RESULTS.findall(answer.body))} results")
    return answer


def measure(found: Sites, asked: dict[str, Load], options: Options) -> Times:
    """Everything in turn, so that whatever else the machine does falls on all of it."""
    times: Times = defaultdict(list)
    for turn in range(options.rounds):
        say(f"Round {turn + 1} of {options.rounds} …")
        settle([pid for site in found.ours.values() for pid in site.server.pids])
        lines = {what: connect(load.url) for what, load in asked.items()}
        for place in range(TURNS + 1):
            for what, load in asked.items():
                took = ask(load, lines[what]).milliseconds
                if place:  # the first one opens the connection
                    times[what].append(took)
        for line in lines.values():
            line.close()
    return times


def report(found: Sites, times: Times, answers: dict[str, Answer], head: str) -> str:
    rows = [
        [
            what,
            number(median(taken)),
            number(at(taken, 0.95)),
            str(len(RESULTS.findall(answers[what].body)) or "–") if what in answers else "–",
            f"{answers[what].size:,}" if what in answers else "–",
        ]
        for what, taken in times.items()
    ]
    whole = table([f"{COLUMNS:,} columns or posts, {COMMENTS:,} comments", "median ms", "p95 ms", "results shown", "bytes"], rows)
    return "\n" + "\n\n".join([head, whole, verdicts(targets(times)), *(f"Left out: {line}" for line in found.left_out)])


def targets(times: Times) -> list[Target]:
    aims: list[Target] = []
    for what, taken in times.items():
        name, word = what.split(", ")[:2]
        if word not in WORDS or name == "WordPress" or what.endswith("its comments"):
            continue
        theirs = times.get(f"WordPress, {word}")
        aims.append(Target(f"{what}", median(taken), MOST, at_least=False, show="{:.1f} ms".format))
        aims.append(Target(f"{what} / WordPress", median(taken) / median(theirs) if theirs else None, HALF, at_least=False))
    for what, taken in times.items():
        name, _comma, rest = what.partition(", ")
        if rest == posting.INDEXED:
            quiet = median(times[f"{name}, {posting.QUIET}"])
            aims.append(Target(f"{what} / in quiet", median(taken) / quiet, HARDLY, at_least=False))
    return aims


def at(taken: Sequence[float], part: float) -> float:
    return sorted(taken)[round(part * (len(taken) - 1))]


if __name__ == "__main__":
    sys.exit(main())
