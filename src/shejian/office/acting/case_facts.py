"""What a procedure asks of whom it is about, where the ledger has it nowhere else: fields, and how they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from shejian.cases.queries.subjects import derived
from shejian.core.procedures import load_procedures
from shejian.core.procedures.definition import Fact, FactKind
from shejian.journal.services.marks import canonical_json
from shejian.office.acting.case_fields import whole
from shejian.office.acting.fields import DayField, flag_field

FACT = "fact-"


def asked_facts(procedure: str) -> dict[str, Fact]:
    """The facts that a procedure asks for and the ledger does not derive, by their ids."""
    versions = load_procedures()[procedure].versions
    found = {one.id: one for version in versions for one in version.facts.values()}
    known = derived(procedure)
    return {name: one for name, one in found.items() if name not in known}


def case_facts(procedure: str) -> dict[str, forms.Field]:
    """A field for each of them; none must be filled in."""
    return {FACT + name: _field(one) for name, one in asked_facts(procedure).items()}


def _field(one: Fact) -> forms.Field:
    if one.kind is FactKind.FLAG:
        return flag_field(one.label)
    if one.kind is FactKind.NUMBER:
        return whole(one.label, required=False)
    if one.kind is FactKind.DAY:
        return DayField(label=one.label, required=False)
    return forms.CharField(
        label=one.label, required=False, max_length=40, widget=forms.TextInput(attrs={"class": "in"})
    )


def facts_said(procedure: str, said: Mapping[str, Any]) -> str:
    """The facts that were said, as a case keeps them; empty if none was."""
    found: dict[str, Any] = {}
    for name in asked_facts(procedure):
        value = said.get(FACT + name)
        if value not in (None, ""):
            found[name] = value.isoformat() if isinstance(value, date) else value
    return canonical_json(found) if found else ""
