"""What a run found: what was measured, and how it stands beside the others."""

from dataclasses import dataclass
from statistics import median

from bench.browser import View
from bench.figures import Target, middle, ratio, span
from bench.growth import FROM, Asked
from bench.rounds import BARE, FILE, FRONT, MEMBER, POST, WARM, WP, WP_CACHED, WP_MEMBER, WP_POST, Outcome
from bench.stage import POSTGRESQL, SQLITE
from bench.table import number, table

SIZE_LIMIT = 1.2


@dataclass(frozen=True)
class After:
    """What is looked at beside the rounds; None for what could not be."""

    starts: list[float]  # seconds
    view: View | None
    memory: dict[str, float | None]  # MiB, by the name of a stack


def targets(outcome: Outcome, after: After) -> list[Target]:
    return [*pages(outcome), *sizes(outcome), *posting(outcome), *first_view(after.view), *whole(after)]


def beside(outcome: Outcome, what: str, ours: str, theirs: str, limit: float | None, *, percent: bool = False) -> Target:
    """Our answers a second as so many times theirs."""
    rounds = outcome.results
    show = "{:.1%}".format if percent else "{:.2f} ×".format
    found = ratio(middle(rounds, ours), middle(rounds, theirs))
    return Target(what, found, limit, show=show, span=span(rounds, ours, theirs))


def pages(outcome: Outcome) -> list[Target]:
    return [
        beside(outcome, "1 stranger, our server / the same bytes as a file", WARM, FILE, 0.60, percent=True),
        beside(outcome, "2 stranger, through nginx / the same bytes as a file", FRONT, FILE, 0.80, percent=True),
        beside(outcome, "2 stranger, through nginx / WordPress behind its page cache", FRONT, WP_CACHED, 1.0),
        beside(outcome, "3 stranger, nothing kept / WordPress without a cache", BARE, WP, 5.0),
        beside(outcome, "4 member / WordPress, logged in", MEMBER, WP_MEMBER, 25.0),
    ]


def sizes(outcome: Outcome) -> list[Target]:
    growth = outcome.growth
    strangers = [asked for asked in growth.loads if asked.who == "stranger"]
    larger = [asked for asked in strangers if asked.size > FROM] or [Asked(SQLITE, "stranger", 10_000)]
    return [
        Target(f"5 {asked.size:,} comments / {FROM:,}, {asked.database}", growth.ratio(asked), SIZE_LIMIT, at_least=False)
        for asked in larger
    ]


def posting(outcome: Outcome) -> list[Target]:
    rounds, here, other = outcome.results, POST[POSTGRESQL], POST[SQLITE]
    shown = "{:.1f} ms".format
    return [
        beside(outcome, "6 posting, PostgreSQL / WordPress", here, WP_POST, 8.0),
        Target("6 posting, PostgreSQL, 95th percentile", middle(rounds, here, "p95"), 25.0, at_least=False, show=shown),
        beside(outcome, "6 posting, SQLite / WordPress", other, WP_POST, None),
        Target("6 posting, SQLite, 95th percentile", middle(rounds, other, "p95"), show=shown),
    ]


def first_view(view: View | None) -> list[Target]:
    found = (float(view.requests), view.bytes / 1000, float(view.foreign)) if view else (None, None, None)
    return [
        Target("7 first view: requests", found[0], 6, at_least=False, show="{:.0f}".format),
        Target("7 first view: kB on the wire", found[1], 60, at_least=False, show="{:.1f} kB".format),
        Target("7 first view: requests to other hosts", found[2], 0, at_least=False, show="{:.0f}".format),
    ]


def whole(after: After) -> list[Target]:
    starts, theirs = after.starts, after.memory.get("WordPress")
    where = (min(starts), max(starts)) if starts else None
    shown = "{:.2f} s".format
    return [
        Target("8 start to first answer", median(starts) if starts else None, 3.0, at_least=False, show=shown, span=where),
        Target("8 memory with PostgreSQL / WordPress", ratio(after.memory.get(POSTGRESQL), theirs), 1.5, at_least=False),
        Target("8 memory with SQLite / WordPress", ratio(after.memory.get(SQLITE), theirs), at_least=False),
    ]


def memory(after: After) -> str:
    return table(["memory after load, PSS", "MiB"], [[name, number(value, 0)] for name, value in after.memory.items()])
