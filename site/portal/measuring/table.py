"""What was measured, as a table for docs/performance.md."""

from portal.measuring.rounds import Measured

FROM, LIMIT = 1_000, 1.5
ALIKE = 0.65  # of the comments shown


def table(rows: list[list[Measured]]) -> str:
    sizes = sorted({one.size for row in rows for one in row})
    head = ["", "queries", "comments shown", "kB", *(f"{size:,}" for size in sizes), "ratio"]
    lines = ["| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 1) + "|"]
    return "\n".join(lines + [line(row, sizes) for row in rows])


def line(row: list[Measured], sizes: list[int]) -> str:
    """The numbers that hardly differ once, or from the least to the most; the times at each size, median and 95th percentile."""
    times = {one.size: f"{one.median:.1f} ({one.p95:.1f})" for one in row}
    kept = [one for one in row if one.size >= FROM] or row
    cells = [
        row[0].case.name,
        span([one.queries for one in row]),
        span([one.shown for one in kept]),
        span([round(one.bytes / 1000) for one in kept]),
        *(times.get(size, "–") for size in sizes),
        shown_ratio(row),
    ]
    return "| " + " | ".join(cells) + " |"


def shown_ratio(row: list[Measured]) -> str:
    times_longer, start = ratio(row)
    if start == row[-1].size:
        return "–"
    return f"{times_longer:.2f}" + (f" ({start:,})" if start > FROM else "")


def span(numbers: list[int]) -> str:
    least, most = min(numbers), max(numbers)
    return str(least) if least == most else f"{least}–{most}"


def ratio(row: list[Measured]) -> tuple[float, int]:
    """How many times longer the largest takes than a thousand comments, and what it is compared with.

    That is a larger size, or the largest itself, where fewer do not fill a page with what is asked for: about as many are to be shown.
    """
    largest = row[-1]
    start = next((one for one in row if one.size >= FROM and one.shown >= ALIKE * largest.shown), largest)
    return largest.median / start.median, start.size


def complaints(rows: list[list[Measured]]) -> list[str]:
    """What is not as it should be: as many queries at every size, and not much longer at the largest.

    A small discussion may need a query less, where what is looked for stands on its only page.
    """
    found = []
    for row in rows:
        name = row[0].case.name
        if len({one.queries for one in row if one.size >= FROM}) > 1:
            found.append(f"{name}: queries differ, {', '.join(f'{one.queries} at {one.size:,}' for one in row)}")
        if ratio(row)[0] > LIMIT:
            found.append(f"{name}: takes {ratio(row)[0]:.2f} times as long")
    return found
