"""Small ledgers of two counties, as files: what a test says of its rows, and only that, stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.conftest import import_file
from tests.exchange.reading.making import workbook

from shejian.exchange.showing import differences

YUN = "云川县"
QING = "青原县"
CODES = ("51620699177763177J", "51620699806360830B", "52620699124158686R")
OTHER_CODES = ("51620688932879211T", "51620688003390753W", "52620688453840192N")
IDENTITIES = ("620602195102187616", "620103196004094284", "620103196610164238")
Row = Mapping[str, object]
Sheets = Mapping[str, Sequence[Row]]


def organization(name: str, code: str, county: str = YUN, **more: object) -> Row:
    """A row of 社会组织台账."""
    return {
        "社会组织名称": name,
        "统一社会信用代码": code,
        "组织类型": "社会团体" if code.startswith("51") else "民办非企业单位",
        "登记管理机关": f"{county}民政局",
        "成立登记日期": "2015-01-01",
    } | more


def committee(county: str = YUN, **more: object) -> Row:
    """The leading committee's row of 党组织台账."""
    return {"党组织名称": f"{county}社会组织综合党委", "党组织类型": "党委", "成立日期": "2016-07-01"} | more


def branch(name: str, covers: str = "", county: str = YUN, **more: object) -> Row:
    """A branch's row of 党组织台账."""
    return {
        "党组织名称": name,
        "党组织类型": "党支部",
        "上级党组织": f"{county}社会组织综合党委",
        "成立日期": "2018-01-01",
        "覆盖社会组织": covers,
    } | more


def member(name: str, identity: str | None, body: str, **more: object) -> Row:
    """A row of 党员名册."""
    return {
        "姓名": name,
        "公民身份号码": identity,
        "党员类别": "正式党员",
        "所在党组织": body,
        "转正日期": "2001-01-01",
        "转入日期": "2019-01-01",
    } | more


def write(path: Path, sheets: Sheets) -> Path:
    """The sheets as a workbook; columns as the first rows name them."""
    pages: dict[str, list[list[object]]] = {}
    for title, rows in sheets.items():
        headings = list(dict.fromkeys(key for row in rows for key in row))
        pages[title] = [headings, *([row.get(key) for key in headings] for row in rows)]
    return workbook(path, pages)  # type: ignore[arg-type]


def importing(folder: Path, closing: date = date(2022, 12, 31)) -> Callable[..., Any]:
    """What writes sheets into a file of ``folder`` and imports it."""

    def run(sheets: Sheets, **request: Any) -> Any:
        path = write(folder / f"{len(list(folder.iterdir()))}.xlsx", sheets)
        return import_file(path, **({"closing": closing} | request))

    return run


def counts(outcome: Any) -> dict[str, tuple[int, ...]]:
    """New, changed, unchanged, absent, faulty."""
    return {title: tuple(one.values()) for title, one in outcome.plan.counts().items()}


def changed(outcome: Any) -> dict[str, list[tuple[str, str, str]]]:
    return {
        one.name: [(field.column, field.old, field.new) for field in one.fields] for one in differences(outcome.plan)
    }


def notices(outcome: Any, code: str) -> list[tuple[str, int, str, str, str]]:
    """Sheet, row, column, value and reason of the notices of a code."""
    found = [one for one in outcome.plan.all_notices() if one.code == code]
    return [(one.sheet, one.row, one.column, one.value, one.reason) for one in found]


def faults(outcome: Any) -> list[tuple[int, str, str, str, str]]:
    """Row, column, value, code and reason."""
    return [(one.row, one.column, one.value, one.code, one.reason) for one in outcome.plan.faults]
