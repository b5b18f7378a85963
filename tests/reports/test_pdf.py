"""The PDF of a document: the same words as the Word file, on the page of the layout, the same bytes each time."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import County
from tests.reports.test_counties import drawn_up

from shejian.core.documents import Document, Paragraph, Section, Signature, Text, official_layout
from shejian.reports.pdf import HOW_TO_INSTALL, NoTypesetter, has_typesetter, render_pdf
from shejian.reports.pdf.source import typst_source

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")


def plain(title: str, words: str, paragraphs: int = 1) -> Document[Text]:
    """A document of one section with as many paragraphs as wanted."""
    text = tuple(Paragraph((Text(words),)) for _ in range(paragraphs))
    section = Section(Paragraph((Text("情况"),)), text)
    signature = Signature(Paragraph((Text("云川县"),)), date(2023, 1, 9))
    return Document((Paragraph((Text(title),)),), None, (), (section,), signature)


def pages(pdf: bytes, folder: Path) -> list[str]:
    """The words of each page, as poppler reads them."""
    path = folder / "d.pdf"
    path.write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return read.stdout.decode().split("\f")[:-1]


def test_the_same_document_gives_the_same_bytes(tidy_county: County) -> None:
    document = drawn_up().document
    assert render_pdf(document, "备注") == render_pdf(document, "备注")


@needs_poppler
def test_it_says_what_the_document_says(tidy_county: County, tmp_path: Path) -> None:
    said = "".join(pages(render_pdf(drawn_up().document, "备注", "草稿，数未冻结"), tmp_path))
    flat = re.sub(r"\s", "", said)
    for words in (
        "云川县有社会组织176家",
        "党组织覆盖率86.9%，较上年提高1.1个百分点",
        "（二）推进“两个覆盖”",
        "2023年1月9日",
    ):
        assert words in flat
    assert flat.count("草稿，数未冻结") == said.count("—") // 2 == 2


@needs_poppler
def test_a_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    characters = official_layout().characters
    long, short = (
        plain("题", "字" * count, at).sections[0].paragraphs for count, at in ((characters * 3 - 2, 1), (3, 30))
    )
    document = replace(plain("题", ""), sections=(Section(Paragraph((Text("情况"),)), long + short),))
    first = [line for line in pages(render_pdf(document, ""), tmp_path)[0].split("\n") if line.strip()]
    body = first[2:-1]  # without title, heading and page number
    assert [len(line.strip()) for line in body[:3]] == [characters - 2, characters, characters]
    assert len(body) == official_layout().lines - 3  # the title, the empty line under it, the heading


@needs_poppler
def test_a_heading_never_ends_a_page_and_a_signature_never_begins_one(tmp_path: Path) -> None:
    for paragraphs in range(15, 22):
        first = plain("题", "字", paragraphs)
        second = plain("题", "字")
        document = Document(first.title, None, (), (*first.sections, *second.sections), first.signature)
        for page in pages(render_pdf(document, ""), tmp_path):
            lines = [line.strip() for line in page.split("\n") if line.strip()][:-1]
            assert lines[-1] not in ("一、情况", "二、情况")
            assert lines[0] not in ("云川县", "2023年1月9日")


def test_nothing_that_an_author_writes_is_markup(tmp_path: Path) -> None:
    words = '#panic("x") $a$ *b* _c_ <d> "e" \\u{41} \\ // `f` [g] @h'
    source = typst_source(plain("题", words), official_layout(), "", "")
    assert '#panic(\\"x\\")' in source
    assert render_pdf(plain(words, words), words, words).startswith(b"%PDF-")


@needs_poppler
def test_what_looks_like_markup_is_printed_as_it_is(tmp_path: Path) -> None:
    (page,) = pages(render_pdf(plain("题", "#x *b* $a$ [g] @h"), ""), tmp_path)
    assert "#x *b* $a$ [g] @h" in page


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert has_typesetter()
    monkeypatch.setattr("shejian.reports.pdf.rendering.find_spec", lambda name: None)
    with pytest.raises(NoTypesetter, match=r"pip install 'shejian\[pdf\]'"):
        render_pdf(plain("题", "字"), "")
    assert "Word 不受影响" in HOW_TO_INSTALL
