"""How columns are drawn: seeded, whole columns at a time, one stream of lots for each table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from zlib import crc32

import numpy as np
import numpy.typing as npt
import polars as pl

from shejian.core.facts import TABLES, ColumnType

ON = date(2025, 12, 31)
"""The day on which the nation was counted."""
SINCE = date(2025, 1, 1)
EPOCH = date(1970, 1, 1)
FIRST_ENTRIES, LAST_ENTRY = 60, 100
"""Entries 1 to 60 import what there is; those after them correct it."""

DTYPES = {
    ColumnType.ID: pl.Int64,
    ColumnType.TEXT: pl.String,
    ColumnType.FLAG: pl.Boolean,
    ColumnType.COUNT: pl.Int64,
    ColumnType.DATE: pl.Date,
}
Numbers = npt.NDArray[np.int64]
Change = Callable[[pl.DataFrame, np.random.Generator], pl.DataFrame]


def lots(seed: int, name: str) -> np.random.Generator:
    """The stream of one table, so that another table more moves no number of it."""
    return np.random.default_rng([seed, crc32(name.encode())])


def number(day: date) -> int:
    """A day as the number that columns of days hold."""
    return (day - EPOCH).days


def days(numbers: npt.ArrayLike, missing: npt.NDArray[np.bool_] | None = None) -> pl.Series:
    """Numbers of days as days; none where ``missing``."""
    made = pl.Series(np.asarray(numbers, dtype=np.int32)).cast(pl.Date)
    return made if missing is None else blank(made, missing)


def blank(values: pl.Series, missing: npt.NDArray[np.bool_]) -> pl.Series:
    """The values, and nothing where ``missing``."""
    return pl.select(pl.when(pl.lit(pl.Series(~missing))).then(pl.lit(values))).to_series()


def words(rng: np.random.Generator, choices: Sequence[str | None], size: int, odds: Sequence[float]) -> pl.Series:
    """One of the choices in each row."""
    picked = rng.choice(len(choices), size, p=np.asarray(odds) / np.sum(odds))
    return pl.Series(list(choices), dtype=pl.String).gather(picked)


def some(rng: np.random.Generator, size: int, share: float) -> npt.NDArray[np.bool_]:
    """Which rows: about that share of them."""
    return rng.random(size) < share


def on_a_day(numbers: npt.ArrayLike) -> dict[str, pl.Series]:
    """The span of what happened on one day."""
    begun = np.asarray(numbers)
    return {"start": days(begun), "end": days(begun + 1)}


def recorded(
    name: str, frame: pl.DataFrame, rng: np.random.Generator, share: float = 0.0, change: Change | None = None
) -> pl.DataFrame:
    """The facts as entries recorded them: columns and types as the table declares.

    Args:
        share: of how many facts a later entry says otherwise: the fact is superseded, and ``change`` is what holds now.
    """
    wanted = TABLES[name].columns
    size = len(frame)
    frame = frame.with_columns(pl.Series("entry", rng.integers(1, FIRST_ENTRIES + 1, size)))
    wrong = some(rng, size, share)
    later = rng.integers(FIRST_ENTRIES + 1, LAST_ENTRY + 1, size)
    kept = frame.with_columns(blank(pl.Series(later), ~wrong).alias("superseded_by"))
    if change is not None:
        replaced = frame.with_columns(pl.Series("entry", later)).filter(pl.Series(wrong))
        kept = pl.concat([kept, change(replaced, rng)], how="diagonal")
    held = {column.name for column in wanted} & set(kept.columns)
    return kept.select(
        (pl.col(one.name) if one.name in held else pl.lit(None)).cast(DTYPES[one.type]).alias(one.name)
        for one in wanted
    )


def shift(column: str, most: int) -> Change:
    """A correction that moves a day a little: it had been typed wrong."""

    def change(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
        earlier = pl.Series(rng.integers(1, most + 1, len(frame)))
        return frame.with_columns(pl.col(column) - pl.duration(days=earlier))

    return change


def nothing(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """A correction of what is none of the table's columns: the same fact once more."""
    return frame


def years_before(years: float) -> int:
    return number(ON - timedelta(days=round(years * 365.25)))
