"""The sample ledgers of two invented counties: every code and number passes, but for the ones known to be bad."""

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from shejian.core.identifiers import (
    check_credit_code,
    check_identity_number,
    fold_identifier,
    organization_code_doubt,
    phone_doubt,
    sex_of,
)

DATA = Path(__file__).parents[2] / "data"
LEDGERS = ["county-2022", "county-as-kept"]


def _rows(ledger: str, sheet: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The numbered rows of a sheet under its headings, every cell folded."""
    book = openpyxl.load_workbook(DATA / f"{ledger}.xlsx", read_only=True)
    headings: list[str] = []
    for number, row in enumerate(book[sheet].iter_rows(values_only=True), start=1):
        cells = [fold_identifier("" if cell is None else str(cell)) for cell in row]
        if cells[:1] == ["序号"]:
            headings = cells
        elif headings and any(cells):
            yield number, dict(zip(headings, cells, strict=True))
    book.close()


def _bad_rows(ledger: str, why: str) -> list[int]:
    expected = json.loads((DATA / f"{ledger}.expected.json").read_text(encoding="utf-8"))
    return [cell["row"] for cell in expected.get("bad_cells", []) if cell["why"] == why]


@pytest.mark.parametrize("ledger", LEDGERS)
def test_credit_codes_of_a_ledger(ledger: str) -> None:
    codes = {number: row["统一社会信用代码"] for number, row in _rows(ledger, "社会组织台账")}
    assert [number for number, code in codes.items() if check_credit_code(code)] == _bad_rows(ledger, "check character")
    assert [number for number, code in codes.items() if organization_code_doubt(code)] == []


@pytest.mark.parametrize("ledger", LEDGERS)
@pytest.mark.parametrize("sheet", ["党员名册", "发展党员台账"])
def test_identity_numbers_of_a_ledger(ledger: str, sheet: str) -> None:
    numbers = {number: row["公民身份号码"] for number, row in _rows(ledger, sheet)}
    assert [number for number, text in numbers.items() if check_identity_number(text)] == []


@pytest.mark.parametrize("ledger", LEDGERS)
def test_members_of_a_ledger(ledger: str) -> None:
    members = dict(_rows(ledger, "党员名册"))
    assert [number for number, row in members.items() if sex_of(row["公民身份号码"]) != row["性别"]] == []
    assert [number for number, row in members.items() if phone_doubt(row["联系电话"])] == []


@pytest.mark.parametrize(("ledger", "organizations"), [("county-2022", 193), ("county-as-kept", 266)])
def test_ledger_has_the_rows_the_other_tests_speak_of(ledger: str, organizations: int) -> None:
    assert len(list(_rows(ledger, "社会组织台账"))) == organizations
