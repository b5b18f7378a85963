"""Out of the database as Arrow, through ADBC.

PostgreSQL is read on a connection of ADBC's own. SQLite is not: the driver carries a second copy of the SQLite library,
and a process with two copies loses its locks on a file, and even the write-ahead log, when one of them closes it
(docs/adr/0004-snapshot.md). There, the tables wanted are first copied into a file of their own through Django's
connection, which alone is opened through ADBC.

Few rows, and whatever a transaction has not committed yet, come through Django's connection directly: the same rows,
more slowly each.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import adbc_driver_manager
import adbc_driver_postgresql
import adbc_driver_sqlite
import polars as pl
from django.conf import settings
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table to be read: whole, or only the rows that entries after ``since`` recorded or superseded."""

    source: Source
    since: int | None = None

    @property
    def query(self) -> str:
        quote = connection.ops.quote_name
        names = {"id": "id", **self.source.columns}
        columns = ", ".join(f"{quote(column)} AS {quote(name)}" for name, column in names.items())
        table = quote(self.source.model._meta.db_table)
        conditions = [] if self.source.only is None else [quote(self.source.only)]
        if self.since is not None:
            conditions.append(f"(entry_id > {self.since:d} OR superseded_by_id > {self.since:d})")
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return f"SELECT {columns} FROM {table}{where}"  # noqa: S608 - names are the model's, the number is one


def read(wanted: Sequence[Wanted], *, few: bool = False) -> list[pl.DataFrame]:
    """The rows of tables, typed as the tables declare.

    Args:
        few: only a handful of rows is expected, so that Arrow is not worth its setting up.
    """
    if few or connection.in_atomic_block:
        return [_typed(_through_django(one), one.source) for one in wanted]
    if connection.vendor == "postgresql":
        with _adbc(adbc_driver_postgresql.connect(_address(connection.settings_dict))) as link:
            return [_typed(_arrow(link, one.query), one.source) for one in wanted]
    return _through_copies(wanted)


def _through_django(one: Wanted) -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(one.query)
        rows = cursor.fetchall()
    return pl.DataFrame(rows, schema=["id", *one.source.columns], orient="row", infer_schema_length=None)


def _through_copies(wanted: Sequence[Wanted]) -> list[pl.DataFrame]:
    """Copies of SQLite's tables, in a file that nobody else has open."""
    with tempfile.TemporaryDirectory(prefix=".snapshot-", dir=settings.HOME) as folder:
        path = Path(folder) / "copies.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("ATTACH DATABASE %s AS copies", [str(path)])
            try:
                cursor.execute("PRAGMA copies.journal_mode=OFF")
                cursor.execute("PRAGMA copies.synchronous=OFF")
                for at, one in enumerate(wanted):
                    cursor.execute(f"CREATE TABLE copies.t{at} AS {one.query}")
            finally:
                cursor.execute("DETACH DATABASE copies")
        with _adbc(adbc_driver_sqlite.connect(str(path))) as link:
            return [
                _typed(_arrow(link, f"SELECT * FROM t{at}"), one.source)  # noqa: S608 - a name of our own
                for at, one in enumerate(wanted)
            ]


@contextmanager
def _adbc(database: adbc_driver_manager.AdbcDatabase) -> Iterator[adbc_driver_manager.AdbcConnection]:
    try:
        link = adbc_driver_manager.AdbcConnection(database)
        try:
            yield link
        finally:
            link.close()
    finally:
        database.close()


def _arrow(link: adbc_driver_manager.AdbcConnection, query: str) -> pl.DataFrame:
    statement = adbc_driver_manager.AdbcStatement(link)
    try:
        statement.set_sql_query(query)
        stream, _ = statement.execute_query()
        return pl.DataFrame(stream)
    finally:
        statement.close()


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


def _address(parameters: dict[str, Any]) -> str:
    """libpq's key=value form, which takes sockets and odd characters alike."""
    parts = {
        "dbname": parameters["NAME"],
        "user": parameters["USER"],
        "password": parameters["PASSWORD"],
        "host": parameters["HOST"],
        "port": parameters["PORT"],
        **parameters.get("OPTIONS", {}),
    }
    escaped = {key: str(value).replace("\\", "\\\\").replace("'", "\\'") for key, value in parts.items() if value}
    return " ".join(f"{key}='{value}'" for key, value in escaped.items())
