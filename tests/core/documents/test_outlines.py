"""Outlines and the layout are read strictly: what is unknown or cannot be said is refused, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from shejian.core.documents import (
    Blank,
    Bound,
    Given,
    Outline,
    Paragraph,
    Text,
    Writing,
    official_layout,
    outlines,
    read_layout,
    read_outlines,
)
from shejian.core.rules import LawFileError
from shejian.core.rules.loading import LAW_FOLDER

WHOLE = """\
kind: sample
label: 样例
title: ["{year}年样例"]
addressee: 县委
opening: [现报告如下。]
sections:
  - heading: 情况
    paragraphs:
      - >-
        有{covered}家，
        {donating_organizations|多}家。〔请填写：其他〕
issuer: "{unit}"
"""


def read(folder: Path, text: str) -> Outline:
    (folder / "documents").mkdir(exist_ok=True)
    (folder / "documents" / "sample.yaml").write_text(text, encoding="utf-8")
    return read_outlines(folder)["sample"]


def test_an_outline_is_read_with_its_slots(tmp_path: Path) -> None:
    outline = read(tmp_path, WHOLE)
    assert outline.title == (Paragraph((Given.YEAR, Text("年样例"))),)
    assert outline.addressee == Paragraph((Text("县委"),))
    assert outline.sections[0].paragraphs[0].runs == (
        Text("有"),
        Bound("covered"),
        Text("家，"),
        Bound("donating_organizations", Writing.OVER),
        Text("家。"),
        Blank("其他"),
    )
    assert outline.bounds() == [Bound("covered"), Bound("donating_organizations", Writing.OVER)]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("label: 样例\n", "lable: 样例\n", "不认识的键 lable；"),
        ("label: 样例\n", "", "缺少 label"),
        ("kind: sample", "kind: other", "文书 other 应放在 documents/other.yaml"),
        ("{covered}", "{coverd}", "sections 第 1 项：paragraphs 第 1 项：没有“coverd”这个指标；是否 covered？"),
        ("{covered}", "{covered|约}", "{covered|约} 的写法不认识；可用：照实、多、余、近、较上年"),
        ("{covered}", "{covered|}", "{covered|} 的写法不认识；"),
        ("{covered}", "{branches_new|较上年}", "{branches_new|较上年} 说的是一段时期，不能较上年"),
        ("{covered}", "{work_coverage|多}", "{work_coverage|多} 是百分比，不写约数"),
        ("{covered}", "{covered", "paragraphs 第 1 项：“{”没有配成"),
        ("〔请填写：其他〕", "〔其他〕", "paragraphs 第 1 项：“〔”没有配成"),
        ("    paragraphs:", "    paragraf:", "sections 第 1 项：不认识的键 paragraf；"),
        ("opening: [现报告如下。]", "opening: []", "opening 至少要有一项"),
        ("opening: [现报告如下。]", "opening: [5]", "opening 第 1 项应为文字，现为 5"),
        ('title: ["{year}年样例"]', "title: 样例", "title 至少要有一项"),
    ],
)
def test_what_cannot_be_said_is_refused_with_file_and_place(tmp_path: Path, old: str, new: str, why: str) -> None:
    assert old in WHOLE
    with pytest.raises(LawFileError) as refusal:
        read(tmp_path, WHOLE.replace(old, new))
    assert str(refusal.value).startswith("documents/sample.yaml：")
    assert why in str(refusal.value)


def test_a_heading_needs_something_under_it(tmp_path: Path) -> None:
    text = WHOLE[: WHOLE.index("    paragraphs")] + 'issuer: "{unit}"\n'
    with pytest.raises(LawFileError, match="标题之下没有内容"):
        read(tmp_path, text)


def test_a_fifth_level_of_headings_is_refused(tmp_path: Path) -> None:
    deep = "[正文]"
    for at in range(5, 0, -1):
        name = "paragraphs" if at == 5 else "sections"
        deep = f"[{{heading: 第{at}层, {name}: {deep}}}]"
    text = WHOLE[: WHOLE.index("sections:")] + f'sections: {deep}\nissuer: "{{unit}}"\n'
    with pytest.raises(LawFileError, match="标题最多 4 层"):
        read(tmp_path, text)


def test_the_debrief_report_binds_the_figures_of_a_debrief_report() -> None:
    assert list(outlines()) == ["debrief"]
    assert {bound.key for bound in outlines()["debrief"].bounds()} == {
        *("organizations", "party_organizations", "covered", "organization_coverage", "work_coverage"),
        *("branches_new", "branches_reelected", "under_three_full_members", "zombies_deregistered"),
        *("admitted", "activists", "applicants", "joint_theme_days", "practice_activities"),
        *("donating_organizations", "donated_money"),
    }


def test_the_layout_is_that_of_the_standard() -> None:
    layout = official_layout()
    assert (layout.width, layout.height) == (210, 297)
    assert (layout.top, layout.bottom, layout.left, layout.right) == (37, 35, 28, 26)
    assert layout.area == (156, 225)
    assert (layout.lines, layout.characters) == (22, 28)
    assert (layout.title_size, layout.body_size, layout.number_size) == (22, 16, 14)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("lines: 22", "lines: 0", "grid：lines 应为正整数，现为 0"),
        ("title: 22,", "titel: 22,", "sizes：不认识的键 titel；"),
        ("[黑体, SimHei, Noto Sans CJK SC]", "[黑体]", "fonts：level_1 应为字体名称，至少两个：本来的和替代的"),
        ("read: reprint", "read: maybe", "read 应为"),
    ],
)
def test_a_layout_is_read_strictly(tmp_path: Path, old: str, new: str, why: str) -> None:
    text = (LAW_FOLDER / "standards" / "official-document.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "standards").mkdir()
    (tmp_path / "standards" / "official-document.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LawFileError) as refusal:
        read_layout(tmp_path)
    assert str(refusal.value).startswith("standards/official-document.yaml：")
    assert why in str(refusal.value)
