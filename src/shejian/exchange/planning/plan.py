"""The plan of an import."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shejian.base.queries import head_number, unit_tree
from shejian.core.facts.terms import UnitKind
from shejian.core.sheets import CellNote
from shejian.exchange.ledgers import EVERY_SHEET, SheetPlan
from shejian.exchange.ledgers.bodies import PartyOrganizations
from shejian.exchange.ledgers.context import Context
from shejian.exchange.planning.closing import Closing, find_closing
from shejian.exchange.planning.collecting import Collected
from shejian.exchange.planning.introducing import introduce
from shejian.exchange.planning.mapping import FileMapping
from shejian.exchange.planning.noting import note_cleared, note_late_days
from shejian.exchange.planning.owning import find_root, know_names, known_names, stranger_note
from shejian.exchange.queries import last_closing


@dataclass(frozen=True, slots=True)
class Request:
    """How a file is to be taken.

    Attributes:
        today: the day of the import.
        effective: undated differences hold from this day on; ``None``: the ledger was wrong.
        closing: the ledger's day, when it is not to be found in the file.
        mapping: how sheets are to be read, where their headings do not tell.
    """

    today: date
    effective: date | None = None
    closing: date | None = None
    mapping: FileMapping = field(default_factory=dict)


@dataclass
class Plan:
    """What an import would do.

    Attributes:
        version: the ledger's last entry when it was planned.
        stranger: the file's registration authority when the ledger does not know it; then no row is taken.
    """

    collected: Collected
    request: Request
    context: Context
    closing: Closing
    version: int
    sheets: list[SheetPlan] = field(default_factory=list)
    notices: list[CellNote] = field(default_factory=list)
    stranger: str | None = None

    @property
    def takes(self) -> bool:
        """Whether there is a row that is not left out; without one there is nothing to enter."""
        return any(sheet.takes for sheet in self.sheets)

    @property
    def faults(self) -> list[CellNote]:
        return [fault for sheet in self.sheets for fault in _in_order(sheet.records.faults)]

    def all_notices(self) -> list[CellNote]:
        """Those of the whole file first, then of sheets and columns as a whole, then row by row."""
        whole = sorted(self.notices, key=lambda notice: bool(notice.sheet))
        return [*whole, *(notice for sheet in self.sheets for notice in _in_order(sheet.records.notices))]

    def counts(self) -> dict[str, dict[str, int]]:
        return {sheet.binding.sheet.title: sheet.counts for sheet in self.sheets}


def _in_order(notes: list[CellNote]) -> list[CellNote]:
    return sorted(notes, key=lambda note: note.row)


def plan_import(collected: Collected, request: Request) -> Plan:
    """Compare a workbook with the ledger. Reads only."""
    version = head_number()
    tree = unit_tree(request.today)
    said = find_closing(collected.preamble, collected.records.values(), request.today)
    closing = Closing(request.closing, "导入时指定") if request.closing else said
    context = Context(
        closing=closing.day,
        last_closing=None,
        effective=request.effective,
        today=request.today,
        tree=tree,
        may_found_units=tree.root is None,
    )
    plan = Plan(collected, request, context, closing, version, notices=list(collected.notices))
    plan.notices.append(_note("closing", f"台账时点为 {closing.day}（{closing.how}）"))
    if request.effective is not None and request.effective > request.today:
        plan.notices.append(_note("effective-to-come", f"变更日 {request.effective} 晚于今天，那一天以前照旧，请核对"))
    known = known_names()
    plan.stranger = find_root(context, collected, known)
    if plan.stranger is not None:
        plan.notices.append(stranger_note(context, plan.stranger))
    context.last_closing = last_closing(context.root)
    know_names(context, known)
    for binding in EVERY_SHEET:
        records = collected.records.get(binding.sheet.key)
        if records is not None:
            sheet = SheetPlan(binding, records)
            plan.sheets.append(sheet)
            if plan.stranger is None:
                _compare(sheet, context)
            else:
                _refuse(sheet, plan.stranger)
    _note_units(plan)
    return plan


def _compare(sheet: SheetPlan, context: Context) -> None:
    binding = sheet.binding
    binding.resolve(sheet, context)
    binding.match(sheet, context)
    introduce(sheet, context)
    if isinstance(binding, PartyOrganizations):
        binding.settle(sheet, context)
    binding.doubts(sheet, context)
    note_late_days(sheet, context)
    note_cleared(sheet)


def _refuse(sheet: SheetPlan, authority: str) -> None:
    """Keep every row of a file out whose authority the ledger does not know: it is another unit's."""
    records = sheet.records
    sheet.left_out |= set(range(len(records.rows)))
    if "authority" not in records.layout.places:
        return
    place = sheet.binding.place("authority")
    reason = f"登记管理机关“{authority}”不在台账里，这个文件整个没有导入；见提示"
    for index, values in enumerate(records.rows):
        if index not in records.faulty and values[place] == authority:
            records.fault(index, "authority", authority, "unknown-name", reason)


def _note(code: str, reason: str) -> CellNote:
    return CellNote("", 0, "", "", code, reason)


def _note_units(plan: Plan) -> None:
    drafts = plan.context.new_units.drafts
    if not drafts:
        return
    listed = "、".join(_described(draft) for draft in drafts)
    if plan.context.may_found_units:
        plan.notices.append(_note("units", f"台账里还没有单位，按文件设立 {len(drafts)} 个：{listed}"))
    else:
        plan.notices.append(_note("units", f"按最上级党组织设立党建领导机关：{listed}"))


def _described(draft: Any) -> str:
    return f"{draft.name}（{'即' + '、'.join(draft.aliases) if draft.aliases else UnitKind(draft.kind).label}）"
