"""The page of a ledger, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.http import HttpRequest

from shejian.office.asking import Posed
from shejian.office.build.ledgers.choosing import choose, read_wish
from shejian.office.build.ledgers.declared import Cell, Column, Kind, Ledger
from shejian.office.build.ledgers.picking import ONLY_PICKED
from shejian.office.build.ledgers.placing import linked_within
from shejian.office.build.ledgers.saved import saved_views
from shejian.office.build.ledgers.tabs import FINDINGS, ORGANIZATIONS, export_address, ledger_address, ledger_tabs
from shejian.office.build.ledgers.wished import BACKWARDS, NOT_STATED, Chosen, Row, Wish
from shejian.office.build.ledgers.words import Words
from shejian.office.build.nothing import empty_ledger, holds_any
from shejian.office.build.paging import paged
from shejian.office.build.shell import shell
from shejian.office.ledger_pages import Choice, Select, SortLink
from shejian.office.pages import Link
from shejian.office.table_pages import CellView, ColumnChoice, ColumnPicker, Head, RowView, TablePage
from shejian.office.visitors import Visitor
from shejian.office.wording import extent

PLACES = {FINDINGS: FINDINGS}
"""The place of a ledger in the navigation, where it is not that of the seven."""


def ledger_page(request: HttpRequest, one: Visitor, posed: Posed, ledger: Ledger) -> TablePage:
    """The rows that a question and a wish come to, one page of them."""
    around = shell(request, one, ledger.title, PLACES.get(ledger.key, ORGANIZATIONS), posed)
    new = ledger.new(one, posed) if ledger.new else None
    tabs = ledger_tabs(posed.asking, ledger.key)
    if not holds_any(posed.asked):
        nothing = empty_ledger(one, posed, ledger_address(ledger.key))
        return TablePage(around, ledger.title, sentence(posed, ledger), ledger.noun, tabs, empty=nothing, new=new)
    wish, asking, words = read_wish(ledger, request.GET), posed.asking, Words(posed)
    found = choose(ledger, posed, wish, words)
    every, page = range(len(found.rows)), request.GET.get("page", "")
    places, pager = paged(every, page, lambda at: href(posed, ledger, wish, page=str(at)), ledger.counter)
    shown = found.rows.cut(places[0], places[-1] + 1) if places else ()
    columns = columns_of(ledger, wish)
    bare = replace(wish, searched="", limits={})
    fields = asking.fields() | wish.fields()
    return TablePage(
        shell=around,
        title=ledger.title,
        sentence=sentence(posed, ledger),
        noun=ledger.noun,
        ledgers=tabs,
        tabs=_tabs(posed, ledger, wish, found),
        searched=wish.searched,
        finds=ledger.finds,
        selects=_selects(ledger, wish, found),
        hidden=_without(fields, "q", "sort", *(limit.name for limit in ledger.limits)),
        chips=chips(posed, ledger, wish, found),
        heads=tuple(_head(posed, ledger, wish, column) for column in columns),
        rows=_rows(columns, lines(ledger, columns, shown, found, words), [row["key"] for row in shown]),
        totals=_totals(columns, found),
        total_label=f"合计（全部 {len(found.rows)} {ledger.counter}）",
        picker=_picker(posed, ledger, wish, columns),
        saved=saved_views(one, posed, ledger, wish),
        pager=pager,
        export=export_address(ledger.key) + asking.query(**wish.fields()),
        picked=export_address(ledger.key),
        picked_fields=tuple({**fields, "only": ONLY_PICKED}.items()),
        nothing="" if len(found.rows) else _nothing(posed, ledger, wish),
        clear=href(posed, ledger, bare) if wish.is_limited else "",
        note=ledger.note,
        new=new,
        renewal=ledger.renewal(one, posed) if ledger.renewal else None,
    )


def href(posed: Posed, ledger: Ledger, wish: Wish, **more: str) -> str:
    """The address of a ledger as wished, at the same point of both clocks and in the same scope."""
    return ledger_address(ledger.key) + posed.asking.query(**wish.fields(), **more)


def unit_name(posed: Posed) -> str:
    return posed.node.name if posed.node else "全部"


def sentence(posed: Posed, ledger: Ledger) -> str:
    """Of whom and of when a ledger is."""
    question = posed.asked.question
    when = _when(posed, ledger)
    of = f"{unit_name(posed)} · {question.line.label} · {extent(question.own)}"
    return f"{of}　{when} · 以第 {posed.known} 笔的账为准"


def _when(posed: Posed, ledger: Ledger) -> str:
    return f"{posed.asked.question.since} 至 {posed.on}" if ledger.period else f"截至 {posed.on}"


def columns_of(ledger: Ledger, wish: Wish) -> tuple[Column, ...]:
    """The columns shown."""
    if wish.columns:
        return tuple(one for one in ledger.columns if one.key in wish.columns)
    return tuple(one for one in ledger.columns if one.shown)


def lines(
    ledger: Ledger, columns: Sequence[Column], rows: Sequence[Row], found: Chosen, words: Words
) -> list[tuple[Cell, ...]]:
    """The cells of rows, when all names that they speak have been read."""
    for source, column in ledger.mentions:
        words.read(source, [row[column] for row in rows])
    scope, ids = words.posed.asked.scope, [row["id"] for row in rows if "id" in row]
    for name, (source, pairs) in ledger.links.items():
        linked = linked_within(found.view, scope, source, pairs)
        words.link(name, source, linked, ids)
    return [tuple(column.cell(row, words) for column in columns) for row in rows]


# ---- what limits and sorts ----


def _without(fields: dict[str, str], *names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in fields.items() if name not in names)


def _tabs(posed: Posed, ledger: Ledger, wish: Wish, found: Chosen) -> tuple[Link, ...]:
    return tuple(
        Link(
            tab.label,
            href(posed, ledger, replace(wish, tab=tab.value)),
            tab.value == wish.tab,
            str(found.counts[tab.value]),
        )
        for tab in ledger.tabs
    )


def _selects(ledger: Ledger, wish: Wish, found: Chosen) -> tuple[Select, ...]:
    selects = []
    for limit in ledger.limits:
        said = wish.limits.get(limit.name, "")
        offered = {"": f"{limit.label}：不限", **found.offered[limit.name]}
        choices = tuple(Choice(value, label, value == said) for value, label in offered.items())
        selects.append(Select(limit.name, limit.label, choices))
    return (*selects, _sorting(ledger, wish))


def _sorting(ledger: Ledger, wish: Wish) -> Select:
    """Sorts where rows are cards and there are no headings."""
    said = wish.fields().get("sort", "")
    orders = {"": f"排序：{ledger.ordered}"}
    for column in ledger.columns:
        if column.sort:
            orders |= {column.key: f"按{column.label}", f"{BACKWARDS}{column.key}": f"按{column.label}倒序"}
    return Select("sort", "排序", tuple(Choice(value, label, value == said) for value, label in orders.items()))


def chips(posed: Posed, ledger: Ledger, wish: Wish, found: Chosen) -> tuple[Link, ...]:
    """What limits the ledger, each with the address of the ledger without it."""
    links = []
    if wish.searched:
        links.append(Link(f"查找：{wish.searched}", href(posed, ledger, replace(wish, searched=""))))
    for limit in ledger.limits:
        said = wish.limits.get(limit.name)
        if said:
            label = found.offered[limit.name].get(said, "未填" if said == NOT_STATED else "范围以外")
            left = {name: value for name, value in wish.limits.items() if name != limit.name}
            links.append(Link(f"{limit.label}：{label}", href(posed, ledger, replace(wish, limits=left))))
    return tuple(links)


def _head(posed: Posed, ledger: Ledger, wish: Wish, column: Column) -> Head:
    right = column.kind is Kind.NUMBER
    if not column.sort:
        return Head(column.label, right)
    now = wish.sort == column.key
    to = href(posed, ledger, replace(wish, sort=column.key, backwards=now and not wish.backwards))
    return Head(column.label, right, SortLink(column.label, to, _direction(wish) if now else ""))


def _direction(wish: Wish) -> str:
    return "descending" if wish.backwards else "ascending"


def _picker(posed: Posed, ledger: Ledger, wish: Wish, columns: Sequence[Column]) -> ColumnPicker:
    shown = {column.key for column in columns}
    choices = tuple(
        ColumnChoice(column.key, column.label, column.key in shown, fixed=column is ledger.columns[0])
        for column in ledger.columns
    )
    hidden = _without(posed.asking.fields() | wish.fields(), "cols")
    ordinary = href(posed, ledger, replace(wish, columns=())) if wish.columns else ""
    return ColumnPicker(f"列 {len(columns)}/{len(choices)}", choices, hidden, ordinary)


def _nothing(posed: Posed, ledger: Ledger, wish: Wish) -> str:
    if wish.is_limited:
        return f"没有同时符合这些条件的{ledger.noun}。去掉上面的一个条件再看。"
    tab = next((tab.label for tab in ledger.tabs if tab.value == wish.tab and tab.values), "")
    return f"{_when(posed, ledger)}，{unit_name(posed)}没有{ledger.noun}{f'（{tab}）' if tab else ''}的记载。"


# ---- rows ----


def _rows(columns: Sequence[Column], listed: Iterable[tuple[Cell, ...]], keys: Iterable[str]) -> tuple[RowView, ...]:
    return tuple(
        RowView(key, _view(columns[0], cells[0]), tuple(map(_view, columns[1:], cells[1:])))
        for key, cells in zip(keys, listed, strict=True)
    )


def _view(column: Column, cell: Cell) -> CellView:
    right, nowrap = column.kind is Kind.NUMBER, column.kind is not Kind.TEXT
    return CellView(
        column.label, cell.text, cell.sub, cell.href, cell.tag, cell.code, cell.verdict, right=right, nowrap=nowrap
    )


def _totals(columns: Sequence[Column], found: Chosen) -> tuple[CellView, ...]:
    """The sums of all rows, on whatever page, under the columns that have one; nothing where none has."""
    if not any(column.total for column in columns) or not len(found.rows):
        return ()
    return tuple(
        CellView(column.label, column.counted(found.rows.total(column.total)) if column.total else "", right=True)
        for column in columns[1:]
    )
