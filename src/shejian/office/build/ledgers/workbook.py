"""The rows of a ledger as a workbook: exactly those listed, on all pages, or only those chosen among them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import narwhals as nw
from django.http import QueryDict

from shejian.core.calendar import long_date
from shejian.exchange.services.sheets import Value, one_sheet
from shejian.office.asking import Posed
from shejian.office.build.ledgers.choosing import choose, read_wish
from shejian.office.build.ledgers.declared import Ledger
from shejian.office.build.ledgers.page import chips, columns_of, lines, unit_name
from shejian.office.build.ledgers.picking import picked
from shejian.office.build.ledgers.words import Words
from shejian.office.wording import extent


@dataclass(frozen=True, slots=True)
class Handed:
    """A workbook, and how many rows it has."""

    content: bytes
    rows: int


def ledger_workbook(posed: Posed, ledger: Ledger, said: QueryDict) -> Handed:
    """The rows of a question and a wish as a workbook. What was chosen but is not listed is left out."""
    wish, words, keys = read_wish(ledger, said), Words(posed), picked(said)
    found = choose(ledger, posed, wish, words)
    rows = found.rows if keys is None else found.rows.filter(nw.col("key").is_in(sorted(keys)))
    columns = columns_of(ledger, wish)
    listed = lines(ledger, columns, rows.rows(named=True), found, words)
    cells = [tuple(_value(cell.exported, cell.tag if at == 0 else "") for at, cell in enumerate(row)) for row in listed]
    headings = [(column.label, column.width) for column in columns]
    notes = _notes(posed, ledger, keys, len(found.rows), len(rows))
    limits = "；".join(link.label for link in chips(posed, ledger, wish, found))
    title = f"{unit_name(posed)}{ledger.title}"
    with_limits = (*notes, f"条件：{limits}" if limits else "")
    return Handed(one_sheet(ledger.title, title, with_limits, headings, cells), len(rows))


def _value(value: Value, mark: str) -> Value:
    """A value, with what marks the row beside the name it begins with."""
    return f"{value}（{mark}）" if mark else value


def _notes(posed: Posed, ledger: Ledger, keys: Collection[str] | None, all_: int, some: int) -> tuple[str, ...]:
    question = posed.asked.question
    when = f"截至 {long_date(posed.on)}"
    if ledger.period:
        when = f"{long_date(question.since)}至{long_date(question.on)}"
    count = f"共 {all_} {ledger.counter}" if keys is None else f"只有选中的 {some} {ledger.counter}，全部 {all_}"
    return when, f"以第 {posed.known} 笔的账为准", f"{posed.line.label} · {extent(question.own)}，{count}"
