"""Plans in words: what differs, what is not listed, and what every cell says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from shejian.core.identifiers import mask_identity_number, mask_phone
from shejian.core.sheets import Column, Kind
from shejian.exchange.ledgers import SheetPlan
from shejian.exchange.ledgers.context import Context
from shejian.exchange.planning import Plan

EMPTY = "（空）"
FEN = 100


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """What the ledger holds of a field, and what the file says."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row of the file that differs from the ledger."""

    sheet: str
    row: int
    name: str
    fields: tuple[FieldDifference, ...]


def differences(plan: Plan) -> Iterator[RowDifference]:
    """Every changed row, field by field."""
    for sheet in plan.sheets:
        for one in sorted(sheet.changed, key=lambda change: change.index):
            fields = tuple(
                FieldDifference(
                    column.heading, *(shown(column, value, plan.context) for value in one.fields[column.key])
                )
                for column in sheet.binding.sheet.columns
                if column.key in one.fields
            )
            yield RowDifference(sheet.records.title, sheet.records.numbers[one.index], one.held.label, fields)


def absent(plan: Plan) -> dict[str, list[str]]:
    """What the ledger holds and the file does not list, by sheet."""
    return {sheet.binding.sheet.title: [held.label for held in sheet.absent] for sheet in plan.sheets if sheet.absent}


def new_rows(sheet: SheetPlan) -> list[tuple[int, str]]:
    """The rows that are new: number as Excel counts, and name."""
    title = sheet.binding.sheet.columns[0]
    place = sheet.binding.place(title.key)
    return [(sheet.records.numbers[index], str(sheet.records.rows[index][place])) for index in sheet.new]


def shown(column: Column, value: Any, context: Context) -> str:
    """A resolved value as people read it."""
    if value is None or value == ():
        return EMPTY
    if column.kind in (Kind.NAME, Kind.NAMES):
        refs = value if isinstance(value, tuple) else (value,)
        return "、".join(_name(column, ref, context) for ref in refs)
    return plain(column, value)


def plain(column: Column, value: Any) -> str:
    """A value that refers to nothing, as people read it."""
    if column.kind is Kind.TERM:
        return term_label(column, value)
    if column.kind is Kind.FLAG:
        return "是" if value else "否"
    if column.kind is Kind.MONEY:
        yuan, fen = divmod(value, FEN)
        return f"{yuan}.{fen:02d}" if fen else str(yuan)
    if column.kind is Kind.PHONE:
        return mask_phone(value)
    if column.kind is Kind.IDENTITY_NUMBER:
        return mask_identity_number(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def term_label(column: Column, code: str) -> str:
    """The word for a code of the vocabulary that a column takes."""
    words = column.words or {}
    return next((word for word, each in words.items() if each == code), code)


UNIT_COLUMNS = {"competent", "town", "sent_by"}
BODY_COLUMNS = {"parent", "body", "partners"}


def _name(column: Column, ref: int, context: Context) -> str:
    if column.key == "authority":
        return context.office_name(ref)
    if column.key in UNIT_COLUMNS:
        return context.unit_name(ref)
    directory = context.bodies if column.key in BODY_COLUMNS else context.organizations
    return directory.names.get(ref, f"编号 {ref}")
