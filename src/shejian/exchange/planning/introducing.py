"""Telling later sheets what earlier ones bring: names, and days of founding."""

from __future__ import annotations

from datetime import date

from shejian.exchange.ledgers import SheetPlan
from shejian.exchange.ledgers.context import Context


def introduce(plan: SheetPlan, context: Context) -> None:
    """Make the organizations of this sheet known by name, with what they will be referred to by.

    Party organizations introduce themselves while their parents are resolved; the other sheets bring nothing that is
    referred to by name.
    """
    if plan.binding.sheet.key != "organizations":
        return
    sheet = plan.binding.sheet
    name, founded = sheet.place("name"), sheet.place("founded")
    refs = {index: -(at + 1) for at, index in enumerate(plan.new)}
    refs |= {index: held.ref for index, held in plan.matched()}
    for index, values in enumerate(plan.records.rows):
        if not isinstance(values[name], str):
            continue
        if index not in refs:
            context.organizations.leave_out(values[name])
            continue
        context.organizations.bring(refs[index], values[name])
        if isinstance(values[founded], date):
            context.founded[refs[index]] = values[founded]
