"""Answers with names in them: figures, evidence, and comparison of two days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shejian.core.calendar import year_start
from shejian.core.indicators import (
    Evidence,
    EvidenceRow,
    Figure,
    Grouping,
    Move,
    RollForward,
    Subject,
    Total,
    When,
    catalogue,
    evidence,
    figures,
    grouped_figures,
    quantity,
    roll_forward,
    tally,
    total,
)
from shejian.core.rules import RuleUnavailable
from shejian.figures.asking import Asked
from shejian.figures.naming import Named, Names, group_names

AMONG = {Subject.ORGANIZATION: "organizations", Subject.PARTY_ORGANIZATION: "party_organizations"}
"""The figure that says why something is no longer there to be judged."""


class UnknownFigure(LookupError):
    """There is no figure of that key; ``str()`` names those there are, in Chinese."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Figures of one question, in total and by group; groups in the order in which they are listed."""

    figures: dict[str, Figure]
    groups: dict[Grouping, dict[str, dict[str, Figure]]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of evidence, named, with its reason as a sentence.

    Attributes:
        amount: what it adds to a sum, as people write it; empty where rows are counted, or where it is not known.
        reason: ``because`` without what differs from row to row, by which rows are put together.
    """

    id: int
    name: str
    code: str
    because: str
    astray: bool = False
    amount: str = ""
    reason: str = ""


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
    """A figure at two days, and every row that came or went between them.

    Attributes:
        earlier, later: the figure at each day; of a share, the movement is that of its part.
        equation: ``opening``, what came, what went and ``closing`` as people write them; a side that is not known is —.
        unclear: rows in on one of the days, and on the other not known.
    """

    key: str
    earlier: Figure
    later: Figure
    came: tuple[Row, ...]
    went: tuple[Row, ...]
    unclear: tuple[Row, ...]
    equation: Equation


@dataclass(frozen=True, slots=True)
class Equation:
    """Opening + came − went = closing: numbers, ``None`` where not known, in the figure's unit."""

    opening: int | float | None
    came: int | float
    went: int | float
    closing: int | float | None

    def __str__(self) -> str:
        if self.opening is None or self.closing is None:
            return f"有一头不能得数，只比得出两头都知道的：增 {_plain(self.came)}，减 {_plain(self.went)}"
        opening, came, went, closing = map(_plain, (self.opening, self.came, self.went, self.closing))
        return f"期初 {opening} ＋ 增 {came} － 减 {went} ＝ 期末 {closing}"


def _plain(value: int | float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.2f}"


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
    naming = _Naming(asked, key, judged)
    return EvidenceAnswer(key, figure, naming.rows(judged.rows), naming.rows(judged.out), naming.rows(judged.unknown))


class _Naming:
    """Names for the rows of a piece of evidence and for what their reasons mention, fetched together."""

    def __init__(self, asked: Asked, key: str, *judged: Evidence) -> None:
        measure = catalogue()[key].measure
        self._sum = measure if isinstance(measure, Total) else None
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

    def moved(self, moves: Sequence[Move], reasons: Mapping[int, EvidenceRow]) -> tuple[Row, ...]:
        """Rows by which a figure moved, each with the difference; of what is no longer judged it is said why."""
        return tuple(self._row(replace(move.row, amount=move.amount), reasons.get(move.row.id)) for move in moves)

    def _row(self, row: EvidenceRow, gone: EvidenceRow | None = None) -> Row:
        named = self._names.get(row.id, Named(f"编号 {row.id}"))
        other = None
        if row.other is not None and row.other_subject is not None:
            found = self._others[row.other_subject].get(row.other)
            other = found.name if found else None
        because = row.because(other)
        if gone is not None:
            because = f"{gone.because(None)}；期初{because}"
        amount = quantity(row.amount, money=self._sum.money)[1] if self._sum and row.inside is not None else ""
        return Row(row.id, named.name, named.code, because, row.astray, amount, (gone or row).reason)


def compare(asked: Asked, key: str, earlier: date, later: date, *, earlier_known: int | None = None) -> Comparison:
    """A figure at the close of two days; a flow is taken from the beginning of each day's year.

    Args:
        earlier_known: the last entry to heed for the earlier day; ``None`` for that of the question, as for the later.

    Raises:
        UnknownFigure: there is no such figure.
        RuleUnavailable: a rule it needs has no value on one of the days.
    """
    before = asked.at(When(earlier, year_start(earlier)), earlier_known)
    after = asked.at(When(later, year_start(later)))
    at_first, at_last = (answer(one, [known_key(key)]).figures[key] for one in (before, after))
    opening, closing = (evidence(one.view, key, one.scope) for one in (before, after))
    moved = roll_forward(opening, closing)
    naming = _Naming(after, key, closing, opening)
    return Comparison(
        key=key,
        earlier=at_first,
        later=at_last,
        came=naming.moved(moved.came, {}),
        went=naming.moved(moved.went, _why_gone(after, closing, moved)),
        unclear=naming.rows(moved.unclear),
        equation=equation_of(key, moved),
    )


def equation_of(key: str, moved: RollForward) -> Equation:
    """What a roll-forward comes to, in the figure's unit."""
    measure = catalogue()[key].measure
    money = isinstance(measure, Total) and measure.money
    sides = (moved.opening, total(moved.came), total(moved.went), moved.closing)
    values = [None if side is None else quantity(side, money=money)[0] for side in sides]
    return Equation(values[0], values[1] or 0, values[2] or 0, values[3])


def _why_gone(after: Asked, closing: Evidence, moved: RollForward) -> dict[int, EvidenceRow]:
    """For rows that are not even judged any more, why they are not among those that could be: an organization that is
    no longer covered because it was deregistered is no longer asked whether it is covered."""
    judged = {row.id for row in (*closing.rows, *closing.out, *closing.unknown)}
    missing = {move.row.id for move in moved.went} - judged
    among = AMONG.get(closing.population.subject)
    if not missing or among is None:
        return {}
    return {row.id: row for row in evidence(after.view, among, after.scope).out if row.id in missing}
