"""What an indicator is: a set of rows before it is a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shejian.core.facts import Frame
from shejian.core.indicators.view import View

Judge = Callable[[View], Frame]


class Subject(StrEnum):
    """What a population is a set of."""

    ORGANIZATION = "organization"
    PARTY_ORGANIZATION = "party_organization"
    PERSON = "person"
    MEETING = "meeting"
    CONTRIBUTION = "contribution"


class Nature(StrEnum):
    """Whether a figure speaks of a day or of a period."""

    STOCK = "stock"
    FLOW = "flow"


class Via(StrEnum):
    """Through what a row belongs to a unit: itself, or the party or social organization named in ``via``."""

    SELF = "self"
    PARTY_ORGANIZATION = "party_organization"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Population:
    """A set of rows, judged one by one.

    Attributes:
        key: its name in every layer.
        subject: what its ids are ids of.
        nature: of a day, or of a period.
        judge: makes the judged frame (see ``judging.judged``) of a view.
        sentences: the reasons a row can have, as templates with the blanks ``{day}``, ``{other}`` and ``{word}``.
        via: how a row belongs to a unit.
    """

    key: str
    subject: Subject
    nature: Nature
    judge: Judge
    sentences: Mapping[str, str]
    via: Via = Via.SELF
    others: Mapping[str, Subject] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a population that have a trait. Parts of one trait add up to the population.

    Attributes:
        trait: a column of the judged frame.
        value: what the column holds in this part; ``None`` where nothing is stated.
        words: what each value of the trait is called.
    """

    key: str
    of: str
    trait: str
    value: str | None
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ratio:
    """One population as a share of another, in percent: the part is a subset of the whole. Or one total as a share of
    another over the same rows: no row weighs more in the part than in the whole."""

    key: str
    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one of the amounts that the rows of a population weigh. Money is in fen (分)."""

    key: str
    of: str
    amount: str
    money: bool = False
