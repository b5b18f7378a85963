"""The list of gaps: which organizations are covered but not effectively, why, and what it takes; as a workbook, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from django.http import HttpRequest
from django.urls import reverse

from shejian.base.enums import Role
from shejian.core.calendar import long_date
from shejian.core.indicators import Subject
from shejian.core.indicators.effective import Condition, effective_coverage
from shejian.exchange.services.sheets import Value, one_sheet
from shejian.figures.gaps import Gap, Lack
from shejian.figures.naming import Names
from shejian.office.asking import Posed
from shejian.office.build.cells import sentence
from shejian.office.build.paging import paged
from shejian.office.coverage_pages import GapLine, GapList, LackLine
from shejian.office.grouping import token_of
from shejian.office.pages import Link
from shejian.office.reach import reaches_all
from shejian.office.visitors import Visitor
from shejian.oversight.queries import Requested, Within, along, asked_of

ITEM, GROUP, STATE, ASKED, NOT_ASKED = "item", "group", "state", "asked", "not_asked"
UNKNOWN = "unknown"
ONLY_NOW = "看的是以往的情况，不能请补齐；回到今日、最新的账再请。"
NOTHING = "没有缺口：这个范围里被覆盖的，都达到了有效覆盖的每一个条件。"
NONE_HERE = "这里没有符合所选条件的。去掉条件，就能看到全部。"
HEADINGS = (
    *(("单位", 18), ("社会组织", 36), ("党组织", 36), ("先缺在", 16), ("缺什么", 60), ("怎么补", 60), ("依据", 50)),
    ("已请补齐", 24),
)


def gaps_href(posed: Posed, **limits: str) -> str:
    """The address of the list, limited as said."""
    return reverse("office:coverage") + posed.asking.query(**limits) + "#gaps"


def writable(one: Visitor, posed: Posed) -> Within:
    """The party organizations that the visitor may ask for something; ``None`` is all."""
    if reaches_all(one, posed, Role.CLERK):
        return Within()
    return along(posed.asked.view, one.along(posed.asked.tree, Role.CLERK))


def limited(request: HttpRequest, every: Sequence[Gap], asked: dict[int, list[Requested]]) -> list[Gap]:
    """The gaps that an address asks for."""
    item, group, state = (request.GET.get(name, "") for name in (ITEM, GROUP, STATE))
    return [
        one
        for one in every
        if (not item or item == item_of(one))
        and (not group or token_of(one.home) == group)
        and (state not in (ASKED, NOT_ASKED) or (one.party_organization in asked) is (state == ASKED))
    ]


def item_of(one: Gap) -> str:
    """What a gap is limited by: the condition at which it is left, or that it cannot be judged."""
    return str(one.step) if one.certain else UNKNOWN


def requests_of(posed: Posed, every: Sequence[Gap]) -> dict[int, list[Requested]]:
    """What the party organizations of some gaps were asked for and lack still."""
    found: dict[int, list[Requested]] = {}
    for one in asked_of({gap.party_organization for gap in every}, posed.on, posed.known):
        found.setdefault(one.party_organization, []).append(one)
    return found


def gap_list(request: HttpRequest, one: Visitor, posed: Posed, every: Sequence[Gap]) -> GapList:
    """A page of the list, with what it can be limited by."""
    asked = requests_of(posed, every)
    some = limited(request, every, asked)
    chosen = {name: request.GET[name] for name in (ITEM, GROUP, STATE) if request.GET.get(name)}
    shown, pager = paged(some, request.GET.get("page", ""), lambda at: gaps_href(posed, **chosen, page=str(at)), "家")
    may_ask = one.is_clerk and not posed.is_past
    within = writable(one, posed) if may_ask else Within(frozenset(), frozenset())
    lines = _lines(posed, shown, asked, within)
    offered = any(line.body for line in lines)
    return GapList(
        chips=_chips(posed, every, asked, chosen),
        units=_units(posed, every, chosen),
        hidden=tuple((posed.asking.fields() | {k: v for k, v in chosen.items() if k != GROUP}).items()),
        lines=lines,
        pager=pager,
        nothing="" if some else NONE_HERE if every else NOTHING,
        export=reverse("office:coverage-export") + posed.asking.query(**chosen),
        action=reverse("office:coverage-ask") if offered else "",
        fields=tuple(posed.asking.fields().items()),
        may_not=ONLY_NOW if one.is_clerk and posed.is_past and some else "",
    )


def _chips(
    posed: Posed, every: Sequence[Gap], asked: dict[int, list[Requested]], chosen: dict[str, str]
) -> tuple[Link, ...]:
    counts = Counter(item_of(one) for one in every)
    items = {str(one): one.label for one in effective_coverage().conditions} | {UNKNOWN: "不能判断"}
    item, state = chosen.get(ITEM, ""), chosen.get(STATE, "")
    group = {GROUP: chosen[GROUP]} if GROUP in chosen else {}
    waiting = sum(one.party_organization in asked for one in every)

    def chip(label: str, count: int, of_item: str, of_state: str = "") -> Link:
        limits = group | {ITEM: of_item, STATE: of_state}
        return Link(label, gaps_href(posed, **limits), (item, state) == (of_item, of_state), str(count))

    found = [chip("全部", len(every), "")]
    found += [chip(label, counts[one], one) for one, label in items.items() if counts[one] or one == item]
    if waiting or state:
        found.append(chip("已请补齐", waiting, "", ASKED))
        found.append(chip("还没有请", len(every) - waiting, "", NOT_ASKED))
    return tuple(found)


def _units(posed: Posed, every: Sequence[Gap], chosen: dict[str, str]) -> tuple[tuple[str, str, bool], ...]:
    homes = dict.fromkeys(one.home for one in every)
    options = [("", "全部单位")] + [(token_of(one), _home(posed, one)) for one in homes]
    return tuple((token, name, token == chosen.get(GROUP, "")) for token, name in options)


def _home(posed: Posed, home: int | None) -> str:
    return "（未注明）" if home is None else posed.asked.tree.name(home)


def _lines(
    posed: Posed, shown: Sequence[Gap], asked: dict[int, list[Requested]], within: Within
) -> tuple[GapLine, ...]:
    names, query = Names(posed.on, posed.known), posed.asking.query()
    organizations = names.of(Subject.ORGANIZATION, [one.organization for one in shown])
    bodies = names.of(Subject.PARTY_ORGANIZATION, [one.party_organization for one in shown])

    def link(kind: str, number: int, name: str) -> Link:
        return Link(name, reverse(f"office:{kind}", args=[number]) + query)

    return tuple(
        GapLine(
            name=link("organization", one.organization, organizations[one.organization].name),
            body_name=link("party-organization", one.party_organization, bodies[one.party_organization].name),
            body=one.party_organization if _may_ask(one, asked, within) else 0,
            home=_home(posed, one.home),
            lacks=tuple(map(_lack, one.lacks)),
            clauses=clauses_of(one.lacks),
            asked=tuple(map(_asked, asked.get(one.party_organization, []))),
        )
        for one in shown
    )


def _may_ask(one: Gap, asked: dict[int, list[Requested]], within: Within) -> bool:
    """Whether there is something to ask for that was not asked for, of whom the visitor may ask it."""
    if not within.holds(Subject.PARTY_ORGANIZATION, one.party_organization, None):
        return False
    return bool(left_to_ask(one.lacks, asked.get(one.party_organization, [])))


def left_to_ask(lacks: Sequence[Lack], asked: Sequence[Requested]) -> tuple[Lack, ...]:
    """What is lacking and was not asked for."""
    named: set[Condition] = {condition for one in asked for condition in one.conditions}
    return tuple(lack for lack in lacks if lack.condition not in named)


def clauses_of(lacks: Sequence[Lack]) -> tuple[str, ...]:
    """What some lacks rest on, each clause once."""
    return tuple(dict.fromkeys(lack.clause for lack in lacks if lack.clause))


def _lack(lack: Lack) -> LackLine:
    label = lack.condition.label if lack.certain else lack.condition.matter
    return LackLine(label, lack.certain, lack.fact, lack.remedy)


def _asked(one: Requested) -> Link:
    what = "、".join(dict.fromkeys(condition.matter for condition in one.conditions))
    return Link(f"{one.asked} 已请在 {one.due} 以前补齐：{what}", reverse("office:entry", args=[one.entry]))


def _said(lack: Lack) -> tuple[str, str]:
    return lack.fact, lack.remedy


def gaps_workbook(request: HttpRequest, posed: Posed, every: Sequence[Gap]) -> bytes:
    """The gaps that an address asks for as a workbook, one row for each organization."""
    asked = requests_of(posed, every)
    some = limited(request, every, asked)
    lines = _lines(posed, some, asked, Within(frozenset(), frozenset()))

    def rows() -> Iterator[tuple[Value, ...]]:
        for one, line in zip(some, lines, strict=True):
            facts, remedies = ("；".join(dict.fromkeys(some)) for some in zip(*map(_said, one.lacks), strict=True))
            clauses = "；".join(line.clauses)
            first = one.step.label if one.certain else "不能判断"
            waiting = "；".join(link.label for link in line.asked)
            yield line.home, line.name.label, line.body_name.label, first, facts, remedies, clauses, waiting

    notes = (sentence(posed, "effectively_covered"), f"截至 {long_date(posed.on)}", "按单位的序列排列，不作排名")
    return one_sheet("缺口", "有效覆盖：缺在哪里、怎么补", notes, HEADINGS, rows())
