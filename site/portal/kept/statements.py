"""Reading SQL as far as needed: whether a statement writes, to which table and columns, and which discussion it touches."""

import re
from dataclasses import dataclass
from functools import lru_cache

LONG = 2_000  # characters; a statement that puts many rows in is not met twice

WRITE = re.compile(r'\s*(?:(INSERT)(?: OR \w+)? INTO|(UPDATE)|(DELETE) FROM) "?(\w+)"?[\s(]')
COLUMN = re.compile(r'(?:SET|,) "(\w+)" = ')
HARMLESS = re.compile(r"[\s(]*(SELECT|VALUES|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|START|PRAGMA|SET|SHOW|DECLARE|FETCH|CLOSE|LOCK|LISTEN)\b")
TOUCHED = '"comments_discussion"."id" = %s'
WITHIN = re.compile(r"\([^()]*\)")
ALTERNATIVE = re.compile(r"\b(OR|NOT|CASE)\b")


@dataclass(frozen=True)
class Write:
    """`table` is empty for a statement that cannot be read; `touches` is the place among its parameters of the one discussion it changes."""

    verb: str = ""
    table: str = ""
    columns: frozenset[str] = frozenset()
    touches: int | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.table)


UNREADABLE = Write()


def read(sql: object) -> Write | None:
    """What a statement writes, None for one that only reads."""
    if not isinstance(sql, str):
        return UNREADABLE
    return _read_short(sql) if len(sql) <= LONG else _read(sql)


def _read(sql: str) -> Write | None:
    if HARMLESS.match(sql):
        return None
    found = WRITE.match(sql)
    if found is None:
        return UNREADABLE
    verb, table = next(filter(None, found.groups()[:3])), found[4]
    if verb != "UPDATE":
        return Write(verb, table)
    return Write(verb, table, frozenset(COLUMN.findall(sql)), _touched(sql) if table == "comments_discussion" else None)


_read_short = lru_cache(1024)(_read)


def _touched(sql: str) -> int | None:
    """The parameter that names the discussion, if the statement can change no other."""
    head, _where, conditions = sql.partition(" WHERE ")
    if "SELECT" in head or conditions.count(TOUCHED) != 1 or not _has_to_hold(TOUCHED, conditions):
        return None
    return (head + conditions.partition(TOUCHED)[0]).count("%s")


def _has_to_hold(condition: str, conditions: str) -> bool:
    """Whether this one stands beside the others, and all of them are wanted; Django puts brackets around them, and around what is within."""
    together = conditions[1:-1] if conditions.startswith("(") else conditions
    while together != (outer := WITHIN.sub("", together)):
        together = outer
    return condition in together and not ALTERNATIVE.search(together)
