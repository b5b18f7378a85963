"""The plan of an import."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shejian.base.queries import head_number, unit_tree
from shejian.core.facts.terms import UnitKind
from shejian.core.sheets import CellNote, fold
from shejian.exchange.ledgers import LEDGERS, SheetPlan
from shejian.exchange.ledgers.bodies import PartyOrganizations
from shejian.exchange.ledgers.context import Context
from shejian.exchange.ledgers.standing import latest
from shejian.exchange.planning.closing import Closing, find_closing
from shejian.exchange.planning.collecting import Collected
from shejian.exchange.planning.introducing import introduce
from shejian.exchange.queries import last_closing
from shejian.party.models import PartyOrganizationParticulars
from shejian.registry.models import Registration

OTHER_AUTHORITY = (
    "文件里的登记管理机关“{0}”不在台账里：这可能是别的单位的台账。确要放进同一个台账的，"
    "先用 shejian unit add 行政区划 --kind region --alias {0} 设立，再重新导入"
)
AUTHORITY = re.compile(r"(?:民政[局厅部]|行政审批(?:服务)?局|政务服务.*局|社会组织管理局|社会工作部)$")


@dataclass(frozen=True, slots=True)
class Request:
    """How a file is to be taken.

    Attributes:
        today: the day of the import.
        effective: undated differences hold from this day on; ``None``: the ledger was wrong.
        closing: the ledger's day, when it is not to be found in the file.
    """

    today: date
    effective: date | None = None
    closing: date | None = None


@dataclass
class Plan:
    """What an import would do. ``version`` is the ledger's last entry when it was planned."""

    collected: Collected
    request: Request
    context: Context
    closing: Closing
    version: int
    sheets: list[SheetPlan] = field(default_factory=list)
    notices: list[CellNote] = field(default_factory=list)

    @property
    def faults(self) -> list[CellNote]:
        return [fault for sheet in self.sheets for fault in _in_order(sheet.records.faults)]

    def all_notices(self) -> list[CellNote]:
        return [*self.notices, *(notice for sheet in self.sheets for notice in _in_order(sheet.records.notices))]

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
        last_closing=last_closing(),
        effective=request.effective,
        today=request.today,
        tree=tree,
        may_found_units=tree.root is None,
    )
    plan = Plan(collected, request, context, closing, version, notices=list(collected.notices))
    plan.notices.append(_note("closing", f"台账时点为 {closing.day}（{closing.how}）"))
    _find_root(plan)
    know_names(context)
    for binding in LEDGERS:
        records = collected.records.get(binding.sheet.key)
        if records is None:
            continue
        sheet = SheetPlan(binding, records)
        binding.resolve(sheet, context)
        binding.match(sheet, context)
        introduce(sheet, context)
        if isinstance(binding, PartyOrganizations):
            binding.settle(sheet, context)
        binding.doubts(sheet, context)
        plan.sheets.append(sheet)
    _note_units(plan)
    return plan


def _note(code: str, reason: str) -> CellNote:
    return CellNote("", 0, "", "", code, reason)


def _find_root(plan: Plan) -> None:
    """Whose ledger the file is: the region of the registration authority that most rows name."""
    context, records = plan.context, plan.collected.records.get("organizations")
    names: Counter[str] = Counter()
    if records is not None:
        place = records.layout.sheet.place("authority")
        names = Counter(row[place] for row in records.rows if isinstance(row[place], str))
    if not context.may_found_units:
        known = [ref for name, _ in names.most_common() if (ref := context.unit(name, UnitKind.REGION)) is not None]
        root = context.tree.root
        context.root = known[0] if known else root.id if root else None
        context.may_found_units = bool(known) and not context.tree.children(known[0])
        if names and not known:
            plan.notices.append(_note("other-authority", OTHER_AUTHORITY.format(names.most_common(1)[0][0])))
        return
    if names:
        authority = names.most_common(1)[0][0].strip()
        region = AUTHORITY.sub("", authority) or authority
        aliases = (authority,) if authority != region else ()
        context.root = context.new_units.add(region, UnitKind.REGION, None, aliases)
        context.new_units.refs[fold(authority)] = context.root


def know_names(context: Context) -> None:
    """Names of what the ledger holds, for cells that refer to it."""
    for one, (name,) in latest(Registration, "organization_id", ("name",)).items():
        context.organizations.know(one, name)
    for one, (name,) in latest(PartyOrganizationParticulars, "party_organization_id", ("name",)).items():
        context.bodies.know(one, name)


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
