"""How much a database reads to answer, and how it finds what is asked for. Unlike times, these come out the same on any machine."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from portal.measuring.cases import Case
from portal.measuring.subjects import Subject

STEPS = 100  # of SQLite's machine between two of its calls to count them
INNERMOST = re.compile(r"\([^()]*\)")
Statement = tuple[str, tuple[Any, ...]]


def statements(case: Case, subject: Subject) -> list[Statement]:
    """The queries with their parameters as they are sent: a partial index may be missed where a value is not in the text."""
    found: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith("SELECT") and " FROM " in sql:
            found.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    if case.data is None:
        case.ask(subject, 0)  # what only the first request asks is not told
    with connection.execute_wrapper(note):
        case.ask(subject, 0)
    return found


def explained(sql: str, params: tuple[Any, ...]) -> tuple[int, list[str]]:
    """The work that a query makes, in steps of SQLite's machine or in rows that PostgreSQL reads, and its plan in lines."""
    return (explained_by_sqlite if connection.vendor == "sqlite" else explained_by_postgresql)(sql, params)


def explained_by_sqlite(sql: str, params: tuple[Any, ...]) -> tuple[int, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        lines = [row[3] for row in cursor.fetchall()]
        calls = []
        connection.connection.set_progress_handler(lambda: calls.append(1), STEPS)
        try:
            cursor.execute(sql, params)
            cursor.fetchall()
        finally:
            connection.connection.set_progress_handler(None, 0)
    return len(calls) * STEPS, lines


def explained_by_postgresql(sql: str, params: tuple[Any, ...]) -> tuple[int, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        answer = cursor.fetchone()[0]
    root = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
    lines, work = [], 0
    for depth, node in walk(root):
        read = round((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"])
        work += read
        where = node.get("Index Name") or node.get("Relation Name") or ""
        lines.append(f"{'  ' * depth}{node['Node Type']} {where}: {read} rows")
    return work, lines


def walk(node: dict[str, Any], depth: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
    yield depth, node
    for child in node.get("Plans", []):
        yield from walk(child, depth + 1)


def main_table(sql: str) -> str:
    """The table whose rows a query gives."""
    outside, nested = sql, 1
    while nested:  # what stands in brackets belongs to others
        outside, nested = INNERMOST.subn("", outside)
    found = re.search(r' FROM "(\w+)"', outside)
    return found[1] if found else ""


def ways(lines: list[str]) -> str:
    """How a plan finds its rows, in a line: each way into a table or an index once, and how many rows are sorted, if any."""
    found: dict[str, int] = {}
    for line in lines:
        way = re.sub(r": [\d,]+ rows$", "", line.strip())
        rows = re.search(r": ([\d,]+) rows$", line)
        if "Scan" in way or way.startswith(("SEARCH", "SCAN")):
            found[way] = found.get(way, 0) + 1
        elif way.startswith("Sort") and rows:
            found[f"sort of {rows[1]}"] = 1
        elif "TEMP B-TREE" in way:
            found["sort"] = 1
    return ", ".join(f"{times} × {way}" if times > 1 else way for way, times in found.items())
