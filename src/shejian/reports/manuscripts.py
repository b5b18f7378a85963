"""A draft put to the ledger: its document, and everything that stands in the way of issuing it, place by place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shejian.base.queries import unit_tree
from shejian.core.calendar import year_start
from shejian.core.documents import (
    Anniversary,
    Blank,
    Bound,
    Claim,
    Writing,
    anniversaries,
    claims,
    notation,
    outlines,
    read_passage,
)
from shejian.core.facts.terms import Line
from shejian.core.indicators import Figure, catalogue
from shejian.figures.answers import answer
from shejian.figures.asking import Asked, Question, ask
from shejian.reports.drawing_up import Report, draw_up
from shejian.reports.models import Comment, Draft
from shejian.reports.places import ISSUER, OPENING, TITLE, Place, places, takes_words, written_outline

NEEDED = (TITLE, OPENING, ISSUER)


class UnitGone(Exception):
    """The draft's unit is not in the ledger on the day of the draft."""


class Obstacle(StrEnum):
    """What keeps a draft from being issued."""

    EMPTY = "没有写"
    BLANK = "待填写"
    MISSING = "账上不知道"
    FAULT = "写法不认识"
    MARK = "与账不符"
    COMMENT = "批注未处理"


@dataclass(frozen=True, slots=True)
class Mark:
    """A number typed by hand that the ledger contradicts, or the calendar: the words, the figure, and why.

    Attributes:
        figure: what the ledger says; ``None`` of an anniversary, which says itself what it should be.
    """

    place: str
    claim: Claim | Anniversary
    figure: Figure | None
    why: str

    @property
    def subject(self) -> str:
        """Of what the number speaks."""
        return self.claim.event if isinstance(self.claim, Anniversary) else catalogue()[self.claim.key].label

    @property
    def in_stead(self) -> str:
        """What is written in place of the number to mend it: the bound figure, or the right number."""
        if isinstance(self.claim, Anniversary):
            return str(self.claim.due)
        bound = self.claim.bound
        if bound.writing is not Writing.EXACT and catalogue()[self.claim.key].unit == "%":
            bound = Bound(self.claim.key)
        return notation(bound)


@dataclass(frozen=True, slots=True)
class InTheWay:
    """One thing that keeps a draft from being issued, and where."""

    place: Place
    what: Obstacle
    words: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A draft with its words, its document drawn up from the ledger, and what there is to do.

    Attributes:
        texts: what is written at each place that takes words: the author's, or else the outline's.
        marks: numbers typed by hand that the ledger contradicts and that the author has not settled.
    """

    draft: Draft
    places: tuple[Place, ...]
    texts: dict[str, str]
    report: Report
    marks: tuple[Mark, ...]
    in_the_way: tuple[InTheWay, ...]
    comments: tuple[Comment, ...]

    @property
    def asked(self) -> Asked:
        return self.report.asked


def question_of(draft: Draft, known: int | None = None) -> Question:
    """What the figures of a draft answer.

    Raises:
        UnitGone: its unit was not there on the day.
    """
    tree = unit_tree(draft.on, known)
    if draft.unit_id not in tree.nodes:
        raise UnitGone(f"截至 {draft.on}，照现在的账，已经没有这份草稿的单位")
    return Question(
        on=draft.on,
        since=year_start(draft.on),
        unit=tree.path(draft.unit_id),
        line=Line(draft.line),
        own=draft.own,
        known=known,
    )


def read_manuscript(draft: Draft, dated: date, known: int | None = None) -> Manuscript:
    """Put a draft to the ledger as it stands, or as known at an entry.

    Raises:
        UnitGone: its unit was not there on the day.
    """
    outline = outlines()[draft.kind]
    written = dict(draft.passages.values_list("place", "text"))
    listed = tuple(places(outline))
    texts = {place.key: written.get(place.key, place.default) for place in listed if takes_words(place)}
    report = draw_up(written_outline(outline, written), ask(question_of(draft, known)), dated)
    comments = tuple(draft.comments.select_related("by", "resolved_by").order_by("moment", "id"))
    marks = _marks(draft, texts, report.asked)
    return Manuscript(
        draft, listed, texts, report, marks, tuple(_in_the_way(listed, texts, report, marks, comments)), comments
    )


def _marks(draft: Draft, texts: dict[str, str], asked: Asked) -> tuple[Mark, ...]:
    found = [(place, claim) for place, text in texts.items() for claim in claims(text, draft.year)]
    settled = set(draft.kept_numbers.values_list("place", "figure", "clause"))
    open_ = [(place, claim) for place, claim in found if (place, claim.key, claim.clause) not in settled]
    figures = answer(asked, list(dict.fromkeys(claim.key for _, claim in open_))).figures if open_ else {}
    marks = []
    for place, claim in open_:
        why = claim.objection(figures[claim.key])
        if why is not None:
            marks.append(Mark(place, claim, figures[claim.key], why))
    named = [(place, one) for place, text in texts.items() for one in anniversaries(text, draft.year)]
    for place, one in named:
        why = one.objection()
        if why is not None and (place, one.key, one.clause) not in settled:
            marks.append(Mark(place, one, None, why))
    return tuple(marks)


def _in_the_way(
    listed: tuple[Place, ...],
    texts: dict[str, str],
    report: Report,
    marks: tuple[Mark, ...],
    comments: tuple[Comment, ...],
) -> list[InTheWay]:
    unknown = {use.written.bound: use.written.missing for use in report.uses if use.written.missing}
    found: list[InTheWay] = []
    for place in listed:
        text = texts.get(place.key, "")
        passage = read_passage(text)
        runs = [run for paragraph in passage.paragraphs for run in paragraph.runs]
        if place.key in NEEDED and not runs:
            found.append(InTheWay(place, Obstacle.EMPTY, f"{place.label}是空的"))
        found += [InTheWay(place, Obstacle.BLANK, run.prompt) for run in runs if isinstance(run, Blank)]
        found += [InTheWay(place, Obstacle.FAULT, fault) for fault in passage.faults]
        bounds = dict.fromkeys(run for run in runs if isinstance(run, Bound))
        found += [InTheWay(place, Obstacle.MISSING, unknown[bound] or "") for bound in bounds if bound in unknown]
        found += [InTheWay(place, Obstacle.MARK, _said(mark)) for mark in marks if mark.place == place.key]
        found += [
            InTheWay(place, Obstacle.COMMENT, f"{one.by.name}：{one.text}")
            for one in comments
            if one.place == place.key and one.resolved is None
        ]
    return found


def _said(mark: Mark) -> str:
    return f"{mark.claim.number}{mark.claim.unit}（{mark.subject}）：{mark.why}"


def mended(text: str, mark: Mark) -> str:
    """The text with a marked number replaced by what is right."""
    claim = mark.claim
    end = claim.end + (len(claim.unit) if claim.unit in ("%", "％") else 0)
    return text[: claim.start] + mark.in_stead + text[end:]
