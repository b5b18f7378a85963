"""Frames of the whole ledger, kept by this process and refreshed table by table where the ledger changed."""

from __future__ import annotations

from threading import Lock
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Max, Q, Sum

from shejian.core.facts import Picture
from shejian.journal.models import Entry, Head, Seal
from shejian.journal.models.sealed import table_name
from shejian.journal.services.posting import under_way
from shejian.snapshot.reading import Wanted, read
from shejian.snapshot.registry import SOURCES

FEW = 5000


class Snapshot:
    """Every table as columns, each up to the last entry that touched it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._store: tuple[Any, ...] = ()
        self._frames: dict[str, pl.DataFrame] = {}
        self._versions: dict[str, int] = {}
        self._seen: tuple[int, str] = (0, "")
        self._inside: tuple[tuple[Any, ...], dict[str, pl.DataFrame]] = ((), {})

    def picture(self, known: int | None = None) -> Picture:
        """The ledger as known at entry ``known``; ``None`` means as known now."""
        if connection.in_atomic_block:
            return _uncommitted(known) if under_way() else self._within_transaction(known)
        with self._lock:
            head = self._refresh()
            frames = dict(self._frames)
        return Picture(frames, head if known is None else known)

    def _within_transaction(self, known: int | None) -> Picture:
        """What a transaction sees between its entries: by the head's digest, which speaks for every row, what is held
        already, or what was read last inside a transaction."""
        head = Head.objects.filter(pk=1).first() or Head()
        seen = (*_store(), head.number, head.digest)
        with self._lock:
            held = seen == (*self._store, *self._seen)
            frames = dict(self._frames) if held else self._inside[1] if seen == self._inside[0] else None
        if frames is None:
            frames = _read_inside()
            self._inside = (seen, frames)
        return Picture(frames, head.number if known is None else known)

    def _refresh(self) -> int:
        """Bring every table up to the journal's end; returns the end's number."""
        store = _store()
        head = Head.objects.filter(pk=1).first() or Head()
        if store != self._store or not self._continues():
            self._store, self._frames, self._versions = store, {}, {}
        self._seen = (head.number, head.digest)
        self._renew(head.number)
        return head.number

    def _continues(self) -> bool:
        """Whether the journal still holds the entry up to which the frames go: a store may have been replaced."""
        number, digest = self._seen
        return not number or Entry.objects.filter(number=number, digest=digest).exists()

    def _renew(self, head: int) -> None:
        """Read whole what is not held, and of the rest only what entries since the last reading did."""
        oldest = min(self._versions.values(), default=0)
        since = Q(entry__gt=oldest)
        touched = Seal.objects.values("table").annotate(last=Max("entry"), rows=Sum("count", filter=since))
        last = {seal["table"]: seal["last"] for seal in touched}
        stale = [
            name
            for name, source in SOURCES.items()
            if self._versions.get(name, -1) < last.get(table_name(source.model), 0)
        ]
        if not stale:
            return
        wanted = [Wanted(SOURCES[name], self._versions.get(name)) for name in stale]
        rows = sum(seal["rows"] or 0 for seal in touched)
        few = bool(self._frames) and rows < FEW
        for name, fresh in zip(stale, read(wanted, few=few), strict=True):
            held = self._frames.get(name)
            if held is not None:
                fresh = pl.concat([held.join(fresh.select("id"), on="id", how="anti"), fresh])
            self._frames[name] = fresh
            self._versions[name] = head


def _store() -> tuple[Any, ...]:
    settings = connection.settings_dict
    return (settings["ENGINE"], settings["NAME"], settings.get("HOST"), settings.get("PORT"))


def _read_inside() -> dict[str, pl.DataFrame]:
    return dict(zip(SOURCES, read([Wanted(source) for source in SOURCES.values()]), strict=True))


def _uncommitted(known: int | None) -> Picture:
    """The ledger in the middle of an entry: for checks before it is closed."""
    frames = _read_inside()
    highest = max((_highest(frame) for frame in frames.values()), default=0)
    head = Head.objects.filter(pk=1).first() or Head()
    return Picture(frames, max(head.number, highest) if known is None else known)


def _highest(frame: pl.DataFrame) -> int:
    highest = frame.select(pl.max_horizontal(pl.col("entry").max(), pl.col("superseded_by").max())).item()
    return int(highest or 0)


SNAPSHOT = Snapshot()
