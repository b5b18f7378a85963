"""The notation of authors: read without refusing anything, and written as it was read."""

from __future__ import annotations

import pytest

from shejian.core.documents import (
    Blank,
    Bound,
    Given,
    NotASlot,
    Paragraph,
    Text,
    Writing,
    document_of,
    outlines,
    plain_document,
    read_passage,
    slot_of,
    tidy,
    write_passage,
)
from shejian.core.documents.tree import Document, Section, Signature, Written


def test_labels_and_keys_say_the_same() -> None:
    assert slot_of("党组织") == slot_of("party_organizations") == Bound("party_organizations")
    assert slot_of("捐款捐物的社会组织|多") == Bound("donating_organizations", Writing.OVER)
    assert [slot_of(one) for one in ("年度", "year", "截至日", "单位")] == [
        Given.YEAR,
        Given.YEAR,
        Given.DAY,
        Given.UNIT,
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("党组识", "没有“党组识”这个指标；是否 党组织？"),
        ("党组织|约", "{党组织|约} 的写法不认识；可用：照实、多、余、近、较上年"),
        ("党组织覆盖率|多", "{党组织覆盖率|多} 是百分比，不写约数"),
        ("发展党员|较上年", "{发展党员|较上年} 说的是一段时期，不能较上年"),
        ("", "花括号里没有写指标"),
    ],
)
def test_what_binds_no_figure_is_said(text: str, why: str) -> None:
    with pytest.raises(NotASlot) as fault:
        slot_of(text)
    assert str(fault.value) == why


def test_the_outlines_own_words_are_written_and_read_again_as_they_are() -> None:
    for outline in outlines().values():
        for section in (one for top in outline.sections for one in (top, *top.sections)):
            passage = read_passage(write_passage(section.paragraphs))
            assert (passage.paragraphs, passage.faults) == (section.paragraphs, ())


def test_a_line_is_a_paragraph_and_empty_lines_are_none() -> None:
    passage = read_passage("  一段\r\n\r\n二段{党组织}个〔请填写：例〕\n　\n")
    assert passage.paragraphs == (
        Paragraph((Text("一段"),)),
        Paragraph((Text("二段"), Bound("party_organizations"), Text("个"), Blank("例"))),
    )


def test_what_cannot_be_read_stays_as_it_was_typed_and_is_said() -> None:
    passage = read_passage("有{党组识}个，{党组织个")
    assert passage.paragraphs == (Paragraph((Text("有"), Text("{党组识}"), Text("个，{党组织个"))),)
    assert passage.faults == (
        "没有“党组识”这个指标；是否 党组织？",
        "“个，{党组织个”里的花括号没有配成 {指标}",
    )


def test_numbers_of_documents_are_no_blanks() -> None:
    passage = read_passage("按照云社工委〔2026〕31号文件")
    assert (passage.paragraphs, passage.faults) == ((Paragraph((Text("按照云社工委〔2026〕31号文件"),)),), ())


def test_what_no_document_can_hold_is_dropped() -> None:
    assert tidy("甲\x00\x0b乙\ud800\ufffe\r\n丙\n\n ") == "甲乙\n丙"


def test_a_finished_document_is_plain_values_and_back() -> None:
    from datetime import date

    figure = Written(Bound("covered", Writing.CHANGE), "较上年减少7家")
    document = Document(
        (Paragraph((Text("题"),)),),
        Paragraph((Text("县委"),)),
        (Paragraph((Text("开头"), figure)),),
        (Section(Paragraph((Text("一"),)), (), (Section(Paragraph((Text("二"),)), (Paragraph((figure,)),)),)),),
        Signature(Paragraph((Text("署名"),)), date(2023, 1, 9)),
    )
    data = plain_document(document)
    assert data["opening"] == [["开头", {"key": "covered", "writing": "较上年", "text": "较上年减少7家"}]]
    assert document_of(data) == document


@pytest.mark.parametrize("run", [Blank("补"), Written(Bound("covered"), "〔待补〕", "不知道")])
def test_an_unfinished_document_is_refused(run: Blank | Written) -> None:
    from datetime import date

    signature = Signature(Paragraph((run,)), date(2023, 1, 9))
    with pytest.raises(ValueError, match="not "):
        plain_document(Document((), None, (), (), signature))
