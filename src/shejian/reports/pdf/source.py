"""What Typst is told: the page of the layout, and the document's parts one below the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import floor

from shejian.core.documents import (
    FOOT_SIZE,
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
    title = "".join(map(text_of, document.title))
    page = page_source(title, layout, note, mark)
    return "\n".join((*page, *_parts(document, layout), *_signature(document, layout)))


def page_source(
    title: str, layout: Layout, note: str, mark: str = "", foot: str = "", *, cover: bool = False
) -> Iterator[str]:
    """The page, and how title and headings stand on it.

    Args:
        mark: what stands at the head of every page; ``foot``: what stands below its number.
        cover: whether there is one, whose page has no number.
    """
    width, height = (mm * POINTS_PER_MM for mm in layout.area)
    line = height / layout.lines
    # rounded down, so that the last character of a line still fits
    tracking = floor(width / layout.characters * TWIPS) / TWIPS - layout.body_size
    number = size_of(layout.number_size) + font_of(layout, Role.PAGE_NUMBER)
    indent = layout.number_indent * layout.number_size
    said = f"text(size: {FOOT_SIZE}pt{font_of(layout, Role.PAGE_NUMBER)}, {quoted(foot)})"
    below = f" + v(-0.4em) + align(center + top, {said})" if foot else ""
    yield f"#set document(title: {quoted(title)}, description: {quoted(note)})"
    yield "#let outer = () => if calc.odd(counter(page).get().first()) { right } else { left }"
    yield (
        f"#set page(width: {layout.width}mm, height: {layout.height}mm, margin: (top: {layout.top}mm, "
        f"bottom: {layout.bottom}mm, left: {layout.left}mm, right: {layout.right}mm), "
        f"footer-descent: {layout.number_below}mm, "
        f"footer: context align(outer() + top, pad(x: {indent}pt, text({number}, "
        f"if counter(page).get().first() > {int(cover)} {{ {quoted(DASH + ' ')} + str(counter(page).get().first()) + "
        f"{quoted(' ' + DASH)} }} else {{ {quoted(' ')} }}))){below}, "
        f"header: align(right, text({number}, {quoted(mark)})))"
    )
    yield (
        f'#set text(lang: "zh", region: "cn", {size_of(layout.body_size)}{font_of(layout, Role.BODY)}, '
        f"tracking: {tracking:.4f}pt, top-edge: {ABOVE}em, bottom-edge: -{BELOW}em, cjk-latin-spacing: none, "
        "costs: (widow: 0%, orphan: 0%))"
    )
    leading = line - layout.body_size
    yield f"#set block(spacing: {leading:.4f}pt)"
    yield (
        f"#set par(justify: true, leading: {leading:.4f}pt, spacing: {leading:.4f}pt, "
        f"first-line-indent: (amount: {layout.first_line * (layout.body_size + tracking):.4f}pt, all: true))"
    )
    yield f"#let title(body) = align(center, text({size_of(layout.title_size)}{font_of(layout, Role.TITLE)}, body))"
    for level in range(1, 5):
        font = font_of(layout, Role(f"level_{level}"))
        yield f"#let level{level}(body) = block(sticky: true, par(text({size_of(layout.body_size)}{font}, body)))"
    yield "#let blank(body) = highlight(fill: yellow, body)"
    yield f"#let empty-line = v({line:.4f}pt)"


def _parts(document: Document[Run], layout: Layout) -> Iterator[str]:
    lines = " + linebreak() + ".join(_runs(line) for line in document.title)
    yield f"#title({lines})"
    yield "#empty-line"
    if document.addressee is not None:
        yield f"#par(first-line-indent: 0pt, {_runs(document.addressee)} + {quoted('：')})"
    text = [_paragraph(paragraph) for paragraph in document.opening]
    for at, section in enumerate(document.sections, 1):
        text += _section(section, 1, at)
    yield from text[:-1]
    yield from (f"#block(sticky: true)[{last}]" for last in text[-1:])  # a signature never stands alone on a page


def _section(section: Section[Run], level: int, at: int) -> Iterator[str]:
    yield f"#level{level}({quoted(number_of(level, at))} + {_runs(section.heading)})"
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
    yield f"#context {{ let issuer = {_runs(signature.issuer)}; let dated = {quoted(signature.date_text)}"
    yield "let beyond = (measure(issuer).width - measure(dated).width) / 2"
    yield f"let right = calc.max({indent}pt, beyond)"
    yield "set par(first-line-indent: 0pt, justify: false)"
    yield "block(width: 100%, breakable: false, pad(right: right - beyond, align(end, issuer))"
    yield " + pad(right: right, align(end, dated))) }"


def _runs(paragraph: Paragraph[Run]) -> str:
    return "[" + "".join(f"#{_run(run)}" for run in paragraph.runs) + "]"


def _run(run: Run) -> str:
    if isinstance(run, Blank) or (isinstance(run, Written) and run.missing):
        return f"blank({quoted(run.text)})"
    return f"text({quoted(run.text)})"


def size_of(points: int) -> str:
    return f"size: {points}pt"


def font_of(layout: Layout, role: Role) -> str:
    font = layout.fonts[role]
    return f", font: ({', '.join(map(quoted, (font.name, *font.instead)))})"


def quoted(text: str) -> str:
    """A text as a string literal: JSON's escapes are those of Typst but for \\uXXXX, of which none is needed."""
    return json.dumps(text, ensure_ascii=False)
