"""The tables of a picture on a second engine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import polars as pl


def relations(link: duckdb.DuckDBPyConnection, folder: Path, tables: Mapping[str, pl.DataFrame]) -> dict[str, Any]:
    """Each table as a DuckDB table; Parquet carries them over, because the engines share no other format here."""
    found = {}
    for name, frame in tables.items():
        path = folder / f"{name}.parquet"
        frame.write_parquet(path)
        link.execute(f'CREATE TABLE "{name}" AS SELECT * FROM read_parquet(?)', [str(path)])
        found[name] = link.table(f'"{name}"')
    return found
