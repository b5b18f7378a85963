"""A figure at an earlier day beside that of the day asked for: by how much it moved, by which rows, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest

from shejian.base.recorded import BadPoint, NoSuchEntry, last_heeded, read_point
from shejian.core.calendar import DateFault, read_date
from shejian.core.indicators import Nature, nature
from shejian.core.rules import RuleUnavailable
from shejian.figures.answers import Comparison, Row, compare
from shejian.figures.causes import entries_behind
from shejian.office.asking import Posed
from shejian.office.build.cells import change_text, evidence_href
from shejian.office.build.days import last_year_end
from shejian.office.pages import Link, Movement, RowView
from shejian.office.wording import short_day


@dataclass(frozen=True, slots=True)
class Moved:
    """The figure at two days; or why the two cannot be compared.

    Attributes:
        known: the last entry heeded for the earlier day; ``None`` if it is the same as for the later.
        said_known: that, as the address says it.
    """

    earlier: date
    comparison: Comparison | None
    problem: str = ""
    known: int | None = None
    said_known: str = ""


def earlier_known(said: str) -> tuple[int | None, str]:
    """The last entry to heed for the earlier day, ``None`` for the same as for the later; or what is wrong with it."""
    if not said:
        return None, ""
    try:
        return last_heeded(read_point(said)), ""
    except (BadPoint, NoSuchEntry) as fault:
        return None, f"期初按哪一笔的账：{fault}。"


def books(posed: Posed, earlier: date | str, known: int | None) -> str:
    """Which ledger each of the two days goes by."""
    if known is None or known == posed.known:
        return f"两天都以第 {posed.known} 笔的账为准"
    return f"{earlier} 以第 {known} 笔的账为准，{posed.on} 以第 {posed.known} 笔的账为准"


def moved_since(request: HttpRequest, posed: Posed, key: str) -> Moved:
    """The figure beside that of the day that an address names, by default the end of the year before."""
    said, usual = request.GET.get("from", "").strip(), last_year_end(posed.on)
    said_known = request.GET.get("from_known", "").strip()
    try:
        earlier = read_date(said) if said else usual
    except DateFault as fault:
        return Moved(usual, None, f"期初那一天写的“{said}”{fault}。", None, said_known)
    if earlier > posed.on:
        return Moved(earlier, None, f"期初 {earlier} 晚于截至日 {posed.on}，请选早一些的日子。", None, said_known)
    known, problem = earlier_known(said_known)
    if problem:
        return Moved(earlier, None, problem, None, said_known)
    try:
        found = compare(posed.asked, key, earlier, posed.on, earlier_known=known)
    except RuleUnavailable as unavailable:
        return Moved(earlier, None, f"两天不能相比：{unavailable}。", known, said_known)
    return Moved(earlier, found, "", known, said_known)


def movement(posed: Posed, key: str, moved: Moved, show: str) -> Movement | None:
    """What is shown of it beside the rows."""
    found, earlier = moved.comparison, moved.earlier
    if found is None:
        return None
    notes = [f"{books(posed, earlier, moved.known)}。"]
    if nature(key) is Nature.FLOW:
        notes.append(f"时期指标：两头各从当年 1 月 1 日起算，到 {short_day(earlier)} 和 {short_day(posed.on)}。")
    page = {"show": show, "from": earlier.isoformat(), "from_known": moved.said_known}
    return Movement(
        earlier=earlier.isoformat(),
        later=posed.on.isoformat(),
        earlier_text=found.earlier.text,
        later_text=found.later.text,
        change=change_text(found.earlier, found.later),
        equation=str(found.equation),
        href=evidence_href(key, posed.asking, **page) + "#rows",
        note="".join(notes),
    )


def row_view(row: Row, sign: str = "") -> RowView:
    """A row of evidence; ``sign`` says on which side of a movement it stands."""
    reason = f"{sign}：{row.reason}" if sign else row.reason
    return RowView(row.id, row.name, row.code, row.because, row.astray, amount=row.amount, sign=sign, reason=reason)


def moving(moved: Comparison | None) -> tuple[RowView, ...]:
    """Every row that came or went, and those of which one side is not known."""
    if moved is None:
        return ()
    signed = (("增", moved.came), ("减", moved.went), ("？", moved.unclear))
    return tuple(row_view(row, sign) for sign, rows in signed for row in rows)


def with_entries(posed: Posed, key: str, moved: Moved, rows: Sequence[RowView]) -> tuple[RowView, ...]:
    """The rows of one page, each with the entries that say why it moved, as links into its history."""
    behind = entries_behind(posed.asked, key, [row.id for row in rows], moved.earlier, earlier_known=moved.known)

    def entries(row: RowView) -> tuple[Link, ...]:
        return tuple(
            Link(f"第 {number} 笔", f"{row.href}#entry-{number}" if row.href else "") for number in behind[row.id]
        )

    return tuple(replace(row, entries=entries(row)) for row in rows)
