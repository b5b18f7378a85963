"""Writing ledgers as Excel in the shape in which they are imported. Text is never a formula; identity is masked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from shejian.base.queries import head_number, unit_tree
from shejian.core.calendar import long_date
from shejian.core.identifiers import mask_identity_number, mask_phone
from shejian.core.sheets import Column, Kind
from shejian.exchange.ledgers import EVERY_SHEET, LEDGERS, Binding
from shejian.exchange.ledgers.context import Context
from shejian.exchange.planning.owning import know_names, known_names
from shejian.exchange.queries import last_closing
from shejian.exchange.services.sheets import FIRST_ROW, OPTIONS, Styles, numbered_sheet, styles_of, write_value
from shejian.exchange.services.whole_files import whole_file
from shejian.exchange.showing import FEN, shown, term_label

EVERYTHING = ("全部", "all")
WIDTHS = {Kind.TEXT: 24, Kind.NAME: 24, Kind.NAMES: 40, Kind.CREDIT_CODE: 21, Kind.IDENTITY_NUMBER: 21, Kind.PHONE: 14}


class NoSuchLedger(LookupError):
    """There is no ledger of that name; ``str()`` names those there are, in Chinese."""


def ledgers_called(name: str) -> tuple[Binding, ...]:
    """The ledger of a title, or all of them for 全部.

    Raises:
        NoSuchLedger: there is none of that name.
    """
    if name in EVERYTHING:
        return EVERY_SHEET
    found = tuple(one for one in EVERY_SHEET if name in (one.sheet.title, one.sheet.key, *one.sheet.aliases))
    if not found:
        titles = "、".join(one.sheet.title for one in LEDGERS)
        raise NoSuchLedger(f"没有叫“{name}”的台账。可导出：{titles}，或 全部")
    return found


def export_ledgers(path: Path, ledgers: Sequence[Binding], today: date, unit: int | None = None) -> dict[str, int]:
    """Write a unit's ledgers as they are known now; returns how many rows each has.

    The file is complete or not there.

    Args:
        unit: whose ledgers, those of the units below it included; ``None``: those of the first unit.
    """
    tree = unit_tree(today)
    root = unit if unit is not None or tree.root is None else tree.root.id
    closing = last_closing(root) or today
    context = Context(
        closing=closing,
        last_closing=closing,
        effective=None,
        today=today,
        tree=tree,
        may_found_units=False,
        root=root,
    )
    know_names(context, known_names())
    counts: dict[str, int] = {}
    with whole_file(path) as draft, xlsxwriter.Workbook(str(draft), OPTIONS) as book:
        styles = styles_of(book)
        for binding in ledgers:
            held = [one.values for _, one in binding.held(context, None)]
            if held or binding in LEDGERS or len(ledgers) == 1:  # without a list there is no sheet of lists
                _write_sheet(book, styles, binding, context, held)
                counts[binding.sheet.title] = len(held)
    return counts


def _write_sheet(
    book: Any, styles: Styles, binding: Binding, context: Context, held: Sequence[tuple[Any, ...]]
) -> None:
    columns = [
        (place, column)
        for place, column in enumerate(binding.sheet.columns)
        if column.common or any(values[place] is not None for values in held)
    ]
    root = "" if context.root is None else context.tree.name(context.root)
    notes = (f"台账时点：{long_date(context.closing)}", f"以第 {head_number()} 笔的账为准")
    headings = [(column.heading, WIDTHS.get(column.kind, 13)) for _, column in columns]
    sheet = numbered_sheet(book, styles, binding.sheet.title, f"{root}{binding.sheet.title}", notes, headings)
    for number, values in enumerate(held, 1):
        sheet.write_number(FIRST_ROW - 1 + number, 0, number)
        for at, (place, column) in enumerate(columns, 1):
            _write_cell(sheet, FIRST_ROW - 1 + number, at, column, values[place], context, styles)


def _write_cell(sheet: Any, row: int, at: int, column: Column, value: Any, context: Context, styles: Styles) -> None:
    if value is None or value == ():
        return
    if column.kind in (Kind.DATE, Kind.WHOLE):
        write_value(sheet, row, at, value, styles)
    elif column.kind is Kind.MONEY:
        write_value(sheet, row, at, value / FEN, styles)
    else:
        write_value(sheet, row, at, _text(column, value, context), styles)


def _text(column: Column, value: Any, context: Context) -> str:
    if column.kind is Kind.IDENTITY_NUMBER:
        return mask_identity_number(value)
    if column.kind is Kind.PHONE:
        return mask_phone(value)
    if column.kind is Kind.TERM:
        return term_label(column, value)
    return shown(column, value, context)
