"""Two declared ledgers for these tests, and shorthands to read into them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shejian.core.sheets import Cell, Column, Kind, Layout, Nature, Piece, Records, Sheet, read_records, recognise

WORDS = {"社会团体": "association", "社团": "association", "基金会": "foundation"}

CLUBS = Sheet(
    key="clubs",
    title="社会组织台账",
    aliases=("社会组织名册", "社会组织"),
    needed=("name", "code", "founded"),
    columns=(
        Column("name", "社会组织名称", Kind.TEXT, aliases=("名称",), required=True),
        Column("code", "统一社会信用代码", Kind.CREDIT_CODE, Nature.KEY, ("信用代码",), required=True),
        Column("type", "组织类型", Kind.TERM, aliases=("类型",), words=WORDS),
        Column("founded", "成立登记日期", Kind.DATE, Nature.EVENT, ("成立日期",), required=True),
        Column("staff", "从业人员数", Kind.WHOLE, Nature.READING),
        Column("money", "捐款金额（元）", Kind.MONEY, aliases=("捐款",)),
        Column("charter", "章程载明党建", Kind.FLAG),
        Column("units", "业务主管单位", Kind.NAMES, longest=20),
        Column("leader", "法定代表人", Kind.TEXT, aliases=("负责人",), longest=10),
    ),
)
MEMBERS = Sheet(
    key="members",
    title="党员名册",
    aliases=("党员台账", "社会组织党员名册", "党员"),
    needed=("name", "identity", "body"),
    columns=(
        Column("name", "姓名", Kind.TEXT, required=True),
        Column("identity", "公民身份号码", Kind.IDENTITY_NUMBER, Nature.KEY, ("身份证号",), required=True),
        Column("body", "所在党组织", Kind.NAME, aliases=("党组织",), required=True),
        Column("full_on", "转正日期", Kind.DATE, Nature.EVENT),
        Column("phone", "联系电话", Kind.PHONE),
    ),
)
SHEETS = (CLUBS, MEMBERS)
HEADINGS = ("社会组织名称", "统一社会信用代码", "成立登记日期", "从业人员数")
GOOD = ("云川县养羊协会", "51620699177763177J", "2008-09-20", 48.0)
Rows = Sequence[Sequence[Cell]]


def found(rows: Rows, name: str = "Sheet1") -> Layout:
    """The layout of rows that must be recognised."""
    recognition = recognise(name, rows, SHEETS)
    assert recognition is not None
    return recognition.layout


def read(*rows: Sequence[Cell], headings: Sequence[Cell] = HEADINGS, first: int = 2) -> Records:
    """Rows read below these headings, the first of them in row ``first``."""
    return read_records(found([headings]), "社会组织台账", Piece.of(first, rows))


def values(records: Records, key: str) -> list[Any]:
    """The values of one column."""
    place = records.layout.sheet.place(key)
    return [row[place] for row in records.rows]


def faults(records: Records) -> list[tuple[int, str, str]]:
    """Row, heading and code of every fault."""
    return [(fault.row, fault.column, fault.code) for fault in records.faults]
