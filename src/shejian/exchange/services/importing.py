"""Applying a plan: one entry, one transaction, and the file kept as its paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from shejian.base.queries import head_number
from shejian.base.services.units import set_up
from shejian.core.facts.terms import Line
from shejian.core.sheets import CellNote
from shejian.exchange.ledgers.bodies import LEADING
from shejian.exchange.ledgers.context import Ids
from shejian.exchange.ledgers.standing import latest, rows_of
from shejian.exchange.planning import Collected, Plan, Request, collect, plan_import
from shejian.exchange.planning.mapping import mapping_document
from shejian.exchange.services.pausing import collector_paused
from shejian.exchange.services.sweeping import sweep_papers
from shejian.journal.models import ImportBatch
from shejian.journal.services import Act, PaperDraft, Posting, posting
from shejian.journal.services.marks import canonical_json
from shejian.journal.services.papers import describe_file, keep_file
from shejian.party.models import Coverage, PartyOrganizationParticulars
from shejian.people.services.persons import record_persons
from shejian.registry.models import Placement, Registration
from shejian.registry.services import organizations as registry

Progress = Callable[[str, int], None]
REGISTER, SEAL = "登记文件", "封印"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or would do: numbers of batch and entry (``None`` if nothing was written) and the plan."""

    plan: Plan
    batch: int | None = None
    entry: int | None = None

    @property
    def applied(self) -> bool:
        return self.entry is not None


def silent(_: str, __: int) -> None:
    """Progress that nobody watches."""


@collector_paused()
def read_and_plan(path: Path, file_name: str, request: Request, progress: Progress = silent) -> Plan:
    """Read a workbook and compare it with the ledger; nothing is written.

    Raises:
        Unreadable: the file cannot be taken at all; ``Unmapped``, unless somebody says which column is which.
    """
    return plan_import(collect(path, file_name, progress, request.mapping), request)


@collector_paused()
def import_workbook(*, act: Act, path: Path, plan: Plan, progress: Progress = silent) -> Outcome:
    """Apply a plan made of the file at ``path``; if the ledger moved on since, plan anew first.

    Raises:
        AlreadyPosted: the act's request key was used before.
        OutOfOrder: the day of change lies before a change already recorded.
    """
    try:
        return _import(act, path, plan, progress)
    except _NothingToEnter as nothing:
        return Outcome(nothing.plan)


class _NothingToEnter(Exception):
    """No row of the file is taken: there is nothing to make an entry of."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


def _import(act: Act, path: Path, plan: Plan, progress: Progress) -> Outcome:
    progress(REGISTER, 0)
    content = path.read_bytes()
    paper = describe_file(content, kind="workbook", file_name=plan.collected.file_name)
    with posting(replace(act, paper=paper), "exchange.import") as made:
        if head_number() != plan.version:
            plan = plan_import(fresh(plan.collected, path, progress), plan.request)
        if not plan.takes:
            raise _NothingToEnter(plan)
        sweep_papers(act.moment)
        keep_file(content, kind="workbook", file_name=plan.collected.file_name)
        batch = _apply(made, plan, paper, progress)
    return Outcome(plan, batch, made.number)


def fresh(collected: Collected, path: Path, progress: Progress) -> Collected:
    """The file read anew: planning resolves names in place, so a plan is made once of what was read."""
    return collect(path, collected.file_name, progress, collected.mapping)


def _apply(made: Posting, plan: Plan, paper: PaperDraft, progress: Progress) -> int:
    ids = Ids()
    _found_units(made, plan, ids)
    _record_persons(made, plan, ids)
    for sheet in plan.sheets:
        progress(sheet.binding.sheet.title, len(sheet.records.rows))
        sheet.binding.apply(made, sheet, plan.context, ids)
    _lead(made, plan)
    progress(SEAL, 0)
    made.statement |= {
        "file": plan.collected.file_name,
        "sha256": paper.sha256,
        "closing": plan.context.closing.isoformat(),
        "unit": None if plan.context.root is None else ids.unit(plan.context.root),
        "effective": plan.request.effective.isoformat() if plan.request.effective else None,
        "sheets": plan.counts(),
    }
    if plan.request.mapping:
        made.statement |= {"mapping": mapping_document(plan.request.mapping)}
    names = ("paper_id", "closing", "effective", "sheets", "faults", "notices")
    row = (
        made.paper,
        plan.context.closing,
        plan.request.effective,
        canonical_json(plan.counts()),
        canonical_json(_notes(plan.faults)),
        canonical_json(_notes(plan.all_notices())),
    )
    return made.record(ImportBatch, names, [row])[0]


def _notes(notes: list[CellNote]) -> list[dict[str, Any]]:
    return [asdict(note) for note in notes]


def _found_units(made: Posting, plan: Plan, ids: Ids) -> None:
    """Set up new units, those above before those below."""
    for draft in plan.context.new_units.drafts:
        parent = None if draft.parent is None else ids.unit(draft.parent)
        ids.units += set_up(made, [replace(draft, parent=parent)])


def _record_persons(made: Posting, plan: Plan, ids: Ids) -> None:
    """Record the persons whom rows that are taken bring; those of faulty rows stay unknown."""
    used: set[int] = set()
    for sheet in plan.sheets:
        if any(column.key == "identity" for column in sheet.binding.sheet.columns):
            place = sheet.binding.sheet.place("identity")
            used |= {ref for index in sheet.new if (ref := sheet.records.rows[index][place]) < 0}
    refs = sorted(used - plan.context.numbered.keys(), reverse=True)
    recorded = record_persons(made, [plan.context.new_persons[-ref - 1] for ref in refs])
    ids.persons = dict(zip(refs, recorded, strict=True)) | plan.context.numbered


def _lead(made: Posting, plan: Plan) -> None:
    """Organizations that no Party body leads yet are led by the committee above the party organization that covers
    them; if only one committee leads in this ledger, it leads the others too, as the fallback (兜底).

    Only those of the file's own unit: a neighbour's are not led by this unit's committee.
    """
    context = plan.context
    bodies = latest(PartyOrganizationParticulars, "party_organization_id", ("kind", "parent_id", "unit_id"))
    leading = {
        one: unit
        for one, (kind, parent, unit) in bodies.items()
        if parent is None and kind in LEADING and not context.bodies.is_beside(one)
    }
    if not leading:
        return
    placed = set(latest(Placement, "organization_id", ("unit_id",), line=str(Line.PARTY)))
    own = [unit for one, unit in leading.items() if context.bodies.is_own(one)] or list(leading.values())
    fallback = own[0] if len(own) == 1 else None
    covered = rows_of(Coverage, "organization_id", ("party_organization_id",))
    units: dict[int, int] = {}
    for organization in latest(Registration, "organization_id", ("id",)):
        if organization in placed or not context.organizations.is_own(organization):
            continue
        tops = (_top(body, bodies) for (body,) in covered.get(organization, []))
        unit = next((leading[top] for top in tops if top in leading), fallback)
        if unit is not None:
            units[organization] = unit
    registry.place(made, Line.PARTY, units)


def _top(body: int, bodies: dict[int, tuple[Any, ...]]) -> int:
    seen: set[int] = set()
    while body in bodies and bodies[body][1] is not None and body not in seen:
        seen.add(body)
        body = bodies[body][1]
    return body
