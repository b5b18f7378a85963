"""Which tables of facts this app's models fill."""

from __future__ import annotations

from shejian.learning import models
from shejian.snapshot.registry import register


def register_tables() -> None:
    """Register every fact of this app with the snapshot."""
    register("study_record", models.StudyRecord)
    register("learner", models.Learner)
