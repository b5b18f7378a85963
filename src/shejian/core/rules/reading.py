"""Reading the law on a day, and keeping a log of what was read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from shejian.core.calendar import Limit
from shejian.core.rules.instruments import Citation, Instrument, Level
from shejian.core.rules.layers import Layer, UnknownRuleError, refuse_laxer
from shejian.core.rules.parameters import DatedValue, Parameter
from shejian.core.rules.values import AnnualDay, Bands, Frequency, Share


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that was read: of which parameter, for which day."""

    key: str
    day: date
    value: DatedValue

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.value.citations

    def __str__(self) -> str:
        return f"{self.value.label}（{self.day}）：{self.value.modality} {self.value}，依据{self.value.clause}"


class ReadingLog:
    """What a figure or a verdict read of the law, each value and day once, in the order first read."""

    def __init__(self) -> None:
        self._readings: dict[Reading, None] = {}

    def record(self, *readings: Reading) -> None:
        self._readings.update(dict.fromkeys(readings))

    @property
    def readings(self) -> tuple[Reading, ...]:
        return tuple(self._readings)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses relied on, each once."""
        return tuple(dict.fromkeys(citation for reading in self._readings for citation in reading.citations))


@dataclass(frozen=True, slots=True)
class LawOn:
    """The law on one day; every value read is recorded in ``log``, if there is one."""

    law: Law
    day: date
    log: ReadingLog | None

    def value(self, key: str) -> DatedValue:
        """The value in force on the day: that of the lowest layer that has one, within the days of the nation's.

        Raises:
            UnknownRuleError: no parameter has this key.
            NotRecorded, NotYetInForce, Repealed: the nation has no value on the day (all are ``RuleUnavailable``).
        """
        answer = self.law.parameter(key).on(self.day)
        for layer in self.law.layers[1:]:
            local = layer.parameters.get(key)
            held = local.held_on(self.day) if local is not None else None
            answer = held if held is not None else answer
        if self.log is not None:
            self.log.record(Reading(key, self.day, answer))
        return answer

    def number(self, key: str) -> int:
        """``value(key)`` of a parameter that is a whole number; a ``TypeError`` if it is not (so below)."""
        return self.value(key).number

    def amount(self, key: str) -> Decimal:
        """``value(key)`` of a parameter that is a number, whole or not."""
        return self.value(key).amount

    def limit(self, key: str) -> Limit:
        """``value(key)`` of a parameter that is a period."""
        return self.value(key).limit

    def share(self, key: str) -> Share:
        """``value(key)`` of a parameter that is a share of something."""
        return self.value(key).share

    def choice(self, key: str) -> str:
        """``value(key)`` of a parameter that is one of several."""
        return self.value(key).choice

    def items(self, key: str) -> tuple[str, ...]:
        """``value(key)`` of a parameter that is a list."""
        return self.value(key).items

    def bands(self, key: str) -> Bands:
        """``value(key)`` of a parameter that is rates by amount."""
        return self.value(key).bands

    def frequency(self, key: str) -> Frequency:
        """``value(key)`` of a parameter that says how often."""
        return self.value(key).frequency

    def annual_day(self, key: str) -> AnnualDay:
        """``value(key)`` of a parameter that is a day of every year."""
        return self.value(key).annual_day


@dataclass(frozen=True, eq=False)
class Law:
    """The national layer and the local ones laid over it, each under the one before.

    Build it with ``load_law``, ``read_law`` and ``with_local``: they check what a bare ``Law(...)`` does not.
    """

    layers: tuple[Layer, ...]

    def on(self, day: date, log: ReadingLog | None = None) -> LawOn:
        return LawOn(self, day, log)

    def parameter(self, key: str) -> Parameter:
        """The nation's parameter of that key.

        Raises:
            UnknownRuleError: there is none.
        """
        try:
            return self.layers[0].parameters[key]
        except KeyError:
            raise UnknownRuleError(key, self.keys) from None

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.layers[0].parameters)

    def changes(self, key: str) -> list[date]:
        """The days, in order, on which the value of a parameter may become another, or come to an end."""
        held = (layer.parameters.get(key) for layer in self.layers)
        values = (value for parameter in held if parameter is not None for value in parameter.values)
        return sorted({day for value in values for day in (value.since, value.until) if day is not None})

    @property
    def instruments(self) -> dict[str, Instrument]:
        """The instruments of all layers, by id."""
        return {id_: instrument for layer in self.layers for id_, instrument in layer.instruments.items()}

    def with_local(self, layer: Layer) -> Law:
        """This law with ``layer`` under it.

        Raises:
            LaxerRuleError: a value of the layer departs from an upper one otherwise than the stricter way.
            UnknownRuleError: the layer has a parameter that the nation has not.
            ValueError: the layer is a national one.
        """
        if layer.level is Level.NATIONAL:
            raise ValueError(f"“{layer.name}”不是地方层，不能叠加")
        for key in layer.parameters:
            self.parameter(key)
        for upper in self.layers:
            refuse_laxer(layer, upper)
        return Law((*self.layers, layer))

    def with_confirmed(self, confirmed: Collection[tuple[str, date]]) -> Law:
        """This law with the nation's values of these keys and first days accepted by an administrator.

        What names no value (any more) is passed over: a later law file may begin it on another day.
        """
        nation, *others = self.layers
        parameters = dict(nation.parameters)
        for key in {key for key, _ in confirmed if key in parameters}:
            parameter = parameters[key]
            values = (replace(one, accepted=one.accepted or (key, one.since) in confirmed) for one in parameter.values)
            parameters[key] = replace(parameter, values=tuple(values))
        return Law((replace(nation, parameters=MappingProxyType(parameters)), *others))
