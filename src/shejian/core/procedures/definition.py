"""Procedures as their files define them: versions of steps, with limits, votes, amounts, papers, outcomes, clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shejian.core.calendar import LimitUnit
from shejian.core.procedures.standing import State
from shejian.core.rules import Citation, Instrument, Modality, Severity
from shejian.core.rules.nearness import in_short, near_hint


class SubjectKind(StrEnum):
    """For whom a procedure is gone through."""

    PERSON = "person"
    PARTY_ORGANIZATION = "party_organization"
    ORGANIZATION = "organization"


class FactKind(StrEnum):
    """What a fact of a subject is."""

    DAY = "day"
    FLAG = "flag"
    NUMBER = "number"
    WORDS = "words"


class LimitMeaning(StrEnum):
    """What the day means that a limit leads to.

    ``EARLIEST`` not before it; ``LATEST`` by it; ``PUBLICITY`` not before so many whole days of publicity are over;
    ``DUE`` from it on the step ought to be taken, though no last day is set.
    """

    EARLIEST = "earliest"
    LATEST = "latest"
    PUBLICITY = "publicity"
    DUE = "due"


class AmountMeaning(StrEnum):
    """How a number of a step is bound by the law: by one parameter, between two, or by a share of another number."""

    EXACTLY = "exactly"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    BETWEEN = "between"
    SHARE = "share"


class VoteResult(StrEnum):
    """What a vote comes to: 通过, 未通过, 无效 (no quorum: as if it had not been held)."""

    PASSED = "passed"
    REFUSED = "refused"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the subject on which steps depend.

    ``default`` is taken where nothing is known of a flag. ``needed``: not to know it leaves something unjudged, and
    that is said; of any other it is as though there were nothing of the kind.
    """

    id: str
    label: str
    kind: FactKind
    default: bool | None = None
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """On what a step, limit, paper or bar depends: a fact of the subject, or a step that was taken.

    Of a flag ``equals`` is true or false, of words one of several; of a number ``at_least`` or ``below`` is a
    parameter. Of a step, ``outcome`` is how it came out, ``None`` for any way.
    """

    fact: str | None = None
    step: str | None = None
    outcome: str | None = None
    equals: bool | frozenset[str] = True
    at_least: str | None = None
    below: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """The clause that asks for something, and how binding it is; what follows from them is worked out once."""

    citation: Citation
    modality: Modality
    severity: Severity = field(init=False)
    clause: str = field(init=False)

    def __post_init__(self) -> None:
        graver = {Modality.MUST: Severity.BREACH, Modality.USUALLY: Severity.DEPARTURE}.get(self.modality)
        severity = graver if graver is not None and self.citation.confirmed else Severity.HINT
        object.__setattr__(self, "severity", severity)
        object.__setattr__(self, "clause", str(self.citation))

    def __str__(self) -> str:
        return self.clause


@dataclass(frozen=True, slots=True)
class Lengthening:
    """How much later a limit ends each time ``step`` came out as ``outcome``: by ``amount``, a number of that step."""

    step: str
    outcome: str
    amount: str
    unit: LimitUnit


@dataclass(frozen=True, slots=True)
class LimitRule:
    """A limit of time on a step.

    ``starts`` are steps or facts; it runs from the earliest of those known. ``parameters`` are counted one after the
    other, none: the very day. ``back``: counted backwards; ``less`` are counted backwards after the others.
    ``outcomes``: only where the step came out so. ``at_start``: the first parameter is read on the day from which it
    runs (who was elected for three years has three years).
    """

    code: str
    meaning: LimitMeaning
    starts: tuple[str, ...]
    parameters: tuple[str, ...]
    back: bool
    lengthened: Lengthening | None
    when: tuple[Condition, ...]
    outcomes: frozenset[str]
    remedy: str
    less: tuple[str, ...] = ()
    at_start: bool = False


@dataclass(frozen=True, slots=True)
class AmountRule:
    """A number that is recorded with a step; one without ``meaning`` is not judged.

    Of several with one ``code`` it is enough that one is kept. ``of``: for a ``SHARE``, the number of the same step of
    which it is a part.
    """

    id: str
    label: str
    unit: str
    meaning: AmountMeaning | None
    parameters: tuple[str, ...]
    code: str | None
    remedy: str | None
    when: tuple[Condition, ...]
    outcomes: frozenset[str]
    of: str | None = None


@dataclass(frozen=True, slots=True)
class VoteRule:
    """Which shares a vote needs; their bases come with the shares. ``written`` votes of the absent count as present."""

    quorum: str | None
    majority: str | None
    written: bool
    remedy: str


@dataclass(frozen=True, slots=True)
class SurplusRule:
    """差额: so many more candidates than seats, both being numbers of the step."""

    parameter: str
    candidates: str
    seats: str
    code: str
    remedy: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that speaks against a step: where ``when`` holds, it may not (or should not) be taken."""

    code: str
    label: str
    when: tuple[Condition, ...]
    basis: Basis
    remedy: str


@dataclass(frozen=True, slots=True)
class Paper:
    label: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often a step recurs: by ``limit`` after the last time, first after its starts, until ``until`` is taken."""

    limit: LimitRule
    until: str | None

    @property
    def every(self) -> str:
        """The parameter that says how often."""
        return self.limit.parameters[0]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step can come out.

    ``by_vote``: which result of the vote it needs. ``stands``: whether the step counts as taken. ``ends``: the case
    is over. ``reopens``: these steps and all that rest on them are to be taken again. ``takes_effect_at``: ending and
    reopening wait for that step. ``once``: the code of coming out so a second time. ``concludes``: what the procedure
    is for is reached; what is left is not asked of cases from before everything was on record. ``without``: steps on
    which coming out so does not rest.
    """

    id: str
    label: str
    by_vote: VoteResult | None = None
    stands: bool = True
    enters: str | None = None
    ends: bool = False
    reopens: tuple[str, ...] = ()
    takes_effect_at: str | None = None
    once: str | None = None
    concludes: bool = False
    remedy: str | None = None
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of one version.

    ``requires`` are the steps directly before it. ``again``: it may be taken more than once. ``optional``: it need
    not be taken. ``enters``: the stage in which the case stands afterwards. ``ledger``: the code under which the
    ledger holds the step already. ``replaces``: the step of earlier versions in whose place it is. ``spared_by``:
    where that step was taken before this version, this one is not asked for. ``waivable``: it may be left out, by
    outcome ``waived``.
    """

    id: str
    label: str
    stage: str
    actor: str
    basis: Basis
    requires: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    limits: tuple[LimitRule, ...] = ()
    amounts: tuple[AmountRule, ...] = ()
    vote: VoteRule | None = None
    surplus: SurplusRule | None = None
    bars: tuple[Bar, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    when: tuple[Condition, ...] = ()
    repeat: Repeat | None = None
    again: bool = False
    optional: bool = False
    until: str | None = None
    enters: str | None = None
    ends: bool = False
    ledger: str | None = None
    replaces: str | None = None
    spared_by: str | None = None
    waivable: Basis | None = None
    note: str | None = None

    @property
    def ahead(self) -> tuple[LimitRule, ...]:
        """The limits that hold for a step not taken yet: all but those of an outcome that is not the ordinary one."""
        ordinary = self.outcomes[0].id if self.outcomes else None
        return tuple(rule for rule in self.limits if not rule.outcomes or ordinary in rule.outcomes)

    def outcome(self, id_: str) -> Outcome | None:
        return next((one for one in self.outcomes if one.id == id_), None)


@dataclass(frozen=True, eq=False)
class Version:
    """A procedure as it is from ``since`` on, with what follows from its steps worked out once.

    ``before`` names all steps that a step rests on, directly or not; ``after`` all that rest on it; ``upwards`` has
    each step after those it rests on; ``conditional`` are the steps with conditions,
    ``sparing`` those that spare or stand for others. ``plans`` keeps what comes after
    cases that stand alike (``planning``).
    """

    since: date
    instrument: Instrument
    transition: str
    facts: Mapping[str, Fact]
    stages: Mapping[str, State]
    steps: Mapping[str, Step]
    order: Mapping[str, int]
    before: Mapping[str, frozenset[str]]
    after: Mapping[str, frozenset[str]]
    repeating: tuple[Step, ...]
    ahead: Mapping[str, tuple[LimitRule, ...]]
    upwards: tuple[str, ...]
    conditional: tuple[str, ...]
    sparing: frozenset[str]
    plans: dict[object, object] = field(default_factory=dict)


class UnknownProcedure(KeyError):
    """No procedure has this name; ``str()`` names those there are."""

    def __init__(self, name: str, known: Mapping[str, Procedure]) -> None:
        hint = near_hint(name, known, {one.label: one.name for one in known.values()}) or "；"
        listed = "、".join(f"{one.name}（{one.label}）" for one in known.values())
        super().__init__(f"没有程序 {in_short(name)}{hint}可用的程序：{listed}")

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownStep(KeyError):
    """No version of a procedure has this step; ``str()`` names the nearest and all there are."""

    def __init__(self, procedure: Procedure, step: str) -> None:
        self.step = step
        hint = near_hint(step, procedure.steps, {one.label: one.id for one in procedure.steps.values()}) or "；"
        listed = "、".join(f"{one.id}（{one.label}）" for one in procedure.steps.values())
        super().__init__(f"程序 {procedure.name} 没有步骤 {in_short(step)}{hint}可用的步骤：{listed}")

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, eq=False)
class Procedure:
    """A procedure in all its versions, the oldest first; ``steps`` are those of all, each as last defined."""

    name: str
    label: str
    subject: SubjectKind
    versions: tuple[Version, ...]
    steps: Mapping[str, Step]

    def version(self, day: date) -> Version:
        """The version that judges a step of ``day``; before the first one, the first."""
        found = self.versions[0]
        for one in self.versions:
            if one.since <= day:
                found = one
        return found

    def step(self, id_: str, day: date) -> Step:
        """A step as the version of ``day`` defines it, or the nearest one that has it.

        Raises:
            UnknownStep: no version has it.
        """
        found = self.version(day).steps.get(id_) or self.steps.get(id_)
        if found is None:
            raise UnknownStep(self, id_)
        return found

    def step_of_ledger(self, code: str) -> str | None:
        """The step that the ledger holds under ``code``."""
        return next((step.id for step in self.steps.values() if step.ledger == code), None)


class Procedures(dict[str, Procedure]):
    """All procedures by name; one that there is not is refused with the nearest.

    Raises:
        UnknownProcedure: by ``[...]``.
    """

    def __missing__(self, name: str) -> Procedure:
        raise UnknownProcedure(name, self)
