"""What is odd about a sheet as a whole: hidden rows and columns, cells merged sideways, no rows, columns left blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from shejian.core.sheets import ABSENT, CellNote, Column, Nature, Records
from shejian.exchange.reading.markup import cell_name
from shejian.exchange.reading.workbook import Told

MOST_NAMED = 6


def note_oddities(records: Records, told: Told) -> list[CellNote]:
    """What to say of a sheet that was read; a column without a word in it becomes one that the sheet does not have."""
    title = records.title
    if not records.rows:
        reason = f"工作表“{title}”只有表头，没有数据行；账上的{records.layout.sheet.title}不动，也不算未列"
        return [CellNote(title, 0, "", "", "no-rows", reason)]
    return [*_hidden(records, told), *_across(records, told), *_blank(records)]


def _hidden(records: Records, told: Told) -> Iterable[CellNote]:
    rows = sorted({row + 1 for row in told.rows} & set(records.numbers))
    if rows:
        reason = f"有 {len(rows)} 行是隐藏的或被筛掉的（{_listed([f'第 {row} 行' for row in rows])}），也读了；请核对"
        yield CellNote(records.title, 0, "", "", "rows-hidden", reason)
    hidden = set(told.columns)
    names = [records.layout.headings[key] for key, place in records.layout.places.items() if place in hidden]
    if names:
        named = _listed([f"“{' '.join(name.split())}”" for name in names])
        yield CellNote(records.title, 0, "", "", "columns-hidden", f"{named}这 {len(names)} 列是隐藏的，也读了；请核对")


def _across(records: Records, told: Told) -> Iterable[CellNote]:
    """Cells of two columns in one: only the left of them has a value, and the other one is not guessed."""
    at = {place: key for key, place in records.layout.places.items()}
    numbers = set(records.numbers)
    for first, last, left, right in told.across:
        beside = [records.layout.sheet.column(at[place]).heading for place in range(left + 1, right + 1) if place in at]
        if beside and any(row + 1 in numbers for row in range(first, last + 1)):
            reason = f"{cell_name(first, left)} 起左右合并了，只算最左一列，{_quoted(beside)}按空读；请拆开填写"
            yield CellNote(records.title, first + 1, beside[0], "", "merged-across", reason)


def _blank(records: Records) -> Iterable[CellNote]:
    """Columns in which nothing stands at all: nobody blanks a whole column to say that everything in it was wrong."""
    sheet = records.layout.sheet
    blank = [
        column
        for at, column in enumerate(sheet.columns)
        if column.key in records.layout.places and not _is_needed(column) and _is_blank(records.rows, at)
    ]
    faulted = {fault.column for fault in records.faults}
    blank = [column for column in blank if column.heading not in faulted]
    if not blank:
        return
    columns: list[Sequence[Any]] = list(zip(*records.rows, strict=True))
    for column in blank:
        columns[sheet.place(column.key)] = [ABSENT] * len(records.rows)
    records.rows[:] = list(zip(*columns, strict=True))
    keys = {column.key for column in blank}
    places = {key: place for key, place in records.layout.places.items() if key not in keys}
    records.layout = replace(records.layout, places=places)
    reason = f"{_quoted([column.heading for column in blank])}整列是空的，当作没有这一列：账上原有的内容不动"
    yield CellNote(records.title, 0, "", "", "columns-blank", reason)


def _is_needed(column: Column) -> bool:
    """Whether even a blank cell says something: without a number a person is a mention."""
    return column.required or column.nature is Nature.KEY


def _is_blank(rows: Sequence[tuple[Any, ...]], at: int) -> bool:
    return all(row[at] is None or row[at] == () for row in rows)


def _quoted(names: Sequence[str]) -> str:
    return "、".join(f"“{name}”" for name in names)


def _listed(names: Sequence[str]) -> str:
    """A few of the names, and how many there are when they are more."""
    return "、".join(names[:MOST_NAMED]) + ("等" if len(names) > MOST_NAMED else "")
