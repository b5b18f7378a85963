"""What the template of saying which column is which is given."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.import_pages import Step
from shejian.office.pages import Link, Shell


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading of a sheet, what stands below it, and which column it is said to be."""

    name: str
    letter: str
    label: str
    samples: str
    likely: tuple[Option, ...]
    options: tuple[Option, ...]
    read: bool
    error: str


@dataclass(frozen=True, slots=True)
class LastTime:
    """What was said of the same headings before, and where to have it forgotten."""

    text: str
    forget_href: str


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A sheet of the file; ``was`` is for which ledger and row its headings are listed."""

    at: int
    name: str
    text: str
    ledger_name: str
    ledgers: tuple[Option, ...]
    row_name: str
    rows: tuple[Option, ...]
    was_name: str
    was: str
    guess: Option | None
    headings: tuple[HeadingLine, ...]
    read: int
    needed: str
    last_time: LastTime | None
    error: str


@dataclass(frozen=True, slots=True)
class MappingPage:
    """How a file is to be read; ``seen`` is what was said of it when the page was made."""

    shell: Shell
    file_name: str
    steps: tuple[Step, ...]
    error: str
    problem: str
    sheets: tuple[SheetCard, ...]
    seen: str
    href: str
    back: Link
    discard_href: str
