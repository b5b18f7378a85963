"""Drawing up a document: an outline put to the ledger gives the document and the list of the figures in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shejian.core.calendar import long_date, previous_day, year_end, year_start
from shejian.core.documents import (
    Blank,
    Bound,
    Document,
    Given,
    Outline,
    Run,
    Text,
    Writing,
    Written,
    write_figure,
)
from shejian.core.indicators import Figure, When, catalogue
from shejian.figures.answers import answer
from shejian.figures.asking import Asked

THAN_LAST_YEAR = "较上年"
THAN_END_OF_LAST_YEAR = "较上年末"


@dataclass(frozen=True, slots=True)
class Use:
    """A figure of the ledger as a document uses it.

    Attributes:
        figure: the figure on the day of the document.
        before: for a change, the day it is set against and the figure on that day.
        written: what the document says.
    """

    figure: Figure
    before: tuple[date, Figure] | None
    written: Written


@dataclass(frozen=True, slots=True)
class Report:
    """A document drawn up from the ledger, with the question it answers and the figures in it, in reading order."""

    asked: Asked
    outline: Outline
    document: Document[Run]
    uses: tuple[Use, ...]

    @property
    def missing(self) -> list[str]:
        """What the ledger would need for the figures that are not known, each said once."""
        return list(dict.fromkeys(use.written.missing for use in self.uses if use.written.missing))

    @property
    def blanks(self) -> int:
        """How many places wait for the author's words."""
        return sum(isinstance(run, Blank) for one in self.document.paragraphs() for run in one.runs)


def draw_up(outline: Outline, asked: Asked, dated: date) -> Report:
    """The document of an outline, of the unit, day and entry that were asked.

    Args:
        dated: the day on which it is drawn up, which stands under it.
    """
    on = asked.question.on
    last = previous_day(year_start(on))
    bounds = outline.bounds()
    now = answer(asked, list(dict.fromkeys(bound.key for bound in bounds))).figures
    changing = [bound.key for bound in bounds if bound.writing is Writing.CHANGE]
    earlier = answer(asked.at(When(last, year_start(last))), changing).figures
    than = THAN_LAST_YEAR if on == year_end(on) else THAN_END_OF_LAST_YEAR
    uses: dict[Bound, Use] = {}
    for bound in bounds:
        before = earlier[bound.key] if bound.writing is Writing.CHANGE else None
        written = write_figure(bound, catalogue()[bound.key], now[bound.key], before, than)
        uses[bound] = Use(now[bound.key], (last, before) if before is not None else None, written)

    def given(what: Given) -> Run:
        if what is Given.UNIT:
            own = "本级" if asked.question.own else ""  # otherwise its few would be read as those of the whole county
            return Text(f"{asked.node.name}{own}") if asked.node is not None else Blank("单位名称")
        return Text(str(on.year) if what is Given.YEAR else long_date(on))

    document = outline.write(lambda bound: uses[bound].written, given, dated)
    return Report(asked, outline, document, tuple(uses.values()))
