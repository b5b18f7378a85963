"""What each check computes, by theme; its words are in ``law/findings``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from shejian.core.findings.checks import building, dues, learning, members, papers, probation, terms, training
from shejian.core.findings.rows import Judge

JUDGES: dict[str, Judge] = {
    "few_full_members": members.few_full_members,
    "joint_too_many_units": building.joint_too_many_units,
    "too_many_members": members.too_many_members,
    "committee_due": members.committee_due,
    "term_over": terms.term_over,
    "term_ending": terms.term_ending,
    "should_have_built": building.should_have_built,
    "charter_clause": papers.charter_clause,
    "commitment_missing": papers.commitment_missing,
    "member_without_branch": members.member_without_branch,
    "dues_below": dues.dues_below,
    "dues_unpaid": dues.dues_unpaid,
    "hours_below": learning.hours_below,
    "secretary_untrained": training.secretary_untrained,
    "probation_over": probation.probation_over,
}
"""In the order in which people read them."""

READ_ON: dict[str, Callable[[date], date]] = {"hours_below": learning.closing}
"""Checks that judge by the law of an earlier day than the one asked, and of which."""
