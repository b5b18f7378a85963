"""Frames of the whole ledger, kept by this process and refreshed table by table where the ledger changed."""

from __future__ import annotations

from threading import Lock
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Max

from shejian.core.facts import Picture
from shejian.journal.models import Head, Seal
from shejian.journal.models.sealed import table_name
from shejian.snapshot.reading import Reader, reader
from shejian.snapshot.registry import SOURCES, Source


class Snapshot:
    """Every table as columns, each as of the last entry that touched it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._store: tuple[Any, ...] = ()
        self._frames: dict[str, pl.DataFrame] = {}
        self._versions: dict[str, int] = {}

    def picture(self, known: int | None = None) -> Picture:
        """The ledger as known at entry ``known``; ``None`` means as known now."""
        if connection.in_atomic_block:
            return self._uncommitted(known)
        with self._lock:
            head = self._refresh()
            frames = dict(self._frames)
        return Picture(frames, head if known is None else known)

    def _uncommitted(self, known: int | None) -> Picture:
        with reader() as read:
            frames = {name: read.read(source) for name, source in SOURCES.items()}
        highest = max((_highest(frame) for frame in frames.values()), default=0)
        return Picture(frames, max(_head(), highest) if known is None else known)

    def _refresh(self) -> int:
        """Bring every table up to the journal's end; returns the end's number."""
        settings = connection.settings_dict
        store = (settings["ENGINE"], settings["NAME"], settings.get("HOST"), settings.get("PORT"))
        if store != self._store:
            self._store, self._frames, self._versions = store, {}, {}
        head = _head()
        touched = dict(Seal.objects.values_list("table").annotate(last=Max("entry")))
        stale = [
            (name, source)
            for name, source in SOURCES.items()
            if self._versions.get(name, -1) < touched.get(table_name(source.model), 0)
        ]
        if any(version > head for version in self._versions.values()):
            self._frames, self._versions, stale = {}, {}, list(SOURCES.items())
        if stale:
            with reader() as read:
                for name, source in stale:
                    self._frames[name] = self._renewed(read, name, source)
                    self._versions[name] = head
        return head

    def _renewed(self, read: Reader, name: str, source: Source) -> pl.DataFrame:
        """The table anew: only rows that entries since the last reading recorded or superseded are fetched."""
        held = self._frames.get(name)
        if held is None:
            return read.read(source)
        fresh = read.read(source, since=self._versions[name])
        if fresh.is_empty():
            return held
        return pl.concat([held.join(fresh.select("id"), on="id", how="anti"), fresh])


def _head() -> int:
    return Head.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def _highest(frame: pl.DataFrame) -> int:
    highest = frame.select(pl.max_horizontal(pl.col("entry").max(), pl.col("superseded_by").max())).item()
    return int(highest or 0)


SNAPSHOT = Snapshot()
