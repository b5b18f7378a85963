"""A file read as its clerk says: the same ledger as the tidy one, and refusals that change nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.conftest import TODAY, import_file
from tests.exchange import mapping_files
from tests.exchange.mapping_files import MAPPING, SHEET, YAML

from shejian.base.queries import head_number
from shejian.core.sheets import SheetMapping
from shejian.exchange.planning import Request, collect
from shejian.exchange.planning.heads import Unmapped, dump_heads, load_heads
from shejian.exchange.planning.mapping import (
    BadMappingFile,
    FileMapping,
    dump_mapping,
    load_mapping,
    mapping_document,
    read_mapping_file,
)
from shejian.exchange.services.importing import read_and_plan, silent
from shejian.journal.models import Entry, ImportBatch
from shejian.registry.models import Registration

pytestmark = pytest.mark.django_db


def unmapped(path: Path, mapping: FileMapping | None = None) -> Unmapped:
    with pytest.raises(Unmapped) as refused:
        collect(path, path.name, silent, mapping)
    return refused.value


def test_odd_headings_said_by_hand_read_like_tidy_ones(tmp_path: Path) -> None:
    odd = collect(mapping_files.odd(tmp_path / "甲.xlsx"), "甲.xlsx", silent, MAPPING)
    tidy = collect(mapping_files.tidy(tmp_path / "甲.xlsx"), "甲.xlsx", silent)
    mine, theirs = odd.records["organizations"], tidy.records["organizations"]
    assert mine.rows == theirs.rows
    assert (mine.faults, mine.numbers) == (theirs.faults, theirs.numbers)
    assert [(fault.row, fault.column, fault.value) for fault in mine.faults] == [(5, "成立登记日期", "2015-13-01")]
    assert odd.preamble == tidy.preamble
    assert [(note.column, note.code, note.reason) for note in odd.notices if note.sheet == SHEET] == [
        ("", "mapped", f"工作表“{SHEET}”按列对应读作社会组织台账：表头在第 2 行，对上 6 列"),
        ("序", "column-skipped", "按列对应不读“序”这一列"),
        ("联络方式", "column-skipped", "按列对应不读“联络方式”这一列"),
        ("备忘", "column-skipped", "按列对应不读“备忘”这一列"),
    ]


def test_the_ledger_comes_out_the_same_and_the_entry_says_how_it_was_read(tmp_path: Path) -> None:
    outcome = import_file(mapping_files.odd(tmp_path / "甲.xlsx"), mapping=MAPPING)
    assert outcome.plan.counts()["社会组织台账"]["new"] == 2
    statement = json.loads(Entry.objects.get(number=outcome.entry).statement)
    assert statement["mapping"] == mapping_document(MAPPING)
    names = sorted(Registration.objects.values_list("name", flat=True))
    assert names == ["云川县养羊协会", "云川县羽毛球协会"]
    again = import_file(mapping_files.tidy(tmp_path / "乙.xlsx"))
    assert list(again.plan.counts()["社会组织台账"].values()) == [0, 0, 2, 0, 1]
    assert not again.applied or "mapping" not in json.loads(Entry.objects.get(number=again.entry).statement)


def test_without_a_mapping_the_file_is_asked_about_and_shown_with_numbers_masked(tmp_path: Path) -> None:
    more = {"人": [["姓名", "证件"], ["萧萍萍", "620602195102187616"], ["窦燕", "62060219510218761X"]]}
    refused = unmapped(mapping_files.odd(tmp_path / "甲.xlsx", **more))
    assert str(refused).startswith("文件里没有认出任何台账（工作表：“花名册”、“填表说明”、“人”）")
    heads = {head.name: head for head in refused.heads}
    assert load_heads(dump_heads(refused.heads)) == refused.heads
    assert (heads[SHEET].first, heads[SHEET].rows[1]) == (1, tuple(mapping_files.ODD))
    assert heads[SHEET].rows[2][4:8] == ("2008-09-20", "48", "云川县民政局", "139****5678")
    assert heads["人"].rows[1:] == (("萧＊萍", "620***********7616"), ("窦＊", "620***********761X"))
    kept = dump_heads(refused.heads)
    assert not any(number in kept for number in ("620602195102187616", "13912345678", "0935-2212345"))


def test_a_mapping_that_does_not_fit_is_refused_at_its_place(tmp_path: Path) -> None:
    path = mapping_files.odd(tmp_path / "甲.xlsx")
    assert str(unmapped(path, {"名册": MAPPING[SHEET]})) == "列对应和文件对不上：文件里没有工作表“名册”。"
    other = {SHEET: SheetMapping("organizations", 1, {"单位全称": "name"})}
    assert str(unmapped(path, other)) == (
        "列对应和文件对不上：工作表“花名册”第 1 行没有“单位全称”这个表头；"
        "社会组织台账不能没有“统一社会信用代码”、“组织类型”、“成立登记日期”："
        "请指明工作表“花名册”的哪个表头是它，或不读这张表。"
    )
    with pytest.raises(Unmapped):
        read_and_plan(path, path.name, Request(today=TODAY, mapping=other))
    assert (head_number(), ImportBatch.objects.count()) == (0, 0)


def test_one_of_two_sheets_of_a_ledger_can_be_passed_over(tmp_path: Path) -> None:
    again = {"旧的": [mapping_files.TIDY, mapping_files.ROWS[0]]}
    path = mapping_files.odd(tmp_path / "甲.xlsx", **again)
    assert "都是社会组织台账，不知道以哪一个为准" in str(unmapped(path, MAPPING))
    collected = collect(path, path.name, silent, MAPPING | {"旧的": SheetMapping("")})
    assert collected.records["organizations"].title == SHEET
    reasons = [note.reason for note in collected.notices if note.code == "sheet-skipped"]
    assert "工作表“旧的”按列对应不读" in reasons


def test_a_mapping_is_kept_and_read_again() -> None:
    assert load_mapping(dump_mapping(MAPPING)) == MAPPING
    assert (dump_mapping({}), load_mapping("")) == ("", {})


def test_a_mapping_can_be_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "对应.yaml"
    path.write_text(YAML + "  填表说明: 不读\n", encoding="utf-8")
    said = {label: key for label, key in mapping_files.COLUMNS.items() if key} | {"联络方式": ""}
    assert read_mapping_file(path) == {SHEET: SheetMapping("organizations", 2, said), "填表说明": SheetMapping("")}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("工作表: [", "对应.yaml第 1 行不合 YAML 的写法"),
        ("表: {}", "对应.yaml 里应当只有“工作表”一项"),
        ("工作表: {甲: {台账: 社会组织台账}}", "对应.yaml 的工作表“甲”应当写“台账”“表头行”“列”三项"),
        ("工作表: {甲: {台账: 花名册, 表头行: 1, 列: {乙: 丙}}}", "没有“花名册”这种台账；可写的有：社会组织台账、"),
        ("工作表: {甲: {台账: 党员名册, 表头行: 一, 列: {乙: 丙}}}", "“表头行”应是行号，如 3"),
        ("工作表: {甲: {台账: 党员名册, 表头行: 1, 列: {乙: 丙}}}", "“乙”对到的“丙”不是党员名册的列；可写的有：姓名、"),
    ],
)
def test_a_mapping_written_wrongly_is_refused_with_its_place(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "对应.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadMappingFile) as refused:
        read_mapping_file(path)
    assert reason in str(refused.value)
