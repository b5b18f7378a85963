"""What an address wishes to see of a ledger (``q, status, sort, cols`` and the ledger's limits), and the rows it gets.

What is no wish is left out, as are other unknown parameters: the page then shows more, never less.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import narwhals as nw

from shejian.core.indicators import View
from shejian.core.sheets import fold
from shejian.office.asking import Posed
from shejian.office.build.ledgers.declared import Column, ColumnLimit, Gathered, Ledger, Prepared
from shejian.office.build.ledgers.placing import linked_within
from shejian.office.build.ledgers.wished import BACKWARDS, COMMA, NOT_STATED, Chosen, Table, TableRows, Wish
from shejian.office.build.ledgers.words import Words
from shejian.registry.pinyin import initials_pattern, sort_key
from shejian.registry.queries.table import organizations_on


def read_wish(ledger: Ledger, said: Mapping[str, str]) -> Wish:
    """What the parameters of an address wish of a ledger."""
    texts = {name: said.get(name, "").strip() for name in ("q", "status", "sort", "cols")}
    limits = {limit.name: said.get(limit.name, "").strip() for limit in ledger.limits}
    sort = texts["sort"].removeprefix(BACKWARDS)
    column = ledger.sorting(sort)
    chosen = set(texts["cols"].split(COMMA))
    columns = tuple(one.key for one in ledger.columns if one.key in chosen)
    if columns:
        first = ledger.columns[0].key
        columns = (first, *(key for key in columns if key != first))
    ordinary = tuple(one.key for one in ledger.columns if one.shown)
    return Wish(
        searched=texts["q"],
        tab=texts["status"] if texts["status"] in {tab.value for tab in ledger.tabs} else "",
        limits={one.name: limits[one.name] for one in ledger.limits if limits[one.name] and one.fits(limits[one.name])},
        sort=sort if column else "",
        backwards=column is not None and texts["sort"].startswith(BACKWARDS),
        columns=() if columns == ordinary else columns,
    )


def choose(ledger: Ledger, posed: Posed, wish: Wish, words: Words) -> Chosen:
    """The rows of a question that fit a wish, in the order wished; rows of one place keep the order of their keys."""
    if isinstance(ledger, Prepared):
        return ledger.choose(posed, wish)
    if not isinstance(ledger, Gathered):
        raise TypeError(f"{ledger.key} says neither how to gather its rows nor how to choose them")
    return _gathered(ledger, posed, wish, words)


def _gathered(ledger: Gathered, posed: Posed, wish: Wish, words: Words) -> Chosen:
    # the view of the list of organizations, which is kept for a while: who covers whom is worked out once for a day
    view = organizations_on(posed.asked.picture, posed.on).view
    within = ledger.gather(posed, view)
    offered = {limit.name: _offered(limit, posed, within) for limit in ledger.limits}
    rows = _searched(ledger, view, within, wish.searched, words)
    for limit in ledger.limits:
        value = wish.limits.get(limit.name)
        if value == NOT_STATED:
            rows = rows.filter(nw.col(limit.column).is_null())
        elif value:
            rows = rows.filter(nw.col(limit.column).cast(nw.String) == value)
    counts = {tab.value: len(_in_tab(ledger, rows, tab.value)) for tab in ledger.tabs}
    ordered = _in_order(ledger, _in_tab(ledger, rows, wish.tab), wish, words)
    return Chosen(TableRows(ordered), counts, offered, view)


def _offered(limit: ColumnLimit, posed: Posed, rows: Table) -> dict[str, str]:
    held = {None if one is None else str(one) for one in rows[limit.column].unique().to_list()}
    offered = {value: label for value, label in limit.words(posed).items() if value in held}
    return offered | ({NOT_STATED: "未填"} if None in held else {})


def _in_tab(ledger: Gathered, rows: Table, value: str) -> Table:
    tab = next((one for one in ledger.tabs if one.value == value), None)
    if tab is None or not tab.values:
        return rows
    return rows.filter(nw.col(ledger.tabbed).is_in(sorted(tab.values)))


def _searched(ledger: Gathered, view: View, rows: Table, text: str, words: Words) -> Table:
    wanted, scope = fold(text), words.posed.asked.scope
    if not wanted:
        return rows
    pattern = initials_pattern(wanted)
    sounds = re.compile(pattern) if pattern else None
    fitting = nw.lit(value=False)
    for one in ledger.searched:
        names = words.read(one.source, None)
        found = [number for number, said in names.items() if _fits(said[: one.source.searched], wanted, sounds)]
        column = one.column
        if one.pairs is not None:
            column = "id"
            linked = linked_within(view, scope, one.source, one.pairs).filter(nw.col("other").is_in(found))
            found = linked.select("id").collect()["id"].to_list()
        fitting = fitting | nw.col(column).is_in(found)
    for column in ledger.texts:
        said = [one for one in rows[column].unique().to_list() if one and _fits((one,), wanted, sounds)]
        fitting = fitting | nw.col(column).is_in(said)
    return rows.filter(fitting.fill_null(value=False))


def _fits(names: tuple[str, ...], wanted: str, sounds: re.Pattern[str] | None) -> bool:
    folded = [fold(name) for name in names if name]
    return any(wanted in name or (sounds is not None and sounds.search(name)) for name in folded)


def _in_order(ledger: Gathered, rows: Table, wish: Wish, words: Words) -> Table:
    column = ledger.sorting(wish.sort)
    if column is None:
        descending = [ledger.backwards] * len(ledger.order)
        return rows.sort([*ledger.order, "key"], descending=[*descending, False], nulls_last=True)
    by = column.sort
    if column.named is not None or column.sort in ledger.texts:
        rows = rows.with_columns(_sounds(rows, column, words))
        by = "sorted"
    return rows.sort([by, "key"], descending=[wish.backwards, False], nulls_last=True)


def _sounds(rows: Table, column: Column, words: Words) -> nw.Series[Any]:
    """What the names in a column are sorted by, to come in the order of a Chinese dictionary."""
    held = rows[column.sort].to_list()
    if column.named is None:
        names = held
    else:
        words.read(column.named, held)
        names = [words.name(column.named, one) for one in held]
    return nw.new_series("sorted", [sort_key(name) if name else None for name in names], nw.String, backend="polars")
