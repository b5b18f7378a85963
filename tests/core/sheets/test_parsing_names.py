"""Texts, names and lists of names: kept as written, whatever separates and surrounds them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shejian.core.sheets import FORMULA_CELL, Cell, Column, Kind, fold
from shejian.core.sheets.parsing import PARSERS, Doubt, Refusal, parse_name, parse_names, parse_text

NAME = Column("name", "社会组织名称", Kind.TEXT, longest=20)
UNIT = Column("town", "所在乡镇", Kind.NAME, longest=20)
UNITS = Column("units", "业务主管单位", Kind.NAMES, longest=20)
letters = st.characters(categories=["L", "N"]) | st.sampled_from("（）()·—“”")
written = st.text(letters, min_size=1, max_size=20).filter(
    lambda name: fold(name)[:1].isalpha() and "(" not in fold(name) and ")" not in fold(name)
)
separators = st.sampled_from(["、", "，", ",", "；", ";", "\n", "\r\n", "|", "/", "\t", " 、 ", "、\n", "，　", ";;"])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" 云川县养羊协会　", "云川县养羊协会"),
        ("云川县（城关）ＡＢＣ协会", "云川县（城关）ＡＢＣ协会"),
        ("云川县 养羊 协会\n", "云川县 养羊 协会"),
        ("１月主题党日", "１月主题党日"),
        ("\ufeff养羊协会\u200b", "养羊协会"),
        ("“甲”协会", "“甲”协会"),
        ("无", "无"),
        (2022.0, "2022"),
        (3.5, "3.5"),
    ],
)
def test_texts_are_kept_as_written(cell: Cell, text: str) -> None:
    assert parse_text(cell, NAME) == text


@given(st.text(letters, min_size=1, max_size=20).filter(lambda text: text.isalpha()))
def test_official_names_are_kept_to_the_letter(name: str) -> None:
    assert parse_text(f"　{name} ", NAME) == name


@pytest.mark.parametrize("cell", [None, "", " ", "　", "-", "——", "/", "／", "……", "。"])
def test_dashes_and_slashes_say_nothing(cell: Cell) -> None:
    assert (parse_text(cell, NAME), parse_name(cell, UNIT), parse_names(cell, UNITS)) == (None, None, ())


def test_none_in_words_refers_to_nothing() -> None:
    assert (parse_name("无", UNIT), parse_names(" 无 ", UNITS)) == (None, ())


@pytest.mark.parametrize(
    ("cell", "text", "reason"),
    [
        (date(2022, 3, 1), "2022-03-01", "“社会组织名称”的单元格存成了日期，按“2022-03-01”记，请核对"),
        (True, "是", "“社会组织名称”的单元格存成了是非值，按“是”记，请核对"),
    ],
)
def test_a_text_kept_as_something_else_is_doubted(cell: Cell, text: str, reason: str) -> None:
    with pytest.raises(Doubt) as doubt:
        parse_text(cell, NAME)
    assert (doubt.value.value, doubt.value.code, doubt.value.reason) == (text, "not-text", reason)


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        parse_text("字" * 21, NAME)
    assert (refusal.value.code, refusal.value.reason) == ("too-long", "有 21 个字，最多 20 个字，请缩短")


def test_a_number_that_lost_digits_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        parse_text(1.101051990010112e17, NAME)
    assert refusal.value.code == "number"


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("cell", [FORMULA_CELL, "#REF!", " #N/A "])
def test_formulas_without_a_result_are_refused_in_every_column(kind: Kind, cell: Cell) -> None:
    with pytest.raises(Refusal) as refusal:
        PARSERS[kind](cell, Column("any", "任何", kind, words={"甲": "a"}))
    assert refusal.value.code == "formula"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("甲协会", ("甲协会",)),
        ("甲协会、乙协会", ("甲协会", "乙协会")),
        ("甲协会，乙协会,丙协会；丁协会;戊协会", ("甲协会", "乙协会", "丙协会", "丁协会", "戊协会")),
        ("甲协会\n乙协会\r\n丙协会", ("甲协会", "乙协会", "丙协会")),
        (" 甲协会 、　乙协会、", ("甲协会", "乙协会")),
        ("、甲协会、、乙协会、", ("甲协会", "乙协会")),
        ("甲协会/乙协会|丙协会", ("甲协会", "乙协会", "丙协会")),
        ("果蔬（苹果、梨）协会、乙协会", ("果蔬（苹果、梨）协会", "乙协会")),
        ("甲(一,二)协会,乙协会", ("甲(一,二)协会", "乙协会")),
        ("甲协会）、乙协会", ("甲协会）", "乙协会")),
        ("甲协会（、乙协会", ("甲协会（", "乙协会")),
        ("甲 协会、Ａ协会", ("甲 协会", "Ａ协会")),
        ("甲协会、—", ("甲协会",)),
        (12.0, ("12",)),
    ],
)
def test_lists_of_names(cell: Cell, names: tuple[str, ...]) -> None:
    assert parse_names(cell, UNITS) == names


def test_a_name_listed_twice_is_taken_once_and_noted() -> None:
    with pytest.raises(Doubt) as doubt:
        parse_names("甲协会、乙协会、甲协会", UNITS)
    assert (doubt.value.value, doubt.value.reason) == (("甲协会", "乙协会"), "“甲协会”写了不止一次，按一次计")


@given(st.lists(written, unique=True, max_size=6), separators)
def test_no_name_of_a_list_is_ever_lost(names: list[str], separator: str) -> None:
    assert parse_names(separator.join(names), UNITS) == tuple(names)


@given(st.text(max_size=15))
def test_every_letter_of_a_list_is_in_one_of_its_names(text: str) -> None:
    joined = "".join(parse_names(text, Column("any", "任何", Kind.NAMES)))
    assert {one for one in text if one.isalpha()} - set("无没有空") <= set(joined)


def test_a_name_too_long_is_named() -> None:
    with pytest.raises(Refusal) as refusal:
        parse_names(f"甲协会、{'字' * 21}", UNITS)
    assert refusal.value.reason == f"其中“{'字' * 20}…”有 21 个字，最多 20 个字；名称之间请用顿号分开"


def test_a_failed_formula_in_a_list_is_refused() -> None:
    with pytest.raises(Refusal):
        parse_names("甲协会、#REF!", UNITS)
