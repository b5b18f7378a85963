"""Parameters — the numbers, periods and lists of regulations — each a series of dated, cited values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from shejian.core.calendar import Limit, Span
from shejian.core.rules.instruments import Citation, Level
from shejian.core.rules.values import (
    AnnualDay,
    Bands,
    Choice,
    Frequency,
    Items,
    Kind,
    RuleValue,
    Share,
    kind_of,
    plain,
)

Wanted = TypeVar("Wanted")
TEN_THOUSAND = 10_000


class Stricter(StrEnum):
    """Which way a parameter is stricter: the only way in which a lower layer may depart from the upper one."""

    UP = "up"
    DOWN = "down"
    SUPERSET = "superset"
    FREE = "free"  # a lower layer may set anything
    FIXED = "fixed"  # neither way is stricter: a lower layer may not depart at all


class Modality(StrEnum):
    """How binding a value is: 必须/应当, 一般/原则上 (a departure needs a reason), 可以, or 地方 (left to places)."""

    MUST = "必须"
    USUALLY = "一般"
    MAY = "可以"
    LOCAL = "地方"


class Severity(StrEnum):
    """What going against a value is called; only a confirmed value is more than a hint."""

    BREACH = "breach"
    DEPARTURE = "departure"
    HINT = "hint"

    @property
    def label(self) -> str:
        return {"breach": "违反", "departure": "偏离", "hint": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What a parameter is from ``since`` up to, and without, ``until``, and what says so.

    ``accepted`` says that an administrator has confirmed the value, though no citation is.
    """

    key: str
    label: str
    value: RuleValue
    unit: str
    modality: Modality
    since: date
    until: date | None
    citations: tuple[Citation, ...]
    accepted: bool = False

    @property
    def span(self) -> Span:
        return Span(self.since, self.until)

    @property
    def confirmed(self) -> bool:
        """Whether the value is more than remembered."""
        return self.accepted or any(citation.confirmed for citation in self.citations)

    @property
    def severity(self) -> Severity:
        """What going against the value is called."""
        if not self.confirmed:
            return Severity.HINT
        return {Modality.MUST: Severity.BREACH, Modality.USUALLY: Severity.DEPARTURE}.get(self.modality, Severity.HINT)

    @property
    def clause(self) -> str:
        """What the value rests on, as a verdict prints it."""
        basis = "、".join(map(str, self.citations))
        return f"{basis}（管理员已确认）" if self.accepted else basis

    @property
    def kind(self) -> Kind:
        return kind_of(self.value)

    @property
    def number(self) -> int:
        """The value of a parameter that is a whole number.

        Raises:
            TypeError: the parameter is of another kind, or the number is not whole (as of all readers below).
        """
        if self.kind is Kind.NUMBER and not isinstance(self.value, int):
            raise TypeError(f"{self.key} 是小数（{self}），不是整数")
        return self._as(int, Kind.NUMBER)

    @property
    def amount(self) -> Decimal:
        """The value of a parameter that is a number, whole or not."""
        return Decimal(self.number) if isinstance(self.value, int) else self._as(Decimal, Kind.NUMBER)

    @property
    def limit(self) -> Limit:
        return self._as(Limit, Kind.LIMIT)

    @property
    def share(self) -> Share:
        return self._as(Share, Kind.SHARE)

    @property
    def choice(self) -> str:
        return self._as(Choice, Kind.CHOICE).chosen

    @property
    def items(self) -> tuple[str, ...]:
        return self._as(Items, Kind.ITEMS).names

    @property
    def bands(self) -> Bands:
        return self._as(Bands, Kind.BANDS)

    @property
    def frequency(self) -> Frequency:
        return self._as(Frequency, Kind.FREQUENCY)

    @property
    def annual_day(self) -> AnnualDay:
        return self._as(AnnualDay, Kind.ANNUAL_DAY)

    def _as(self, wanted: type[Wanted], kind: Kind) -> Wanted:
        if not isinstance(self.value, wanted):
            raise TypeError(f"{self.key} 是{self.kind.label}（{self}），不是{kind.label}")
        return self.value

    def __str__(self) -> str:
        if not isinstance(self.value, int | Decimal):
            return str(self.value)
        tens_of_thousands, rest = divmod(self.value, TEN_THOUSAND)
        number = f"{tens_of_thousands}万" if tens_of_thousands and not rest else plain(self.value)
        return f"{number}{self.unit}"


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

    @property
    def kind(self) -> Kind:
        """The kind that all its values are of."""
        return self.values[0].kind

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
