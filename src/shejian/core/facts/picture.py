"""The ledger as it was known at one journal entry, cut by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals as nw

from shejian.core.facts.tables import TABLES

Frame = nw.LazyFrame[Any]


class Picture:
    """Every table of facts as the ledger knew it when entry ``known`` had been written.

    Args:
        natives: for each table of ``TABLES`` a native frame of any engine Narwhals speaks (Polars in process, DuckDB
            or Spark elsewhere) with that table's columns.
        known: number of the last journal entry to heed; later entries have not happened yet.
    """

    def __init__(self, natives: Mapping[str, Any], known: int) -> None:
        missing = TABLES.keys() - natives.keys()
        if missing:
            raise KeyError(f"tables without a frame: {', '.join(sorted(missing))}")
        self.known = known
        self._natives = natives
        self._kept: dict[str, Frame] = {}

    def facts(self, name: str) -> Frame:
        """All facts of a table that the ledger held to be true, for whatever day."""
        if name not in self._kept:
            frame = nw.from_native(self._natives[name]).lazy()
            columns = [column.name for column in TABLES[name].own] + ["start", "end"]
            heard = nw.col("entry") <= self.known
            upheld = nw.col("superseded_by").is_null() | (nw.col("superseded_by") > self.known)
            self._kept[name] = keep(frame.filter(heard & upheld).select(*columns))
        return self._kept[name]

    def on(self, name: str, day: date) -> Frame:
        """The facts of a table that hold at the close of ``day``."""
        begun = nw.col("start").is_null() | (nw.col("start") <= day)
        lasting = nw.col("end").is_null() | (nw.col("end") > day)
        return self.facts(name).filter(begun & lasting)

    def every(self, name: str) -> Frame:
        """All facts of a table that were ever recorded, whichever entry is asked for, superseded ones among them."""
        frame: Frame = nw.from_native(self._natives[name]).lazy()
        return frame

    @property
    def rows(self) -> int:
        """How many rows its frames hold; those that an engine elsewhere would have to count first are left out."""
        return sum(len(native) for native in self._natives.values() if hasattr(native, "__len__"))

    def anew(self) -> Picture:
        """The same picture, of which nothing was read yet."""
        return Picture(self._natives, self.known)

    @property
    def read(self) -> frozenset[str]:
        """The tables of which facts were read so far."""
        return frozenset(self._kept)

    def same_as(self, other: Picture) -> bool:
        """Whether both are of the same entry and of the very same frames, so that what was computed from one holds."""
        return self.known == other.known and all(self._natives[name] is other._natives[name] for name in TABLES)

    def within(self, name: str, since: date, on: date) -> Frame:
        """The facts of a table that begin in the period from ``since`` to ``on``, both included."""
        return self.facts(name).filter((nw.col("start") >= since) & (nw.col("start") <= on))


def keep(frame: Frame) -> Frame:
    """The same frame, computed once where the engine is in this process; elsewhere left to the engine's planner."""
    if frame.implementation.is_polars():
        return frame.collect().lazy()
    return frame
