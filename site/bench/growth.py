"""How the first page takes longer as its discussion grows: one request at a time, the sizes in turn, so that nothing falls on one alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.answers import ask, connect
from bench.table import number, table
from bench.wrk import Load

TURNS = 8  # in each round
FROM = 1_000  # what the larger ones are compared with
NAMES = {"stranger": "a stranger, nothing kept", "member": "a member"}


@dataclass(frozen=True)
class Asked:
    database: str
    who: str
    size: int


@dataclass
class Growth:
    loads: Mapping[Asked, Load]
    pids: Mapping[str, list[int]] = field(default_factory=dict)
    times: dict[Asked, list[float]] = field(default_factory=lambda: defaultdict(list))  # milliseconds
    shown: dict[Asked, int] = field(default_factory=dict)  # comments

    def measure(self) -> None:
        """One round. Raises OSError or HTTPException where a server does not answer, ValueError where it answers something else."""
        for group in self.groups():
            lines = {asked: connect(self.loads[asked].url) for asked in group}
            for turn in range(TURNS + 1):
                for asked in [*group[turn % len(group) :], *group[: turn % len(group)]]:
                    answer = ask(self.loads[asked], lines[asked])
                    if answer.status != 200:
                        raise ValueError(f"{self.loads[asked].url} answered {answer.status}")
                    self.shown[asked] = answer.comments
                    if turn:  # the first one opens the connection
                        self.times[asked].append(answer.milliseconds)
            for line in lines.values():
                line.close()

    def groups(self) -> Iterator[list[Asked]]:
        """What is compared: the sizes of one database for one kind of reader."""
        for pair in dict.fromkeys((asked.database, asked.who) for asked in self.loads):
            yield [asked for asked in self.loads if (asked.database, asked.who) == pair]

    def median(self, asked: Asked) -> float | None:
        times = self.times.get(asked)
        return median(times) if times else None

    def ratio(self, asked: Asked) -> float | None:
        """How many times as long as at a thousand comments."""
        here, there = self.median(asked), self.median(Asked(asked.database, asked.who, FROM))
        return here / there if here and there else None

    def curves(self, who: str) -> dict[str, dict[int, float]]:
        found: dict[str, dict[int, float]] = defaultdict(dict)
        for asked in self.loads:
            time = self.median(asked)
            if asked.who == who and time is not None:
                found[asked.database][asked.size] = time
        return dict(found)


def shown(growth: Growth) -> str:
    """A line for each database and kind of reader: median and 95th percentile at each size."""
    sizes = sorted({asked.size for asked in growth.loads})
    rows = []
    for group in growth.groups():
        by_size = {asked.size: cell(growth.times[asked]) for asked in group}
        comments = sorted({growth.shown[asked] for asked in group if asked in growth.shown})
        first = f"{group[0].database}, {NAMES[group[0].who]}"
        rows.append([first, "–".join(map(str, comments)), *(by_size.get(size, "") for size in sizes)])
    return table(["first page, ms: median (p95)", "comments shown", *(f"{size:,}" for size in sizes)], rows)


def cell(times: Sequence[float]) -> str:
    return f"{number(median(times))} ({number(sorted(times)[round(0.95 * (len(times) - 1))])})" if times else "–"
