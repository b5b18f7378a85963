"""The fields of forms on a social organization, and what the ledger holds for each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from shejian.base.enums import Role
from shejian.core.facts.terms import ENDED_STATUSES, Line, OrganizationType, Status, UnitKind
from shejian.exchange.ledgers.organization_rows import SHEET
from shejian.exchange.ledgers.organizations import REGISTERED
from shejian.office.acting.fields import CellField, PickField, UnitsField, unit_field
from shejian.office.acting.form import ActForm, Present
from shejian.office.acting.subject import Subject
from shejian.office.asking import Posed
from shejian.office.build.facts import NOT_STATED, Words, counted, span_text
from shejian.office.visitors import Visitor
from shejian.registry.models import Charter, Commitment, Headcount, Placement, Registration, Standing

TEXTS = ("name", "code", "industry", "representative", "address", "website")
KEPT_BACK = ("contact", "phone")
"""Shown masked: an empty field leaves them, NONE clears them."""
NONE = "无"
COUNTS = ("staff", "members")
LIVING = ((str(Status.ACTIVE), "正常"), (str(Status.SUSPENDED), Status.SUSPENDED.label))
ENDINGS = ((str(Status.DEREGISTERED), "注销"), (str(Status.REVOKED), "撤销登记"))
LINES_OF = {"town": Line.TERRITORY, "competent": Line.COMPETENT, "party": Line.PARTY}
LABELS = {"town": "所在乡镇（街道）", "competent": "业务主管单位", "party": "党建领导机关"}
KINDS = {"town": UnitKind.TOWN, "competent": UnitKind.COMPETENT_UNIT, "party": UnitKind.PARTY_BODY}
ENDED = tuple(str(status) for status in ENDED_STATUSES)


class Places:
    """The units among which a visitor may place an organization: those he reaches as a clerk, and those it has."""

    def __init__(self, one: Visitor, posed: Posed, subject: Subject | None) -> None:
        self.tree = posed.asked.tree
        self.reached = one.along(self.tree, Role.CLERK)
        self.subject = subject

    def units(self, name: str) -> list[tuple[int, str]]:
        """Units for one line, in the order of the tree."""
        line, held = LINES_OF[name], set(self.present(name))
        found = [
            (node.id, node.name)
            for node in self.tree.in_order()
            if node.id in held or (node.kind == KINDS[name] and node.id in self.reached[line])
        ]
        return [*found, *((one, self.tree.name(one)) for one in sorted(held - {unit for unit, _ in found}))]

    def may_place(self, name: str) -> bool:
        """Whether he reaches any unit at which he could place it along that line."""
        return any(unit not in self.present(name) for unit, _ in self.units(name))

    def present(self, name: str, known: int | None = None) -> tuple[int, ...]:
        """Where it is placed now along a line."""
        if self.subject is None:
            return ()
        held = [fact for fact in self.subject.held(Placement, known, line=str(LINES_OF[name])) if fact.end is None]
        return tuple(fact.unit_id for fact in sorted(held, key=lambda fact: (fact.position, fact.id)))

    def authorities(self, words: Words) -> list[tuple[int, str]]:
        """Registration authorities: the regions and offices that he reaches, those above them, and the present one."""
        own = {unit for units in self.reached.values() for unit in units}
        above = {upper for unit in own for upper in self.tree.lineage(unit)}
        registration = self.subject.latest(Registration) if self.subject else None
        if registration is not None:
            above.add(registration.authority_id)
        kinds = (UnitKind.REGION, UnitKind.OFFICE)
        return [
            (node.id, words.authority(node.id))
            for node in self.tree.in_order()
            if node.id in above and node.kind in kinds
        ]


class KeptBack(CellField):
    """What is shown masked and cannot be seen to be emptied: a word says so."""

    def clean(self, value: Any) -> Any:
        return NONE if value is not None and str(value).strip() == NONE else super().clean(value)


def cell(name: str, **more: Any) -> CellField:
    """A field for a column of the ledger of social organizations."""
    return CellField(SHEET.column(name), **more)


def registration_fields(places: Places, words: Words) -> dict[str, forms.Field]:
    """Fields for the registered items."""
    fields: dict[str, forms.Field] = {name: cell(name) for name in TEXTS}
    fields["code"].widget.attrs["class"] = "in mono"
    for name in KEPT_BACK:
        fields[name] = KeptBack(SHEET.column(name), help_text=f"不改就空着；要清空，写“{NONE}”。")
    fields["type"] = PickField(OrganizationType.choices(), label="组织类型")
    fields["authority"] = unit_field("登记管理机关", places.authorities(words), required=True)
    return fields


def placement_fields(places: Places) -> dict[str, forms.Field]:
    """Fields for the three lines, as far as the visitor reaches along them."""
    found: dict[str, forms.Field] = {}
    for name, label in LABELS.items():
        if not places.may_place(name):
            continue
        units = places.units(name)
        found[name] = UnitsField(units, label=label) if name == "competent" else unit_field(label, units)
    return found


def present_registration(subject: Subject, words: Words, known: int) -> dict[str, Present]:
    """What the register says at an entry."""
    fact = subject.latest(Registration, known)
    if fact is None:
        return {}
    span = span_text(fact)
    found = {
        key: Present(getattr(fact, column), words.registered(fact, column) or NOT_STATED, span)
        for key, column in REGISTERED.items()
    }
    for name in KEPT_BACK:
        found[name] = Present("", found[name].text, span)
    return found


def present_placements(places: Places, words: Words, known: int) -> dict[str, Present]:
    """To which units it belongs at an entry."""
    found: dict[str, Present] = {}
    for name in LINES_OF:
        held = places.present(name, known)
        text = "、".join(words.tree.name(unit) for unit in held) or NOT_STATED
        facts = places.subject.held(Placement, known, line=str(LINES_OF[name])) if places.subject else []
        span = span_text(facts[-1]) if held else ""
        value: Any = held if name == "competent" else next(iter(held), None)
        found[name] = Present(value, text, span)
    return found


def present_life(subject: Subject, known: int) -> dict[str, Present]:
    """Founding, status and ending at an entry."""
    lives = subject.held(Standing, known)
    if not lives:
        return {}
    over = next((fact for fact in lives if fact.status in ENDED), None)
    alive = [fact for fact in lives if fact.status not in ENDED]
    found = {"founded": Present(lives[0].start, str(lives[0].start or NOT_STATED))}
    if alive:
        found["status"] = Present(alive[-1].status, dict(LIVING)[alive[-1].status], span_text(alive[-1]))
    if over is not None:
        found["ended"] = Present(over.start, str(over.start))
        found["ending"] = Present(over.status, dict(ENDINGS)[over.status])
        found["ended_why"] = Present(over.reason, over.reason or NOT_STATED)
    return found


def present_building(subject: Subject, words: Words, known: int) -> dict[str, Present]:
    """Charter, commitment and the last head count at an entry."""
    charter, letter, count = (subject.latest(kind, known) for kind in (Charter, Commitment, Headcount))
    found = {
        "charter": Present(
            charter.party_building if isinstance(charter, Charter) else None,
            words.said(charter) if charter else NOT_STATED,
            span_text(charter) if charter else "",
        ),
        "signed": Present(letter.start if letter else None, str(letter.start) if letter else "没有签订的记录"),
    }
    counts = (count.staff, count.full_time_full_members) if isinstance(count, Headcount) else (None, None)
    for name, number in zip(COUNTS, counts, strict=True):
        found[name] = Present(number, counted(number, "人"), str(count.start) if count else "")
    return found


def founding_of(subject: Subject) -> date | None:
    """The day on which it was founded, as known now."""
    return next((fact.start for fact in subject.held(Standing)), None)


def ending_of(subject: Subject) -> Standing | None:
    """How it ended, as known now."""
    return next((fact for fact in subject.held(Standing) if fact.status in ENDED), None)


def registered(said: Mapping[str, Any]) -> dict[str, Any]:
    """What was said of the registered items, under the names of their columns."""
    return {
        REGISTERED[name]: "" if value == NONE and name in KEPT_BACK else value
        for name, value in said.items()
        if name in REGISTERED
    }


def check_code(form: ActForm, said: Mapping[str, Any]) -> None:
    """A code is borne by one organization only."""
    code = said.get("code")
    if not code:
        return
    others = Registration.objects.known(None).filter(code=code, end__isnull=True)
    if form.subject is not None:
        others = others.exclude(organization=form.subject.number)
    if others.exists():
        form.add_error("code", f"统一社会信用代码 {code} 已经登记给另一家社会组织；若是同一家，请用“合并重复”")
