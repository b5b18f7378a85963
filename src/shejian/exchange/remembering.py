"""What a unit's clerks said of headings, to be offered again when the same headings come."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shejian.core.sheets import SheetMapping, exact_columns
from shejian.core.sheets.recognition import HEADING_ROWS
from shejian.exchange.models import HeadingMapping
from shejian.exchange.planning.heads import SheetHead, fingerprint
from shejian.exchange.planning.mapping import FileMapping, declared


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was said before of a sheet's headings, and by which row of it they were known."""

    kept: HeadingMapping
    said: SheetMapping


def remember(*, unit: int, by: int, moment: datetime, heads: Sequence[SheetHead], mapping: FileMapping) -> int:
    """Keep what was said of headings that are not understood by themselves; returns of how many sheets."""
    known = {head.name: head for head in heads}
    kept = 0
    for name, said in mapping.items():
        head, sheet = known.get(name), declared(said.ledger)
        if head is None or sheet is None:
            continue
        own = exact_columns(head.rows, said.heading_row - head.first, sheet)
        if {label: key for label, key in (said.columns or {}).items() if key} == own and head.sure:
            continue
        HeadingMapping.objects.update_or_create(
            unit_id=unit,
            headings=fingerprint(head, said.heading_row),
            defaults={
                "ledger": said.ledger,
                "columns": json.dumps(dict(said.columns or {}), ensure_ascii=False),
                "by_id": by,
                "moment": moment,
            },
        )
        kept += 1
    return kept


def remembered(units: Collection[int], heads: Sequence[SheetHead]) -> Mapping[str, Remembered]:
    """What was said before of these sheets' headings in any of the units, by the sheet's name."""
    rows = {
        (head.name, fingerprint(head, head.first + at)): head.first + at
        for head in heads
        for at in range(min(HEADING_ROWS, len(head.rows)))
    }
    wanted = {headings for _, headings in rows}
    kept = HeadingMapping.objects.filter(unit_id__in=units, headings__in=wanted).select_related("by").order_by("moment")
    found: dict[str, Remembered] = {}
    for one in kept:
        for (name, headings), row in rows.items():
            if headings == one.headings:
                found[name] = Remembered(one, SheetMapping(one.ledger, row, json.loads(one.columns)))
    return found


def forget_mapping(units: Collection[int], number: int) -> bool:
    """Forget what was said; whether there was something to forget."""
    gone, _ = HeadingMapping.objects.filter(pk=number, unit_id__in=units).delete()
    return bool(gone)
