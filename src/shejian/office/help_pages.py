"""What the help page is given."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.pages import Shell


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A few sentences under one heading, and the words that belong to it."""

    key: str
    title: str
    lines: tuple[str, ...]
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HelpPage:
    """How the office is used, and what its words mean."""

    shell: Shell
    sections: tuple[HelpSection, ...]
