"""The Word file as LibreOffice prints it: the type area, its lines and characters, indents, page numbers, signature.

A short document, one of many pages, and a draft; and the PDF that is set from the same tree.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from tests.reports.rendering import Sheet, sheets, word_as_pdf
from tests.reports.test_word import document, words

from shejian.core.documents import Document, Run, Section, Signature
from shejian.reports.pdf import render_pdf
from shejian.reports.word import render_word

pytestmark = pytest.mark.usefixtures("printer")

LEFT, RIGHT, TOP, BOTTOM = 28.0, 210 - 26.0, 37.0, 297 - 35.0
CHARACTER = 156 / 28
ENDS = ("部分", "做法")
MARK = "草稿，数未冻结"
ISSUER = "中共云川县社会组织工作委员会"
NEAR = 0.6
"""Millimetres: glyphs do not fill their cells to the edge."""

Printed = dict[str, list[Sheet]]


def long() -> Document[Run]:
    """A document of many pages, with headings that fall on every line of a page."""
    text = words("坚持以党建引领社会组织健康发展，" * 7 + "取得实效。")
    sections = tuple(
        Section(words("部分"), (), tuple(Section(words("做法"), (text,) * (1 + at % 3)) for at in range(7)))
        for _ in range(5)
    )
    title = (words("2022年度社会组织党工委书记"), words("抓党建工作述职报告"))
    return Document(title, None, (text,), sections, Signature(words(ISSUER), date(2023, 1, 9)))


DOCUMENTS = {"short": (document(), ""), "long": (long(), ""), "draft": (long(), MARK)}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("word")
    return {
        name: sheets(word_as_pdf(render_word(made, "", mark), folder), folder)
        for name, (made, mark) in DOCUMENTS.items()
    }


@pytest.fixture(scope="module")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("pdf")
    return {name: sheets(render_pdf(made, "", mark), folder) for name, (made, mark) in DOCUMENTS.items()}


@pytest.fixture(params=["printed", "typeset"])
def either(request: pytest.FixtureRequest) -> Printed:
    """What LibreOffice prints of the Word file, then the PDF."""
    found: Printed = request.getfixturevalue(request.param)
    return found


def test_one_page_or_many(either: Printed) -> None:
    assert len(either["short"]) == 1
    assert len(either["long"]) == len(either["draft"]) > 10


def test_nothing_stands_outside_the_type_area_of_a4(either: Printed) -> None:
    outside = []
    for name, pages in either.items():
        for at, page in enumerate(pages, 1):
            assert (page.width, page.height) == pytest.approx((210, 297), abs=0.2)
            for line in page.body:
                inside = line.left >= LEFT - NEAR and line.right <= RIGHT + NEAR
                if not (inside and line.top >= TOP - NEAR and line.bottom <= BOTTOM + NEAR):
                    outside.append((name, at, line))
    assert outside == []


def test_a_full_page_has_22_lines_of_28_characters(printed: Printed) -> None:
    pages = printed["long"][:-1]  # the last words go along with the signature to the last page
    full, below = pages[1:-1], pages[2:]
    for page, after in zip(full, below, strict=True):
        moved = sum(line.text.endswith(ENDS) for line in after.body[:2])  # headings that would end the page
        assert len(page.body) in (22, 22 - moved)
    wide = [line for page in full for line in page.body if line.left < LEFT + NEAR and line.right > RIGHT - NEAR]
    assert {len(line.text) for line in wide} == {28}
    assert len(wide) > 100


def test_lines_are_equally_far_apart(printed: Printed) -> None:
    lines = printed["long"][1].body
    gaps = {round(below.bottom - above.bottom, 1) for above, below in pairwise(lines)}
    assert gaps <= {10.1, 10.2, 10.3}
    assert (lines[-1].bottom - lines[0].bottom) / (len(lines) - 1) == pytest.approx(225 / 22, abs=0.05)


def test_headings_and_first_lines_begin_two_characters_in(either: Printed) -> None:
    begun = {round((line.left - LEFT) / CHARACTER, 1) for line in either["long"][1].body}
    assert begun == {0.0, 2.0}
    heading = next(line for page in either["long"] for line in page.body if line.text.startswith("（一）"))
    assert (heading.left - LEFT) / CHARACTER == pytest.approx(2, abs=0.1)


def test_a_heading_never_ends_a_page(either: Printed) -> None:
    for page in either["long"]:
        assert not page.body[-1].text.endswith(ENDS)


def test_numbers_stand_on_the_outer_side_one_character_in(either: Printed) -> None:
    inset = 14 / 72 * 25.4
    for at, page in enumerate(either["long"], 1):
        line = page.number
        assert line.text == f"—{at}—"
        assert line.top > BOTTOM + 5
        edge, wanted = (line.right, RIGHT - inset) if at % 2 else (line.left, LEFT + inset)
        assert edge == pytest.approx(wanted, abs=1)


def test_the_signature_stands_under_the_last_words_with_its_date_four_characters_in(either: Printed) -> None:
    issuer, dated = either["long"][-1].body[-2:]
    assert (issuer.text, dated.text) == (ISSUER, "2023年1月9日")
    assert (RIGHT - dated.right) / CHARACTER == pytest.approx(4, abs=0.2)
    assert issuer.right <= RIGHT + NEAR
    assert len(either["long"][-1].body) > 2


def test_a_draft_says_so_on_every_page_and_what_was_issued_on_none(either: Printed) -> None:
    def marked(name: str) -> list[bool]:
        return [any(MARK in line.text for line in page.lines) for page in either[name]]

    assert set(marked("draft")) == {True}
    assert set(marked("long")) == set(marked("short")) == {False}


def test_the_pdf_has_the_pages_of_the_word_file(printed: Printed, typeset: Printed) -> None:
    """Punctuation at the end of a line may be drawn in, so that lines differ by a character; pages do not."""

    def headings(pages: list[Sheet]) -> list[tuple[int, str]]:
        return [(at, line.text) for at, page in enumerate(pages) for line in page.body if line.text.endswith(ENDS)]

    for name in DOCUMENTS:
        assert headings(printed[name]) == headings(typeset[name])
        assert len(printed[name]) == len(typeset[name])
