"""Words for the facts of party organizations and persons, with the names that they mention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shejian.base.tree import UnitTree
from shejian.core.calendar import previous_day
from shejian.core.facts.terms import (
    DevelopmentStage,
    DuesBasis,
    GuidanceTitle,
    LearningKind,
    MemberCategory,
    PartyOrganizationKind,
    PostTitle,
    Sex,
)
from shejian.core.identifiers import mask_identity_number, mask_name, mask_phone
from shejian.figures.naming import Named
from shejian.journal.models import DatedFact
from shejian.office.build.facts import HOURS, MODES, NOT_STATED
from shejian.party.models import (
    Affiliation,
    Committee,
    Coverage,
    DevelopmentStep,
    Dues,
    Election,
    Employment,
    Establishment,
    Guidance,
    Learning,
    Membership,
    PartyOrganizationParticulars,
    Post,
    ReelectionMark,
)
from shejian.people import protection
from shejian.people.models import PersonParticulars, SamePerson

OUT_OF_REACH = "范围以外的社会组织"


@dataclass(frozen=True, slots=True)
class BodyWords:
    """Words for facts; an organization without a name here is one that the visitor does not reach."""

    tree: UnitTree
    bodies: Mapping[int, Named] = field(default_factory=dict)
    organizations: Mapping[int, Named] = field(default_factory=dict)

    def body(self, one: int) -> str:
        return self.bodies[one].name if one in self.bodies else f"党组织 {one}"

    def organization(self, one: int) -> str:
        return self.organizations[one].name if one in self.organizations else OUT_OF_REACH

    def said(self, fact: DatedFact, before: DatedFact | None = None) -> str:
        """A fact in a few words; of particulars that replace others, only what differs."""
        match fact:
            case PartyOrganizationParticulars():
                return self._particulars(fact, before if isinstance(before, PartyOrganizationParticulars) else None)
            case Establishment():
                return f"成立，批准文号 {fact.approval_number}" if fact.approval_number else "成立"
            case Coverage():
                return f"{self.organization(fact.organization_id)}（{MODES.get(fact.mode or '', '组建方式未填')}）"
            case Election():
                return "换届选举"
            case Committee():
                return committee(fact)
            case ReelectionMark():
                return f"是否换届：{'是' if fact.reelected else '否'}"
            case Post():
                return f"{PostTitle(fact.title).label} {mask_name(fact.name)}"
            case Guidance():
                return f"{GuidanceTitle(fact.title).label}，派往{self.organization(fact.organization_id)}"
        return self._of_person(fact)

    def _of_person(self, fact: DatedFact) -> str:
        match fact:
            case Membership():
                full = f"，{fact.full_on} 转正" if fact.full_on else ""
                return f"{MemberCategory(fact.category).label}{full}"
            case Affiliation():
                return f"组织关系在{self.body(fact.party_organization_id)}"
            case DevelopmentStep():
                return f"{DevelopmentStage(fact.stage).label}（{self.body(fact.party_organization_id)}）"
            case Employment():
                return f"在{self.organization(fact.organization_id)}工作（{HOURS[fact.full_time]}）"
            case Dues():
                return dues(fact)
            case Learning():
                return f"{LearningKind(fact.kind).label} {fact.hours} 学时"
            case PersonParticulars():
                return "，".join(filter(None, (mask_name(fact.name), sex(fact), f"身份号码 {number(fact)}")))
            case SamePerson():
                return f"人员 {fact.person_id} 与人员 {fact.kept_id} 是同一人，并入后者"
        raise LookupError(f"no words for {fact!r}")

    def particulars(self, fact: PartyOrganizationParticulars, column: str) -> str:
        """One of the columns of ``PARTICULARS`` as pages show it."""
        if column == "kind":
            return PartyOrganizationKind(fact.kind).label
        if column == "parent_id":
            return "没有（最上一级）" if fact.parent_id is None else self.body(fact.parent_id)
        return self.tree.name(fact.unit_id) if column == "unit_id" else fact.name

    def _particulars(self, fact: PartyOrganizationParticulars, before: PartyOrganizationParticulars | None) -> str:
        changed = [] if before is None else [one for one in PARTICULARS if getattr(before, one) != getattr(fact, one)]
        if before is None or not changed:
            return f"{fact.name}，{self.particulars(fact, 'kind')}"
        return "；".join(
            f"{PARTICULARS[one]}：{self.particulars(before, one)} → {self.particulars(fact, one)}" for one in changed
        )


PARTICULARS = {"name": "名称", "kind": "类型", "parent_id": "上级", "unit_id": "所在单位"}


def committee(fact: Committee) -> str:
    """Whether there is a committee, and whether its officers are appointed."""
    officers = {True: "，负责人由上级任命", False: "，负责人选举产生", None: ""}[fact.appointed]
    return ("设委员会" if fact.exists else "不设委员会") + officers


def dues(fact: Dues) -> str:
    """What is to be paid each month, and what was; what is not known is left out."""
    said = [DuesBasis(fact.basis).label]
    amounts = (("基数", fact.base_fen), ("核定", fact.due_fen), ("实交", fact.paid_fen))
    said += [f"{what} {yuan(fen)} 元" for what, fen in amounts if fen is not None]
    return "，".join(said) + (f"（{fact.paid_on} 交）" if fact.paid_on else "")


def months_text(fact: Dues) -> str:
    """Of which months dues are: 2026-03, or 2026-03 至 2026-05."""
    first = "" if fact.start is None else f"{fact.start:%Y-%m}"
    last = "" if fact.end is None else f"{previous_day(fact.end):%Y-%m}"
    return first if first == last else f"{first} 至 {last}"


def yuan(fen: int) -> str:
    """An amount in yuan, with its two decimals only where there are any."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def sex(fact: PersonParticulars) -> str:
    return Sex(fact.sex).label if fact.sex else ""


def number(fact: PersonParticulars) -> str:
    """The identity number, masked."""
    cipher = fact.identity_cipher
    return NOT_STATED if cipher is None else mask_identity_number(protection.reveal(cipher))


def phone(fact: PersonParticulars) -> str:
    """The telephone, masked."""
    cipher = fact.phone_cipher
    return "" if cipher is None else mask_phone(protection.reveal(cipher))
