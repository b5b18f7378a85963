"""What the template of the list of studies is given."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.pages import Link, Pager, Shell


@dataclass(frozen=True, slots=True)
class StudyLine:
    """A study in the list."""

    title: str
    href: str
    kind: str
    days: str
    holder: str
    people: str
    material: str


@dataclass(frozen=True, slots=True)
class StudiesPage:
    """Studies that the visitor may read."""

    shell: Shell
    back: str
    sentence: str
    acts: tuple[Link, ...]
    lines: tuple[StudyLine, ...]
    pager: Pager
