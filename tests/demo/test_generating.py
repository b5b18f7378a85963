"""Invented rows: true to their checks, nobody's, distinct, and the same every time."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date
from hashlib import sha256
from importlib.resources import files
from itertools import islice, pairwise
from pathlib import Path

import openpyxl
import pytest

from shejian.core.identifiers import (
    check_credit_code,
    check_identity_number,
    division_of,
    is_known_division,
    organization_code_doubt,
    organization_type_of,
    phone_doubt,
    sex_of,
)
from shejian.demo import story
from shejian.demo.generating import bulk, counties, county, merged, organizations
from shejian.demo.names import COUNTIES, COUNTY
from shejian.demo.numbers import DIVISION, MOST_COUNTIES
from shejian.demo.rows import SHEETS, Ledgers
from shejian.demo.writing import write_workbook
from shejian.exchange.ledgers import LEDGERS

SEVERAL = 5


@pytest.fixture(scope="module")
def lanchuan() -> Ledgers:
    return county()


@pytest.fixture(scope="module")
def several() -> list[Ledgers]:
    return list(counties(SEVERAL))


def test_rows_have_the_declared_columns(lanchuan: Ledgers) -> None:
    declared = {one.sheet.key: [column.key for column in one.sheet.columns] for one in LEDGERS}
    made = {key: [field.name for field in fields(lanchuan.rows(key)[0])] for key in SHEETS}
    assert {key: sorted(names) for key, names in made.items()} == {
        key: sorted(names) for key, names in declared.items()
    }


def test_the_division_does_not_exist() -> None:
    assert not is_known_division(DIVISION)
    listed = files("shejian").joinpath("law", "standards", "divisions.csv").read_text(encoding="utf-8")
    assert [name for name in COUNTIES if f",{name}\n" in listed.replace("\r", "")] == []


def test_credit_codes_pass_both_checks_and_name_the_invented_division(lanchuan: Ledgers) -> None:
    wrong = [
        row.code
        for row in lanchuan.organizations
        if check_credit_code(row.code)
        or organization_code_doubt(row.code)
        or division_of(row.code) != DIVISION
        or organization_type_of(row.code) != row.type.label
    ]
    assert wrong == []


def test_identity_numbers_pass_their_checks_and_name_the_invented_division(lanchuan: Ledgers) -> None:
    people = [*lanchuan.members, *lanchuan.development]
    assert [row.identity for row in people if check_identity_number(row.identity)] == []
    assert {row.identity[:6] for row in people} == {DIVISION}
    assert [row.identity for row in lanchuan.members if sex_of(row.identity) != row.sex.label] == []


def test_telephone_numbers_have_an_ordinary_shape_in_ranges_nobody_has(lanchuan: Ledgers) -> None:
    numbers = [*(row.phone for row in lanchuan.members), *(row.phone for row in lanchuan.organizations)]
    assert [number for number in numbers if phone_doubt(number)] == []
    assert {number[:4] for number in numbers} == {"1540", "0699"}


def test_a_seed_always_makes_the_same_county(lanchuan: Ledgers) -> None:
    assert county() == lanchuan
    assert county(seed=1) != lanchuan


def test_the_same_county_is_the_same_file(lanchuan: Ledgers, tmp_path: Path) -> None:
    paths = [tmp_path / name / "demo.xlsx" for name in ("first", "second")]
    for path in paths:
        write_workbook(path, lanchuan)
    assert len({sha256(path.read_bytes()).hexdigest() for path in paths}) == 1


def test_members_of_several_branches_are_one_after_the_other(lanchuan: Ledgers) -> None:
    stays: dict[str, list[tuple[date, date]]] = {}
    for row in lanchuan.members:
        stays.setdefault(row.identity, []).append((row.start, row.end or date.max))
    moved = [sorted(each) for each in stays.values() if len(each) > 1]
    assert moved
    assert all(before[1] <= after[0] for each in moved for before, after in pairwise(each))


def test_every_mode_of_formation_is_there(lanchuan: Ledgers) -> None:
    branches = Counter(row.mode for row in lanchuan.party_organizations if row.mode and not row.dissolved)
    assert branches == _declared_branches()


def _declared_branches() -> Counter[story.FormationMode]:
    found: Counter[story.FormationMode] = Counter()
    for one in story.FORMATIONS:
        found[one.mode] += one.branches
    return found


def test_a_joint_branch_lists_a_deregistered_organization(lanchuan: Ledgers) -> None:
    ended = {row.name for row in lanchuan.organizations if row.ended}
    standing = [row for row in lanchuan.party_organizations if not row.dissolved]
    assert len([row for row in standing if ended & set(row.organizations)]) == 1


def test_counties_share_no_code_person_or_name(several: list[Ledgers]) -> None:
    for key, name in (("organizations", "code"), ("organizations", "name"), ("party_organizations", "name")):
        found = [getattr(row, name) for one in several for row in one.rows(key)]
        assert len(found) == len(set(found))
    people = [{row.identity for row in (*one.members, *one.development)} for one in several]
    assert len(set.union(*people)) == sum(map(len, people))


def test_counties_share_no_unit(several: list[Ledgers]) -> None:
    units = [
        {unit for row in one.organizations for unit in (row.authority, row.town, *row.competent)} for one in several
    ]
    assert len(set.union(*units)) == sum(map(len, units))
    assert several[0].office == f"{COUNTY}民政局"


def test_merged_counties_have_all_their_rows(several: list[Ledgers]) -> None:
    together = merged(SEVERAL)
    assert {key: len(together.rows(key)) for key in SHEETS} == {
        key: sum(len(one.rows(key)) for one in several) for key in SHEETS
    }


def test_there_are_only_so_many_counties() -> None:
    assert county(number=MOST_COUNTIES - 1).organizations
    with pytest.raises(ValueError, match="numbered from 0"):
        county(number=MOST_COUNTIES)


def test_plain_organizations_have_codes_and_names_of_their_own(several: list[Ledgers]) -> None:
    rows = list(organizations(20_000))
    codes = {row.code for row in rows}
    assert len(codes) == len({row.name for row in rows}) == 20_000
    assert [row.code for row in rows if check_credit_code(row.code) or organization_code_doubt(row.code)] == []
    assert not codes & {row.code for one in several for row in one.organizations}


def test_too_many_plain_organizations_are_refused() -> None:
    with pytest.raises(ValueError, match="codes"):
        next(organizations(10**6))


def test_a_workbook_of_plain_organizations_has_one_sheet(tmp_path: Path) -> None:
    path = tmp_path / "bulk.xlsx"
    write_workbook(path, bulk(30))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["社会组织台账"]
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "澜川县社会组织台账（2022年度）"
    assert sheet["D2"].value == "填报日期：2022年12月31日"
    assert [cell.value for cell in next(islice(sheet.rows, 2, 3))][:4] == [
        "序号",
        "社会组织名称",
        "统一社会信用代码",
        "组织类型",
    ]
    assert sheet.max_row == 33


def test_text_never_becomes_a_formula(lanchuan: Ledgers, tmp_path: Path) -> None:
    made = bulk(1)
    made.organizations[0].name = "=1+1"
    write_workbook(tmp_path / "formula.xlsx", made)
    cell = openpyxl.load_workbook(tmp_path / "formula.xlsx").worksheets[0]["B4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
