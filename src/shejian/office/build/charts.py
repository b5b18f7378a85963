"""Geometry of charts. Values are whole numbers (tenths of a percent, counts, fen); ``None`` is a gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from shejian.office.pages import Chart, ChartPoint, Link, Mark, MonthLine, Series

LEFT, TOP, BOTTOM = 34, 16, 136
WIDE, NARROW = 300, 290
MARGIN = {WIDE: 100, NARROW: 14}
"""What stands right of the plot: the names of several series, or nothing."""
NICE = (1, 2, 5)
LINES = 4
LABEL_GAP = 30
TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a series: the day, the number, how people write it, and where the same question leads."""

    day: date
    value: int | None
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A series to be drawn: its name, its style (``n1`` or ``n2``) and its readings."""

    name: str
    style: str
    readings: Sequence[Reading]


def _step(span: int) -> int:
    """A round step so that about ``LINES`` of them cover the span."""
    size = 1
    while True:
        for nice in NICE:
            if nice * size * LINES >= span:
                return nice * size
        size *= 10


def draw(rows: Sequence[Row], *, label: str, columns: bool, percent: bool) -> Chart | None:
    """A chart of series over the same days; ``None`` if fewer than two values are known."""
    known = [one.value for row in rows for one in row.readings if one.value is not None]
    if len(known) < 2:
        return None
    low, high = (0 if columns else min(known)), max(known)
    step = _step(max(high - low, 4))
    bottom = low // step * step
    top = max(-(-high // step) * step, bottom + step)
    days = [one.day for one in rows[0].readings]
    right = WIDE if len(rows) > 1 else NARROW
    places = [LEFT + (right - LEFT) * at / max(len(days) - 1, 1) for at in range(len(days))]
    if columns:
        width = (right - LEFT) / len(days)
        places = [LEFT + width * (at + 0.5) for at in range(len(days))]

    def height(value: int) -> float:
        return BOTTOM - (value - bottom) * (BOTTOM - TOP) / (top - bottom)

    grid = tuple(Mark(f"{height(value):.1f}", _scale(value, percent=percent)) for value in range(bottom, top + 1, step))
    series = tuple(_series(row, places, height) for row in rows)
    return Chart(
        label=label,
        columns=columns,
        named=len(rows) > 1,
        width=right + MARGIN[right],
        right=right,
        grid=grid,
        ticks=_ticks(days, places),
        series=_apart(series),
        lines=_lines(rows),
        cut=bottom > 0,
    )


def _lines(rows: Sequence[Row]) -> tuple[MonthLine, ...]:
    """The same values as a table, a line for each day."""
    days = zip(*(row.readings for row in rows), strict=True)
    return tuple(
        MonthLine(readings[0].day.isoformat(), tuple(Link(one.text, one.href) for one in readings)) for readings in days
    )


def _scale(value: int, *, percent: bool) -> str:
    if not percent:
        return str(value) if value % TEN_THOUSAND or not value else f"{value // TEN_THOUSAND}万"
    return str(value // 10) if value % 10 == 0 else f"{value / 10:.1f}"


def _ticks(days: Sequence[date], places: Sequence[float]) -> tuple[Mark, ...]:
    """Every third month is named; the first one, and every January, with its year."""
    last = len(days) - 1
    found = []
    for at, (day, place) in enumerate(zip(days, places, strict=True)):
        if (last - at) % 3 == 0 or last < 3:
            plain = at and day.month > 3
            found.append(Mark(f"{place:.1f}", f"{day.month}月" if plain else f"{day.year}.{day.month}"))
    return tuple(found)


def _series(row: Row, places: Sequence[float], height: Callable[[int], float]) -> Series:
    points, path, pen = [], [], "M"
    for one, place in zip(row.readings, places, strict=True):
        if one.value is None:
            pen = "M"
            continue
        y = height(one.value)
        points.append(
            ChartPoint(
                x=f"{place:.1f}",
                y=f"{y:.1f}",
                height=f"{BOTTOM - y:.1f}",
                href=one.href,
                title=f"{one.day} {row.name} {one.text}",
            )
        )
        path.append(f"{pen}{place:.1f} {y:.1f}")
        pen = "L"
    label_y = points[-1].y if points else str(BOTTOM)
    last = next((one.text for one in reversed(row.readings) if one.value is not None), "")
    return Series(row.name, row.style, " ".join(path), tuple(points), last, label_y)


def _apart(series: tuple[Series, ...]) -> tuple[Series, ...]:
    """Labels at the ends of two lines are moved apart where they would touch."""
    if len(series) != 2:
        return series
    upper, lower = sorted(series, key=lambda one: float(one.label_y))
    high, low = float(upper.label_y), float(lower.label_y)
    if low - high < LABEL_GAP:
        middle = min(max((high + low) / 2, TOP + LABEL_GAP / 2), BOTTOM - LABEL_GAP / 2)
        high, low = middle - LABEL_GAP / 2, middle + LABEL_GAP / 2
    moved = {upper.name: high, lower.name: low}
    return tuple(
        Series(one.name, one.style, one.path, one.points, one.last, f"{moved[one.name]:.1f}") for one in series
    )
