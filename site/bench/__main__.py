"""`make bench`: brings everything up, measures it in rounds, prints the tables, and leaves nothing behind."""

import signal
import sys
import time
from pathlib import Path

from bench.after import look
from bench.growth import NAMES, shown
from bench.machine import machine, versions
from bench.options import CONNECTIONS, Options, Wrong, read
from bench.place import ROOT, missing
from bench.report import After, memory, targets
from bench.rounds import ORDER, Outcome, measure, measure_growth
from bench.stage import grown, stage
from bench.svg import draw
from bench.table import measured, verdicts

PICTURES = ROOT / "docs" / "pictures"


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_args: sys.exit(143))  # so that what was started ends as well
    began = time.monotonic()
    try:
        options = read()
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 2
    if missing("wrk"):
        print("wrk is not installed (apt install wrk), and everything here is measured with it.", file=sys.stderr)
        return 2
    head = machine()
    with stage(options) as found:
        outcome = measure(found)
        after = look(found, outcome)
        with grown(found):
            measure_growth(found, outcome)
        left_out = found.left_out
    print(report(options, head, outcome, after, left_out))
    if options.growth:
        keep(outcome)
    print(f"\nTaken in {(time.monotonic() - began) / 60:.0f} minutes.")
    return 1 if outcome.troubles else 0


def report(options: Options, head: str, outcome: Outcome, after: After, left_out: list[str]) -> str:
    how = (
        f"{CONNECTIONS} connections, medians of {options.rounds} interleaved rounds of {options.seconds} seconds; a column with 50 comments"
    )
    parts = [
        f"{how}\n{head}\n{versions()}",
        measured(ORDER, outcome.results),
        shown(outcome.growth),
        memory(after),
        verdicts(targets(outcome, after)),
        "\n".join(f"Left out: {line}" for line in left_out),
        "\n".join(f"WRONG: {line}" for line in outcome.troubles),
    ]
    return "\n" + "\n\n".join(filter(None, parts))


def keep(outcome: Outcome) -> None:
    """Draws the curves into the documentation."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for who, name in NAMES.items():
        curves = outcome.growth.curves(who)
        if curves:
            file: Path = PICTURES / f"growth-{who}.svg"
            file.write_text(draw(f"The first page for {name}: milliseconds", curves))
            print(f"Drawn: {file.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
