"""The rows of a ledger as a workbook: exactly those listed, on all pages, or only those chosen among them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.http import QueryDict

from shejian.core.calendar import long_date
from shejian.exchange.services.sheets import Value, one_sheet
from shejian.office.asking import Posed
from shejian.office.build.ledgers.choosing import choose, read_wish
from shejian.office.build.ledgers.declared import Cell, Column, Ledger
from shejian.office.build.ledgers.page import chips, columns_of, lines, unit_name
from shejian.office.build.ledgers.picking import picked
from shejian.office.build.ledgers.wished import Row, Wish
from shejian.office.build.ledgers.words import Words
from shejian.office.wording import extent


def ledger_workbook(posed: Posed, ledger: Ledger, said: QueryDict) -> bytes:
    """The rows of a question and a wish as a workbook. What was chosen but is not listed is left out."""
    wish, words, keys = read_wish(ledger, said), Words(posed), picked(said)
    found = choose(ledger, posed, wish, words)
    rows, columns = found.rows.only(keys), columns_of(ledger, wish)
    listed = lines(ledger, columns, rows, found, words)
    cells = [_cells(columns, shown, row, words) for shown, row in zip(listed, rows, strict=True)]
    headings = [(part.label, part.width) for column in columns for part in column.parts or (column,)]
    notes = _notes(posed, ledger, wish, _counted(ledger, keys, len(found.rows), len(rows)))
    limits = "；".join(link.label for link in chips(posed, ledger, wish, found))
    title = f"{unit_name(posed)}{ledger.title}"
    with_limits = (*notes, f"条件：{limits}" if limits else "")
    return one_sheet(ledger.title, title, with_limits, headings, cells)


def _cells(columns: Sequence[Column], shown: Sequence[Cell], row: Row, words: Words) -> tuple[Value, ...]:
    """A row of the workbook: each column as it is, or in its parts."""
    values: list[Value] = []
    for at, (column, cell) in enumerate(zip(columns, shown, strict=True)):
        if column.parts:
            values += [part.value(row, words) for part in column.parts]
        else:
            values.append(_value(cell.exported, cell.tag if at == 0 else ""))
    return tuple(values)


def _value(value: Value, mark: str) -> Value:
    """A value, with what marks the row beside the name it begins with."""
    return f"{value}（{mark}）" if mark else value


def _counted(ledger: Ledger, keys: Collection[str] | None, every: int, some: int) -> str:
    if keys is None:
        return f"共 {every} {ledger.counter}"
    return f"只有选中的 {some} {ledger.counter}，全部 {every}"


def _notes(posed: Posed, ledger: Ledger, wish: Wish, count: str) -> tuple[str, ...]:
    question = posed.asked.question
    when = f"截至 {long_date(posed.on)}"
    if ledger.period:
        when = f"{long_date(question.since)}至{long_date(question.on)}"
    tab = [tab.label for tab in ledger.tabs if tab.value == wish.tab and tab.values]
    of = " · ".join([posed.line.label, extent(question.own), *tab])
    return when, f"以第 {posed.known} 笔的账为准", f"{of}，{count}"
