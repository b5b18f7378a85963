"""The shell around a page: navigation, scope, the two clocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shejian.base.queries import head_number
from shejian.base.tree import UnitNode, UnitTree
from shejian.core.calendar import long_date, previous_day, year_start
from shejian.core.facts.terms import Line, UnitKind
from shejian.journal.models import Entry
from shejian.journal.wording import act_label
from shejian.office.asking import FIELDS, Asking, Posed
from shejian.office.pages import ClockBar, EntryChoice, Link, PastNote, ScopeBar, Shell, UnitBranch
from shejian.office.visitors import Visitor
from shejian.office.wording import LINES, extent, moment_text, short_day

SHOWN_ENTRIES = 5
SHOWN_UNITS = 40
CLOCK_ACTS = ("exchange.import", "exchange.undo", "base.add_unit")
OF_THE_LEDGERS = (
    *("item", "severity", "state", "handler"),
    *("type", "covered", "mode", "town", "industry", "kind", "category", "stage", "title", "sort", "cols"),
)
PAGE_FIELDS = (
    "by",
    "group",
    "trend",
    "show",
    "why",
    "q",
    "from",
    "from_known",
    "status",
    "procedure",
    "year",
    "month",
    *OF_THE_LEDGERS,
)
OF_THE_SCOPE = ("by", "group", "town")
"""What the address says of the page that no longer fits another unit or line."""


def shell(request: HttpRequest, one: Visitor, title: str, current: str, posed: Posed | None = None) -> Shell:
    """The shell of a page called ``title``; ``current`` is the name of its place in the navigation."""
    carried = {name: request.GET[name] for name in FIELDS if request.GET.get(name)}
    return Shell(
        title=title,
        nav=_nav(one, current, _query(carried)),
        user=one.user.name,
        standing=one.standing or _("没有任职"),
        password_href=reverse("office:password"),
        here=request.get_full_path() if request.method == "GET" else reverse("office:workbench"),
        scope=_scope_bar(request, one, posed) if posed else None,
        clocks=_clock_bar(request, posed) if posed else None,
        past=_past_note(request, posed) if posed else None,
        ledger="" if posed else _ledger_note(),
        account_href=reverse("office:my-account"),
        help_href=reverse("office:help") + _query(carried),
    )


def _query(said: Mapping[str, str]) -> str:
    return f"?{urlencode(said)}" if said else ""


def _nav(one: Visitor, current: str, query: str) -> tuple[Link, ...]:
    found: list[Link] = []
    if one.user.must_change:
        return ()  # every page leads to changing the password
    if one.reaches:
        found.append(Link(_("工作台"), reverse("office:workbench") + query, current == "workbench", icon="home"))
        found.append(Link(_("待办"), reverse("office:due") + query, current == "due", icon="bell"))
        found.append(Link(_("覆盖"), reverse("office:coverage") + query, current == "coverage", icon="rings"))
        found.append(Link(_("指标"), reverse("office:figures") + query, current == "figures", icon="sigma"))
        found.append(Link(_("台账"), reverse("office:organizations") + query, current == "organizations", icon="list"))
        found.append(Link(_("程序"), reverse("office:cases") + query, current == "cases", icon="flow"))
        found.append(Link(_("监督"), reverse("office:findings") + query, current == "findings", icon="check"))
        found.append(Link(_("报告"), reverse("office:reports") + query, current == "reports", icon="doc"))
        found.append(Link(_("规则"), reverse("office:rules") + query, current == "rules", icon="scale"))
    if one.may_import:
        found.append(Link(_("导入"), reverse("office:import") + query, current == "import", icon="inout"))
    if one.is_administrator:
        found.append(Link(_("人员"), reverse("office:accounts") + query, current == "accounts", icon="people"))
    return tuple(found)


def _ledger_note() -> str:
    head = head_number()
    return _("账记到第 %(number)s 笔") % {"number": head} if head else _("账上还没有记过")


def page_fields(request: HttpRequest, *left_out: str) -> dict[str, str]:
    """What the address says of the page itself, apart from the question."""
    return {name: request.GET[name] for name in PAGE_FIELDS if name not in left_out and request.GET.get(name)}


def _here(request: HttpRequest, asking: Asking, *left_out: str) -> str:
    return request.path + asking.query(**page_fields(request, *left_out))


# ---- scope ----


def _scope_bar(request: HttpRequest, one: Visitor, posed: Posed) -> ScopeBar:
    tree, node, asking = posed.asked.tree, posed.node, posed.asking
    keeps_unit = node is None or node.kind == UnitKind.REGION
    reached = one.along(tree)
    lines = tuple(
        Link(
            _(label),
            _here(request, asking.with_(line=line, unit=asking.unit if keeps_unit else ""), *OF_THE_SCOPE),
            line is posed.line,
        )
        for line, label in LINES.items()
        if line is posed.line or reached[line]
    )
    extents = tuple(
        Link(_(extent(own)), _here(request, asking.with_(own=own), "group", "town"), own == posed.asked.question.own)
        for own in (False, True)
    )
    hidden = {**asking.with_(unit="").fields(), **page_fields(request, "group", "town")}
    return ScopeBar(
        lines=lines,
        unit=node.name if node else _("全部"),
        extent=_(extent(posed.asked.question.own)),
        above=_above(request, one, posed, tree),
        branches=_branches(request, one, posed, tree),
        extents=extents,
        hidden=tuple(hidden.items()),
    )


def _unit_link(request: HttpRequest, posed: Posed, node: UnitNode) -> Link:
    tree = posed.asked.tree
    line = _line_of(node) if node.kind != UnitKind.REGION else posed.asking.line
    asking = posed.asking.with_(unit=tree.path(node.id), line=line)
    return Link(node.name, _here(request, asking, *OF_THE_SCOPE), node == posed.node)


def _line_of(node: UnitNode) -> Line:
    return UnitKind(node.kind).line


def _above(request: HttpRequest, one: Visitor, posed: Posed, tree: UnitTree) -> tuple[Link, ...]:
    """The units above the one asked about, as far up as the visitor reaches."""
    within, found = one.within(tree), []
    at = posed.node.parent if posed.node else None
    while at is not None and at in within and at in tree.nodes:
        found.append(_unit_link(request, posed, tree.nodes[at]))
        at = tree.nodes[at].parent
    return tuple(reversed(found))


def _branches(request: HttpRequest, one: Visitor, posed: Posed, tree: UnitTree) -> tuple[UnitBranch, ...]:
    """The units below the one asked about, or beside it if there are none below; and the visitor's other units."""
    within, node = one.within(tree), posed.node
    beside = tree.children(node.id) if node else []
    if node and not beside and node.parent in within:
        beside = tree.children(node.parent)
    found: list[UnitBranch] = []
    for line, label in sorted(LINES.items(), key=lambda pair: pair[0] is not posed.line):
        units = [each for each in beside if each.id in within and _line_of(each) is line]
        if units:
            links = tuple(_unit_link(request, posed, each) for each in units[:SHOWN_UNITS])
            found.append(UnitBranch(_(label), links, max(0, len(units) - SHOWN_UNITS)))
    tops = one.tops(tree)
    if len(tops) > 1:
        found.append(UnitBranch(_("您任职的单位"), tuple(_unit_link(request, posed, each) for each in tops)))
    return tuple(found)


# ---- clocks ----


def _clock_bar(request: HttpRequest, posed: Posed) -> ClockBar:
    asking, question = posed.asking, posed.asked.question
    moment = Entry.objects.filter(number=posed.known).values_list("moment", flat=True).first()
    day_now, ledger_now = posed.on == posed.today, posed.known == posed.head
    hidden = {**asking.with_(on=None, since=None, known="").fields(), **page_fields(request)}
    pinned = asking.with_(on=question.on, since=question.since, known=str(posed.known))
    return ClockBar(
        on=posed.on.isoformat(),
        since=asking.since.isoformat() if asking.since else "",
        known=asking.known,
        on_long=_day(posed.on),
        entry=_entry(posed.known),
        entry_moment=moment_text(moment) if moment else _("还没有记账"),
        state=" · ".join(word for word, holds in ((_("今日"), day_now), (_("最新的账"), ledger_now)) if holds),
        presets=tuple(
            Link(label, _here(request, asking.with_(on=day, since=None)), day == posed.on if day else day_now)
            for label, day in _presets(posed.today)
        ),
        entries=_entries(request, asking),
        hidden=tuple(hidden.items()),
        reset=_here(request, asking.with_(on=None, since=None, known="")),
        pinned=_here(request, pinned),
    )


def _day(day: date) -> str:
    """A day in the language of the shell."""
    return day.isoformat() if get_language() == "en" else long_date(day)


def _presets(today: date) -> list[tuple[str, date | None]]:
    month = previous_day(today.replace(day=1))
    quarter = previous_day(today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1))
    return [
        (_("今日"), None),
        (_("上月末"), month),
        (_("上季末"), quarter),
        (_("上年末"), previous_day(year_start(today))),
    ]


def _entry(number: int) -> str:
    return _("第 %(number)s 笔") % {"number": number}


def _entries(request: HttpRequest, asking: Asking) -> tuple[EntryChoice, ...]:
    """The last entries that changed the ledger."""
    last = Entry.objects.filter(act__in=CLOCK_ACTS).order_by("-number")[:SHOWN_ENTRIES]
    return tuple(
        EntryChoice(
            f"{_entry(entry.number)} {_(act_label(entry.act))} · {moment_text(entry.moment)}",
            _here(request, asking.with_(known=str(entry.number))),
            _here(request, asking.with_(known=str(entry.number - 1))),
        )
        for entry in last
    )


def _past_note(request: HttpRequest, posed: Posed) -> PastNote | None:
    asking, later = posed.asking, posed.head - posed.known
    other_day, other_book = posed.on != posed.today, later > 0
    if not other_day and not other_book:
        return None
    book = _("按最新的账")
    if other_book and posed.known:
        words = _("只按记到第 %(number)s 笔为止的账计算，此后入账的 %(later)s 笔不计在内")
        book = words % {"number": posed.known, "later": later}
    elif other_book:
        book = _("按第一笔账以前的账，那时什么都还没有记")
    on = {"day": posed.on.isoformat() if get_language() == "en" else short_day(posed.on)}
    day = _("正在看 %(day)s 的情况") % on if other_day else _("正在看今日的情况")
    if posed.on > posed.today:
        day = _("%(day)s 还没有到，只能照已记的账推算") % on
    links = [Link(_("回到今日"), _here(request, asking.with_(on=None, since=None, known="")))]
    if other_day and other_book:
        links.insert(0, Link(_("改用最新的账"), _here(request, asking.with_(known=""))))
    badge = _("将来") if posed.on > posed.today else _("以往")
    return PastNote(badge, _("%(day)s，%(book)s。") % {"day": day, "book": book}, tuple(links))
