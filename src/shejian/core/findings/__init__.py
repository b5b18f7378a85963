"""Findings: rules over facts, vectorised; each row is found, fine or unknown, with its reason, clause and remedy."""

from shejian.core.findings.ahead import ahead
from shejian.core.findings.basis import Basis, bases, basis_of
from shejian.core.findings.declared import Check, checks, read_checks
from shejian.core.findings.judging import found, judge
from shejian.core.findings.rows import COLUMNS
from shejian.core.findings.wording import sentence

__all__ = [
    "COLUMNS",
    "Basis",
    "Check",
    "ahead",
    "bases",
    "basis_of",
    "checks",
    "found",
    "judge",
    "read_checks",
    "sentence",
]
