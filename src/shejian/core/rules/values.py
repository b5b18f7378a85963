"""The kinds of values that a rule can have; each is exact, and says itself in Chinese."""

from __future__ import annotations

import calendar as gregorian
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from shejian.core.calendar import Limit

CENT = Decimal("0.01")


class Kind(StrEnum):
    """What sort of value a parameter has, always the same one; named by the key that its files write it under."""

    NUMBER = "value"
    LIMIT = "limit"
    SHARE = "share"
    CHOICE = "choice"
    ITEMS = "items"
    BANDS = "bands"
    FREQUENCY = "frequency"
    ANNUAL_DAY = "annual_day"

    @property
    def label(self) -> str:
        return KIND_LABELS[self]


KIND_LABELS = {
    Kind.NUMBER: "数",
    Kind.LIMIT: "期限",
    Kind.SHARE: "比例",
    Kind.CHOICE: "选项",
    Kind.ITEMS: "清单",
    Kind.BANDS: "分档",
    Kind.FREQUENCY: "频次",
    Kind.ANNUAL_DAY: "每年的日子",
}


class Bound(StrEnum):
    """How a share binds: 超过, 不少于, 不超过."""

    OVER = "over"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"

    @property
    def label(self) -> str:
        return {"over": "超过", "at_least": "不少于", "at_most": "不超过"}[self.value]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole that has to be reached or kept to, for example over 1/2 of 应到会; compared exactly.

    ``of`` names the whole. ``written`` is the fraction as its file has it (1/2, 20%).
    """

    of: str
    bound: Bound
    fraction: Fraction
    written: str = field(default="", compare=False)

    def reached_by(self, count: int, whole: int) -> bool:
        """Whether ``count`` of ``whole`` is enough (``at_most``: not too much); nothing is enough of none."""
        if self.bound is Bound.AT_MOST:
            return count <= self.fraction * whole
        return count >= self.least(whole)

    def least(self, whole: int) -> int:
        """The fewest of ``whole`` that are enough, never under 1.

        Raises:
            TypeError: the share is one not to exceed.
        """
        if self.bound is Bound.AT_MOST:
            raise TypeError(f"“{self}”没有最少数")
        part, of = self.fraction.numerator * whole, self.fraction.denominator
        return max(1, part // of + 1 if self.bound is Bound.OVER else -(-part // of))

    def most(self, whole: int) -> int:
        """The most of ``whole`` that a share ``at_most`` leaves room for.

        Raises:
            TypeError: the share is one to reach.
        """
        if self.bound is not Bound.AT_MOST:
            raise TypeError(f"“{self}”没有最多数")
        return floor(self.fraction * whole)

    def __str__(self) -> str:
        return f"{self.bound.label}{self.of}的 {self.written or self.fraction}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; ``among`` lists them, the mildest first."""

    chosen: str
    among: tuple[str, ...]

    def __str__(self) -> str:
        return self.chosen


@dataclass(frozen=True, slots=True)
class Items:
    """A list of names, in the order of the rule."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        return "、".join(self.names)


@dataclass(frozen=True, slots=True)
class Band:
    """Amounts up to ``up_to``, which is included (``None``: all above the band before), and their rate."""

    up_to: Decimal | None
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Bands:
    """Rates by amount: the whole amount bears the one rate of its band. The last band has no end."""

    bands: tuple[Band, ...]
    unit: str

    def rate_of(self, amount: Decimal | int | None) -> Decimal:
        """The rate that ``amount`` bears; of ``None``, that of the endless band."""
        held = (band.rate for band in self.bands if band.up_to is None or (amount is not None and amount <= band.up_to))
        return next(held)

    def due(self, amount: Decimal | int) -> Decimal:
        """What is due of ``amount``, in its unit, half up to two decimals."""
        return (Decimal(amount) * self.rate_of(amount)).quantize(CENT, ROUND_HALF_UP)

    def __str__(self) -> str:
        parts = [f"{plain(band.up_to)}{self.unit}以下（含）{percent(band.rate)}" for band in self.bands if band.up_to]
        return "，".join([*parts, f"{'再高的' if parts else '一律'} {percent(self.bands[-1].rate)}"])


class Per(StrEnum):
    """The period of a frequency; each is so many whole months of a year."""

    MONTH = "月"
    QUARTER = "季度"
    HALF_YEAR = "半年"
    YEAR = "年"

    @property
    def months(self) -> int:
        return {"月": 1, "季度": 3, "半年": 6, "年": 12}[self.value]


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often in each period, for example once a 季度."""

    count: int
    per: Per

    def covers(self, other: Frequency) -> bool:
        """Whether keeping to this is surely keeping to ``other``: once a month is thrice a quarter, not the reverse."""
        return self.per.months <= other.per.months and self.count * other.per.months >= other.count * self.per.months

    def __str__(self) -> str:
        return f"每{self.per}{self.count}次"


@dataclass(frozen=True, slots=True, order=True)
class AnnualDay:
    """A day of every year."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day in ``year``: 29 February is the 28th in a common year."""
        return date(year, self.month, min(self.day, gregorian.monthrange(year, self.month)[1]))

    def __str__(self) -> str:
        return f"{self.month}月{self.day}日"


RuleValue = int | Decimal | Limit | Share | Choice | Items | Bands | Frequency | AnnualDay
_KINDS: dict[type, Kind] = {
    int: Kind.NUMBER,
    Decimal: Kind.NUMBER,
    Limit: Kind.LIMIT,
    Share: Kind.SHARE,
    Choice: Kind.CHOICE,
    Items: Kind.ITEMS,
    Bands: Kind.BANDS,
    Frequency: Kind.FREQUENCY,
    AnnualDay: Kind.ANNUAL_DAY,
}


def kind_of(value: RuleValue) -> Kind:
    """The kind that ``value`` is of."""
    return _KINDS[type(value)]


def plain(number: Decimal | int) -> str:
    """A number without needless zeros and exponents: 0.2, 3000."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(rate: Decimal) -> str:
    """A rate as rules write it: 0.5%."""
    return f"{plain(rate * 100)}%"
