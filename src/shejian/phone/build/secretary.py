"""What who keeps a branch's record sees of it first: what is due, whether coverage holds, what is asked and found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from shejian.activities.queries import meetings_of
from shejian.core.indicators import Subject
from shejian.core.indicators.effective import Condition, Unclear, effective_coverage
from shejian.core.indicators.standings import Standing, standings_of
from shejian.core.life import State
from shejian.core.rules import RuleUnavailable
from shejian.figures.life import LifeDue, life_due_of
from shejian.office.asking import Posed
from shejian.office.insiders import Insider
from shejian.office.pages import Link
from shejian.office.wording import short_day
from shejian.oversight.queries import asked_of, item_label, open_findings
from shejian.party.queries import effective_coverage as covered_by
from shejian.phone.branches import pose_of
from shejian.phone.pages import Block, Line

MOST_BEHIND, MOST_FINDINGS, SOON = 4, 6, 7
HOW_OFTEN = {1: "每月", 3: "每季度", 6: "每半年", 12: "每年"}
NAMES = {
    Condition.ATTACHED: "不只是挂靠",
    Condition.FUNCTIONAL: "不是功能型",
    Condition.MEMBERS: "正式党员",
    Condition.TERM: "任期",
    Condition.SILENCE: "连续活动",
    Condition.LIFE: "组织生活次数",
}
MET, NOT_MET = "达到", "没有达到"
UNKNOWN = {
    Unclear.NO_KIND: "账上没有它的类型",
    Unclear.NO_ELECTION: "账上没有选举的记录",
    Unclear.NO_LENGTH: "当选时的任期年限没有收录",
    Unclear.NO_RECORD: "账上还没有组织生活的记录",
    Unclear.BEFORE_RECORDS: "有一段时间还没有开始记录",
}


def acts_of(one: Insider) -> tuple[Link, ...]:
    """What is mostly done."""
    if not one.recording:
        return ()
    return (
        Link("记一次会", reverse("phone:record"), icon="pen"),
        Link("签到码", reverse("phone:presence-code"), icon="qr"),
        Link("开过的会", reverse("phone:meetings"), icon="cal"),
    )


def secretary_blocks(one: Insider, body: int) -> tuple[Block, ...]:
    """The cards of one branch."""
    posed = pose_of(one, body)
    blocks = (_due(one, posed, body), _effective(one, posed, body), _asked(one, body), _findings(one, body))
    return tuple(block for block in blocks if block is not None)


# ---- what is still to be held ----


def _due(one: Insider, posed: Posed, body: int) -> Block:
    try:
        asked = life_due_of(posed.asked, body)
    except RuleUnavailable:
        return Block(f"due-{body}", "还要办", (), "要开几次还没有收录规则，这里不能说还要办什么；开过的照记。")
    running = sorted(asked.in_state(State.DUE), key=lambda row: row.duty.period.last)
    behind = sorted(asked.in_state(State.BEHIND), key=lambda row: row.duty.period.last, reverse=True)
    lines = tuple(_running(one, row) for row in running) + tuple(_behind(one, row) for row in behind[:MOST_BEHIND])
    more = f"再早的还有 {len(behind) - MOST_BEHIND} 项。" if len(behind) > MOST_BEHIND else ""
    unknown = len(asked.in_state(State.UNKNOWN))
    doubt = f"另有 {unknown} 项账上的记录不够，不能判断，不催。" if unknown else ""
    nothing = "；".join(f"不按次数要求：{why}" for _, why in asked.apart) or f"这一期要开的都开了。{doubt}"
    foot = f"{more}{doubt}照实填即可：不计积分、不排名次，也不强制签到。"
    return Block(
        f"due-{body}", "还要办", lines, nothing, f"{len(running)} 件" if running else "", foot if lines else ""
    )


def _often(row: LifeDue) -> str:
    return f"{HOW_OFTEN[row.duty.period.months]} {row.required or row.duty.count} 次"


def _record(row: LifeDue, day: date | None = None) -> str:
    said = {"body": str(row.party_organization), "kind": str(row.kind)} | ({"day": day.isoformat()} if day else {})
    return f"{reverse('phone:record')}?{urlencode(said)}"


def _running(one: Insider, row: LifeDue) -> Line:
    last = row.duty.period.last
    left = (last - one.today).days
    held = f"，已开 {row.held} 次" if row.held else ""
    return Line(
        f"{row.duty.period} {row.kind.label}",
        f"{_often(row)}{held} · 最迟 {short_day(last, year=one.today.year)}",
        f"剩 {left} 天" if left else "今天",
        "soon" if left <= SOON else "",
        _record(row),
    )


def _behind(one: Insider, row: LifeDue) -> Line:
    return Line(
        f"{row.duty.period} {row.kind.label}",
        f"{_often(row)}，账上 {row.held} 次。开过的请补记，按开的那一天算",
        "补记",
        "late",
        _record(row, row.duty.period.last),
    )


# ---- whether coverage holds ----


def _effective(one: Insider, posed: Posed, body: int) -> Block | None:
    covered = len(covered_by(posed.asked.picture, one.today, body))
    try:
        standings = standings_of(posed.asked.view, body)
    except RuleUnavailable:
        return None
    if not standings:
        return None
    met = [each.met for each in standings]
    verdict = "不达标" if False in met else "不能判断" if None in met else "有效"
    held = meetings_of(posed.asked.picture, body, one.today, 0, 1)
    last = short_day(held[0].day, year=one.today.year) if held else ""
    lines = tuple(_standing(one, each, last) for each in standings)
    foot = f"覆盖 {covered} 家社会组织。{effective_coverage().meaning}国家没有统一口径，这是地方通行的归纳，条款待核。"
    return Block(f"effective-{body}", "覆盖是否有效", lines, "", verdict, foot)


def _standing(one: Insider, each: Standing, last: str) -> Line:
    if each.met is None:
        assert each.unclear is not None  # noqa: S101 - what is not known says why
        return Line(NAMES[each.condition], UNKNOWN[each.unclear], "不能判断", "mute")
    return Line(
        NAMES[each.condition], _fact(one, each, last), MET if each.met else NOT_MET, "ok" if each.met else "late"
    )


def _fact(one: Insider, each: Standing, last: str) -> str:
    """What the condition was judged by."""
    day = short_day(each.day, year=one.today.year) if each.day is not None else ""
    if each.condition is Condition.MEMBERS:
        return f"{each.number} 名"
    if each.condition is Condition.TERM:
        return f"至 {day}" if day else "不选举产生"
    if each.condition is Condition.SILENCE:
        return f"最近 {last}" if each.met and last else f"{day} 以后很久没有记录" if day else ""
    return f"{each.word}没有开足" if each.word and not each.met else ""


# ---- what is asked, and what was found ----


def _asked(one: Insider, body: int) -> Block | None:
    found = asked_of([body], one.today, one.known)
    lines = tuple(
        Line(
            each.said,
            f"{short_day(each.asked, year=one.today.year)}请您补的",
            f"{short_day(each.due, year=one.today.year)}前",
            "soon",
        )
        for each in found
    )
    foot = "补上以后自己会消，不用另报。"
    return Block(f"asked-{body}", "请您补的", lines, "", f"{len(lines)} 件", foot) if lines else None


def _findings(one: Insider, body: int) -> Block | None:
    """Findings of the branch itself; those of persons are for the office and the person."""
    found: Sequence[Line] = [
        Line(item_label(each.item), f"{each.because}{f'。{each.remedy}' if each.remedy else ''}")
        for each in open_findings(one.known)
        if each.subject is Subject.PARTY_ORGANIZATION and each.subject_number == body
    ]
    if not found:
        return None
    more = f"另有 {len(found) - MOST_FINDINGS} 项。" if len(found) > MOST_FINDINGS else ""
    foot = f"{more}账上查出来的，可能只是没有记；有出入请告诉上级经办人。"
    return Block(f"findings-{body}", "账上查出的", tuple(found[:MOST_FINDINGS]), "", f"{len(found)} 项", foot)
