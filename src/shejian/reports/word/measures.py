"""Lengths of the layout in Word's units: twentieths of a point, and hundredths of a character."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from shejian.core.documents import Layout

TWIPS = 20
POINTS_PER_MM = 72 / 25.4
CHARACTER = 100


def twips(mm: float) -> int:
    return round(mm * POINTS_PER_MM * TWIPS)


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of the page: how far apart lines are, and how wide a character is with the space after it.

    Both are rounded down, so that the last line and the last character still fit. The space is a property of the text
    (``space``, here negative) and not of the page: LibreOffice gives every character that is wider than a cell of the
    page's own character grid two cells.
    """

    line: int
    character: int
    space: int

    @classmethod
    def of(cls, layout: Layout) -> Grid:
        width, height = (mm * POINTS_PER_MM for mm in layout.area)
        character = floor(width * TWIPS / layout.characters)
        return cls(
            line=floor(height * TWIPS / layout.lines),
            character=character,
            space=character - layout.body_size * TWIPS,
        )


def footer_distance(layout: Layout) -> int:
    """From the page's edge to the foot of the page number's line, whose top lies below the type area."""
    below = layout.bottom - layout.number_below
    return twips(below) - layout.number_size * TWIPS


def characters(text: str) -> float:
    """How many characters wide a text is; Latin letters and digits are half as wide."""
    return sum(0.5 if letter.isascii() else 1 for letter in text)
