"""The rows behind a figure, the rows left out, and how a set moved from one day to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shejian.core.indicators.catalogue import catalogue, population
from shejian.core.indicators.evaluate import rows_of
from shejian.core.indicators.population import Part, Population, Subject
from shejian.core.indicators.scope import Scope, place
from shejian.core.indicators.view import View


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row judged, with the reason as a template still to be filled with the name of ``other``."""

    id: int
    inside: bool | None
    template: str
    day: date | None
    other: int | None
    other_subject: Subject | None
    word: str | None
    astray: bool = False

    def because(self, name_of_other: str | None) -> str:
        """The reason as a sentence."""
        return self.template.format(
            day=self.day or "（日期未载）", other=name_of_other or "（名称未载）", word=self.word or "未注明"
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """A population judged: rows in, rows out, rows unknown; each list ordered by id."""

    population: Population
    rows: tuple[EvidenceRow, ...]
    out: tuple[EvidenceRow, ...]
    unknown: tuple[EvidenceRow, ...]


def evidence(view: View, key: str, scope: Scope) -> Evidence:
    """The rows behind the figure ``key`` (of a share: those of its part) within a scope.

    Raises:
        RuleUnavailable: a rule the figure needs has no value on the day.
    """
    of = population(key)
    measure = catalogue()[key].measure
    part = measure if isinstance(measure, Part) else None
    columns = ["id", "inside", "because", "day", "other", "word", "astray", *([part.trait] if part else [])]
    judged = rows_of(place(view, of, scope).select(*columns).sort("id"))
    rows = [_part_row(part, row) for row in judged if row["inside"]] if part else [_row(of, row) for row in judged]
    return Evidence(
        of,
        tuple(row for row in rows if row.inside),
        tuple(row for row in rows if row.inside is False),
        tuple(row for row in rows if row.inside is None),
    )


def _row(of: Population, row: dict[str, object]) -> EvidenceRow:
    sentence = str(row["because"])
    word = row["word"]
    if word is not None and sentence in of.words:
        word = of.words[sentence].get(str(word), str(word))
    day, other, inside = row["day"], row["other"], row["inside"]
    return EvidenceRow(
        id=int(str(row["id"])),
        inside=None if inside is None else bool(inside),
        template=of.sentences[sentence],
        day=day if isinstance(day, date) else None,
        other=None if other is None else int(str(other)),
        other_subject=of.others.get(sentence),
        word=None if word is None else str(word),
        astray=bool(row["astray"]),
    )


def _part_row(part: Part, row: dict[str, object]) -> EvidenceRow:
    """A row of the population of which ``part`` is a part: in by its trait, or out by it."""
    value = row[part.trait]
    return EvidenceRow(
        id=int(str(row["id"])),
        inside=value == part.value,
        template="{word}",
        day=None,
        other=None,
        other_subject=None,
        word=None if value is None else part.words.get(str(value), str(value)),
        astray=bool(row["astray"]),
    )


@dataclass(frozen=True, slots=True)
class RollForward:
    """How a set moved: ``opening`` + ``came`` − ``went`` = ``closing``, every change listed.

    ``came`` carries the reason at the later day, ``went`` the reason at the later day why the row is out (or, if it is
    no longer in the universe at all, the reason why it had been in).
    """

    opening: int
    came: tuple[EvidenceRow, ...]
    went: tuple[EvidenceRow, ...]
    closing: int

    @property
    def closes(self) -> bool:
        return self.opening + len(self.came) - len(self.went) == self.closing


def roll_forward(earlier: Evidence, later: Evidence) -> RollForward:
    """Compare the same population at two times."""
    before = {row.id: row for row in earlier.rows}
    after = {row.id: row for row in later.rows}
    left_out = {row.id: row for row in (*later.out, *later.unknown)}
    return RollForward(
        opening=len(before),
        came=tuple(row for key, row in after.items() if key not in before),
        went=tuple(left_out.get(key, row) for key, row in before.items() if key not in after),
        closing=len(after),
    )
