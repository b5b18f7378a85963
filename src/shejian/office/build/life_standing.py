"""Who stands how with what organization life asks: counted, and opened onto the party organizations, never ranked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from shejian.base.enums import Role
from shejian.core.facts.terms import MeetingKind
from shejian.core.indicators import Subject, body_homes
from shejian.core.indicators.scope import home_column
from shejian.core.life import Duty, State
from shejian.figures.life import LifeCount, LifeDue, life_apart, life_counts, life_rows
from shejian.figures.naming import Names
from shejian.office.asking import Posed
from shejian.office.build.paging import paged
from shejian.office.life_pages import BehindRow, Opened, StandingLine
from shejian.office.pages import Link
from shejian.office.visitors import Visitor

SHOW, DASH = "show", "."
TONES = {State.BEHIND: ("late", "v-late"), State.DUE: ("soon", "v-run"), State.UNKNOWN: ("mute", "v-mute")}
UNPLACED = "没有所在单位"


def standing_lines(posed: Posed, until: date | None = None, shown: str = "") -> tuple[StandingLine, ...]:
    """Counted by kind: who is behind, what is still to be held (where ``until`` says so, by that day), what is unknown.

    Args:
        shown: which of them is open, as the address says it.
    """
    counts = [one for one in life_counts(posed.asked) if until is None or _presses(one, until)]
    return tuple(_line(posed, one, shown) for one in counts)


def _presses(one: LifeCount, until: date) -> bool:
    return one.state is State.BEHIND or (one.state is State.DUE and one.duties[-1].period.last <= until)


def apart_lines(posed: Posed) -> tuple[str, ...]:
    """Of how many party organizations nothing is counted, and why."""
    return tuple(f"{count} 个不按次数要求：{why}" for why, count in life_apart(posed.asked).items())


def _line(posed: Posed, one: LifeCount, shown: str) -> StandingLine:
    tone, icon = TONES[one.state]
    key = f"{one.state}{DASH}{one.kind}"
    last = one.duties[-1]
    until = f"，{last.period.last} 以前" if one.state is State.DUE else ""
    return StandingLine(
        tone,
        icon,
        f"{one.state.label}　{one.kind.label}",
        periods_words(one.duties) + until,
        one.because.label,
        "；".join(dict.fromkeys(f"{duty.value}，{duty.value.clause}" for duty in one.duties)),
        Link(
            f"{one.bodies} 个党组织",
            reverse("office:life") + posed.asking.query(show=key) + "#show",
            current=key == shown,
        ),
    )


def periods_words(duties: Iterable[Duty]) -> str:
    """Periods in a row, from the first to the last."""
    found = list(duties)
    first, last = found[0].period, found[-1].period
    return str(first) if first == last else f"{first} 至 {last}（{len(found)} 期）"


def opened(one: Visitor, posed: Posed, shown: str, page: str) -> Opened | None:
    """The party organizations that an address opens, in the order of the tree; ``None`` if it opens none."""
    state, _, kind = shown.partition(DASH)
    if state not in {str(each) for each in TONES} or kind not in {str(each) for each in MeetingKind}:
        return None
    rows: dict[int, list[LifeDue]] = {}
    for row in life_rows(posed.asked, MeetingKind(kind), State(state)):
        rows.setdefault(row.party_organization, []).append(row)
    units = _homes(posed)
    place: dict[int | None, int] = {node.id: at for at, node in enumerate(posed.asked.tree.in_order())}
    ordered = sorted(rows, key=lambda body: (place.get(units.get(body), len(place)), body))
    here = reverse("office:life")

    def link(at: int) -> str:
        return here + posed.asking.query(show=shown, page=str(at)) + "#show"

    listed, pager = paged(ordered, page, link, "个党组织")
    names = Names(posed.on, posed.known).of(Subject.PARTY_ORGANIZATION, listed)
    writes = may_write_scope(one, posed)
    return Opened(
        f"{State(state).label}　{MeetingKind(kind).label}",
        tuple(
            BehindRow(
                Link(
                    names[body].name if body in names else f"党组织 {body}",
                    reverse("office:party-organization-meetings", args=[body]) + posed.asking.query(),
                ),
                posed.asked.tree.name(home) if (home := units.get(body)) is not None and home in place else UNPLACED,
                "、".join(str(row.duty.period) for row in rows[body]),
                _held(rows[body]),
                Link("记一次", reverse("office:party-organization-act", args=[body, "meeting"])) if writes else None,
            )
            for body in listed
        ),
        pager,
        Link("收起", here + posed.asking.query()),
    )


def _homes(posed: Posed) -> dict[int, int | None]:
    """The unit to which each party organization belongs, along the line asked."""
    column = home_column(posed.line)
    frame = posed.asked.view.relation(body_homes).select("id", column).collect()
    return dict(zip(frame["id"].to_list(), frame[column].to_list(), strict=True))


def _held(rows: list[LifeDue]) -> str:
    held, required = sum(row.held for row in rows), [row.required for row in rows]
    asked = "不知道要几次" if None in required else f"要求 {sum(one or 0 for one in required)} 次"
    return f"开了 {held} 次，{asked}"


def may_write_scope(one: Visitor, posed: Posed) -> bool:
    """Whether he is a clerk, or more, of everything that is asked about, now."""
    if posed.is_past or posed.node is None:
        return False
    return posed.node.id in one.along(posed.asked.tree, Role.CLERK).get(posed.line, frozenset())
