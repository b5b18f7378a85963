"""What forms on a party organization share: its fields, what the ledger holds for them, and the days between which it
exists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from shejian.base.enums import Role
from shejian.core.facts.terms import PartyOrganizationKind, PostTitle, UnitKind
from shejian.core.identifiers import mask_name
from shejian.exchange.ledgers.bodies import SHEET
from shejian.office.acting.fields import CellField, PickField, unit_field
from shejian.office.acting.finding import Listing, superiors
from shejian.office.acting.form import ActForm, OnPaper, Present
from shejian.office.acting.subject import Subject
from shejian.office.acting.thing_field import ThingField
from shejian.office.asking import Posed
from shejian.office.build.facts import NOT_STATED, span_text
from shejian.office.visitors import Visitor
from shejian.party.models import Establishment, PartyOrganizationParticulars, Post

Said = Mapping[str, Any]
KINDS = PartyOrganizationKind.choices()
COLUMN_OF = {"name": "name", "kind": "kind", "parent": "parent_id", "unit": "unit_id"}
"""The fields of particulars, and the columns in which they are kept."""
HOMES = (UnitKind.REGION, UnitKind.OFFICE, UnitKind.TOWN, UnitKind.COMPETENT_UNIT, UnitKind.PARTY_BODY)


def cell(name: str, **more: Any) -> CellField:
    """A field for a column of the ledger of party organizations."""
    return CellField(SHEET.column(name), **more)


def homes(one: Visitor, posed: Posed, present: int | None = None) -> list[tuple[int, str]]:
    """The units in whose ledger he may put a party organization, and the present one, in the order of the tree."""
    tree = posed.asked.tree
    reached = {unit for units in one.along(tree, Role.CLERK).values() for unit in units}
    nodes = [node for node in tree.in_order() if node.id in reached or node.id == present]
    return [(node.id, node.name) for node in nodes if node.kind in HOMES]


def particulars_fields(form: ActForm, upper: Listing, present: int | None = None) -> dict[str, forms.Field]:
    """Name, kind, the one above, and the unit in whose ledger it stands."""
    return {
        "name": cell("name", label="名称"),
        "kind": PickField(KINDS, label="党组织类型"),
        "parent": ThingField(upper, "党组织", label="上级党组织", required=False, help_text="最上一级就空着。"),
        "unit": unit_field("所在单位", homes(form.one, form.posed, present), required=True),
    }


class BodyForm(ActForm, OnPaper):
    """What all forms on one party organization share."""

    @property
    def about(self) -> Subject:
        assert self.subject is not None  # noqa: S101 - opened on a party organization
        return self.subject

    @property
    def number(self) -> int:
        return self.about.number

    @property
    def life(self) -> Establishment | None:
        return self.about.latest(Establishment)

    def superiors(self) -> Listing:
        """Those under which it may be put, the present one among them; not itself."""
        fact = self.about.latest(PartyOrganizationParticulars)
        present = [] if fact is None or fact.parent_id is None else [fact.parent_id]
        listed = superiors(self.one, self.posed, present)
        return Listing([each for each in listed.things if each.number != self.number])

    def present_particulars(self, upper: Listing, known: int) -> dict[str, Present]:
        """Name, kind, superior and unit as the ledger held them at an entry."""
        fact = self.about.latest(PartyOrganizationParticulars, known)
        if fact is None:
            return {}
        span = span_text(fact)
        parent = upper.thing(fact.parent_id) if fact.parent_id is not None else None
        said = "没有（最上一级）" if fact.parent_id is None else f"党组织 {fact.parent_id}"
        return {
            "name": Present(fact.name, fact.name, span),
            "kind": Present(fact.kind, PartyOrganizationKind(fact.kind).label, span),
            "parent": Present(fact.parent_id, parent.text if parent else said, span),
            "unit": Present(fact.unit_id, self.posed.asked.tree.name(fact.unit_id), span),
        }

    def within_life(self, name: str, day: date | None, what: str) -> None:
        """Say at a field that its day lies before the founding, or that the party organization was no more."""
        life = self.life
        if day is None or life is None:
            return
        if life.start is not None and day < life.start:
            self.add_error(name, f"{what} {day} 早于成立日期 {life.start}，请核对")
        elif life.end is not None and day >= life.end:
            self.add_error(name, f"它已于 {life.end} 撤销，那一天起不再变更")


def secretary_of(subject: Subject, known: int | None = None) -> Post | None:
    """Who is secretary, as known at an entry."""
    held = subject.held(Post, known, title=str(PostTitle.SECRETARY))
    return next((fact for fact in reversed(held) if fact.end is None), None)


def secretary_text(fact: Post | None) -> str:
    return NOT_STATED if fact is None else mask_name(fact.name)


def changed_particulars(changed: Said) -> dict[str, Any]:
    """What was said of the particulars, under the names of their columns."""
    return {column: changed[name] for name, column in COLUMN_OF.items() if name in changed}
