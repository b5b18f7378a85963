"""The Word file: page, grid, fonts, indents, numbering, page numbers and signature, as its XML has them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reports.reading import W, Word, attribute, attributes, text_of

from shejian.core.documents import Blank, Bound, Document, Paragraph, Run, Section, Signature, Text, Written
from shejian.reports.word import render_word

BODY, TITLE, SONG = "仿宋_GB2312", "方正小标宋简体", "宋体"
DATED = date(2026, 3, 5)


def words(*runs: str | Run) -> Paragraph[Run]:
    return Paragraph(tuple(Text(run) if isinstance(run, str) else run for run in runs))


def document(issuer: str = "云川县民政局", addressee: str | None = "县委") -> Document[Run]:
    deepest: Section[Run] = Section(words("四层"), (words("末段。"),))
    third: Section[Run] = Section(words("三层"), (words("三层的话。"),), (deepest, deepest))
    second: Section[Run] = Section(words("二层"), (words(Blank("做法")),), (third,))
    covered = Written(Bound("covered"), "153")
    missing = Written(Bound("branches_reelected"), "〔待补：换届〕", "换届")
    return Document(
        title=(words("2022年度样例"), words("第二行")),
        addressee=words(addressee) if addressee else None,
        opening=(words("覆盖", covered, "家，换届", missing, "个。"),),
        sections=(Section(words("一层"), (words("话。"),), (second,)), Section(words("又一层"), (words("完。"),))),
        signature=Signature(words(issuer), DATED),
    )


@pytest.fixture(scope="module")
def word() -> Word:
    return Word.of(render_word(document(), "注"))


def test_the_parts_stand_in_order_with_their_numbers(word: Word) -> None:
    assert word.paragraphs == [
        ("公文标题", "2022年度样例第二行"),
        ("主送机关", "县委："),
        ("公文正文", "覆盖153家，换届〔待补：换届〕个。"),
        ("Heading1", "一、一层"),
        ("公文正文", "话。"),
        ("Heading2", "（一）二层"),
        ("公文正文", "〔请填写：做法〕"),
        ("Heading3", "1.三层"),
        ("公文正文", "三层的话。"),
        ("Heading4", "（1）四层"),
        ("公文正文", "末段。"),
        ("Heading4", "（2）四层"),
        ("公文正文", "末段。"),
        ("Heading1", "二、又一层"),
        ("公文正文", "完。"),
        ("署名", "云川县民政局"),
        ("成文日期", "2026年3月5日"),
    ]


def test_a_document_may_have_no_addressee() -> None:
    styles = [style for style, _ in Word.of(render_word(document(addressee=None), "")).paragraphs]
    assert styles[:2] == ["公文标题", "公文正文"]


def test_the_page_is_a4_with_the_margins_of_the_standard(word: Word) -> None:
    section = word.part("word/document.xml").find(f"{W}body/{W}sectPr")
    assert section is not None
    size, margins = attributes(section.find(f"{W}pgSz")), attributes(section.find(f"{W}pgMar"))
    millimetres = {name: int(value) / 1440 * 25.4 for name, value in (size | margins).items()}
    expected = {"w": 210, "h": 297, "top": 37, "bottom": 35, "left": 28, "right": 26, "gutter": 0}
    assert {name: millimetres[name] for name in expected} == pytest.approx(expected, abs=0.02)
    assert millimetres["w"] - millimetres["left"] - millimetres["right"] == pytest.approx(156, abs=0.05)
    assert millimetres["h"] - millimetres["top"] - millimetres["bottom"] == pytest.approx(225, abs=0.05)
    # the top of the page number's line, 14 points high, lies 7 mm under the type area
    assert millimetres["bottom"] - millimetres["footer"] - 14 / 72 * 25.4 == pytest.approx(7, abs=0.05)


def test_22_lines_of_28_characters_fit_and_no_more(word: Word) -> None:
    grid = attributes(word.part("word/document.xml").find(f"{W}body/{W}sectPr/{W}docGrid"))
    height, width = 225 / 25.4 * 1440, 156 / 25.4 * 1440
    assert grid["type"] == "lines"
    assert height // int(grid["linePitch"]) == 22
    style = word.style("公文正文")
    spacing = attributes(style.find(f"{W}pPr/{W}spacing"))
    assert spacing == {"before": "0", "after": "0", "line": grid["linePitch"], "lineRule": "exact"}
    character = 16 * 20 + int(attribute(style.find(f"{W}rPr/{W}spacing"), "val"))
    assert width // character == 28


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Normal", BODY, "32"),
        ("公文正文", BODY, "32"),
        ("主送机关", BODY, "32"),
        ("公文标题", TITLE, "44"),
        ("Heading 1", "黑体", "32"),
        ("Heading 2", "楷体_GB2312", "32"),
        ("Heading 3", BODY, "32"),
        ("Heading 4", BODY, "32"),
        ("署名", BODY, "32"),
        ("成文日期", BODY, "32"),
        ("页码", SONG, "28"),
    ],
)
def test_styles_have_their_font_and_size(word: Word, style: str, font: str, half_points: str) -> None:
    properties = word.style(style).find(f"{W}rPr")
    assert properties is not None
    assert attributes(properties.find(f"{W}rFonts")) == dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font)
    assert attribute(properties.find(f"{W}sz"), "val") == half_points
    assert [one for one in ("b", "i", "color") if properties.find(f"{W}{one}") is not None] == []


def test_every_run_names_its_east_asian_font(word: Word) -> None:
    found: dict[str, set[str]] = {}
    for paragraph in word.part("word/document.xml").iter(f"{W}p"):
        style = attribute(paragraph.find(f"{W}pPr/{W}pStyle"), "val")
        for run in paragraph.iter(f"{W}r"):
            if text_of(run):
                found.setdefault(style, set()).add(attribute(run.find(f"{W}rPr/{W}rFonts"), "eastAsia"))
    assert found == {
        "公文标题": {TITLE},
        "Heading1": {"黑体"},
        "Heading2": {"楷体_GB2312"},
        **{one: {BODY} for one in ("主送机关", "公文正文", "Heading3", "Heading4", "署名", "成文日期")},
    }


def test_no_font_of_a_theme_outweighs_those(word: Word) -> None:
    defaults = word.part("word/styles.xml").find(f"{W}docDefaults")
    assert defaults is not None
    themed = [name for fonts in defaults.iter(f"{W}rFonts") for name in attributes(fonts) if name.endswith("Theme")]
    assert themed == []
    assert attribute(next(defaults.iter(f"{W}lang")), "eastAsia") == "zh-CN"


def test_every_font_names_those_that_stand_in_for_it(word: Word) -> None:
    table = word.part("word/fontTable.xml").iter(f"{W}font")
    found = {attribute(one, "name"): attribute(one.find(f"{W}altName"), "val").split(",") for one in table}
    assert {name: instead[0] for name, instead in found.items()} == {
        TITLE: "方正小标宋_GBK",
        BODY: "仿宋",
        "黑体": "SimHei",
        "楷体_GB2312": "楷体",
        SONG: "SimSun",
    }


@pytest.mark.parametrize("style", ["公文正文", "Heading 1", "Heading 2", "Heading 3", "Heading 4"])
def test_first_lines_are_indented_by_two_characters(word: Word, style: str) -> None:
    indent = attributes(word.style(style).find(f"{W}pPr/{W}ind"))
    assert indent == {"firstLine": "630", "firstLineChars": "200"}


def test_headings_keep_with_what_follows_and_are_headings_to_word(word: Word) -> None:
    for level in range(1, 5):
        properties = word.style(f"Heading {level}").find(f"{W}pPr")
        assert properties is not None
        assert attributes(properties.find(f"{W}keepNext")) == {}
        assert attribute(properties.find(f"{W}outlineLvl"), "val") == str(level - 1)


def test_a_signature_does_not_stand_alone_on_a_page(word: Word) -> None:
    last = list(word.part("word/document.xml").iter(f"{W}p"))[-3]
    assert text_of(last) == "完。"
    assert attributes(last.find(f"{W}pPr/{W}keepNext")) == {}
    assert attributes(word.style("署名").find(f"{W}pPr/{W}keepNext")) == {}


@pytest.mark.parametrize(
    ("issuer", "issuer_right", "date_right"),
    [
        ("云川县民政局", "400", "400"),  # as wide as the date
        ("云川县局", "500", "400"),
        ("中共云川县社会组织综合委员会", "0", "400"),  # 14 characters: up to the edge
        ("中共云川县委社会组织工作委员会办公室", "0", "600"),  # 18: the date moves instead
    ],
)
def test_the_issuer_is_centred_over_the_date_four_characters_from_the_right(
    issuer: str, issuer_right: str, date_right: str
) -> None:
    made = Word.of(render_word(document(issuer), ""))
    above, below = list(made.part("word/document.xml").iter(f"{W}p"))[-2:]
    assert attribute(above.find(f"{W}pPr/{W}ind"), "rightChars") == issuer_right
    assert attribute(below.find(f"{W}pPr/{W}ind"), "rightChars") == date_right
    assert attribute(made.style("署名").find(f"{W}pPr/{W}jc"), "val") == "right"
    assert attribute(made.style("成文日期").find(f"{W}pPr/{W}jc"), "val") == "right"


def test_page_numbers_stand_on_the_outer_side_between_dashes(word: Word) -> None:
    assert word.part("word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    found = {}
    relations = word.part("word/_rels/document.xml.rels")
    targets = {one.attrib["Id"]: one.attrib["Target"] for one in relations}
    for reference in word.part("word/document.xml").iter(f"{W}footerReference"):
        id_ = next(value for name, value in reference.attrib.items() if name.endswith("}id"))
        footer = word.part(f"word/{targets[id_]}")
        properties = footer.find(f"{W}p/{W}pPr")
        assert properties is not None
        assert attribute(footer.find(f"{W}p/{W}fldSimple"), "instr") == " PAGE "
        assert {attribute(one, "ascii") for one in footer.iter(f"{W}rFonts")} == {SONG}
        side = attribute(properties.find(f"{W}jc"), "val")
        found[attribute(reference, "type")] = (text_of(footer), side, attributes(properties.find(f"{W}ind")))
    assert found == {
        "default": ("— 1 —", "right", {"right": "280", "rightChars": "100"}),
        "even": ("— 1 —", "left", {"left": "280", "leftChars": "100"}),
    }


def test_figures_stand_in_controls_that_name_them_and_what_is_open_is_marked(word: Word) -> None:
    assert word.figures == [("covered|照实", "153"), ("branches_reelected|照实", "〔待补：换届〕")]
    marked = [
        text_of(run) for run in word.part("word/document.xml").iter(f"{W}r") if run.find(f".//{W}highlight") is not None
    ]
    assert marked == ["〔待补：换届〕", "〔请填写：做法〕"]


def test_the_same_document_gives_the_same_bytes(word: Word) -> None:
    assert render_word(document(), "注") == render_word(document(), "注")


def test_the_file_says_nothing_of_the_machine(word: Word) -> None:
    core = word.parts["docProps/core.xml"].decode()
    assert "<dc:title>2022年度样例第二行</dc:title>" in core
    assert "<dc:description>注</dc:description>" in core
    assert "<dc:creator></dc:creator>" in core
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert "2026-03-05T00:00:00Z</dcterms:created>" in core
    assert [name for name in word.parts if "thumbnail" in name] == []
    assert b"/home" not in b"".join(word.parts.values())
