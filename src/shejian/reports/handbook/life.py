"""The year at a glance, kind by kind and month by month with what was due; and each meeting with its record."""

from __future__ import annotations

from collections import Counter

from shejian.activities.queries import Account
from shejian.core.documents import Block, Chapter, Column, Prose, Table
from shejian.core.facts.terms import MeetingKind
from shejian.core.life import State, life_standard
from shejian.figures.life import LifeDue
from shejian.reports.handbook.reading import YearOfBranch
from shejian.reports.minutes import NONE, lacking, resolved, stated

MONTHS = range(1, 13)
QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
MONTHS_OF_A_QUARTER = 3


def life_chapter(year: YearOfBranch) -> Chapter:
    """How often each kind was held in each month and what the year asked for; what is behind or open, by period."""
    due = [row for row in year.life.rows if row.duty.period.first.year == year.on.year]
    held = Counter((one.kind, one.day.month) for one in year.meetings)
    rows = tuple(_row(kind, held, [row for row in due if row.kind == kind]) for kind in MeetingKind)
    columns = (
        Column("类型", 2),
        *(Column(f"{month}月", 0.87) for month in MONTHS),
        Column("已开展", 1.45),
        Column("应开展", 2.1),
    )
    blocks: list[Block] = [Table(columns, rows, narrow=True), Prose(_note(year))]
    blocks += [Prose(line) for line in _open(due)]
    return Chapter("全年组织生活一览", tuple(blocks), own_page=True)


def _row(kind: MeetingKind, held: Counter[tuple[str, int]], due: list[LifeDue]) -> tuple[str, ...]:
    months = [held[str(kind), month] for month in MONTHS]
    cells = (str(one) if one else "" for one in months)
    total = sum(months)
    return (kind.label, *cells, str(total) if total else "没有记录", _asked(kind, due))


def _asked(kind: MeetingKind, due: list[LifeDue]) -> str:
    """How often the periods of the year ask for a kind, in all."""
    if due:
        known = [row.required for row in due if row.required is not None]
        return f"{sum(known)} 次" if len(known) == len(due) else "不能判断"
    return "没有规定次数" if life_standard().of(kind).rule is None else "不要求"


def _note(year: YearOfBranch) -> str:
    apart = dict(year.life.apart).get(year.body)
    said = "空格为那个月没有记录。联合开展的也算一次；补记的按开展的那一天算。"
    return f"{said}{apart}。" if apart else f"{said}应开展的次数按当期有效的规则计，党组织只存在一部分时间的折算。"


def _open(due: list[LifeDue]) -> list[str]:
    """What was not held, is still to come, or cannot be judged, each with its periods, why and by which clause."""
    lines = []
    for state in (State.BEHIND, State.DUE, State.UNKNOWN):
        of_state = [row for row in due if row.state is state]
        for kind, because in dict.fromkeys((row.kind, row.because) for row in of_state):
            rows = [row for row in of_state if (row.kind, row.because) == (kind, because)]
            periods = f"，{'、'.join(map(_period, rows))}" if state is not State.UNKNOWN else ""
            clause = f"依据：{rows[-1].duty.value.clause}。" if state is not State.UNKNOWN else ""
            lines.append(f"{state.label}：{kind.label}{periods}。{because.label}。{clause}")
    return lines


def _period(row: LifeDue) -> str:
    """A period without its year, which is the book's; how many were held of how many where one is not enough."""
    text = str(row.duty.period)
    name = text.partition("年")[2] or "全年"
    if row.required is not None and row.required > 1:
        return f"{name}（应 {row.required} 次，已开展 {row.held} 次）"
    return name


def meetings_chapter(year: YearOfBranch) -> Chapter:
    """Each meeting with what was stated of it, in the quarters of the year."""
    last = (year.on.month - 1) // MONTHS_OF_A_QUARTER
    quarters: list[list[Account]] = [[] for _ in range(last + 1)]
    for one in year.meetings:
        quarters[(one.day.month - 1) // MONTHS_OF_A_QUARTER].append(one)
    chapters = tuple(
        Chapter(name, () if held else (Prose(NONE),), tuple(_meeting(one, year) for one in held))
        for name, held in zip(QUARTERS, quarters, strict=False)
    )
    return Chapter("组织生活记录", (), chapters, own_page=True)


def _meeting(one: Account, year: YearOfBranch) -> Chapter:
    """A meeting as far as it is on record; what is not is named in one line."""
    blocks: list[Block] = [stated(one, year.called, everything=False)]
    particulars = one.particulars
    for label, text in (
        ("议程", particulars.agenda if particulars else ""),
        ("记录", particulars.minutes if particulars else ""),
    ):
        if text:
            blocks.append(Prose(f"{label}：{text.strip()}"))
    if one.resolutions:
        blocks += [Prose("决议："), *resolved(one)]
    missing = lacking(one)
    if missing:
        blocks.append(Prose(f"{'、'.join(missing)}：没有记录。"))
    return Chapter(f"{MeetingKind(one.kind).label}（{one.day.month}月{one.day.day}日）", tuple(blocks))
