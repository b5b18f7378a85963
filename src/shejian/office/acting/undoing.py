"""Taking a single entry back: what it is about, and who may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Q

from shejian import clock
from shejian.activities.models import MeetingRecord
from shejian.base.enums import Role
from shejian.journal.models import DatedFact, Entry
from shejian.journal.queries import entries
from shejian.journal.services import Act, marks
from shejian.journal.services.reversal import reverse
from shejian.office.acting.form import reason_field
from shejian.office.asking import Asking, Posed, pose
from shejian.office.build.facts import made_by_form
from shejian.office.build.rule import holds
from shejian.office.reach import (
    may_disclose,
    may_write_body,
    may_write_case,
    may_write_finding,
    may_write_organization,
    may_write_study_numbered,
    reaches_body,
    reaches_case,
    reaches_finding,
    reaches_organization,
    reaches_person,
    reaches_study_numbered,
)
from shejian.office.visitors import Visitor
from shejian.office.wording import CHANNEL
from shejian.rulebook.enums import ValueStatus
from shejian.rulebook.models import Confirmation, LocalValue

UNDO, RULE, OF_RULES = "journal.undo", "rule", "rulebook."
COLUMNS = {"organization_id": "organization", "party_organization_id": "party-organization", "person_id": "person"}
COLUMNS |= {"handled_by_id": "party-organization", "case_id": "case", "finding_id": "finding", "key": "rule"}
COLUMNS |= {"study_id": "study"}
MEETING, HOLDER = "meeting_id", "party_organization_id"
"""Whatever is said of a meeting is about the party organization that held it, whoever else was there."""
STUDY = "study_id"
"""Whatever is said of a study is about the study, whoever took part."""
MAY_WRITE = {
    "finding": may_write_finding,
    "case": may_write_case,
    "organization": may_write_organization,
    "party-organization": may_write_body,
    "person": may_disclose,
    "study": may_write_study_numbered,
}


MAY_READ = {
    "finding": reaches_finding,
    "case": reaches_case,
    "organization": reaches_organization,
    "party-organization": reaches_body,
    "person": reaches_person,
    "study": reaches_study_numbered,
}


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about: the page and the number of a thing; of a rule, its key."""

    page: str
    number: int | str


class UndoForm(forms.Form):
    """Why an entry is taken back."""

    reason = reason_field("撤销的理由", "例如：记到了另一家头上。和撤销的这一笔账一起留存。")


def entry_with_number(number: int) -> Entry | None:
    """An entry made by a form, with who made it and its paper."""
    entry = entries([number]).get(number) if number < 2**63 else None
    return entry if entry is not None and made_by_form(entry) else None


def about(entry: Entry) -> list[About]:
    """Everything of which the entry recorded or superseded a fact."""
    found: dict[About, None] = {}
    meetings: set[int] = set()
    for seal in entry.seals.order_by("table"):
        model = apps.get_model(seal.table)
        if not issubclass(model, DatedFact):
            continue
        own = model.objects.filter(id__gte=seal.first, id__lt=seal.first + seal.count)
        gone = model.objects.filter(id__in=marks.unpack(bytes(seal.superseded)))
        if MEETING in marks.columns(model):
            meetings |= {*own.values_list(MEETING, flat=True), *gone.values_list(MEETING, flat=True)}
        names = _names(model)
        for row in [*own.values_list(*names), *gone.values_list(*names)] if names else ():
            for name, value in zip(names, row, strict=True):
                if value is not None:
                    found[About(COLUMNS[name], value)] = None
    records = MeetingRecord.objects.known(None).filter(meeting__in=meetings)
    found |= {About(COLUMNS[HOLDER], body): None for body in records.values_list(HOLDER, flat=True)}
    order = [RULE, *MAY_WRITE]
    return sorted(found, key=lambda one: (order.index(one.page), one.number))


def _names(model: type[DatedFact]) -> list[str]:
    """The columns by which a fact says what it is about."""
    if STUDY in marks.columns(model):
        return [STUDY]
    if MEETING in marks.columns(model):
        return [HOLDER] if model is MeetingRecord else []
    return [name for name in COLUMNS if name in marks.columns(model)]


def may_undo(one: Visitor, entry: Entry) -> bool:
    """Whether he may write of everything that the entry is about, as the ledger stands, or stood just before it."""
    if entry.act.startswith(OF_RULES):
        return _may_rule(one, entry)
    return _reaches(one, entry, MAY_WRITE)


def may_read(one: Visitor, entry: Entry) -> bool:
    """Whether he may see everything that the entry is about, as the ledger stands, or stood just before it."""
    if entry.act.startswith(OF_RULES):
        return _may_rule(one, entry)
    return _reaches(one, entry, MAY_READ)


def _reaches(one: Visitor, entry: Entry, rules: Mapping[str, Callable[[Visitor, Posed, int], bool]]) -> bool:
    now, before = pose(one, Asking()), partial(pose, one, Asking(known=str(entry.number - 1)))
    things = about(entry)
    return bool(things) and all(
        rules[each.page](one, now, int(each.number)) or rules[each.page](one, before(), int(each.number))
        for each in things
    )


def _may_rule(one: Visitor, entry: Entry) -> bool:
    """Whether he may do what the entry did: confirm for all, or write, put in force and end values of the unit."""
    posed = pose(one, Asking())
    confirmed = values = False
    for seal in entry.seals.all():
        model = apps.get_model(seal.table)
        touched = Q(id__gte=seal.first, id__lt=seal.first + seal.count) | Q(id__in=marks.unpack(bytes(seal.superseded)))
        if model is Confirmation:
            confirmed = True
        elif model is LocalValue:
            values = True
            for unit, status in LocalValue.objects.filter(touched).values_list("unit", "status"):
                role = Role.CLERK if status == ValueStatus.DRAFT else Role.ADMINISTRATOR
                if not holds(one, posed, unit, role):
                    return False
    return (confirmed or values) and (one.is_chief or not confirmed)


def nothing_stays(_: Any) -> bool:
    """All that a form recorded is taken back."""
    return False


def undo(one: Visitor, entry: Entry, reason: str) -> Entry:
    """Take an entry back by another.

    Raises:
        AlreadyReversed, AlreadyPosted: it was taken back before.
        RestedOn: later entries rest on it; nothing is changed.
    """
    act = Act(by=one.user.pk, moment=clock.now(), channel=CHANNEL, request_key=f"undo-{entry.number}")
    return reverse(act, entry, UNDO, nothing_stays, reason)
