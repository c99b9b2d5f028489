"""What both backends share: each statement that writes is noticed, and each commit takes the pages away first."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.kept.changing import changing
from portal.kept.folder import is_on
from portal.kept.statements import Write, read
from portal.kept.written import Written, effect_of

Execute = Callable[[Any, Any, bool, dict[str, Any]], Any]


class NoticingWrites(BaseDatabaseWrapper):
    """Put before one of Django's backends. What is written inside a transaction is gathered, and counts when it is committed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written = Written()
        self.execute_wrappers.append(self._notice)

    def _notice(self, execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not is_on() or (isinstance(sql, str) and sql.startswith("SELECT")):
            return execute(sql, params, many, context)
        write = read(sql)
        effect = effect_of(write) if write else None
        if write is None or not effect:
            return execute(sql, params, many, context)
        if not self.get_autocommit() or self.in_atomic_block:
            self.written.add(write, effect, params, many=many)
            return execute(sql, params, many, context)
        if write.is_known:
            return self._in_transaction(execute, sql, params, many, context)
        with changing(_scopes_of(write, effect)):  # may be one that no transaction can hold
            return execute(sql, params, many, context)

    def _in_transaction(self, execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """A write by itself gets a transaction, so that there is a commit to go before."""
        cursor = context["cursor"]
        with transaction.atomic(using=self.alias):
            result = self._notice(execute, sql, params, many, context)
            rows = cursor.fetchall() if " RETURNING " in sql else None
        if rows is not None:  # SQLite commits no statement whose rows are still to be fetched
            cursor.cursor = Fetched(cursor.cursor, rows)
        return result

    def connect(self) -> None:
        self.written = Written()
        super().connect()

    def commit(self) -> None:
        """Takes the pages away, and then commits."""
        if not self.written:
            return super().commit()
        with changing(self.written.scopes(), self.transaction_number()):
            super().commit()
        self.written = Written()

    def rollback(self) -> None:
        self.written = Written()
        super().rollback()

    def transaction_number(self) -> str:
        """By which the database can tell what has become of the transaction; empty where it ends with the process."""
        return ""


def _scopes_of(write: Write, effect: Any) -> set[str]:
    written = Written()
    written.add(write, effect, None, many=False)
    return written.scopes()


class Fetched:
    """A cursor whose rows have been fetched already."""

    def __init__(self, cursor: Any, rows: list[Any]) -> None:
        self._cursor, self._rows = cursor, iter(rows)

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        return [row for row, _ in zip(self._rows, range(size), strict=False)]

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def __iter__(self) -> Any:
        return self._rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)
