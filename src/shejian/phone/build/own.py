"""What is one's own this year, on the first page: dues, hours of learning, and where one's procedures stand."""

from __future__ import annotations

from decimal import Decimal

import narwhals as nw
from django.urls import reverse

from shejian.cases.queries import Judged, cases_about, completed, standings_of
from shejian.core.calendar import year_start
from shejian.core.facts.terms import DuesBasis
from shejian.core.indicators.learning import TENTHS, hours
from shejian.core.procedures import NextStep, load_procedures
from shejian.office.build.body_words import months_text, yuan
from shejian.office.insiders import Insider
from shejian.office.pages import Link
from shejian.office.wording import short_day
from shejian.party.models import Dues
from shejian.phone.pages import Block, Line
from shejian.snapshot.frames import SNAPSHOT


def own_blocks(one: Insider) -> tuple[Block, ...]:
    """Of whom the account is; nothing for an account that is nobody's."""
    if one.person is None:
        return ()
    return (procedures_block(one, one.person), dues_block(one, one.person), hours_block(one, one.person))


def dues_block(one: Insider, person: int) -> Block:
    """The dues of the year, as they were recorded, the latest first."""
    since = year_start(one.today)
    held = Dues.objects.known(one.known).filter(person=person, end__gt=since, start__lte=one.today)
    return Block(
        key="dues",
        title="我的党费",
        lines=tuple(_dues_line(fact) for fact in held.order_by("-start", "-id")),
        nothing=f"{since.year} 年还没有党费的记录；交过的，请问支部是不是还没有记。",
        aside=f"{since.year} 年",
        more=Link("本人情况", reverse("phone:mine")),
    )


def _dues_line(fact: Dues) -> Line:
    due = "" if fact.due_fen is None else f"每月应交 {yuan(fact.due_fen)} 元"
    if fact.basis == DuesBasis.EXEMPT:
        return Line(months_text(fact), "免交", "", "")
    if fact.paid_fen is None:
        return Line(months_text(fact), due, "交没交没有记", "mute")
    if not fact.paid_fen:
        return Line(months_text(fact), due, "还没有交", "soon")
    paid = f"每月实交 {yuan(fact.paid_fen)} 元" + (f"，{fact.paid_on} 交" if fact.paid_on else "")
    return Line(months_text(fact), "；".join(filter(None, (due, paid))), "已交", "ok")


def hours_block(one: Insider, person: int) -> Block:
    """The hours of the year, added up where they are added up for everybody."""
    found = hours(SNAPSHOT.picture(one.known), one.today).filter(nw.col("id") == person).collect().rows(named=True)
    lines: tuple[Line, ...] = ()
    if found:
        row = found[0]
        total = "有参加，学时没有记" if row["tenths"] is None else f"{hours_text(row['tenths'])} 学时"
        parts = []
        if row["stated"] is not None:
            parts.append(f"登记的全年累计 {hours_text(row['stated'])}")
        if row["items"]:
            parts.append(f"参加学习和党课 {row['items']} 次，合计 {hours_text(row['summed'])}")
        if row["open"]:
            parts.append(f"其中 {row['open']} 次没有记学时")
        lines = (Line(total, "；".join(parts)),)
    return Block(
        key="hours",
        title="我的学时",
        lines=lines,
        nothing=f"{one.today.year} 年还没有学时的记录；没有记录不等于没有学。",
        aside=f"{one.today.year} 年",
    )


def hours_text(tenths: int) -> str:
    """Tenths of an hour as hours."""
    return f"{Decimal(tenths) / TENTHS:f}"


def procedures_block(one: Insider, person: int) -> Block:
    """Where one's own procedures stand, and what comes next in each."""
    held = completed(cases_about(one.known, person=person), one.known).values()
    going = [each for each in standings_of(held, one.today, one.known).values() if not each.is_over]
    return Block(
        key="procedures",
        title="我的程序",
        lines=tuple(_procedure_line(each, one) for each in sorted(going, key=lambda each: each.case.number)),
        nothing="现在没有为您办着的程序。",
    )


def _procedure_line(judged: Judged, one: Insider) -> Line:
    label = load_procedures()[judged.case.procedure].label
    steps = [step for step in judged.standing.next if not step.optional]
    if not steps:
        return Line(label, f"现在：{judged.standing.state.label}")
    return Line(label, f"下一步：{steps[0].label}{_day_of(steps[0], one)}；由党组织办理，要您做什么会告诉您")


def _day_of(step: NextStep, one: Insider) -> str:
    year = one.today.year
    if step.latest is not None:
        return f"，最迟 {short_day(step.latest, year=year)}"
    if step.earliest is not None and step.earliest > one.today:
        return f"，最早 {short_day(step.earliest, year=year)}"
    return ""
