"""The law of a unit: the nation's with what was confirmed of it, under it the values of all units above, then its own.

Reading it costs one query while nothing is recorded: what came out is kept for the last state of the ledger asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from django.db.models import F

from shejian.base.models import UnitParticulars
from shejian.base.tree import UnitTree
from shejian.core.rules import Law, load_law
from shejian.journal.models import Head
from shejian.rulebook.queries.layering import laid_under, local_layer, with_confirmations
from shejian.rulebook.queries.recorded import LocalRule, confirmations, local_rules

STATES = 4
OLDEST = (F("start").asc(nulls_first=True), "id")


@dataclass(slots=True)
class _State:
    """The law at one state of the ledger, as known at one entry of it."""

    known: int
    nation: Law
    rules: dict[int, list[LocalRule]]
    chains: dict[tuple[int, ...], Law] = field(default_factory=dict)
    parents: dict[int, int | None] | None = None
    names: dict[int, str] = field(default_factory=dict)


_kept: dict[tuple[str, int], _State] = {}
_lock = Lock()


def national_law(known: int | None = None) -> Law:
    """The nation's law with what was confirmed of it, as known at an entry."""
    return _state(known).nation


def law_for(unit: int | None, known: int | None = None, tree: UnitTree | None = None) -> Law:
    """The law by which what belongs to ``unit`` is judged; of no unit, the nation's.

    Args:
        known: number of the last entry to heed; ``None`` for all.
        tree: the units of the day in question, where the caller has them; else each stands where it was put last.
    """
    return _law(_state(known), unit, tree)


def laws_of(units: Iterable[int], known: int | None = None, tree: UnitTree | None = None) -> dict[int, Law]:
    """``law_for`` each of many units; those without local values above them share one."""
    state = _state(known)
    return {unit: _law(state, unit, tree) for unit in set(units)}


def _law(state: _State, unit: int | None, tree: UnitTree | None) -> Law:
    if unit is None or not state.rules:
        return state.nation
    lineage = tree.lineage(unit) if tree is not None else _lineage(state, unit)
    chain = tuple(one for one in reversed(lineage) if one in state.rules)
    found = state.chains.get(chain)
    if found is None:
        found = state.nation
        for one in chain:
            name = tree.name(one) if tree is not None else state.names.get(one, f"单位 {one}")
            found = laid_under(found, local_layer(state.nation, name, state.rules[one]))
        state.chains[chain] = found
    return found


def _lineage(state: _State, unit: int) -> tuple[int, ...]:
    """The unit and those above it, upwards, as each was put last."""
    if state.parents is None:
        rows = list(UnitParticulars.objects.known(state.known).order_by(*OLDEST).values_list("unit", "parent", "name"))
        state.parents = {one: parent for one, parent, _ in rows}
        state.names.update({one: name for one, _, name in rows})
    found: list[int] = []
    at: int | None = unit
    while at is not None and at not in found:
        found.append(at)
        at = state.parents.get(at)
    return tuple(found)


def _state(known: int | None) -> _State:
    """What the ledger says of the law now, or at an entry; the journal's end tells whether what is kept still holds.

    What an entry under way has written is not heeded before the entry is closed: nothing of it is kept by mistake.
    """
    number, digest = Head.objects.filter(pk=1).values_list("number", "digest").first() or (0, "")
    at = number if known is None else min(known, number)
    with _lock:
        held = _kept.get((digest, at))
    if held is not None:
        return held
    rules: dict[int, list[LocalRule]] = {}
    for rule in local_rules(at):
        rules.setdefault(rule.unit, []).append(rule)
    made = _State(at, with_confirmations(load_law(), confirmations(at)), rules)
    with _lock:
        while len(_kept) >= STATES:
            del _kept[next(iter(_kept))]
        _kept[(digest, at)] = made
    return made
