"""Which model fills which table of facts. Apps above register theirs when Django starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shejian.core.facts import TABLES, Table
from shejian.journal.models import DatedFact


@dataclass(frozen=True, slots=True)
class Source:
    """A table of facts, the model that holds them, and the database column of each of its columns.

    ``only`` is the flag of the model that the rows of the table have, where not every row of the model is wanted.
    """

    table: Table
    model: type[DatedFact]
    columns: Mapping[str, str]
    only: str | None = None


SOURCES: dict[str, Source] = {}


def register(name: str, model: type[DatedFact], *, only: str | None = None) -> None:
    """Let ``model`` fill the table ``name``; each column is the model's field of that name.

    Args:
        only: a flag of the model; rows without it stay out of the table. What a row says is never rewritten, so that a
            row is in or out for good.

    Raises:
        LookupError: the model lacks a field that the table has.
    """
    table = TABLES[name]
    fields = {field.name: str(field.column) for field in model._meta.concrete_fields}
    asked = [column.name for column in table.columns] + ([only] if only else [])
    missing = [name for name in asked if name not in fields]
    if missing:
        raise LookupError(f"{model.__name__} cannot fill {name}: it has no {', '.join(missing)}")
    SOURCES[name] = Source(table, model, {column.name: fields[column.name] for column in table.columns}, only)
