"""Writes that are compiled once, as `accounts.prepared` does with what is read: for what happens while others wait for the same row."""

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Model, QuerySet
from django.db.models.sql import InsertQuery, UpdateQuery

from accounts.planned import Planned
from accounts.prepared import Value, filled, kept_cursor, planned, sent, slots, stand_ins

PLAIN = {int, str, bool, type(None)}


class PreparedUpdate:
    """`build` gives, for values of these `kinds`, a few rows by their keys and what is set in them. Called it gives how many it changed."""

    def __init__(self, build: Callable[..., tuple[QuerySet[Any], dict[str, Any]]], *kinds: type[Value]) -> None:
        self.build, self.kinds = build, kinds
        self._compiled: dict[str, tuple[str, tuple[Any, ...], list[tuple[int, int]]]] = {}

    def __call__(self, *values: Value) -> int:
        connection = connections[DEFAULT_DB_ALIAS]
        sql, params, places = self._compiled.get(connection.vendor) or self._compile(connection)
        cursor = kept_cursor(connection)
        with transaction.mark_for_rollback_on_error(using=connection.alias):
            cursor.execute(sql, filled(params, places, sent(connection, values)))
        return int(cursor.rowcount)

    def _compile(self, connection: Any) -> tuple[str, tuple[Any, ...], list[tuple[int, int]]]:
        values = stand_ins(self.kinds)
        rows, changes = self.build(*values)
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(changes)
        sql, params = query.get_compiler(using=connection.alias).as_sql()
        places = slots(params, sent(connection, values))
        self._compiled[connection.vendor] = made = planned(sql, params, places), tuple(params), places
        return made


class PreparedInsert:
    """Inserts a new instance of a model that numbers its rows itself, as `save(force_insert=True)` does where nobody listens to signals."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self._compiled: dict[str, str] = {}

    def __call__(self, instance: Model) -> None:
        connection = connections[DEFAULT_DB_ALIAS]
        fields = [field for field in self.model._meta.local_concrete_fields if not field.primary_key]
        sql = self._compiled.get(connection.vendor) or self._compile(connection, fields, instance)
        cursor = kept_cursor(connection)
        with transaction.mark_for_rollback_on_error(using=connection.alias):
            cursor.execute(sql, [_param(field, field.pre_save(instance, True), connection) for field in fields])
            if connection.features.can_return_columns_from_insert:
                [(instance.pk,)] = cursor.fetchall()
            else:
                instance.pk = connection.ops.last_insert_id(cursor, self.model._meta.db_table, "id")
        instance._state.adding, instance._state.db = False, connection.alias

    def _compile(self, connection: Any, fields: list[Any], instance: Model) -> str:
        query = InsertQuery(self.model)
        query.insert_values(fields, [instance])
        compiler: Any = query.get_compiler(using=connection.alias)
        if connection.features.can_return_columns_from_insert:
            compiler.returning_fields = [self.model._meta.pk]
        [(sql, params)] = compiler.as_sql()
        self._compiled[connection.vendor] = made = Planned.of(sql, tuple(params), tuple(range(len(params))))
        return made


def _param(field: Any, value: Any, connection: Any) -> Any:
    """As the field gives it to the database, which is as it is for what needs no words about it."""
    return value if type(value) in PLAIN else field.get_db_prep_save(value, connection)
