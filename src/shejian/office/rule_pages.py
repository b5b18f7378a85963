"""What the pages of rules and of the instruments they come from are given."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.ledger_pages import FactCard
from shejian.office.pages import Link, Shell


@dataclass(frozen=True, slots=True)
class Clause:
    """One instrument that a value rests on: its name with the article, where it leads, and the words relied on."""

    text: str
    href: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule on the day asked about; without a value then, ``missing`` says why."""

    key: str
    label: str
    href: str
    value: str
    modality: str
    state: str
    tone: str
    clause: str
    local: str
    missing: str


@dataclass(frozen=True, slots=True)
class RuleSection:
    """The rules of one area."""

    title: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class RulesPage:
    """All rules on a day, or those that were looked for."""

    shell: Shell
    sentence: str
    places: tuple[Link, ...]
    summary: str
    searched: str
    hidden: tuple[tuple[str, str], ...]
    kinds: tuple[Link, ...]
    sections: tuple[RuleSection, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value of a rule through time."""

    span: str
    value: str
    modality: str
    state: str
    tone: str
    clauses: tuple[Clause, ...]
    now: bool


@dataclass(frozen=True, slots=True)
class LocalRow:
    """What a unit of the visitor's line asks for."""

    unit: str
    value: str
    modality: str
    span: str
    status: str
    tone: str
    paper: str
    words: str
    acts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule: what it means, its value now, its history, local values, and where it is used."""

    shell: Shell
    back: str
    key: str
    label: str
    meaning: str
    now: str
    state: str
    tone: str
    judged: str
    acts: tuple[Link, ...]
    acts_note: str
    values: tuple[ValueRow, ...]
    local: tuple[LocalRow, ...]
    local_note: str
    about: FactCard
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """An instrument among the others."""

    id: str
    title: str
    href: str
    issuer: str
    span: str
    state: str
    tone: str
    read: str
    rules: int


@dataclass(frozen=True, slots=True)
class InstrumentsPage:
    """All instruments, or those that were looked for."""

    shell: Shell
    sentence: str
    places: tuple[Link, ...]
    summary: str
    searched: str
    hidden: tuple[tuple[str, str], ...]
    rows: tuple[InstrumentRow, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A value that rests on an instrument."""

    label: str
    href: str
    value: str
    span: str
    article: str
    words: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A rule under two versions of an instrument."""

    label: str
    href: str
    before: str
    after: str
    kind: str
    changed: bool


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    """One instrument: who issued it, when it is in force, what rests on it, and what it changed."""

    shell: Shell
    back: str
    title: str
    sub: str
    state: str
    tone: str
    about: FactCard
    versions: tuple[Link, ...]
    rows: tuple[CitedRow, ...]
    changed_title: str
    changed: tuple[ChangedRow, ...]
