"""What is due: the list, the month, and the lines of both."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpRequest
from django.urls import reverse

from shejian.accounts.models import CalendarKey
from shejian.core.calendar import add_months
from shejian.core.indicators import Subject
from shejian.core.rules import Severity, load_workdays
from shejian.figures.naming import Named, Names
from shejian.office.asking import Posed
from shejian.office.build.cells import sentence
from shejian.office.build.life_desk import life_panel, month_of
from shejian.office.build.shell import shell
from shejian.office.due_pages import CalendarPanel, DueGroup, DueLine, DuePage, DuePanel, DueRule, MonthDay, MonthPage
from shejian.office.pages import Empty, Link
from shejian.office.reach import reaches_all
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text
from shejian.oversight.due import Due, Kind, answers_until, due_until
from shejian.oversight.queries import EVERYTHING, along

TITLE, CURRENT = "待办", "due"
WITHIN, WHAT, WHOSE, MONTH = "within", "what", "whose", "month"
SPANS = {"7": "七天之内", "30": "三十天之内", "90": "九十天之内", "365": "一年之内"}
ORDINARY = "90"
LIFE = "life"
WHATS = {
    "": "全部",
    str(Kind.STEP): "程序到期",
    str(Kind.ANSWER): "交办待答复",
    str(Kind.REQUEST): "请补齐的",
    str(Kind.CORRECTION): "本人申请更正",
    str(Kind.CHECK): "将要不合规的",
    LIFE: "组织生活",
}
SCOPE, UNIT, MINE = "", "unit", "mine"
WHOSES = {MINE: "交给我的", UNIT: "交给我单位的", SCOPE: "这个范围的"}
SHOWN = 40
SHOWN_A_DAY = 3
WEEK = 7
PLACES = {
    Subject.PERSON: "office:person",
    Subject.PARTY_ORGANIZATION: "office:party-organization",
    Subject.ORGANIZATION: "office:organization",
}


def due_of(posed: Posed, until: date) -> tuple[Due, ...]:
    """What is due in the scope of a question up to a day."""
    return due_until(posed.asked.view, posed.asked.scope, until)


def answers_of(one: Visitor, posed: Posed, until: date, whose: str) -> tuple[Due, ...]:
    """The findings given to the visitor himself (``MINE``), or to a unit where he holds a role, wherever he reaches."""
    reached = EVERYTHING if reaches_all(one, posed) else along(posed.asked.view, one.along(posed.asked.tree))
    user = one.user.pk if whose == MINE else None
    return answers_until(posed.asked.view, reached, until, user=user, units={held.unit for held in one.reaches})


def due_page(request: HttpRequest, one: Visitor, posed: Posed, address: str = "") -> DuePage:
    """The list.

    Args:
        address: of the calendar, where its key was just given: it is shown once.
    """
    said = request.GET if request.method == "GET" else request.POST
    within, what, whose = (
        said[name] if said.get(name) in among else ordinary
        for name, among, ordinary in ((WITHIN, SPANS, ORDINARY), (WHAT, WHATS, ""), (WHOSE, WHOSES, SCOPE))
    )
    until = posed.on + timedelta(days=int(within))
    every = {
        MINE: answers_of(one, posed, until, MINE),
        UNIT: answers_of(one, posed, until, UNIT),
        SCOPE: due_of(posed, until) if whose == SCOPE else (),
    }
    kind = Kind.PLAN if what == LIFE else what
    wanted = [one for one in every[whose] if not kind or one.kind == kind or whose != SCOPE]

    def link(label: str, current: bool, **other: str) -> Link:
        chosen = {WITHIN: within, WHAT: what, WHOSE: whose} | other
        return Link(label, reverse("office:due") + posed.asking.query(**chosen), current)

    return DuePage(
        shell=shell(request, one, TITLE, CURRENT, posed),
        sentence=sentence(posed),
        tabs=tuple(link(label, key == within, within=key) for key, label in SPANS.items()),
        kinds=tuple(link(label, key == what, what=key) for key, label in WHATS.items()) if whose == SCOPE else (),
        whose=tuple(
            link(label if key == SCOPE else f"{label} {len(every[key])}", key == whose, whose=key)
            for key, label in WHOSES.items()
        ),
        groups=tuple(_groups(posed, wanted)),
        count=len(wanted),
        empty=None if wanted or what == LIFE else _nothing(posed, SPANS[within], whose),
        month=Link("按月看", reverse("office:due-month") + posed.asking.query()),
        calendar=_calendar(one, posed, address),
        life_month=Link("组织生活", reverse("office:life") + posed.asking.query()),
        life=life_panel(posed, until) if whose == SCOPE and what in ("", LIFE) else None,
    )


def _nothing(posed: Posed, span: str, whose: str) -> Empty:
    if whose != SCOPE:
        return Empty(
            f"{span}没有{WHOSES[whose]}问题等着答复",
            "交办给您或您单位、还没有答复的问题列在这里；程序的期限和照规则到期的事在“这个范围的”里。",
            Link("看这个范围的", reverse("office:due") + posed.asking.query()),
        )
    return Empty(
        f"{span}没有到期的事",
        "这里列在办程序的期限和照规则到期的事。没有立案的程序、台账没有记的事不在其内：没有列出，不等于没有要办的。",
        Link("看在办的程序", reverse("office:cases") + posed.asking.query()),
    )


def _calendar(one: Visitor, posed: Posed, address: str) -> CalendarPanel:
    key = CalendarKey.objects.filter(user=one.user).first()
    return CalendarPanel(
        action=reverse("office:due-calendar"),
        query=posed.asking.query(),
        address=address,
        given=moment_text(key.created) if key else "",
        kept_scope=sentence(posed),
    )


LATE, PAST, UNDATED, SOON, LATER = range(5)
HEADINGS = {LATE: "已过期限", PAST: "早已可办，没有最后期限", UNDATED: "没有定期限", SOON: "七天之内"}


def _urgency(one: Due, on: date) -> int:
    """In which part of the list something stands: a day that went by is a limit broken only where the rule says so."""
    if one.overdue:
        return LATE
    if one.undated:
        return UNDATED
    if one.day < on:
        return PAST
    return SOON if one.day <= on + timedelta(days=WEEK) else LATER


def _groups(posed: Posed, wanted: Iterable[Due]) -> Iterator[DueGroup]:
    def part(one: Due) -> tuple[int, str]:
        urgency = _urgency(one, posed.on)
        return urgency, HEADINGS.get(urgency) or f"{one.day.year} 年 {one.day.month} 月"

    shown = sorted(wanted, key=lambda one: _urgency(one, posed.on))
    lines = dict(zip(map(id, shown), due_lines(posed, shown), strict=True))
    for (_, label), found in groupby(shown, key=part):
        members = list(found)
        listed, rules = _rules_once([lines[id(one)] for one in members[:SHOWN]])
        yield DueGroup(label, listed, max(0, len(members) - SHOWN), rules)


def _rules_once(lines: list[DueLine]) -> tuple[tuple[DueLine, ...], tuple[DueRule, ...]]:
    """Lines without the rule that others of them name too, and those rules, each once."""
    counted = Counter(map(_rule, lines))
    shared = tuple(rule for rule, count in counted.items() if count > 1 and (rule.clause or rule.remedy))
    return tuple(replace(one, clause="", remedy="") if _rule(one) in shared else one for one in lines), shared


def _rule(line: DueLine) -> DueRule:
    return DueRule(line.what, line.clause, line.remedy)


def due_lines(posed: Posed, wanted: Iterable[Due]) -> list[DueLine]:
    """Lines of what is due, with the names of those concerned; persons are masked."""
    found = list(wanted)
    names = Names(posed.on, posed.known)
    named: dict[Subject, Mapping[int, Named]] = {
        subject: names.of(subject, {one.id for one in found if one.subject is subject}) for subject in PLACES
    }
    lines: list[DueLine] = []
    days: set[date] = set()
    for one in found:
        line = _line(posed, one, named[one.subject].get(one.id))
        lines.append(line if one.day in days else replace(line, anchor=f"d-{one.day}"))
        days.add(one.day)
    return lines


def _line(posed: Posed, one: Due, named: Named | None) -> DueLine:
    query = posed.asking.query()
    links = []
    if one.case is not None:
        links.append(Link("去办", reverse("office:case", args=[one.case]) + query))
    if one.correction is not None:
        links.append(Link("去答复", reverse("office:person-correction", args=[one.id, one.correction])))
    if one.finding is not None:
        links.append(Link("去答复", reverse("office:finding", args=[one.finding]) + query))
    if one.plan is not None:
        links.append(Link("看计划", reverse("office:party-organization-meetings", args=[one.id]) + query))
    if one.entry is not None:
        links.append(Link("看这一笔", reverse("office:entry", args=[one.entry])))
    return DueLine(
        tone={LATE: "late", SOON: "soon", UNDATED: "soon"}.get(_urgency(one, posed.on), "none"),
        when=f"{one.day.month}月{one.day.day}日" if one.day.year == posed.on.year else one.day.isoformat(),
        day=one.day.isoformat(),
        away=_away(one, posed.on),
        what=one.what,
        where=one.where,
        of=Link(named.name if named else "（台账没有名称）", reverse(PLACES[one.subject], args=[one.id]) + query),
        because=one.because,
        clause=one.clause,
        remedy=one.remedy,
        severity=one.severity.label if one.severity and one.severity is not Severity.HINT else "",
        provisional=one.provisional,
        links=tuple(links),
    )


def _away(one: Due, on: date) -> str:
    urgency = _urgency(one, on)
    if urgency == UNDATED:
        return "交办，没有定期限"
    return f"{(on - one.day).days} 天前已可办" if urgency == PAST else away(one.day, on)


def away(day: date, on: date) -> str:
    """How far a day is from another, in words."""
    days = (day - on).days
    if days < 0:
        return f"过 {-days} 天"
    return {0: "今天", 1: "明天"}.get(days, f"{days} 天后")


SHOWN_ON_WORKBENCH = 6


def due_panel(posed: Posed) -> DuePanel:
    """What is overdue and what comes first within the ordinary span, for the workbench."""
    every = due_of(posed, posed.on + timedelta(days=int(ORDINARY)))
    late = [one for one in every if one.overdue]
    coming = [one for one in every if _urgency(one, posed.on) in (SOON, LATER)]
    past = len(every) - len(late) - len(coming)
    shown = [*late[-SHOWN_ON_WORKBENCH // 2 :], *coming][:SHOWN_ON_WORKBENCH]
    parts = [f"{SPANS[ORDINARY]} {len(coming)} 件"]
    parts += [f"已过期限 {len(late)} 件"] if late else []
    parts += [f"早已可办 {past} 件"] if past else []
    said = "，".join(parts)
    nothing = "" if every else f"{SPANS[ORDINARY]}没有到期的事。没有立案的程序、台账没有记的事不在其内。"
    more = Link(f"全部 {len(every)} 件" if every else "待办", reverse("office:due") + posed.asking.query())
    return DuePanel(said if every else "", tuple(due_lines(posed, shown)), more, nothing)


# ---- the month ----


def month_page(request: HttpRequest, one: Visitor, posed: Posed) -> MonthPage:
    """What is due in a month from the day asked on; months before it hold only what is overdue."""
    first = month_of(request.GET.get(MONTH, ""), posed.on)
    last = add_months(first, 1) - timedelta(days=1)
    every = due_of(posed, max(last, posed.on))
    inside = [each for each in every if first <= each.day <= last]
    here, asking = reverse("office:due-month"), posed.asking
    overdue = [each for each in every if each.overdue and each.day < first]
    listed = reverse("office:due") + asking.query()
    published = load_workdays().covers(first, last)
    return MonthPage(
        shell=shell(request, one, f"{first.year} 年 {first.month} 月的待办", CURRENT, posed),
        sentence=sentence(posed),
        heading=f"{first.year} 年 {first.month} 月",
        before=_month_link("上月", here, posed, add_months(first, -1)),
        after=_month_link("下月", here, posed, add_months(first, 1)),
        back=Link("列成一览", listed),
        weeks=tuple(_weeks(posed, first, inside)),
        overdue=Link(f"以前月份已过期限的 {len(overdue)} 件", listed) if overdue else None,
        count=len(inside),
        provisional="" if published else f"{first.year} 年的放假安排还没有公布，休息日只按星期标出。",
    )


def _month_link(label: str, here: str, posed: Posed, first: date) -> Link:
    return Link(label, here + posed.asking.query(month=f"{first.year}-{first.month:02}"))


def _weeks(posed: Posed, first: date, inside: list[Due]) -> Iterator[tuple[MonthDay, ...]]:
    lines = due_lines(posed, inside)
    of_day: dict[str, list[DueLine]] = {}
    for line in lines:
        of_day.setdefault(line.day, []).append(line)
    for week in calendar.Calendar().monthdatescalendar(first.year, first.month):
        yield tuple(_day(posed, first, day, of_day.get(day.isoformat(), [])) for day in week)


def _day(posed: Posed, first: date, day: date, lines: list[DueLine]) -> MonthDay:
    if day.month != first.month:
        return MonthDay("", "", ())
    rest = not load_workdays().works_on(day)
    more = None
    if len(lines) > SHOWN_A_DAY:
        span = next((key for key in SPANS if day <= posed.on + timedelta(days=int(key))), list(SPANS)[-1])
        href = reverse("office:due") + posed.asking.query(within=span) + f"#d-{day.isoformat()}"
        more = Link(f"共 {len(lines)} 件", href)
    return MonthDay(str(day.day), day.isoformat(), tuple(lines[:SHOWN_A_DAY]), more, day == posed.on, rest)
