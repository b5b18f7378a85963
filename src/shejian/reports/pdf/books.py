"""What Typst is told of minutes and record books: chapters, tables, places to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shejian.core.documents import (
    NARROW_SIZE,
    TABLE_SIZE,
    Block,
    Book,
    Chapter,
    Layout,
    Pairs,
    Prose,
    Role,
    Signing,
    Table,
    number_of,
)
from shejian.reports.pdf.source import font_of, page_source, quoted, size_of

COVER_LINES, COVER_PITCH = 5, 1.8
"""How far the title of a cover stands below the top, in lines, and how far these are apart, in their size."""
NAME_SHARE = 0.22
INSET, NARROW_INSET = "(x: 1.4mm, y: 3.6pt)", "(x: 0.4mm, y: 3pt)"


def book_source(book: Book, layout: Layout) -> str:
    """The whole source. Texts go in as string literals: nothing that is on record is markup."""
    page = page_source("".join(book.title), layout, book.foot, foot=book.foot, cover=bool(book.cover))
    return "\n".join((*page, *_parts(book, layout)))


def _parts(book: Book, layout: Layout) -> Iterator[str]:
    lines = " + linebreak() + ".join(quoted(line) for line in book.title)
    if book.cover:
        yield f"#v({COVER_LINES * layout.body_size * COVER_PITCH:.1f}pt)"
    yield f"#title({lines})"
    yield "#empty-line"
    for line in book.cover:
        yield f"#align(center, par(first-line-indent: 0pt, {quoted(line)}))"
    for block in book.opening:
        yield from _block(block, layout)
    for at, chapter in enumerate(book.chapters, 1):
        yield from _chapter(chapter, 1, at, layout, opens=at == 1 and bool(book.cover))


def _chapter(chapter: Chapter, level: int, at: int, layout: Layout, *, opens: bool = False) -> Iterator[str]:
    if opens or chapter.own_page:
        yield "#pagebreak(weak: true)"
    yield f"#level{level}({quoted(number_of(level, at) + chapter.heading)})"
    for block in chapter.blocks:
        yield from _block(block, layout)
    for inner, below in enumerate(chapter.chapters, 1):
        yield from _chapter(below, level + 1, inner, layout)


def _block(block: Block, layout: Layout) -> Iterator[str]:
    match block:
        case Table():
            yield _table(block, layout)
        case Pairs():
            aligned = ("center", "left")
            ruled = _ruled((NAME_SHARE, 1 - NAME_SHARE), aligned, [], block.rows, layout, narrow=False)
            yield f"#block(breakable: false)[{ruled}]"
        case Prose():
            for line in block.lines:
                yield f"#par({quoted(line)})"
        case Signing():
            places = " + h(1em) + ".join(
                f"text({quoted(label)}) + box(width: 7em, stroke: (bottom: 0.5pt), outset: (bottom: 2pt))"
                for label in block.labels
            )
            yield "#empty-line"
            yield f"#block(breakable: false, par({places}))"


def _table(table: Table, layout: Layout) -> str:
    shares = [column.share for column in table.columns]
    aligned = [str(column.align) for column in table.columns]
    headings = [column.heading for column in table.columns]
    return _ruled(shares, aligned, headings, table.rows, layout, narrow=table.narrow)


def _ruled(
    shares: Sequence[float],
    aligned: Sequence[str],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    layout: Layout,
    *,
    narrow: bool,
) -> str:
    """A ruled table whose headings are repeated and whose rows are not torn."""
    size = size_of(NARROW_SIZE if narrow else TABLE_SIZE)
    heading = font_of(layout, Role.LEVEL_1)
    header = ", ".join(f"align(center, text({size}{heading}, {quoted(text)}))" for text in headings)
    head = f"table.header({header}), " if headings else ""
    cells = ", ".join(_cell(text) for row in rows for text in row)
    return (
        f"#{{ set text({size}, tracking: 0pt); set par(first-line-indent: 0pt, justify: false, leading: 4pt, "
        "spacing: 4pt); table("
        f"columns: ({', '.join(f'{share}fr' for share in shares)},), "
        f"align: ({', '.join(f'{one} + horizon' for one in aligned)},), "
        f"stroke: 0.5pt, inset: {NARROW_INSET if narrow else INSET}, {head}{cells}) }}"
    )


def _cell(text: str) -> str:
    return "table.cell(breakable: false, " + " + linebreak() + ".join(map(quoted, text.split("\n"))) + ")"
