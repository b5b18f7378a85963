"""What Typst is told: the page of the layout, and the document's parts one below the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import floor

from shejian.core.documents import (
    Blank,
    Document,
    Layout,
    Paragraph,
    Role,
    Run,
    Section,
    Written,
    number_of,
    text_of,
)

POINTS_PER_MM = 72 / 25.4
TWIPS = 20
ABOVE, BELOW = 0.88, 0.12
"""Where the line box of a character begins and ends, in its size: Chinese fonts disagree, so it is set."""
DASH = "—"


def typst_source(document: Document[Run], layout: Layout, note: str, mark: str) -> str:
    """The whole source. Texts go in as string literals: nothing that an author writes is markup."""
    return "\n".join((*_page(document, layout, note, mark), *_parts(document, layout), *_signature(document, layout)))


def _page(document: Document[Run], layout: Layout, note: str, mark: str) -> Iterator[str]:
    width, height = (mm * POINTS_PER_MM for mm in layout.area)
    line = height / layout.lines
    # rounded down, so that the last character of a line still fits
    tracking = floor(width / layout.characters * TWIPS) / TWIPS - layout.body_size
    number = _size(layout.number_size) + _font(layout, Role.PAGE_NUMBER)
    indent = layout.number_indent * layout.number_size
    yield f"#set document(title: {_quoted(''.join(map(text_of, document.title)))}, description: {_quoted(note)})"
    yield "#let outer = () => if calc.odd(counter(page).get().first()) { right } else { left }"
    yield (
        f"#set page(width: {layout.width}mm, height: {layout.height}mm, margin: (top: {layout.top}mm, "
        f"bottom: {layout.bottom}mm, left: {layout.left}mm, right: {layout.right}mm), "
        f"footer-descent: {layout.number_below}mm, "
        f"footer: context align(outer() + top, pad(x: {indent}pt, text({number}, "
        f"{_quoted(DASH + ' ')} + str(counter(page).get().first()) + {_quoted(' ' + DASH)}))), "
        f"header: align(right, text({number}, {_quoted(mark)})))"
    )
    yield (
        f'#set text(lang: "zh", region: "cn", {_size(layout.body_size)}{_font(layout, Role.BODY)}, '
        f"tracking: {tracking:.4f}pt, top-edge: {ABOVE}em, bottom-edge: -{BELOW}em, cjk-latin-spacing: none, "
        "costs: (widow: 0%, orphan: 0%))"
    )
    leading = line - layout.body_size
    yield f"#set block(spacing: {leading:.4f}pt)"
    yield (
        f"#set par(justify: true, leading: {leading:.4f}pt, spacing: {leading:.4f}pt, "
        f"first-line-indent: (amount: {layout.first_line * (layout.body_size + tracking):.4f}pt, all: true))"
    )
    yield f"#let title(body) = align(center, text({_size(layout.title_size)}{_font(layout, Role.TITLE)}, body))"
    for level in range(1, 5):
        font = _font(layout, Role(f"level_{level}"))
        yield f"#let level{level}(body) = block(sticky: true, par(text({_size(layout.body_size)}{font}, body)))"
    yield "#let blank(body) = highlight(fill: yellow, body)"
    yield f"#let empty-line = v({line:.4f}pt)"


def _parts(document: Document[Run], layout: Layout) -> Iterator[str]:
    lines = " + linebreak() + ".join(_runs(line) for line in document.title)
    yield f"#title({lines})"
    yield "#empty-line"
    if document.addressee is not None:
        yield f"#par(first-line-indent: 0pt, {_runs(document.addressee)} + {_quoted('：')})"
    text = [_paragraph(paragraph) for paragraph in document.opening]
    for at, section in enumerate(document.sections, 1):
        text += _section(section, 1, at)
    yield from text[:-1]
    yield from (f"#block(sticky: true)[{last}]" for last in text[-1:])  # a signature never stands alone on a page


def _section(section: Section[Run], level: int, at: int) -> Iterator[str]:
    yield f"#level{level}({_quoted(number_of(level, at))} + {_runs(section.heading)})"
    for paragraph in section.paragraphs:
        yield _paragraph(paragraph)
    for inner, below in enumerate(section.sections, 1):
        yield from _section(below, level + 1, inner)


def _paragraph(paragraph: Paragraph[Run]) -> str:
    return f"#par({_runs(paragraph)})"


def _signature(document: Document[Run], layout: Layout) -> Iterator[str]:
    """The date some characters from the right, the issuer centred over it, but never outside the type area."""
    signature = document.signature
    indent = layout.date_indent * layout.body_size
    yield "#empty-line"
    yield f"#context {{ let issuer = {_runs(signature.issuer)}; let dated = {_quoted(signature.date_text)}"
    yield "let beyond = (measure(issuer).width - measure(dated).width) / 2"
    yield f"let right = calc.max({indent}pt, beyond)"
    yield "set par(first-line-indent: 0pt, justify: false)"
    yield "block(width: 100%, breakable: false, pad(right: right - beyond, align(end, issuer))"
    yield " + pad(right: right, align(end, dated))) }"


def _runs(paragraph: Paragraph[Run]) -> str:
    return "[" + "".join(f"#{_run(run)}" for run in paragraph.runs) + "]"


def _run(run: Run) -> str:
    if isinstance(run, Blank) or (isinstance(run, Written) and run.missing):
        return f"blank({_quoted(run.text)})"
    return f"text({_quoted(run.text)})"


def _size(points: int) -> str:
    return f"size: {points}pt"


def _font(layout: Layout, role: Role) -> str:
    font = layout.fonts[role]
    return f", font: ({', '.join(map(_quoted, (font.name, *font.instead)))})"


def _quoted(text: str) -> str:
    """A text as a string literal: JSON's escapes are those of Typst but for \\uXXXX, of which none is needed."""
    return json.dumps(text, ensure_ascii=False)
