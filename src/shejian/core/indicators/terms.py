"""Terms of those elected: to which day the one that runs now lasts."""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.days import after
from shejian.core.facts.terms import PartyOrganizationKind
from shejian.core.indicators import relations
from shejian.core.indicators.view import View
from shejian.core.rules import RuleUnavailable

TERM_OF_BRANCH, TERM_OF_COMMITTEE = "election.term.branch", "election.term.committee"
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


def terms(view: View) -> Frame:
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
