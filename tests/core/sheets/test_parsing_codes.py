"""Codes, telephones, words of a vocabulary, and 是 or 否."""

from __future__ import annotations

from datetime import date

import pytest

from shejian.core.sheets import Cell, Column, Kind, Masked
from shejian.core.sheets.parsing import (
    Doubt,
    Refusal,
    parse_credit_code,
    parse_flag,
    parse_identity_number,
    parse_money,
    parse_phone,
    parse_term,
    parse_whole,
)

CODE = Column("code", "统一社会信用代码", Kind.CREDIT_CODE)
IDENTITY = Column("identity", "公民身份号码", Kind.IDENTITY_NUMBER)
PHONE = Column("phone", "联系电话", Kind.PHONE, longest=20)
TYPE = Column(
    "type", "组织类型", Kind.TERM, words={"社会团体": "a", "社团": "a", "基金会": "f", "民办非企业单位（法人）": "s"}
)
CHARTER = Column("charter", "章程载明党建", Kind.FLAG)
STAFF = Column("staff", "从业人员数", Kind.WHOLE)
MONEY = Column("money", "捐款金额（元）", Kind.MONEY)
GOOD_CODE, GOOD_IDENTITY = "51620699177763177J", "620602195102187616"
NOTHING = [None, "", " ", "-", "——", "/", "无"]


@pytest.mark.parametrize(
    "cell", [GOOD_CODE, GOOD_CODE.lower(), "'" + GOOD_CODE, " 51620699 177763177J", "５１６２０６９９177763177Ｊ"]
)
def test_credit_codes_are_folded(cell: str) -> None:
    assert parse_credit_code(cell, CODE) == GOOD_CODE


@pytest.mark.parametrize("cell", [GOOD_IDENTITY, "６２０６０２１９５１０２１８７６１６", "620602 19510218 7616\u200b"])
def test_identity_numbers_are_folded(cell: str) -> None:
    assert parse_identity_number(cell, IDENTITY) == GOOD_IDENTITY


@pytest.mark.parametrize("cell", NOTHING)
def test_cells_that_say_nothing(cell: Cell) -> None:
    read = [
        parse_credit_code(cell, CODE),
        parse_identity_number(cell, IDENTITY),
        parse_phone(cell, PHONE),
        parse_term(cell, TYPE),
        parse_whole(cell, STAFF),
        parse_money(cell, MONEY),
    ]
    assert read == [None] * 6


@pytest.mark.parametrize("cell", [1.101051990010112e17, 110105199001011237, 12, date(2022, 4, 8), True])
def test_a_code_kept_as_a_number_is_refused(cell: Cell) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_credit_code(cell, CODE)
    assert refusal.value.code == "number"
    assert refusal.value.reason == (
        "“统一社会信用代码”存成了数字或日期，末几位可能已经丢失；请把这一列设为“文本”格式，照证件重新填写"
    )


@pytest.mark.parametrize(
    ("cell", "code", "reason"),
    [
        ("51620699177763177K", "check-character", "按前17位推算，第18位校验码应为 J，写的是 K"),
        ("51620699177763177", "length", "应为18位，写了17位"),
        ("5162O699177763177J", "character", "第5位应为数字（第3至8位是行政区划代码），写的是 O"),
    ],
)
def test_a_wrong_credit_code_is_refused(cell: str, code: str, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_credit_code(cell, CODE)
    assert (refusal.value.code, refusal.value.reason) == (code, reason)


def test_a_wrong_identity_number_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        parse_identity_number("620602195102187617", IDENTITY)
    assert refusal.value.code == "check-character"


def test_a_masked_number_is_kept_as_masked() -> None:
    read = parse_identity_number("6206**********7616", IDENTITY), parse_phone("139****1018", PHONE)
    assert [type(one) for one in read] == [Masked, Masked]


@pytest.mark.parametrize("cell", ["13953141018", 13953141018.0, 13953141018, "１３９ 5314 1018", " 139 5314 1018 "])
def test_telephones_are_folded(cell: Cell) -> None:
    assert parse_phone(cell, PHONE) == "13953141018"


def test_an_odd_telephone_is_kept_and_doubted() -> None:
    with pytest.raises(Doubt) as doubt:
        parse_phone("139531410", PHONE)
    assert (doubt.value.value, doubt.value.reason) == ("139531410", "手机号码应为11位，写了9位")


@pytest.mark.parametrize(
    ("cell", "code"),
    [("社会团体", "a"), (" 社团　", "a"), ("社 会 团 体", "a"), ("民办非企业单位(法人)", "s"), ("基金会\n", "f")],
)
def test_words_are_recognised_however_padded(cell: str, code: str) -> None:
    assert parse_term(cell, TYPE) == code


@pytest.mark.parametrize("cell", ["合作社", "社会团体等", 1.0, True, date(2022, 1, 1)])
def test_an_unknown_word_is_refused_with_those_that_are_known(cell: Cell) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_term(cell, TYPE)
    assert (refusal.value.code, refusal.value.reason) == (
        "unknown-value",
        "不认识这个组织类型，可填：社会团体、基金会、民办非企业单位（法人）",
    )


@pytest.mark.parametrize("cell", ["是", " 是　", "有", "√", "✓", "Y", "ｙ", "yes", "TRUE", True, 1.0, "1", "已", "对"])
def test_yes(cell: Cell) -> None:
    assert parse_flag(cell, CHARTER) is True


@pytest.mark.parametrize("cell", ["否", "无", "没有", "×", "✗", "N", "no", "false", False, 0.0, "0", "未"])
def test_no(cell: Cell) -> None:
    assert parse_flag(cell, CHARTER) is False


@pytest.mark.parametrize("cell", [None, "", "—", "/"])
def test_neither_yes_nor_no(cell: Cell) -> None:
    assert parse_flag(cell, CHARTER) is None


@pytest.mark.parametrize("cell", ["是，2021年修订", 2.0, "?", "字" * 150])
def test_anything_else_is_no_flag(cell: Cell) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_flag(cell, CHARTER)
    assert refusal.value.reason == "“章程载明党建”只能填 是 或 否"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("五人", "“从业人员数”不是数字，要填整数，例如 12"),
        (-2.0, "“从业人员数”不能是负数，写的是 -2"),
        (0.86, "“从业人员数”要填整数，写的是 0.86"),
        (date(1900, 1, 12), "“从业人员数”要填数字，单元格里却是日期、时间或是非值"),
        (True, "“从业人员数”要填数字，单元格里却是日期、时间或是非值"),
    ],
)
def test_what_is_no_number_of_people_is_refused(cell: Cell, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_whole(cell, STAFF)
    assert (refusal.value.code, refusal.value.reason) == ("unreadable", reason)


def test_amounts_are_read_in_fen() -> None:
    assert [parse_money(cell, MONEY) for cell in (300.0, "1,200.50", "1.2万元")] == [30_000, 120_050, 1_200_000]


def test_an_amount_finer_than_a_fen_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        parse_money("3.333", MONEY)
    assert refusal.value.reason == "“捐款金额（元）”最多到分，写的是 3.333"
