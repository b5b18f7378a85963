"""A figure: a value with its fraction, in words, and what is missing when it cannot be known."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.core.indicators.catalogue import Indicator, catalogue
from shejian.core.indicators.evaluate import Groups, Tallies, Tally, Unavailable
from shejian.core.indicators.population import Part, Population, Ratio, Total
from shejian.core.indicators.scope import Grouping

UNKNOWN = "—"
PER_MILLE = 1000
FEN = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one scope and time.

    Attributes:
        value: the number; ``None`` when the ledger cannot know it. Percent is a number with one decimal, money is yuan.
        text: the number as people write it.
        numerator, denominator: of a share.
        missing: what would have to be recorded for the figure to be known.
        note: why figures of this kind do not add up over scopes, when they do not.
    """

    key: str
    value: int | float | None
    text: str
    numerator: int | None = None
    denominator: int | None = None
    missing: str | None = None
    note: str | None = None

    @property
    def complete(self) -> bool:
        return self.missing is None


def percent_tenths(part: int, whole: int) -> int:
    """The share in tenths of a percent, rounded half up in whole numbers: 153 of 176 is 869."""
    return (2 * part * PER_MILLE + whole) // (2 * whole)


def _decimal(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def figures(tallies: Tallies, keys: list[str]) -> dict[str, Figure]:
    """The figures ``keys`` in total."""
    return {key: _figure(catalogue()[key], tallies.totals) for key in keys}


def grouped_figures(tallies: Tallies, keys: list[str], grouping: Grouping) -> dict[int | str | None, dict[str, Figure]]:
    """The figures ``keys`` of every group that has any row."""
    by_population = tallies.groups[grouping]
    groups = {group for rows in by_population.values() for group in rows}
    found: dict[int | str | None, dict[str, Figure]] = {}
    for group in groups:
        slices: dict[str, Tally | Unavailable] = {
            key: _slice(by_population.get(key, {}), group, total) for key, total in tallies.totals.items()
        }
        found[group] = {key: _figure(catalogue()[key], slices) for key in keys}
    return found


def _slice(rows: Groups, group: int | str | None, total: Tally | Unavailable) -> Tally | Unavailable:
    if isinstance(total, Unavailable):
        return total
    return rows.get(group, Tally(sums=dict.fromkeys(total.sums, 0)))


def _figure(indicator: Indicator, tallies: dict[str, Tally | Unavailable]) -> Figure:
    measure = indicator.measure
    if isinstance(measure, Part):
        return _part(indicator.key, measure, tallies[measure.of])
    if isinstance(measure, Ratio):
        return _share(indicator.key, _figure_of(measure.part, tallies), _figure_of(measure.whole, tallies))
    of = measure.of if isinstance(measure, Total) else measure.key
    made = tallies[of]
    if isinstance(made, Unavailable):
        return Figure(indicator.key, None, UNKNOWN, missing=made.reason)
    missing = _missing(of, made)
    note = _note(of, made.astray)
    if missing:
        return Figure(indicator.key, None, UNKNOWN, missing=missing, note=note)
    if isinstance(measure, Total):
        return _total(indicator.key, measure, made, note)
    return Figure(indicator.key, made.inside, str(made.inside), note=note)


def _part(key: str, part: Part, made: Tally | Unavailable) -> Figure:
    if isinstance(made, Unavailable):
        return Figure(key, None, UNKNOWN, missing=made.reason)
    missing = _missing(part.of, made)
    if missing:
        return Figure(key, None, UNKNOWN, missing=missing)
    trait = (part.trait, part.value)
    count = made.parts.get(trait, 0)
    return Figure(key, count, str(count), note=_note(part.of, made.astray_parts.get(trait, 0)))


def _figure_of(key: str, tallies: dict[str, Tally | Unavailable]) -> Figure:
    return _figure(catalogue()[key], tallies)


def _total(key: str, measure: Total, made: Tally, note: str | None) -> Figure:
    value, text = quantity(made.sums[measure.amount], money=measure.money)
    return Figure(key, value, text, note=note)


def quantity(amount: int, *, money: bool) -> tuple[int | float, str]:
    """A sum as a number and as people write it: money is added up in fen and shown in yuan, no float in between."""
    yuan, fen = divmod(abs(amount), FEN) if money else (abs(amount), 0)
    text = f"{'-' if amount < 0 else ''}{yuan}" + (f".{fen:02d}" if fen else "")
    return (float(text) if fen else int(text)), text


def _share(key: str, part: Figure, whole: Figure) -> Figure:
    if part.value is None or whole.value is None:
        return Figure(key, None, UNKNOWN, missing=part.missing or whole.missing)
    numerator, denominator = int(part.value), int(whole.value)
    if not denominator:
        none = f"{catalogue()[whole.key].label}为 0，没有分母"
        return Figure(key, None, UNKNOWN, numerator, denominator, missing=none)
    tenths = percent_tenths(numerator, denominator)
    return Figure(key, tenths / 10, f"{_decimal(tenths)}%", numerator, denominator, note=part.note)


def _missing(of: str, made: Tally) -> str | None:
    if not made.unknown:
        return None
    measure = catalogue()[of].measure
    assert isinstance(measure, Population)  # noqa: S101 - `of` names a population by construction
    why = measure.sentences[made.reason] if made.reason else "台账没有记载"
    return f"{made.unknown} {_COUNTERS[measure.subject]}：{why}"


def _note(of: str, astray: int) -> str | None:
    if not astray:
        return None
    measure = catalogue()[of].measure
    assert isinstance(measure, Population)  # noqa: S101 - `of` names a population by construction
    return f"其中 {astray} {_COUNTERS[measure.subject]}主要属于范围以外，只是涉及本范围；各范围的数相加不等于合计"


_COUNTERS = {
    "organization": "家社会组织",
    "party_organization": "个党组织",
    "person": "人",
    "meeting": "场活动",
    "contribution": "场活动",
}
