"""Which tables of facts this app's models fill."""

from __future__ import annotations

from shejian.cases import models
from shejian.snapshot.registry import register


def register_tables() -> None:
    """Register the facts of this app that checks read with the snapshot."""
    register("case_particulars", models.CaseParticulars)
    register("case_step", models.CaseStep)
