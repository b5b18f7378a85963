"""Findings that were kept, what was done about each, and what was asked for to be completed."""

from shejian.oversight.models.asking import CompletionRequest
from shejian.oversight.models.handling import Answer, Assignment, Verification, Waiver
from shejian.oversight.models.kept import Finding, KeptFinding

__all__ = ["Answer", "Assignment", "CompletionRequest", "Finding", "KeptFinding", "Verification", "Waiver"]
