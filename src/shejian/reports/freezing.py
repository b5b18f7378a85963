"""The figures of a document with the rows behind them, as plain values that are kept, digested and compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from shejian.core.calendar import previous_day, year_start
from shejian.core.documents import Bound, Writing
from shejian.core.indicators import Evidence, Figure, Ratio, When, catalogue, evidence
from shejian.figures.answers import answer
from shejian.figures.asking import Asked
from shejian.journal.services.marks import canonical_json, sm3

Quantity = tuple[str, date]
"""A figure on a day, by key."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A figure on a day and what it rests on.

    Attributes:
        rows: the rows that count, of a share those of its part.
        whole: of a share, the rows of its whole.
    """

    figure: Figure
    on: date
    rows: Evidence
    whole: Evidence | None

    @property
    def row_text(self) -> str:
        return rows_text(self.rows)

    @property
    def whole_text(self) -> str:
        return rows_text(self.whole) if self.whole is not None else ""


def rows_text(judged: Evidence) -> str:
    """The rows that count, by id, each with what it adds."""
    return canonical_json([[row.id, row.amount] for row in judged.rows])


def digest_of(rows: str, whole: str) -> str:
    """The digest of the rows behind a figure."""
    return sm3(canonical_json([rows, whole]).encode())


def quantities(bounds: list[Bound], on: date) -> list[Quantity]:
    """The figures that a document's bound places need, each once: a change needs that of the year before too."""
    found: list[Quantity] = []
    for bound in bounds:
        found.append((bound.key, on))
        if bound.writing is Writing.CHANGE:
            found.append((bound.key, previous_day(year_start(on))))
    return list(dict.fromkeys(found))


def prove(asked: Asked, wanted: list[Quantity]) -> dict[Quantity, Proof]:
    """Figures with their rows, as the ledger of the question's picture has them.

    Raises:
        RuleUnavailable: a rule that one of them needs has no value on the day.
    """
    found: dict[Quantity, Proof] = {}
    for day in dict.fromkeys(on for _, on in wanted):
        at = asked.at(When(day, year_start(day)))
        keys = [key for key, on in wanted if on == day]
        figures = answer(at, keys).figures
        for key in keys:
            measure = catalogue()[key].measure
            whole = evidence(at.view, measure.whole, at.scope) if isinstance(measure, Ratio) else None
            found[key, day] = Proof(figures[key], day, evidence(at.view, key, at.scope), whole)
    return found


def fingerprint(question: dict[str, Any], document: dict[str, Any], figures: list[dict[str, Any]]) -> str:
    """SM3 of all that was issued: what was asked, what is said, and what the figures rest on."""
    return sm3(canonical_json({"question": question, "document": document, "figures": figures}).encode())


def short(print_: str) -> str:
    """A fingerprint as people compare it by eye: its first twelve characters in threes of four."""
    return "·".join(print_[at : at + 4] for at in range(0, 12, 4))
