"""Terms of those elected: which have run out, and which will soon."""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.days import after, before, next_day
from shejian.core.facts.terms import PartyOrganizationKind
from shejian.core.findings.rows import Because, Case, rows
from shejian.core.indicators import View, relations
from shejian.core.rules import RuleUnavailable

TERM_OF_BRANCH, TERM_OF_COMMITTEE = "election.term.branch", "election.term.committee"
REMIND = "election.remind.before"
TERMS = {
    TERM_OF_BRANCH: (
        PartyOrganizationKind.BRANCH,
        PartyOrganizationKind.JOINT_BRANCH,
        PartyOrganizationKind.GENERAL_BRANCH,
    ),
    TERM_OF_COMMITTEE: (PartyOrganizationKind.COMMITTEE,),
}
"""Which kinds elect, and the parameter that says for how long. The others are appointed, or go with their task."""
RULES = {str(kind): key for key, kinds in TERMS.items() for kind in kinds}


def _terms(view: View) -> Frame:
    """Party organizations that stand: id, kind, elects, elected (the last election), rule and over (the last day)."""
    elected = (
        view.picture.facts("election")
        .filter(nw.col("start") <= view.when.on)
        .group_by("party_organization")
        .agg(nw.col("start").max().alias("elected"))
    )
    appointed = (
        view.on("committee")
        .group_by("party_organization")
        .agg(nw.col("appointed").max())
        .select("party_organization", nw.col("appointed").fill_null(value=False))
    )
    frame = view.relation(relations.standing_bodies)
    for part in (elected, appointed):
        frame = frame.join(part, left_on="id", right_on="party_organization", how="left")
    over, rule = nw.lit(None, dtype=nw.Date), nw.lit(None, dtype=nw.String)
    for key, kinds in TERMS.items():
        of = nw.when(nw.col("kind").is_in([str(kind) for kind in kinds]))
        over = of.then(_last_day(view, key)).otherwise(over)
        rule = of.then(nw.lit(key)).otherwise(rule)
    elects = nw.col("kind").is_in(list(RULES)) & ~nw.col("appointed").fill_null(value=False)
    return frame.with_columns(over.alias("over"), rule.alias("rule"), elects.alias("elects"))


def _last_day(view: View, key: str) -> nw.Expr:
    """The last day of a term by the length in force when it began; null where none is on record of that day."""
    elected, last = nw.col("elected"), nw.lit(None, dtype=nw.Date)
    for day in view.law.changes(key):
        if day > view.when.on:
            break
        try:
            ends: nw.Expr = after(elected, view.value(key, day).limit)
        except RuleUnavailable:
            ends = nw.lit(None, dtype=nw.Date)
        last = nw.when(elected >= day).then(ends).otherwise(last)
    return last


def term_over(view: View) -> Frame:
    """Party organizations whose term has run out without another election."""
    over = nw.col("over")
    return rows(
        view.relation(_terms),
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
        view.relation(_terms),
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
