"""Answers with names in them: figures, evidence, comparison of two days, and the trend by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shejian.core.calendar import month_ends, year_start
from shejian.core.indicators import (
    Evidence,
    EvidenceRow,
    Figure,
    Grouping,
    Nature,
    Subject,
    When,
    catalogue,
    evidence,
    figures,
    grouped_figures,
    nature,
    population,
    roll_forward,
    tally,
)
from shejian.core.rules import RuleUnavailable
from shejian.figures.asking import Asked
from shejian.figures.naming import Named, Names, group_names


class UnknownFigure(LookupError):
    """There is no figure of that key; ``str()`` names those there are, in Chinese."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Figures of one question, in total and by group; groups in the order in which they are listed."""

    figures: dict[str, Figure]
    groups: dict[Grouping, dict[str, dict[str, Figure]]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of evidence, named, with its reason as a sentence."""

    id: int
    name: str
    code: str
    because: str
    astray: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceAnswer:
    """The rows behind a figure, those left out, and those of which the ledger does not know."""

    key: str
    figure: Figure
    rows: tuple[Row, ...]
    out: tuple[Row, ...]
    unknown: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure at two days, and every row that came or went between them."""

    key: str
    earlier: Figure
    later: Figure
    opening: int
    came: tuple[Row, ...]
    went: tuple[Row, ...]
    closing: int


def known_key(key: str) -> str:
    """The key itself.

    Raises:
        UnknownFigure: there is no such figure.
    """
    if key not in catalogue():
        raise UnknownFigure(f"没有 {key} 这个指标。可用的指标：{'、'.join(catalogue())}")
    return key


def answer(asked: Asked, keys: Sequence[str] | None = None, groupings: Sequence[Grouping] = ()) -> Answer:
    """The figures ``keys`` (by default all), and by every grouping asked for."""
    wanted = list(keys if keys is not None else catalogue())
    tallies = tally(asked.view, wanted, asked.scope, groupings)
    groups: dict[Grouping, dict[str, dict[str, Figure]]] = {}
    for grouping in groupings:
        found = grouped_figures(tallies, wanted, grouping)
        groups[grouping] = {name: found[key] for key, name in group_names(grouping, found, asked.tree).items()}
    return Answer(figures(tallies, wanted), groups)


def answer_evidence(asked: Asked, key: str) -> EvidenceAnswer:
    """The rows behind one figure.

    Raises:
        UnknownFigure: there is no such figure.
    """
    figure = answer(asked, [known_key(key)]).figures[key]
    try:
        judged = evidence(asked.view, key, asked.scope)
    except RuleUnavailable:
        return EvidenceAnswer(key, figure, (), (), ())
    naming = _Naming(asked, judged)
    return EvidenceAnswer(key, figure, naming.rows(judged.rows), naming.rows(judged.out), naming.rows(judged.unknown))


class _Naming:
    """Names for the rows of a piece of evidence and for what their reasons mention, fetched together."""

    def __init__(self, asked: Asked, *judged: Evidence) -> None:
        names = Names(asked.view.when.on, asked.picture.known)
        every = [row for one in judged for row in (*one.rows, *one.out, *one.unknown)]
        self._names = names.of(judged[0].population.subject, (row.id for row in every))
        wanted: dict[Subject, set[int]] = {}
        for row in every:
            if row.other is not None and row.other_subject is not None:
                wanted.setdefault(row.other_subject, set()).add(row.other)
        self._others = {subject: names.of(subject, ids) for subject, ids in wanted.items()}

    def rows(self, judged: Sequence[EvidenceRow]) -> tuple[Row, ...]:
        return tuple(self._row(row) for row in judged)

    def _row(self, row: EvidenceRow) -> Row:
        named = self._names.get(row.id, Named(f"编号 {row.id}"))
        other = None
        if row.other is not None and row.other_subject is not None:
            found = self._others[row.other_subject].get(row.other)
            other = found.name if found else None
        return Row(row.id, named.name, named.code, row.because(other), row.astray)


def compare(asked: Asked, key: str, earlier: date, later: date) -> Comparison:
    """A figure at the close of two days; a flow is taken from the beginning of each day's year.

    Raises:
        UnknownFigure: there is no such figure.
        RuleUnavailable: a rule it needs has no value on one of the days.
    """
    before = asked.at(When(earlier, year_start(earlier)))
    after = asked.at(When(later, year_start(later)))
    at_first, at_last = (answer(one, [known_key(key)]).figures[key] for one in (before, after))
    opening, closing = (evidence(one.view, key, one.scope) for one in (before, after))
    moved = roll_forward(opening, closing)
    naming = _Naming(after, closing, opening)
    return Comparison(
        key=key,
        earlier=at_first,
        later=at_last,
        opening=moved.opening,
        came=naming.rows(moved.came),
        went=naming.rows(moved.went),
        closing=moved.closing,
    )


def trend(asked: Asked, key: str, since: date) -> list[tuple[date, Figure]]:
    """A figure at the end of every month from ``since`` to the day asked for; a flow is that of the month."""
    points: list[tuple[date, Figure]] = []
    begin = since
    for day in month_ends(since, asked.view.when.on):
        first = begin if nature(known_key(key)) is Nature.FLOW else year_start(day)
        at = asked.at(When(day, first))
        points.append((day, answer(at, [key]).figures[key]))
        begin = _next_month(day)
    return points


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def subject_of(key: str) -> Subject:
    """What a figure counts."""
    return population(known_key(key)).subject
