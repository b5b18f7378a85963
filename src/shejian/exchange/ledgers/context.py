"""What planning an import knows besides the sheet at hand: units, names in the file and in the ledger, persons.

A reference is the id of something the ledger holds, or, for something that the same file brings, a negative number
that stands for an id until it is recorded: ``-1`` for the first, ``-2`` for the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, IntEnum
from functools import cached_property

from shejian.base.services.units import UnitDraft
from shejian.base.tree import UnitTree
from shejian.core.facts.terms import UnitKind
from shejian.core.rules import Law
from shejian.core.sheets import fold
from shejian.exchange.ledgers.standing import latest
from shejian.party.models import Establishment
from shejian.people.protection import digest
from shejian.people.services.persons import PersonDraft
from shejian.rulebook.queries import law_for

AUTHORITY = re.compile(r"(?:民政[局厅部]|行政审批(?:服务)?局|政务服务.*局|社会组织管理局|社会工作部)$")


MeetingKey = tuple[int, str, date, str]
"""Party organization, kind, day and folded topic: by what a sheet names a meeting."""


class Unresolved(Enum):
    """Why a name leads to nothing."""

    UNKNOWN = "neither in the file nor in the ledger"
    LEFT_OUT = "only in rows that stay out"
    AMBIGUOUS = "several bear the name"


class Tier(IntEnum):
    """Where something of the ledger stands, seen from the unit whose file is imported."""

    OWN = 0
    ABOVE = 1
    BESIDE = 2


@dataclass
class Directory:
    """Names of one kind of thing: those of the file first, then those of its own unit's ledger, then those of the units
    above it, at last those of its neighbours. Two counties may use one name for two things."""

    tiers: tuple[dict[str, list[int]], ...] = field(default_factory=lambda: tuple({} for _ in Tier))
    tier: dict[int, Tier] = field(default_factory=dict)
    file: dict[str, list[int]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    names: dict[int, str] = field(default_factory=dict)

    @property
    def own(self) -> dict[str, list[int]]:
        """What the ledger of the file's own unit holds."""
        return self.tiers[Tier.OWN]

    def know(self, ref: int, name: str, tier: Tier) -> None:
        """Something the ledger holds."""
        self.tiers[tier].setdefault(fold(name), []).append(ref)
        self.names[ref] = name
        self.tier[ref] = tier

    def is_own(self, ref: int) -> bool:
        """Whether something is in the ledger of the file's own unit, or comes into it with this file."""
        return self.tier.get(ref, Tier.OWN) is Tier.OWN

    def is_beside(self, ref: int) -> bool:
        """Whether something is in a neighbour's ledger."""
        return self.tier.get(ref) is Tier.BESIDE

    def bring(self, ref: int, name: str) -> None:
        """Something a row of the file is about, new or not."""
        self.file.setdefault(fold(name), []).append(ref)
        self.names[ref] = name

    def leave_out(self, name: str) -> None:
        """A name that only a faulty row bears."""
        self.left_out.add(fold(name))

    def find(self, name: str) -> int | Unresolved:
        folded = fold(name)
        for names in (self.file, *self.tiers):
            refs = set(names.get(folded, ()))
            if len(refs) == 1:
                return refs.pop()
            if refs:
                return Unresolved.AMBIGUOUS
        return Unresolved.LEFT_OUT if folded in self.left_out else Unresolved.UNKNOWN


@dataclass
class NewUnits:
    """Units that the file names and the ledger does not have yet; allowed only while it has no units at all."""

    drafts: list[UnitDraft] = field(default_factory=list)
    refs: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, kind: UnitKind, parent: int | None, aliases: tuple[str, ...] = ()) -> int:
        """The reference of the unit of that name, drafted once."""
        folded = fold(name)
        if folded not in self.refs:
            self.drafts.append(UnitDraft(name, str(kind), parent, aliases, position=len(self.drafts)))
            self.refs[folded] = -len(self.drafts)
        return self.refs[folded]


@dataclass
class Context:
    """One import being planned.

    Attributes:
        closing: the ledger's day: as of which the file speaks.
        last_closing: the ledger's day of this unit's import before; what happened after it is one more event.
        effective: from which day undated differences hold; ``None`` makes them corrections.
        tree: the units of the ledger.
        root: the unit whose ledger the file is.
        unnumbered: persons of the ledger who are mentions, without an identity number.
        numbered: mentions that the file gives a number, by the reference of the person the number would have brought.
        bodies_founded: when the party organizations were founded that the file lists, as far as it says so.
        stays: of persons whom the file's roster names, party organizations with the days of coming and leaving.
        meetings: those on the ledger by what a sheet names them by; ``brought``: those of the file, with whom together.
        counted: 应到 and 实到 of meetings of which the file brings a list.
        may_found_units: below ``root`` the ledger has no units yet, so those named in the file are set up.
    """

    closing: date
    last_closing: date | None
    effective: date | None
    today: date
    tree: UnitTree
    may_found_units: bool
    root: int | None = None
    new_units: NewUnits = field(default_factory=NewUnits)
    organizations: Directory = field(default_factory=Directory)
    bodies: Directory = field(default_factory=Directory)
    persons: dict[str, int] = field(default_factory=dict)
    new_persons: list[PersonDraft] = field(default_factory=list)
    person_names: dict[int, str] = field(default_factory=dict)
    unnumbered: set[int] = field(default_factory=set)
    numbered: dict[int, int] = field(default_factory=dict)
    founded: dict[int, date] = field(default_factory=dict)
    stays: dict[int, list[tuple[int, date | None, date | None]]] = field(default_factory=dict)
    meetings: dict[MeetingKey, list[int]] = field(default_factory=dict)
    brought: dict[MeetingKey, tuple[int, ...]] = field(default_factory=dict)
    counted: dict[MeetingKey, tuple[int, int]] = field(default_factory=dict)
    bodies_founded: dict[int, date | None] = field(default_factory=dict)
    _tiers: dict[int, Tier] = field(default_factory=dict)

    def tier(self, unit: int) -> Tier:
        """Where a unit stands, seen from the one whose ledger the file is."""
        if unit not in self._tiers:
            self._tiers[unit] = self._tier(unit)
        return self._tiers[unit]

    def _tier(self, unit: int) -> Tier:
        if self.root is None or unit in self.tree.subtree(self.root):
            return Tier.OWN
        return Tier.ABOVE if self._may_serve(unit) else Tier.BESIDE

    def happened_since(self, day: date | None) -> bool:
        """Whether an event is one more, rather than a better date for the latest one that the ledger has."""
        return day is not None and self.last_closing is not None and day > self.last_closing

    def unit(self, name: str, kind: UnitKind) -> int | None:
        """The unit of a name: one the ledger has, or one this import may set up; ``None`` if there is neither."""
        known = [node.id for node in self.tree.in_order() if _called(node.name, node.aliases, name)]
        below = self.tree.subtree(self.root) if self.root is not None and self.root > 0 else frozenset(known)
        near = [one for one in known if one in below] or [one for one in known if self._may_serve(one)]
        if near:
            return near[0]
        folded = fold(name)
        if folded in self.new_units.refs:
            return self.new_units.refs[folded]
        if self.may_found_units:
            return self.new_units.add(name, kind, self.root)
        return None

    def _may_serve(self, unit: int) -> bool:
        """Whether a unit that stands outside the ledger's own region is above it, and not in a neighbouring one."""
        own = self.tree.lineage(self.root) if self.root is not None and self.root > 0 else ()
        regions = [one for one in self.tree.lineage(unit) if self.tree.nodes[one].kind == str(UnitKind.REGION)]
        return not regions or regions[0] in own

    def body_founded(self, body: int) -> date | None:
        """When a party organization was founded, as the file or else the ledger has it; ``None``: not on record."""
        if body in self.bodies_founded:
            return self.bodies_founded[body]
        return self._founded_on_ledger.get(body)

    @cached_property
    def _founded_on_ledger(self) -> dict[int, date | None]:
        return {one: start for one, (start,) in latest(Establishment, "party_organization_id", ("start",)).items()}

    def leading_unit(self, name: str) -> int:
        """The unit that a leading Party committee is; set up if the tree does not have it yet."""
        found = self.unit(name, UnitKind.PARTY_BODY)
        return self.new_units.add(name, UnitKind.PARTY_BODY, self.root) if found is None else found

    @cached_property
    def law(self) -> Law:
        """The law of the unit whose ledger the file is: by it the file's dates are judged."""
        return law_for(self.root if self.root in self.tree.nodes else None, None, self.tree)

    def home(self) -> int:
        """The unit whose ledger the file is.

        Raises:
            LookupError: none could be told from the file, and the ledger has none.
        """
        if self.root is None:
            raise LookupError("看不出这是哪个单位的台账：文件里没有登记管理机关，台账里也没有单位")
        return self.root

    def office_name(self, ref: int) -> str:
        """A registration authority as papers name it: the office of the region (云川县民政局), not the region."""
        aliases = self.new_units.drafts[-ref - 1].aliases if ref < 0 else self._aliases(ref)
        return next((one for one in aliases if AUTHORITY.search(one)), self.unit_name(ref))

    def _aliases(self, ref: int) -> tuple[str, ...]:
        return self.tree.nodes[ref].aliases if ref in self.tree.nodes else ()

    def unit_name(self, ref: int) -> str:
        if ref < 0:
            return self.new_units.drafts[-ref - 1].name
        return self.tree.name(ref)

    def person(self, draft: PersonDraft) -> int:
        """The person of an identity number: known, or brought by this file; the first row that brings him names him."""
        key = digest(draft.identity_number)
        if key not in self.persons:
            self.new_persons.append(draft)
            self.persons[key] = -len(self.new_persons)
            self.person_names[self.persons[key]] = draft.name
        return self.persons[key]

    def mention(self, draft: PersonDraft) -> Mention:
        """Somebody without an identity number, whom this row brings; never the same as anybody else."""
        self.new_persons.append(draft)
        return Mention(-len(self.new_persons))


class Mention(int):
    """The provisional reference of a person without an identity number, whom only one row is about."""


def _called(name: str, aliases: Iterable[str], wanted: str) -> bool:
    folded = fold(wanted)
    return folded == fold(name) or any(folded == fold(alias) for alias in aliases)


@dataclass
class Ids:
    """What the provisional references became once recorded."""

    units: list[int] = field(default_factory=list)
    organizations: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    persons: dict[int, int] = field(default_factory=dict)
    meetings: dict[MeetingKey, int] = field(default_factory=dict)

    @staticmethod
    def real(ref: int, recorded: list[int]) -> int:
        return ref if ref > 0 else recorded[-ref - 1]

    def unit(self, ref: int) -> int:
        return self.real(ref, self.units)

    def organization(self, ref: int) -> int:
        return self.real(ref, self.organizations)

    def body(self, ref: int) -> int:
        return self.real(ref, self.bodies)

    def person(self, ref: int) -> int:
        return ref if ref > 0 else self.persons[ref]
