"""Out of the database as Arrow: through ADBC from SQLite or PostgreSQL, on a connection of its own.

Inside a transaction (a preview, a check before commit) ADBC would not see what is not committed; there the rows come
through Django's own connection, more slowly and the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import adbc_driver_manager
import adbc_driver_postgresql
import adbc_driver_sqlite
import polars as pl
from django.db import connection

from shejian.core.facts import ColumnType
from shejian.snapshot.registry import Source

DTYPES: dict[ColumnType, Any] = {
    ColumnType.ID: pl.Int64,
    ColumnType.TEXT: pl.String,
    ColumnType.FLAG: pl.Boolean,
    ColumnType.COUNT: pl.Int64,
    ColumnType.DATE: pl.Date,
}


class Reader:
    """Reads tables, whole or from an entry on."""

    def __init__(self, adbc: adbc_driver_manager.AdbcConnection | None) -> None:
        self._adbc = adbc

    def read(self, source: Source, since: int | None = None) -> pl.DataFrame:
        """The rows of a table; with ``since``, only those recorded or superseded by entries after it."""
        quote = connection.ops.quote_name
        columns = ", ".join(
            f"{quote(column)} AS {quote(name)}" for name, column in {"id": "id", **source.columns}.items()
        )
        query = f"SELECT {columns} FROM {quote(source.model._meta.db_table)}"  # noqa: S608 - names are the model's
        if since is not None:
            query += f" WHERE entry_id > {int(since)} OR superseded_by_id > {int(since)}"
        return _typed(self._arrow(query) if self._adbc else self._rows(query, source), source)

    def _arrow(self, query: str) -> pl.DataFrame:
        assert self._adbc is not None  # noqa: S101 - chosen by the caller
        statement = adbc_driver_manager.AdbcStatement(self._adbc)
        try:
            statement.set_sql_query(query)
            stream, _ = statement.execute_query()
            return pl.DataFrame(stream)
        finally:
            statement.close()

    def _rows(self, query: str, source: Source) -> pl.DataFrame:
        with connection.cursor() as cursor:
            cursor.execute(query)
            rows = cursor.fetchall()
        names = ["id", *source.columns]
        return pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)


def _typed(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    """The frame with the types its table declares: SQLite gives days as text and flags as numbers."""
    casts = [pl.col("id").cast(pl.Int64)]
    for column in source.table.columns:
        expression = pl.col(column.name)
        if column.type is ColumnType.DATE and frame.schema[column.name] == pl.String:
            casts.append(expression.str.to_date("%Y-%m-%d"))
        else:
            casts.append(expression.cast(DTYPES[column.type]))
    return frame.select(casts)


@contextmanager
def reader() -> Iterator[Reader]:
    """A reader of the ledger as it is committed, or, inside a transaction, as that transaction sees it."""
    if connection.in_atomic_block:
        yield Reader(None)
        return
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        database = adbc_driver_postgresql.connect(_address(settings))
    else:
        database = adbc_driver_sqlite.connect(str(settings["NAME"]))
    try:
        link = adbc_driver_manager.AdbcConnection(database)
        try:
            yield Reader(link)
        finally:
            link.close()
    finally:
        database.close()


def _address(settings: dict[str, Any]) -> str:
    """libpq's key=value form, which takes sockets and odd characters alike."""
    parts = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
        **settings.get("OPTIONS", {}),
    }
    escaped = {key: str(value).replace("\\", "\\\\").replace("'", "\\'") for key, value in parts.items() if value}
    return " ".join(f"{key}='{value}'" for key, value in escaped.items())
