"""The recorded rows behind a few of the snapshot's: found in its columns, fetched by their numbers.

The database indexes only facts that still stand; the superseded ones of one entity would be a scan of the whole table.
"""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Picture
from shejian.journal.models import DatedFact
from shejian.snapshot.registry import SOURCES


def recorded(picture: Picture, table: str, column: str, value: int) -> list[DatedFact]:
    """Every fact of a table, superseded or not, whose ``column`` is ``value``, as they were recorded."""
    found = picture.every(table).filter(nw.col(column) == value).select("id").collect()["id"].to_list()
    model = SOURCES[table].model
    return list(model.objects.filter(pk__in=found).order_by("entry_id", "id"))
