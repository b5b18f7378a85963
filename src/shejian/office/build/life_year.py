"""The year of a party organization at a glance: what each kind held, has planned and still asks for, by period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from shejian.activities.queries import kinds_held, plans_of
from shejian.core.facts.terms import MeetingKind
from shejian.core.life import Period, State, life_standard, period_of
from shejian.core.rules import Per
from shejian.figures.life import LifeDue, life_of_year
from shejian.office.asking import Posed
from shejian.office.life_pages import YearCell, YearRow, YearStrip
from shejian.office.pages import Link
from shejian.rulebook.queries import law_for

YEAR, KIND, FROM, TO = "year", "kind", "from", "to"
MONTHS = 12
OK, PLAN, DUE, LATE, MUTE, NONE = "ok", "plan", "run", "late", "mute", "none"
ICONS = {OK: "v-ok", PLAN: "cal", DUE: "v-run", LATE: "v-late", MUTE: "v-mute", NONE: ""}
LEGEND = (
    (OK, "v-ok", "开了"),
    (PLAN, "cal", "计划了"),
    (DUE, "v-run", "待开展"),
    (LATE, "v-late", "过了期，记录的次数不够"),
    (MUTE, "v-mute", "不能判断"),
    (NONE, "", "—　没有要求，也没有开"),
)
NOT_ASKED, NOT_YET = "—", "未到"


@dataclass(frozen=True, slots=True)
class _Year:
    """What is known of a party organization in a year."""

    posed: Posed
    number: int
    year: int
    held: Sequence[tuple[date, str]]
    plans: Sequence[tuple[date, str]]
    rows: Sequence[LifeDue]


def year_of(text: str, on: date) -> int:
    """The year that an address names, up to that of the day; else that of the day."""
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == len("2026") else on.year
    return year if date.min.year < year <= on.year else on.year


def year_strip(posed: Posed, number: int, unit: int | None, year: int, page: str) -> YearStrip:
    """A year of a party organization, by the law of its unit.

    Args:
        page: the name of the page on which it stands, to lead to other years.
    """
    asked = life_of_year(posed.asked, number, year, law_for(unit, posed.known))
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = _Year(
        posed,
        number,
        year,
        kinds_held(posed.asked.picture, number, first, min(last, posed.on)),
        [
            (plan.start, plan.kind)
            for plan in plans_of(number, posed.known)
            if plan.start is not None and posed.on <= plan.start <= last
        ],
        asked.rows,
    )
    apart = "；".join(f"不按次数要求：{why}" for _, why in asked.apart)
    here = reverse(f"office:{page}", args=[number])

    def other(to: int, label: str) -> Link:
        return Link(label, here + posed.asking.query(year=str(to)) + "#year")

    return YearStrip(
        year=year,
        sentence=apart or _sentence(found),
        before=other(year - 1, "上一年"),
        after=other(year + 1, "下一年") if year < posed.on.year else None,
        months=tuple(f"{month}月" for month in range(1, MONTHS + 1)),
        rows=tuple(_row(found, one.kind, one.note) for one in life_standard().kinds),
        clauses=tuple(
            dict.fromkeys(f"{row.kind.label}{row.duty.value}，{row.duty.value.clause}" for row in asked.rows)
        ),
        legend=LEGEND,
    )


def _sentence(found: _Year) -> str:
    states = {state: sum(row.state is state for row in found.rows) for state in (State.BEHIND, State.DUE)}
    said = [f"开了 {len(found.held)} 次"]
    said += [f"{state.label} {count} 项" for state, count in states.items() if count]
    return "，".join(said)


def _row(found: _Year, kind: MeetingKind, note: str | None) -> YearRow:
    duties = {row.duty.period: row.duty for row in found.rows if row.kind is kind}
    said = list(dict.fromkeys(str(duty.value) for duty in duties.values())) or ([note] if note else [])
    cells = tuple(_cell(found, kind, period) for period in _periods(found, kind))
    return YearRow(kind.label, "；".join(said), cells)


def _periods(found: _Year, kind: MeetingKind) -> Iterator[Period]:
    """The periods asked for, and between them months; what is yet to come is cut as the last period was."""
    asked = sorted({row.duty.period for row in found.rows if row.kind is kind}, key=lambda one: (one.first, one.months))
    month, ahead = 1, asked[-1].months if asked else 1
    while month <= MONTHS:
        day = date(found.year, month, 1)
        period = next((one for one in asked if one.first == day), None)
        if period is None:
            per = next(per for per in Per if per.months == (ahead if day > found.posed.on else 1))
            period = period_of(day, per)
            if period.first != day:
                period = period_of(day, Per.MONTH)
        yield period
        month += period.months


def _cell(found: _Year, kind: MeetingKind, period: Period) -> YearCell:
    inside = [day for day, of in found.held if of == kind and period.first <= day <= period.last]
    plans = [day for day, of in found.plans if of == kind and period.first <= day <= period.last]
    due = next((row for row in found.rows if row.kind is kind and row.duty.period == period), None)
    tone, word = _state(due, len(inside), bool(plans), ahead=period.first > found.posed.on)
    said = f"{period}{kind.label}：{_said(due, inside, plans, word)}"
    href = ""
    if inside or plans or due is not None:
        asking = {KIND: str(kind), FROM: str(period.first), TO: str(period.last)}
        here = reverse("office:party-organization-meetings", args=[found.number])
        href = here + found.posed.asking.query(**asking) + "#held"
    short = str(period).removeprefix(f"{found.year}年") or "全年"
    return YearCell(period.months, short, tone, ICONS[tone], word, said, href)


def _state(due: LifeDue | None, held: int, planned: bool, *, ahead: bool) -> tuple[str, str]:
    """The tone of a cell, and its word."""
    number = f"{held}次"
    if due is None:
        if held:
            return OK, number
        return (PLAN, "计划") if planned else (NONE, NOT_YET if ahead else NOT_ASKED)
    if due.state is State.UNKNOWN:
        return MUTE, number if held else "不明"
    if due.state is State.KEPT:
        return OK, number
    word = f"{held}/{due.required}次" if held else ""
    if due.state is State.BEHIND:
        return LATE, word or "不够"
    return (PLAN, word or "计划") if planned else (DUE, word or "待开")


def _said(due: LifeDue | None, days: list[date], plans: list[date], word: str) -> str:
    said = [f"开了 {len(days)} 次（{'、'.join(f'{day.month}月{day.day}日' for day in days)}）"] if days else []
    said += [f"计划 {day}" for day in plans]
    if due is None:
        return "，".join(said) or ("还没有到" if word == NOT_YET else "没有要求，也没有开")
    asked = f"，要求 {due.required} 次" if due.required is not None else ""
    return "，".join([*said, f"{due.state.label}{asked}，{due.because.label}"])
