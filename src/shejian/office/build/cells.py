"""Figures as links to their rows, and the sentence that says of what and when they are."""

from __future__ import annotations

from django.urls import reverse

from shejian.core.indicators import Figure, Nature, Ratio, catalogue, nature, percent_tenths
from shejian.office.asking import Asking, Posed
from shejian.office.pages import Cell
from shejian.office.wording import extent, signed, signed_tenths


def evidence_href(key: str, asking: Asking, **page: str) -> str:
    """The address of the rows behind a figure."""
    return reverse("office:evidence", args=[key]) + asking.query(**page)


def cell(figure: Figure, asking: Asking, **page: str) -> Cell:
    """A figure as a link to its rows."""
    unit = catalogue()[figure.key].unit
    return Cell(
        text=figure.text,
        unit="" if unit == "%" or figure.value is None else unit,
        href=evidence_href(figure.key, asking, **page),
        fraction=f"{figure.numerator} / {figure.denominator}" if figure.numerator is not None else "",
        missing=figure.missing or "",
        note=figure.note or "",
    )


def parts(figure: Figure, asking: Asking, **page: str) -> tuple[Cell | None, Cell | None]:
    """Numerator and denominator of a share, each a link to its own rows."""
    measure = catalogue()[figure.key].measure
    if not isinstance(measure, Ratio) or figure.numerator is None:
        return None, None
    return (
        _part(measure.part, figure.numerator, asking, **page),
        _part(measure.whole, figure.denominator, asking, **page),
    )


def _part(key: str, count: int | None, asking: Asking, **page: str) -> Cell:
    indicator = catalogue()[key]
    return Cell(str(count), indicator.unit, evidence_href(key, asking, **page), indicator.label)


def change_text(earlier: Figure, later: Figure) -> str:
    """How a figure moved: shares in 个百分点, anything else in its unit; empty if one of the two is not known."""
    if earlier.value is None or later.value is None:
        return ""
    indicator = catalogue()[later.key]
    if isinstance(indicator.measure, Ratio):
        assert later.numerator is not None and later.denominator  # noqa: S101, PT018 - a known share has both
        assert earlier.numerator is not None and earlier.denominator  # noqa: S101, PT018 - as above
        moved = percent_tenths(later.numerator, later.denominator)
        moved -= percent_tenths(earlier.numerator, earlier.denominator)
        return f"{signed_tenths(moved)} 个百分点" if moved else "持平"
    difference = later.value - earlier.value
    if not difference:
        return "持平"
    if isinstance(difference, int):
        return f"{signed(difference)} {indicator.unit}"
    return f"{'+' if difference > 0 else '−'}{abs(difference):.2f} {indicator.unit}"


def sentence(posed: Posed, key: str | None = None) -> str:
    """Of what unit, along which line, for when and as known when."""
    question, name = posed.asked.question, posed.node.name if posed.node else "全部"
    of = f"{name} · {question.line.label} · {extent(question.own)}"
    flows = key is None or nature(key) is Nature.FLOW
    period = f"（时期自 {question.since}）" if flows else ""
    return f"{of}　截至 {question.on}{period} · 以第 {posed.known} 笔的账为准"
