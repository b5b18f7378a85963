"""The page of the ledger of social organizations, and the same rows as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shejian.base.tree import UnitTree
from shejian.core.calendar import long_date
from shejian.core.facts.terms import Status
from shejian.core.indicators import Subject
from shejian.exchange.services.sheets import Value, one_sheet
from shejian.figures.naming import Names
from shejian.office.asking import Asking, Posed
from shejian.office.build.ledgers.picking import ONLY_PICKED, picked
from shejian.office.build.ledgers.saved import views_of
from shejian.office.build.ledgers.tabs import ORGANIZATIONS, ledger_tabs
from shejian.office.build.nothing import empty_ledger, holds_any
from shejian.office.build.organization_acts import new_link
from shejian.office.build.paging import paged
from shejian.office.build.shell import shell
from shejian.office.ledger_pages import Choice, LedgerPage, OrganizationView, SavedViews, Select, SortLink
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.office.wishing import BACKWARDS, COVERED, LIMITS, LIVES, MODES, ORDERS, TYPES, read_wish, wish_fields
from shejian.office.wording import extent
from shejian.registry.queries import Life, Listed, Order, OrganizationRow, Wish, list_organizations

TITLE = "社会组织台账"
PLACE = "organizations"
STATUSES = {str(one): one.label for one in Status}
TONES = {Life.STANDING: "ok", Life.ENDED: "mute", Life.NOT_KNOWN: "mute"}
COLUMNS = (
    ("名称", 40),
    ("曾用名", 32),
    ("统一社会信用代码", 21),
    ("组织类型", 16),
    ("行业领域", 18),
    ("乡镇街道", 14),
    ("业务主管单位", 20),
    ("党建领导机关", 24),
    ("状态", 10),
    ("状态自", 12),
    ("成立日期", 12),
    ("覆盖", 10),
    ("组建方式", 12),
    ("党组织", 40),
)


def ledger_page(request: HttpRequest, one: Visitor, posed: Posed) -> LedgerPage:
    """The organizations that a question and a wish come to, one page of them."""
    around = shell(request, one, TITLE, PLACE, posed)
    here, books = reverse("office:organizations"), ledger_tabs(posed.asking, ORGANIZATIONS)
    if not holds_any(posed.asked):
        return LedgerPage(
            around, _sentence(posed), books, empty=empty_ledger(one, posed, here), new=new_link(one, posed)
        )
    wish, asking = read_wish(request.GET), posed.asking
    found = _listed(posed, wish)
    shown, pager = paged(found, request.GET.get("page", ""), lambda at: _href(asking, wish, page=str(at)), "家")
    sorting = {order: _sort_link(asking, wish, order) for order in Order}
    bare = Wish(life=wish.life, order=wish.order, backwards=wish.backwards)
    return LedgerPage(
        shell=around,
        sentence=_sentence(posed),
        ledgers=books,
        tabs=_tabs(asking, wish, found),
        searched=wish.searched,
        selects=_selects(posed, wish, found),
        hidden=tuple((asking.fields() | _only(wish_fields(wish), "status")).items()),
        chips=_chips(posed, wish, found),
        by_name=sorting[Order.NAME],
        by_code=sorting[Order.CODE],
        by_founding=sorting[Order.FOUNDED],
        rows=tuple(_views(posed, shown)),
        pager=pager,
        export=reverse("office:organizations-export") + asking.query(**wish_fields(wish)),
        picked=reverse("office:organizations-export"),
        picked_fields=tuple((asking.fields() | wish_fields(wish) | {"only": ONLY_PICKED}).items()),
        saved=_saved(one, posed, wish, found),
        nothing="" if found else _nothing(posed, wish),
        clear=_href(asking, bare) if wish != bare else "",
        new=new_link(one, posed),
    )


def _saved(one: Visitor, posed: Posed, wish: Wish, found: Listed) -> SavedViews:
    """The visitor's own views of this ledger."""
    words = [link.label for link in _chips(posed, wish, found)]
    words += [label for label, life in LIVES.values() if life is wish.life and life is not Life.STANDING]
    if (wish.order, wish.backwards) != (Order.CODE, False):
        words.append(f"按{ORDERS[wish.order]}{'倒序' if wish.backwards else '排序'}")
    fields = wish_fields(wish)
    return views_of(one, posed, ORGANIZATIONS, fields, lambda said: wish_fields(read_wish(said)), "、".join(words))


def _listed(posed: Posed, wish: Wish) -> Listed:
    return list_organizations(posed.asked.picture, posed.on, posed.asked.scope, wish)


def _href(asking: Asking, wish: Wish, **more: str) -> str:
    return reverse("office:organizations") + asking.query(**wish_fields(wish), **more)


def _only(fields: dict[str, str], name: str) -> dict[str, str]:
    return {name: fields[name]} if name in fields else {}


def _unit(posed: Posed) -> str:
    return posed.node.name if posed.node else "全部"


def _sentence(posed: Posed) -> str:
    question = posed.asked.question
    of = f"{_unit(posed)} · {question.line.label} · {extent(question.own)}"
    return f"{of}　截至 {question.on} · 以第 {posed.known} 笔的账为准"


# ---- what limits and sorts ----


def _tabs(asking: Asking, wish: Wish, found: Listed) -> tuple[Link, ...]:
    counts = {life: sum(found.lives.values()) if life is None else found.lives[life] for _, life in LIVES.values()}
    return tuple(
        Link(label, _href(asking, replace(wish, life=life)), life is wish.life, str(counts[life]))
        for label, life in LIVES.values()
    )


def _selects(posed: Posed, wish: Wish, found: Listed) -> tuple[Select, ...]:
    said = wish_fields(wish)
    options = {
        "type": TYPES,
        "covered": {str(one): label for one, label in COVERED.items()},
        "mode": MODES,
        "town": _towns(posed.asked.tree, found),
        "industry": {one: one for one in found.industries},
    }
    limits = tuple(
        Select(name, label, (Choice("", f"{label}：不限", name not in said), *_choices(options[name], said.get(name))))
        for name, label in LIMITS.items()
    )
    orders = {
        f"{sign}{order}" if sign or order is not Order.CODE else "": f"按{label}{words}"
        for order, label in ORDERS.items()
        for sign, words in (("", ""), (BACKWARDS, "倒序"))
    }
    return (*limits, Select("sort", "排序", _choices(orders, said.get("sort", ""))))


def _choices(options: dict[str, str], chosen: str | None) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in options.items())


def _towns(tree: UnitTree, found: Listed) -> dict[str, str]:
    """The towns of the scope, in the order of the tree."""
    return {str(node.id): node.name for node in tree.in_order() if node.id in found.towns}


def _chips(posed: Posed, wish: Wish, found: Listed) -> tuple[Link, ...]:
    """What limits the list, each with the address of the list without it."""
    towns = _towns(posed.asked.tree, found)
    values = {
        "type": TYPES.get(wish.type, ""),
        "covered": COVERED[wish.covered] if wish.covered else "",
        "mode": MODES.get(wish.mode, ""),
        "town": "" if wish.town is None else towns.get(str(wish.town), "范围以外"),
        "industry": wish.industry,
    }
    limits = [("searched", f"查找：{wish.searched}" if wish.searched else "")]
    limits += [(name, f"{LIMITS[name]}：{value}" if value else "") for name, value in values.items()]
    anything = Wish()
    return tuple(
        Link(label, _href(posed.asking, _with(wish, name, getattr(anything, name)))) for name, label in limits if label
    )


def _with(wish: Wish, name: str, value: Any) -> Wish:
    changed: dict[str, Any] = {name: value}
    return replace(wish, **changed)


def _sort_link(asking: Asking, wish: Wish, order: Order) -> SortLink:
    """Sorts by an order; the other way round where the list is sorted by it already."""
    now = order is wish.order
    href = _href(asking, replace(wish, order=order, backwards=now and not wish.backwards))
    return SortLink(ORDERS[order], href, ("descending" if wish.backwards else "ascending") if now else "")


def _nothing(posed: Posed, wish: Wish) -> str:
    if wish != Wish(life=wish.life, order=wish.order, backwards=wish.backwards):
        return "没有同时符合这些条件的社会组织。去掉上面的一个条件再看。"
    label = next(label for label, life in LIVES.values() if life is wish.life)
    return f"截至 {posed.on}，{_unit(posed)}没有{'' if wish.life is None else label}的社会组织。"


# ---- rows ----


def _views(posed: Posed, rows: Iterable[OrganizationRow]) -> Iterator[OrganizationView]:
    listed = list(rows)
    names = Names(posed.on, posed.known).of(
        Subject.PARTY_ORGANIZATION, (row.body for row in listed if row.body is not None)
    )
    bodies = {body: named.name for body, named in names.items()}
    query = posed.asking.query()
    return (_view(posed, row, bodies, query) for row in listed)


def _view(posed: Posed, row: OrganizationRow, bodies: dict[int, str], query: str) -> OrganizationView:
    body = "" if row.body is None else bodies.get(row.body, f"党组织 {row.body}")
    covered = row.body is not None
    mode = MODES[row.mode] if row.mode else "组建方式未填"
    since = str(row.status_since or "")
    return OrganizationView(
        key=str(row.id),
        name=row.name or f"编号 {row.id}",
        href=reverse("office:organization", args=[row.id]) + query,
        code=row.code,
        former=row.former,
        type=TYPES.get(row.type, ""),
        industry=row.industry,
        town=_home(posed, row, "town"),
        competent=_home(posed, row, "competent"),
        party=_home(posed, row, "party"),
        status=STATUSES.get(row.status or "", ""),
        tone=TONES[row.life] if row.status != Status.SUSPENDED else "soon",
        status_since="" if row.status == Status.ACTIVE else since,
        founded=str(row.founded or ""),
        covering=mode if covered else "未覆盖" if row.life is Life.STANDING else "",
        covered=covered,
        body=f"{body} 等 {row.bodies} 个" if row.bodies > 1 else body,
        astray=row.astray,
    )


def _home(posed: Posed, row: OrganizationRow, line: str) -> str:
    """The unit named for an organization along a line; empty if none is: then it counts with its authority."""
    unit = row.homes[line]
    return posed.asked.tree.name(unit) if unit is not None and line in row.placed else ""


# ---- the workbook ----


def ledger_workbook(request: HttpRequest, posed: Posed) -> bytes:
    """Exactly the organizations listed, on all pages, in the same order."""
    wish = read_wish(request.GET)
    found, keys = _listed(posed, wish), picked(request.GET)
    status = next(label for label, life in LIVES.values() if life is wish.life)
    limits = "；".join(link.label for link in _chips(posed, wish, found))
    rows = [row for row in found[:] if keys is None or str(row.id) in keys]
    count = f"共 {len(found)} 家" if keys is None else f"只有选中的 {len(rows)} 家，全部 {len(found)}"
    notes = (
        f"截至 {long_date(posed.on)}",
        f"以第 {posed.known} 笔的账为准",
        f"{posed.line.label} · {extent(posed.asked.question.own)} · {status}，{count}",
        f"条件：{limits}" if limits else "",
    )
    cells = (_cells(row, view) for row, view in zip(rows, _views(posed, rows), strict=True))
    return one_sheet(TITLE, f"{_unit(posed)}{TITLE}", notes, COLUMNS, cells)


def _cells(row: OrganizationRow, view: OrganizationView) -> tuple[Value, ...]:
    return (
        view.name,
        view.former,
        view.code,
        view.type,
        view.industry,
        view.town,
        view.competent,
        view.party,
        view.status,
        row.status_since,
        row.founded,
        "已覆盖" if view.covered else view.covering,
        MODES[row.mode] if row.mode else "",
        view.body,
    )
