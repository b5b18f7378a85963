"""What an organization must have on paper: the clause in its charter, and its commitment."""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.days import latest
from shejian.core.facts.terms import CharterClause
from shejian.core.findings.rows import Because, Case, rows
from shejian.core.indicators import View, relations
from shejian.core.rules import Choice

CLAUSE = "organization.charter.clause"


def charter_clause(view: View) -> Frame:
    """Organizations whose charter has no clause of Party building, or an older wording of it than is required."""
    wordings = view.value(CLAUSE).value
    if not isinstance(wordings, Choice):
        raise TypeError(f"{CLAUSE} 应为选项")
    current = wordings.among[wordings.among.index(wordings.chosen) :]
    written = view.on("charter").select("organization", "party_building", "clause", nw.col("start").alias("written"))
    frame = view.relation(relations.counted).join(written, left_on="id", right_on="organization", how="left")
    building, clause = nw.col("party_building"), nw.col("clause")
    return rows(
        frame,
        [
            Case(building.is_null(), verdict=None, because=Because("not_recorded")),
            Case(~building | (clause == str(CharterClause.NONE)), verdict=True, because=Because("none")),
            Case(clause.is_null(), verdict=None, because=Because("wording_unknown")),
            Case(clause.is_in(list(current)), verdict=False, because=Because("current")),
            Case(clause == str(CharterClause.NONCONFORMING), verdict=True, because=Because("nonconforming")),
        ],
        otherwise=(True, Because("older")),
        since=latest(nw.col("written"), nw.col("founded")),
    )


def commitment_missing(view: View) -> Frame:
    """Organizations of which no commitment to Party building is on record."""
    signed = (
        view.picture.facts("commitment")
        .filter(nw.col("start").is_null() | (nw.col("start") <= view.when.on))
        .group_by("organization")
        .agg(nw.col("start").max().alias("signed"), nw.len().alias("papers"))
    )
    frame = view.relation(relations.counted).join(signed, left_on="id", right_on="organization", how="left")
    return rows(
        frame,
        [Case(~nw.col("papers").is_null(), verdict=False, because=Because("signed", day=nw.col("signed")))],
        otherwise=(True, Because("missing")),
        since=nw.col("founded"),
    )
