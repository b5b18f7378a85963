"""By whose law a command judges."""

from __future__ import annotations

from datetime import date

from shejian.base.queries import unit_tree
from shejian.console.store import NoStore, open_store
from shejian.core.rules import Law, load_law
from shejian.rulebook.queries import law_for, national_law


def law_of(unit_named: str | None, on: date) -> Law:
    """The law of a unit, or the nation's; with what is confirmed, where there is a ledger."""
    try:
        open_store()
    except NoStore:
        if unit_named:
            raise
        return load_law()
    if not unit_named:
        return national_law()
    tree = unit_tree(on)
    return law_for(tree.find(unit_named).id, tree=tree)
