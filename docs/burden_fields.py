"""Which form asks which fact: by hand, for every form there is. ``docs/burden.md`` is counted from it.

A field says the column that it writes; where several are asked, one for each line, its name ends in ``*``. A fact is
asked for the first time in one form only; other forms that write its column change it from a day on, or correct it,
and name the form of which they do. ``tests/repo/test_burden.py`` holds all this, and the names against the forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django import forms

PAPER = ("paper_title", "paper_number", "paper_issuer", "paper_day", "paper_file")
"""Every form may be handed in with the paper on which it rests; none of it is ever asked for."""
HIDDEN = ("key", "seen", "first")


class Way(StrEnum):
    """How a form asks."""

    FIRST = "头一次填"
    CHANGE = "变了才填"
    CORRECTION = "记错了才改"


class Lines(StrEnum):
    """Of what a field is asked once each."""

    ONE = ""
    MEMBER = "每名党员"
    RESOLUTION = "每项决议"
    PARTNER = "每个联合的党组织"
    OBSERVER = "每名列席的人"
    COVERED = "每家覆盖的社会组织"
    PAPER = "每份材料"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes:
        says: ``app.Model.column`` that it writes; empty where it writes no fact: a reason, or what the form is about.
        must: whether the form is refused without it.
        brought: what stands in it before anybody types; it is only looked at.
        again: where the fact is used besides figures and findings, which are derived from the code.
    """

    name: str
    says: str
    must: bool = False
    brought: str = ""
    lines: Lines = Lines.ONE
    again: str = ""

    def is_called(self, name: str) -> bool:
        return name.startswith(self.name[:-1]) if self.name.endswith("*") else name == self.name


@dataclass(frozen=True, slots=True)
class Placed:
    """A form with its fields.

    Attributes:
        of: the forms whose facts it changes or corrects.
        instead: the forms in whose place it is filled in: who is registered by one is not by the other.
        times: how often a branch is asked in a year: a key of ``burden.TIMES``; empty where only an event asks it.
    """

    form: type[forms.BaseForm]
    way: Way
    fields: tuple[Field, ...]
    of: tuple[type[forms.BaseForm], ...] = ()
    instead: tuple[type[forms.BaseForm], ...] = ()
    times: str = ""


def asked_twice(placed: tuple[Placed, ...]) -> Iterator[str]:
    """Facts that two fields ask for, though neither form says that it changes or corrects what the other asks."""
    asked: dict[str, list[tuple[Placed, Field]]] = {}
    for form in placed:
        for field in form.fields:
            if field.says:
                asked.setdefault(field.says, []).append((form, field))
    for column, fields in asked.items():
        for at, (form, field) in enumerate(fields):
            for other, another in fields[:at]:
                if other is form or not (_rests(form, other) or _rests(other, form) or _both(form, other)):
                    names = f"{other.form.__name__}.{another.name} 和 {form.form.__name__}.{field.name}"
                    yield f"{column}：{names} 都问"


def _rests(form: Placed, on: Placed) -> bool:
    return on.form in (*form.of, *form.instead)


def _both(form: Placed, other: Placed) -> bool:
    """Both change or correct what the same form asks first: each is handed in for an event of its own."""
    return bool({*form.of} & {*other.of})
