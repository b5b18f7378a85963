"""Writing to the terminal: one JSON document, or aligned tables of Chinese text."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any


def say(text: str = "") -> None:
    """A line on standard output."""
    sys.stdout.write(f"{text}\n")


def warn(text: str) -> None:
    """A line on standard error."""
    sys.stderr.write(f"{text}\n")


def say_json(document: Any) -> None:
    """Exactly one JSON document on standard output."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n")


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    gap = " " * max(0, columns - width(text))
    return gap + text if right else text + gap


def say_table(rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = ()) -> None:
    """Rows in columns; the columns in ``numbers`` are set to the right."""
    listed = [list(map(str, row)) for row in rows]
    if not listed:
        return
    widths = [max(width(row[at]) for row in listed) for at in range(len(listed[0]))]
    for row in listed:
        cells = [pad(cell, widths[at], right=at in numbers) for at, cell in enumerate(row)]
        say("  ".join(cells).rstrip())
