"""Terms of those elected: which have run out, and which will soon."""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.days import before, next_day
from shejian.core.findings.rows import Because, Case, rows
from shejian.core.indicators import View
from shejian.core.indicators.terms import terms

REMIND = "election.remind.before"


def term_over(view: View) -> Frame:
    """Party organizations whose term has run out without another election."""
    over = nw.col("over")
    return rows(
        view.relation(terms),
        [
            *_apart(),
            Case(over < view.when.on, verdict=True, because=Because("over", day=over)),
        ],
        otherwise=(False, Because("running", day=over)),
        since=next_day(over),
        rule=nw.col("rule"),
    )


def term_ending(view: View) -> Frame:
    """Party organizations whose term runs out so soon that their superior is to remind them."""
    over = nw.col("over")
    remind = before(over, view.value(REMIND).limit)
    return rows(
        view.relation(terms),
        [
            *_apart(),
            Case(over < view.when.on, verdict=False, because=Because("over", day=over)),
            Case(remind <= view.when.on, verdict=True, because=Because("ending", day=over)),
        ],
        otherwise=(False, Because("running", day=over)),
        since=remind,
    )


def _apart() -> list[Case]:
    """Those that do not elect, and those of which no election, or no length of the term, is on record."""
    return [
        Case(nw.col("kind").is_null(), verdict=None, because=Because("no_kind")),
        Case(~nw.col("elects"), verdict=False, because=Because("appointed")),
        Case(nw.col("elected").is_null(), verdict=None, because=Because("no_election")),
        Case(nw.col("over").is_null(), verdict=None, because=Because("length_unknown", day=nw.col("elected"))),
    ]
