"""Findings that were kept, and what was done about each."""

from shejian.oversight.models.handling import Answer, Assignment, Verification, Waiver
from shejian.oversight.models.kept import Finding, KeptFinding

__all__ = ["Answer", "Assignment", "Finding", "KeptFinding", "Verification", "Waiver"]
