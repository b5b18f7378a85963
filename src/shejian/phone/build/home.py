"""The first page of the phone: what one's party organizations plan, and what is one's own."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from shejian.activities.queries import plans_of
from shejian.core.facts.terms import MeetingKind
from shejian.office.insiders import Insider
from shejian.office.pages import Empty
from shejian.office.wording import short_day
from shejian.phone.build.own import own_blocks
from shejian.phone.build.secretary import acts_of, secretary_blocks
from shejian.phone.build.shell import body_name, phone_shell
from shejian.phone.pages import Block, HomePage, Line

MOST_PLANS = 12


def home_page(one: Insider) -> HomePage:
    """The secretary's home, or the member's."""
    title = body_name(one.bodies[0], one) if one.bodies else "本人情况"
    return HomePage(
        shell=phone_shell(one, title, "home"),
        acts=acts_of(one),
        blocks=(*(block for body in one.bodies for block in _of_body(one, body)), *own_blocks(one)),
        empty=None if one.bodies else _without_branch(),
    )


def _of_body(one: Insider, body: int) -> tuple[Block, ...]:
    """The cards of a party organization: who keeps its record sees, too, what is due of it and how it stands."""
    plans = plans_block(one, body)
    if body not in one.recording:
        return (plans,)
    due, *others = secretary_blocks(one, body)
    return (due, plans, *others)


def plans_block(one: Insider, body: int) -> Block:
    """What a party organization plans, the nearest first; what is past and not done yet stands before it."""
    plans = [plan for plan in plans_of(body, one.known) if plan.start is not None]
    lines = tuple(
        Line(
            plan.topic or MeetingKind(plan.kind).label,
            _kind_and_day(plan.kind, plan.start, one),
            *_when(plan.start, one),
            f"{reverse('phone:record')}?body={body}&plan={plan.plan_id}" if body in one.recording else "",
        )
        for plan in plans[:MOST_PLANS]
        if plan.start is not None
    )
    return Block(
        key=f"plans-{body}",
        title="支部的安排" if len(one.bodies) == 1 else f"{body_name(body, one)}的安排",
        lines=lines,
        nothing="近期还没有安排组织生活；有了安排，会列在这里。",
        foot="照实办即可：不计积分、不排名次，也不强制签到。" if lines else "",
    )


def _kind_and_day(kind: str, day: date, one: Insider) -> str:
    return f"{MeetingKind(kind).label} · {short_day(day, year=one.today.year)}"


def _when(day: date, one: Insider) -> tuple[str, str]:
    left = (day - one.today).days
    if left < 0:
        return "日子已过", "mute"
    return ("今天", "soon") if left == 0 else (f"还有 {left} 天", "")


def _without_branch() -> Empty:
    return Empty("眼下没有所在的党组织", "台账上您现在没有组织关系所在的党组织。转入以后，这里会列出它的安排。")
