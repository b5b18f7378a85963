"""Notices that any ledger may call for: days to come, and cells that would clear what the ledger holds."""

from __future__ import annotations

from datetime import date

from shejian.core.sheets import CellNote, Kind, Nature
from shejian.exchange.ledgers import SheetPlan
from shejian.exchange.ledgers.context import Context

HAPPENED = (Nature.EVENT, Nature.END, Nature.KEY)
FORESEEN = {("guidance", "end")}
"""Days that are set beforehand: for how long somebody is sent."""


def note_late_days(sheet: SheetPlan, context: Context) -> None:
    """Note days after the ledger's own, of which it cannot know yet."""
    records = sheet.records
    latest = min(context.closing, context.today)
    for place, column in enumerate(sheet.binding.sheet.columns):
        foreseen = (sheet.binding.sheet.key, column.key) in FORESEEN
        if column.kind is not Kind.DATE or column.nature not in HAPPENED or foreseen:
            continue
        days = {row[place] for row in records.rows}
        late = {day for day in days if isinstance(day, date) and day > latest}
        if not late:
            continue
        for index, row in enumerate(records.rows):
            day = row[place]
            if day in late and index not in records.faulty and index not in sheet.left_out:
                than = "今天" if day > context.today else f"台账时点 {context.closing}"
                records.notice(index, column.key, day, "future", f"日期晚于{than}，请核对")


def note_cleared(sheet: SheetPlan) -> None:
    """Note, for each column, how many blank cells would correct what the ledger holds to nothing."""
    for column in sheet.binding.sheet.columns:
        cleared = sum(
            1 for one in sheet.changed if column.key in one.fields and one.fields[column.key][1] in (None, ())
        )
        if cleared:
            reason = f"有 {cleared} 格是空的，而账上有内容，按更正为空记；如果只是没填，请补上再导入"
            sheet.records.notices.append(CellNote(sheet.records.title, 0, column.heading, "", "cleared", reason))
