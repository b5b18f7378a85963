"""Facts of a social organization as people say them: what, since when and until when, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shejian.activities.models import Attendance, MeetingPartner, Resolution
from shejian.base.tree import UnitTree
from shejian.core.calendar import next_day, previous_day
from shejian.core.facts.terms import CharterClause, FormationMode, GuidanceTitle, Line, OrganizationType, Status
from shejian.core.identifiers import mask_name, mask_phone
from shejian.exchange.ledgers.context import AUTHORITY
from shejian.figures.naming import Named
from shejian.journal.models import DatedFact, Entry
from shejian.learning.models import Learner
from shejian.party.models import Coverage, DevelopmentStep, Employment, Guidance, Learning
from shejian.registry.models import Charter, Commitment, Headcount, Placement, Registration, SameOrganization, Standing
from shejian.registry.services.organizations import REGISTRATION

MODES = {str(one): one.label for one in FormationMode}
NOT_STATED = "未填"
HOURS = {True: "专职", False: "兼职", None: "是否专职未填"}
OF_HANDLING = ("oversight.assign", "oversight.answer", "oversight.verify", "oversight.waive", "oversight.ask")
OF_FORMS = ("registry.", "party.", "learning.", "activities.", "cases.", "rulebook.", *OF_HANDLING)
"""The acts of forms; an import is taken back as a batch, and other acts (accounts, documents) in their own way."""
TOLD_APART_BY: dict[type[DatedFact], tuple[str, ...]] = {
    Placement: ("line",),
    Coverage: ("party_organization_id", "organization_id"),
    Guidance: ("title",),
    DevelopmentStep: ("stage",),
    Employment: ("person_id", "organization_id"),
    Learning: ("person_id", "kind"),
    Learner: ("person_id",),
    MeetingPartner: ("party_organization_id",),
    Attendance: ("person_id",),
    Resolution: ("position",),
}


def is_known(fact: DatedFact, known: int) -> bool:
    """Whether the ledger held a fact to be true at an entry."""
    return fact.entry_id <= known and (fact.superseded_by_id is None or fact.superseded_by_id > known)


def holds(fact: DatedFact, on: date) -> bool:
    """Whether a fact holds at the close of a day."""
    return (fact.start is None or fact.start <= on) and (fact.end is None or fact.end > on)


def span_text(fact: DatedFact) -> str:
    """From which day to which day, both included, a fact holds; the ledger keeps the day on which it no longer does."""
    start, end = fact.start, fact.end
    if start is not None and end == next_day(start):
        return str(start)
    if start is not None and end == start:
        return f"{start} 起，当日即止"
    last = "" if end is None else str(previous_day(end))
    if start is None:
        return f"自始至 {last}" if last else "自始至今"
    return f"{start} 至 {last}" if last else f"{start} 起"


def counted(number: int | None, unit: str) -> str:
    """A number of something; what was not counted is not zero."""
    return NOT_STATED if number is None else f"{number} {unit}"


@dataclass(frozen=True, slots=True)
class Words:
    """Words for facts, with the names of the units and party organizations that they mention."""

    tree: UnitTree
    bodies: Mapping[int, Named]
    persons: Mapping[int, Named] = field(default_factory=dict)

    def body(self, one: int) -> str:
        return self.bodies[one].name if one in self.bodies else f"党组织 {one}"

    def person(self, one: int) -> str:
        return self.persons[one].name if one in self.persons else f"人员 {one}"

    def authority(self, unit: int) -> str:
        """A registration authority as certificates write it: 云川县民政局 is an alias of the region."""
        aliases = self.tree.nodes[unit].aliases if unit in self.tree.nodes else ()
        return next((one for one in aliases if AUTHORITY.search(one)), self.tree.name(unit))

    def registered(self, fact: Registration, column: str) -> str:
        """An item of the register as pages show it; who answers the telephone is masked."""
        value: Any = getattr(fact, column)
        if column == "type":
            return OrganizationType(value).label
        if column == "authority_id":
            return self.authority(value)
        if column in ("contact", "phone"):
            return (mask_name if column == "contact" else mask_phone)(value)
        return str(value)

    def said(self, fact: DatedFact, before: DatedFact | None = None) -> str:
        """A fact in a few words; of registered items that replace others, only those that differ."""
        match fact:
            case Registration():
                return self._registration(fact, before if isinstance(before, Registration) else None)
            case Standing():
                return "，".join(filter(None, (Status(fact.status).label, fact.reason)))
            case Placement():
                return f"{Line(fact.line).label}：{self.tree.name(fact.unit_id)}"
            case Charter():
                return charter_words(fact)
            case Commitment():
                return "签订党建承诺书"
            case Headcount():
                return (
                    f"从业人员 {counted(fact.staff, '人')}，专职正式党员 {counted(fact.full_time_full_members, '人')}"
                )
            case SameOrganization():
                return f"社会组织 {fact.organization_id} 是重复登记，并入社会组织 {fact.kept_id}"
        return self._of_party(fact)

    def _of_party(self, fact: DatedFact) -> str:
        match fact:
            case Coverage():
                return f"{self.body(fact.party_organization_id)}（{MODES.get(fact.mode or '', '组建方式未填')}）"
            case Guidance():
                return self.guidance(fact)
            case Employment():
                return f"{self.person(fact.person_id)} 在这里工作（{HOURS[fact.full_time]}）"
        raise LookupError(f"no words for {fact!r}")

    def guidance(self, fact: Guidance) -> str:
        """Who was sent, by whom."""
        by = "" if fact.sent_by_id is None else f"，{self.tree.name(fact.sent_by_id)}派出"
        return f"{GuidanceTitle(fact.title).label} {mask_name(fact.name)}{by}"

    def _registration(self, fact: Registration, before: Registration | None) -> str:
        changed = [] if before is None else [one for one in REGISTRATION if getattr(before, one) != getattr(fact, one)]
        if before is None or not changed:
            return f"{fact.name}，{fact.code}，{OrganizationType(fact.type).label}"
        return "；".join(
            f"{label(one)}：{self.registered(before, one) or NOT_STATED} → {self.registered(fact, one) or NOT_STATED}"
            for one in changed
        )


def charter_words(fact: Charter) -> str:
    """Whether Party building is written into a charter, in which wording, and when that charter was adopted."""
    words = ["已载明党建" if fact.party_building else "未载明党建"]
    if fact.clause and fact.party_building:
        words.append(CharterClause(fact.clause).label)
    words += [f"{day} {done}" for day, done in ((fact.adopted_on, "表决通过"), (fact.approved_on, "核准")) if day]
    return "，".join(words)


def label(column: str) -> str:
    """What an item of the register is called."""
    return str(next(field.verbose_name for field in Registration._meta.concrete_fields if field.attname == column))


def replaced(fact: DatedFact, facts: list[DatedFact]) -> DatedFact | None:
    """The fact that an entry put in the place of one that it superseded: of the same kind, and as like as can be."""
    if fact.superseded_by_id is None:
        return None
    same = [one for one in facts if type(one) is type(fact) and one.entry_id == fact.superseded_by_id]
    return next((one for one in same if _like(one, fact)), None)


def _like(one: DatedFact, fact: DatedFact) -> bool:
    """Whether two facts speak of the same thing: placements along one line, coverage between the same two."""
    return all(getattr(one, key) == getattr(fact, key) for key in TOLD_APART_BY.get(type(one), ()))


def fate(fact: DatedFact, facts: list[DatedFact], entries: Mapping[int, Entry], known: int) -> str:
    """Which entry superseded a fact, and how, as far as the entry asked for knows; empty if it stands."""
    number = fact.superseded_by_id
    if number is None or number > known:
        return ""
    if entries[number].reverses_id is not None:
        return f"被第 {number} 笔撤销"
    instead = replaced(fact, facts)
    if instead is None:
        return f"被第 {number} 笔撤回"
    ends_only = fact.end is None and _same_but_end(fact, instead)
    return (
        f"被第 {number} 笔截止到 {previous_day(instead.end)}" if ends_only and instead.end else f"被第 {number} 笔更正"
    )


def _same_but_end(one: DatedFact, other: DatedFact) -> bool:
    aside = {"id", "entry_id", "superseded_by_id", "end"}
    columns = [field.attname for field in one._meta.concrete_fields if field.attname not in aside]
    return all(getattr(one, column) == getattr(other, column) for column in columns)


def made_by_form(entry: Entry) -> bool:
    """Whether an entry was made by a form for a single record, and so has a page on which it can be taken back."""
    return entry.act.startswith(OF_FORMS)
