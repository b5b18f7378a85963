"""Figures in words: exact, approximate, and as a change against an earlier day. Unknown is said, never zero."""

from __future__ import annotations

from shejian.core.documents.approximate import Approximately, NotApproximate, approximate
from shejian.core.documents.tree import Bound, Writing, Written
from shejian.core.indicators import Figure, Indicator, Ratio

TENTHS = 10


def write_figure(bound: Bound, indicator: Indicator, now: Figure, earlier: Figure | None, than: str) -> Written:
    """A bound figure in words.

    Where no approximate word is true of the number (it is round itself, or small), the number is written exactly: that
    is always true.

    Args:
        earlier: the figure at the earlier day, for a change and only for one.
        than: how the earlier day is called in a change, for example 较上年.
    """
    missing = now.missing
    if missing is None and earlier is not None and earlier.missing is not None:
        missing = f"{than.removeprefix('较')}的数不知道（{earlier.missing}）"
    if missing is not None:
        return Written(bound, f"〔待补：{indicator.label}，{missing}〕", f"{indicator.label}：{missing}")
    if earlier is not None:
        return Written(bound, change(indicator, now, earlier, than))
    if bound.writing is Writing.EXACT:
        return Written(bound, now.text)
    return Written(bound, _about(now, Approximately(bound.writing)))


def change(indicator: Indicator, now: Figure, earlier: Figure, than: str) -> str:
    """How a known figure differs from a known earlier one: 较上年提高1.7个百分点, 较上年减少7家, 与上年持平.

    Percentages are compared as they are printed, so that whoever subtracts the two printed numbers finds the third.
    """
    share = isinstance(indicator.measure, Ratio)
    before, after = (round((figure.value or 0) * (TENTHS if share else 1)) for figure in (earlier, now))
    moved = abs(after - before)
    if not moved:
        return f"与{than.removeprefix('较')}持平"
    if not share:
        return f"{than}{'增加' if after > before else '减少'}{moved}{indicator.unit}"
    points = f"{moved // TENTHS}.{moved % TENTHS}" if moved % TENTHS else f"{moved // TENTHS}"
    return f"{than}{'提高' if after > before else '下降'}{points}个百分点"


def _about(figure: Figure, word: Approximately) -> str:
    value = figure.value
    if not isinstance(value, int):  # money with fen: round numbers are compared with whole yuan only
        return figure.text
    try:
        return str(approximate(value, word))
    except NotApproximate:
        return figure.text
