"""Parameters — the numbers and periods of regulations — each a series of dated, cited values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shejian.core.calendar import Limit, Span
from shejian.core.rules.instruments import Citation


class Level(StrEnum):
    """Whose rule it is; a province and a county are both local, one laid over the other."""

    NATIONAL = "national"
    LOCAL = "local"


class Stricter(StrEnum):
    """Which way a parameter is stricter: the only way in which a lower layer may depart from the upper one."""

    UP = "up"
    DOWN = "down"
    SUPERSET = "superset"
    FREE = "free"  # a lower layer may set anything
    FIXED = "fixed"  # neither way is stricter: a lower layer may not depart at all


class Modality(StrEnum):
    """How binding a value is: 必须/应当, 一般/原则上 (a departure needs a recorded reason), 可以."""

    MUST = "必须"
    USUALLY = "一般"
    MAY = "可以"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What a parameter is from ``since`` up to, and without, ``until``, and what says so."""

    key: str
    label: str
    value: int | Limit
    unit: str
    modality: Modality
    since: date
    until: date | None
    citations: tuple[Citation, ...]

    @property
    def span(self) -> Span:
        return Span(self.since, self.until)

    @property
    def number(self) -> int:
        """The value of a parameter that is a number.

        Raises:
            TypeError: the parameter is a period.
        """
        if isinstance(self.value, Limit):
            raise TypeError(f"{self.key} 是期限（{self}），不是数")
        return self.value

    @property
    def limit(self) -> Limit:
        """The value of a parameter that is a period.

        Raises:
            TypeError: the parameter is a number.
        """
        if not isinstance(self.value, Limit):
            raise TypeError(f"{self.key} 是数（{self}），不是期限")
        return self.value

    def __str__(self) -> str:
        return str(self.value) if isinstance(self.value, Limit) else f"{self.value}{self.unit}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One rule value through time.

    ``recorded_from`` is the day from which this library answers for it: before it, whether there was a rule is not
    known here. ``ended`` is the first day on which it is repealed. ``values`` are in order of their first days.
    """

    key: str
    label: str
    meaning: str
    level: Level
    stricter: Stricter
    recorded_from: date
    ended: date | None
    values: tuple[DatedValue, ...]

    def held_on(self, day: date) -> DatedValue | None:
        return next((value for value in self.values if value.span.holds_on(day)), None)

    def on(self, day: date) -> DatedValue:
        """The value in force on ``day``.

        Raises:
            RuleUnavailable: one of the three answers there can be instead of a value.
        """
        held = self.held_on(day)
        if held is not None:
            return held
        if day < self.recorded_from:
            raise NotRecorded(self, day, f"本库未收录：{self.label}从 {self.recorded_from} 起收录，{day} 在此之前")
        if day < self.values[0].since:
            raise NotYetInForce(self, day, f"尚未施行：{self.label}自 {self.values[0].since} 起施行，{day} 在此之前")
        raise Repealed(self, day, f"已废止：{self.label}自 {self.ended} 起废止，{day} 不再施行")


class RuleUnavailable(LookupError):
    """There is no value on the day asked for; ``str()`` is the Chinese sentence that says which of three reasons."""

    def __init__(self, parameter: Parameter, day: date, sentence: str) -> None:
        super().__init__(sentence)
        self.parameter = parameter
        self.day = day


class NotRecorded(RuleUnavailable):
    """本库未收录: this library does not say what held on that day."""


class NotYetInForce(RuleUnavailable):
    """尚未施行: on that day there was no such rule yet."""


class Repealed(RuleUnavailable):
    """已废止: on that day the rule was no longer in force."""
