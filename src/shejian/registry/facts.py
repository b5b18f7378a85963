"""Which tables of facts this app's models fill."""

from __future__ import annotations

from shejian.registry import models
from shejian.snapshot.registry import register


def register_tables() -> None:
    """Register every fact of this app with the snapshot."""
    register("registration", models.Registration)
    register("standing", models.Standing)
    register("placement", models.Placement)
    register("headcount", models.Headcount)
    register("charter", models.Charter)
    register("commitment", models.Commitment)
