"""The meetings and plans of a party organization, and its year at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from shejian.activities.queries import Held, count_meetings, meetings_of, plans_of
from shejian.core.calendar.days import SHANGHAI
from shejian.core.facts.terms import MeetingKind
from shejian.core.indicators import Subject
from shejian.figures.naming import Names
from shejian.office.acting.meeting_fields import read_day
from shejian.office.asking import Posed
from shejian.office.build.life_year import FROM, KIND, TO, YEAR, year_of, year_strip
from shejian.office.build.meeting_words import numbers_words, plan_words
from shejian.office.build.paging import paged
from shejian.office.build.shell import shell
from shejian.office.meeting_pages import MeetingLine, MeetingsPage, PlanLine
from shejian.office.pages import Link
from shejian.office.reach import may_write_body
from shejian.office.visitors import Visitor
from shejian.party.models import PartyOrganizationParticulars

PLACE, PAGE = "organizations", "party-organization-meetings"


@dataclass(frozen=True, slots=True)
class Wanted:
    """To which meetings the list is narrowed: of a kind, from one day to another."""

    kind: str
    first: date | None
    last: date | None

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Wanted:
        kind = said.get(KIND, "")
        known = kind if kind in {str(one) for one in MeetingKind} else ""
        return cls(known, read_day(said.get(FROM, "")), read_day(said.get(TO, "")))

    @property
    def words(self) -> str:
        days = " 至 ".join(str(day) for day in (self.first, self.last) if day is not None)
        return " ".join(filter(None, (days, MeetingKind(self.kind).label if self.kind else "")))

    @property
    def asked(self) -> dict[str, str]:
        return {KIND: self.kind, FROM: str(self.first or ""), TO: str(self.last or "")}


def meetings_page(request: HttpRequest, one: Visitor, posed: Posed, number: int) -> MeetingsPage:
    """The meetings of a party organization up to the day, its plans, and its year at a glance."""
    called = Names(posed.on, posed.known).of(Subject.PARTY_ORGANIZATION, [number])
    name = called[number].name if number in called else f"党组织 {number}"
    here, wanted = reverse(f"office:{PAGE}", args=[number]), Wanted.of(request.GET)
    until = min(posed.on, wanted.last or posed.on)
    total = count_meetings(posed.asked.picture, number, posed.on)
    count = count_meetings(posed.asked.picture, number, until, wanted.first, wanted.kind)
    shown, pager = paged(
        range(count),
        request.GET.get("page", ""),
        lambda at: here + posed.asking.query(**wanted.asked, page=str(at)) + "#held",
        "次",
    )
    rows = (shown[0], len(shown), wanted.first, wanted.kind) if shown else None
    held = meetings_of(posed.asked.picture, number, until, *rows) if rows else []
    writes = may_write_body(one, posed, number) and not posed.is_past
    query = posed.asking.query()
    year = year_of(request.GET.get(YEAR, "") or str(wanted.first or "")[:4], posed.on)
    return MeetingsPage(
        shell=replace(shell(request, one, f"组织生活 · {name}", PLACE, posed), scope=None),
        crumbs=(
            Link("台账", reverse("office:organizations") + query),
            Link(name, reverse("office:party-organization", args=[number]) + query),
        ),
        name=name,
        sentence=f"截至 {posed.on} 共 {total} 次 · 以第 {posed.known} 笔的账为准",
        acts=_acts(number) if writes else (),
        plans=tuple(_plans(posed, number, writes=writes)),
        lines=tuple(_line(each, query) for each in held),
        pager=pager,
        year=year_strip(posed, number, _unit(posed, number), year, PAGE),
        narrowed=wanted.words,
        all_of_it=Link(f"看全部 {total} 次", here + query + "#held") if wanted.words else None,
    )


def _unit(posed: Posed, number: int) -> int | None:
    """The unit in whose ledger it stands."""
    stated = PartyOrganizationParticulars.objects.on(posed.on, posed.known).filter(party_organization=number)
    unit: int | None = stated.values_list("unit_id", flat=True).first()
    return unit


def _acts(number: int) -> tuple[Link, ...]:
    return (
        Link("记一次组织生活", _act(number, "meeting"), icon="people"),
        Link("计划组织生活", _act(number, "plan-meeting"), icon="cal"),
    )


def _plans(posed: Posed, number: int, *, writes: bool) -> list[PlanLine]:
    return [
        PlanLine(
            str(plan.start),
            plan_words(plan),
            plan.start is not None and plan.start < posed.on,
            (
                Link("开过了，接着记", f"{_act(number, 'meeting')}?plan={plan.plan_id}", icon="people"),
                Link("取消", f"{_act(number, 'cancel-plan')}?plan={plan.plan_id}", icon="x"),
            )
            if writes
            else (),
        )
        for plan in plans_of(number, posed.known)
    ]


def _act(number: int, verb: str) -> str:
    return reverse("office:party-organization-act", args=[number, verb])


def _line(each: Held, query: str) -> MeetingLine:
    recorded: date = each.recorded.astimezone(SHANGHAI).date()
    late = (recorded - each.day).days
    return MeetingLine(
        str(each.day),
        MeetingKind(each.kind).label,
        each.topic,
        reverse("office:meeting", args=[each.meeting]) + query,
        numbers_words(each.due, each.present),
        each.partner,
        str(recorded),
        f"补记，相隔 {late} 天" if late > 0 else "",
    )
