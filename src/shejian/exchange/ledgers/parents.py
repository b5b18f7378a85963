"""上级党组织: which stands under which. A circle is not applied, and what only looks wrong is noted."""

from __future__ import annotations

from shejian.core.facts.terms import PartyOrganizationKind
from shejian.core.sheets import ABSENT, fold
from shejian.exchange.ledgers.binding import SheetPlan, replaced
from shejian.exchange.ledgers.context import Context
from shejian.exchange.ledgers.standing import latest
from shejian.party.models import PartyOrganizationParticulars

PLAIN = {
    str(kind)
    for kind in (
        PartyOrganizationKind.BRANCH,
        PartyOrganizationKind.JOINT_BRANCH,
        PartyOrganizationKind.PROVISIONAL_BRANCH,
        PartyOrganizationKind.FUNCTIONAL,
    )
}


def _taken(plan: SheetPlan, context: Context) -> dict[int, int]:
    """The rows that are taken, by the reference of what they are about."""
    place = plan.binding.place("name")
    rows = plan.records.rows
    taken = [index for index in range(len(rows)) if index not in plan.records.faulty | plan.left_out]
    found = {index: context.bodies.file.get(fold(rows[index][place]), []) for index in taken}
    return {refs[0]: index for index, refs in found.items() if refs}


def spare_circles(plan: SheetPlan, context: Context) -> None:
    """Whoever stands under himself by this file keeps the parent that the ledger has, or has none if he is new."""
    rows = _taken(plan, context)
    place = plan.binding.place("parent")
    held = latest(PartyOrganizationParticulars, "party_organization_id", ("parent_id",))
    above = {one: parent for one, (parent,) in held.items()}
    stated = {ref: plan.records.rows[index][place] for ref, index in rows.items()}
    above |= {ref: parent for ref, parent in stated.items() if parent is None or isinstance(parent, int)}
    for ref in sorted(_in_circles(above) & rows.keys(), key=rows.__getitem__):
        index = rows[ref]
        name = context.bodies.names[stated[ref]] if isinstance(stated[ref], int) else ""
        kept = "上级党组织照台账原样不动" if ref > 0 else "上级党组织先空着"
        reason = f"转着圈互为上级，{kept}；请核对谁是谁的上级"
        plan.records.notice(index, "parent", name, "circle", reason)
        plan.records.rows[index] = replaced(plan.records.rows[index], {place: ABSENT if ref > 0 else None})


def _in_circles(above: dict[int, int | None]) -> set[int]:
    """Everything that is reached from itself by going upwards."""
    found: set[int] = set()
    done: set[int] = set()
    for start in above:
        trail: list[int] = []
        at: int | None = start
        while at is not None and at not in done:
            done.add(at)
            trail.append(at)
            at = above.get(at)
        if at is not None and at in trail:
            found |= set(trail[trail.index(at) :])
    return found


def doubt_parents(plan: SheetPlan, context: Context) -> None:
    """Note parents that are plain branches: nothing stands under a branch."""
    rows = _taken(plan, context)
    parent, kind = plan.binding.place("parent"), plan.binding.place("kind")
    held = latest(PartyOrganizationParticulars, "party_organization_id", ("kind",))
    kinds = {one: what for one, (what,) in held.items()}
    kinds |= {ref: plan.records.rows[index][kind] for ref, index in rows.items()}
    for index in rows.values():
        ref = plan.records.rows[index][parent]
        if isinstance(ref, int) and kinds.get(ref) in PLAIN:
            label = PartyOrganizationKind(kinds[ref]).label
            reason = f"是{label}，不是党委、工委或党总支，下面一般不设党组织，请核对"
            plan.records.notice(index, "parent", context.bodies.names[ref], "parent-is-branch", reason)
