"""The rows behind a figure, the rows left out, and how a set moved from one day to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from shejian.core.indicators.catalogue import catalogue, population
from shejian.core.indicators.evaluate import rows_of
from shejian.core.indicators.population import Part, Population, Ratio, Subject, Total
from shejian.core.indicators.scope import Scope, place
from shejian.core.indicators.view import View

SEVERAL = "若干"
OF_THE_ROW = (
    (re.compile(r"（\{other\}）|，最早 \{day\}"), ""),
    (re.compile(r"(?<=已)于 \{day\} |自 \{day\} 起|\{day\} 起|\{day\} "), ""),
    (re.compile(r"\{other\}"), "党组织"),
)
"""Blanks of a reason that differ from row to row, and what stands for them where rows are put together."""
COUNTED = re.compile(r" ?\{word\} ?")


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
    amount: int = 1
    """What the row adds to the figure: 1 where rows are counted, its weight where they are summed (money in fen)."""

    def because(self, name_of_other: str | None) -> str:
        """The reason as a sentence."""
        return self.template.format(
            day=self.day or "（日期未载）", other=name_of_other or "（名称未载）", word=self.word or "未注明"
        )

    @property
    def reason(self) -> str:
        """The reason without what differs from row to row: days, numbers and names. Rows are put together by it."""
        said = self.template
        for blank, instead in OF_THE_ROW:
            said = blank.sub(instead, said)
        if self.word is not None and self.word.isdigit():
            return COUNTED.sub(SEVERAL, said)
        return said.replace("{word}", self.word or "未注明")


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
    summed = catalogue()[measure.part].measure if isinstance(measure, Ratio) else measure
    weight = summed.amount if isinstance(summed, Total) else None
    more = [name for name in (part.trait if part else None, weight) if name]
    columns = ["id", "inside", "because", "day", "other", "word", "astray", *more]
    judged = rows_of(place(view, of, scope).select(*columns).sort("id"))
    known = (row for row in judged if row["inside"] is not False or part is None)
    rows = [_part_row(part, row) if part and row["inside"] else _row(of, row, weight) for row in known]
    return Evidence(
        of,
        tuple(row for row in rows if row.inside),
        tuple(row for row in rows if row.inside is False),
        tuple(row for row in rows if row.inside is None),
    )


def _row(of: Population, row: dict[str, object], weight: str | None = None) -> EvidenceRow:
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
        amount=1 if weight is None else int(str(row[weight] or 0)),
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
class Move:
    """A row by which a figure moved, and by how much: 1 where rows are counted, else how its weight differs."""

    row: EvidenceRow
    amount: int


@dataclass(frozen=True, slots=True)
class RollForward:
    """How a figure moved: ``opening`` + what came − what went = ``closing``, every change listed.

    Attributes:
        opening, closing: ``None`` where some row of that day is not known to be in or out.
        came, went: rows of the later day, with their reasons there; of what is no longer judged, the row as it was.
        unclear: rows that are in on one of the days, and on the other not known: they can be put on neither side.
    """

    opening: int | None
    came: tuple[Move, ...]
    went: tuple[Move, ...]
    closing: int | None
    unclear: tuple[EvidenceRow, ...] = ()

    @property
    def closes(self) -> bool:
        """Whether the equation holds; where a side is not known there is none to hold."""
        if self.opening is None or self.closing is None:
            return True
        return self.opening + total(self.came) - total(self.went) == self.closing


def total(moves: tuple[Move, ...]) -> int:
    """What some moves come to."""
    return sum(move.amount for move in moves)


def roll_forward(earlier: Evidence, later: Evidence) -> RollForward:
    """Compare the evidence of the same figure at two times."""
    before, after = ({row.id: row for row in one.rows} for one in (earlier, later))
    unclear_before, unclear_after = ({row.id for row in one.unknown} for one in (earlier, later))
    left_out = {row.id: row for row in later.out}
    came: list[Move] = []
    went: list[Move] = []
    unclear = [row for key, row in after.items() if key in unclear_before]
    unclear += [row for row in later.unknown if row.id in before]
    for key in sorted((before.keys() | after.keys()) - unclear_before - unclear_after):
        was, now = before.get(key), after.get(key)
        moved = (now.amount if now else 0) - (was.amount if was else 0)
        row = now or left_out.get(key) or was
        if row is not None and (moved or (was is None) != (now is None)):
            (came if moved > 0 or was is None else went).append(Move(row, abs(moved)))
    return RollForward(
        opening=None if earlier.unknown else sum(row.amount for row in earlier.rows),
        came=tuple(came),
        went=tuple(went),
        closing=None if later.unknown else sum(row.amount for row in later.rows),
        unclear=tuple(unclear),
    )
