"""The rows of the seven declared ledgers as plain objects; their fields are the keys of the declared columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date

from shejian.core.facts.terms import (
    ContributionKind,
    FormationMode,
    GuidanceTitle,
    MeetingKind,
    MemberCategory,
    OrganizationType,
    PartyOrganizationKind,
    Sex,
    Status,
)


@dataclass(slots=True)
class OrganizationRow:
    """社会组织台账."""

    name: str
    code: str
    type: OrganizationType
    authority: str
    competent: tuple[str, ...]
    industry: str
    town: str
    founded: date
    representative: str
    address: str = ""
    contact: str = ""
    phone: str = ""
    website: str = ""
    staff: int = 0
    members: int = 0
    status: Status = Status.ACTIVE
    ended: date | None = None
    reason: str = ""
    charter: bool = True
    signed: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether it exists at the close of a day."""
        return self.founded <= day and (self.ended is None or day < self.ended)


@dataclass(slots=True)
class PartyOrganizationRow:
    """党组织台账."""

    name: str
    kind: PartyOrganizationKind
    parent: str
    founded: date
    approval: str
    mode: FormationMode | None = None
    organizations: tuple[str, ...] = ()
    secretary: str = ""
    elected: date | None = None
    reelected: bool = False
    dissolved: date | None = None


@dataclass(slots=True)
class MemberRow:
    """党员名册: one person's stay in one party organization."""

    name: str
    identity: str
    sex: Sex
    joined: date
    full_on: date | None
    category: MemberCategory
    body: str
    start: date
    end: date | None = None
    phone: str = ""

    def is_there_on(self, day: date) -> bool:
        """Whether the membership stands at the close of a day."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(slots=True)
class DevelopmentRow:
    """发展党员台账."""

    name: str
    identity: str
    body: str
    application: date
    talk: date | None = None
    activist: date | None = None
    target: date | None = None
    admission: date | None = None
    conversion: date | None = None


@dataclass(slots=True)
class GuidanceRow:
    """党建指导员选派表."""

    organization: str
    name: str
    title: GuidanceTitle
    sent_by: str
    start: date
    end: date | None = None


@dataclass(slots=True)
class MeetingRow:
    """组织生活记录."""

    body: str
    kind: MeetingKind
    day: date
    topic: str
    due: int
    present: int
    partners: tuple[str, ...] = ()


@dataclass(slots=True)
class ContributionRow:
    """作用发挥台账; ``money`` and ``goods`` in yuan."""

    name: str
    kind: ContributionKind
    day: date
    participants: tuple[str, ...]
    people_served: int = 0
    money: int = 0
    goods: int = 0


Row = OrganizationRow | PartyOrganizationRow | MemberRow | DevelopmentRow | GuidanceRow | MeetingRow | ContributionRow


@dataclass(slots=True)
class Ledgers:
    """Everything that an invented office keeps, as of one day. The fields of rows are the keys of declared sheets."""

    office: str
    closing: date
    organizations: list[OrganizationRow] = field(default_factory=list)
    party_organizations: list[PartyOrganizationRow] = field(default_factory=list)
    members: list[MemberRow] = field(default_factory=list)
    development: list[DevelopmentRow] = field(default_factory=list)
    guidance: list[GuidanceRow] = field(default_factory=list)
    meetings: list[MeetingRow] = field(default_factory=list)
    contributions: list[ContributionRow] = field(default_factory=list)

    def rows(self, key: str) -> list[Row]:
        """The rows of a declared sheet."""
        found: list[Row] = getattr(self, key)
        return found


SHEETS = tuple(one.name for one in fields(Ledgers) if one.name not in {"office", "closing"})


def pooled(office: str, ledgers: Iterable[Ledgers]) -> Ledgers:
    """Several counties' rows as one office's ledgers."""
    everything = list(ledgers)
    made = Ledgers(office, max(one.closing for one in everything))
    for key in SHEETS:
        for one in everything:
            made.rows(key).extend(one.rows(key))
    return made
