"""健康: what holds of a party organization by the rules, what does not, and what is unknown. No score is made of it."""

from __future__ import annotations

from shejian.core.findings import sentence
from shejian.office.asking import Posed
from shejian.office.ledger_pages import FactCard, FactLine
from shejian.oversight.queries import Told, told_of_body

TITLE = "健康"
NOTHING = "截至当日，没有可以对照的规则和事实"
FOOT = "逐条对照规则：合规定、不合规定、不能判断各说理由。不计分，不排名。"
TWICE = {
    ("term_ending", "over"),
    ("term_ending", "no_election"),
    ("term_ending", "appointed"),
    ("term_ending", "no_kind"),
    ("term_ending", "length_unknown"),
}
"""What another check says already."""
WORDS = {True: "不合规定", False: "合规定", None: "不能判断"}


def health_card(posed: Posed, number: int, unit: int | None) -> FactCard:
    """The checks of a party organization on the day, each with its reason and clause."""
    rows, unjudged = told_of_body(posed.asked.picture, posed.on, number, unit)
    said = [one for one in rows if (one.row["check"], one.row["because"]) not in TWICE]
    lines = tuple(_line(one) for one in sorted(said, key=lambda one: _rank(one.row["verdict"])))
    return FactCard(TITLE, lines, NOTHING, "；".join([FOOT, *unjudged.values()]))


def _rank(verdict: bool | None) -> int:
    return {True: 0, None: 1, False: 2}[verdict]


def _line(one: Told) -> FactLine:
    row, basis = one.row, one.basis
    since = f"，自 {row['since']} 起" if row["since"] else ""
    remedy = f"。怎么办：{basis.check.remedy}" if row["verdict"] else ""
    value = f"{WORDS[row['verdict']]}：{sentence(row, basis)}{since}{remedy}"
    return FactLine(basis.check.label, value, f"依据：{basis.clause(row['rule'])}")
