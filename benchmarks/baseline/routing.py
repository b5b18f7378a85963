"""The compared program keeps its table in a database of its own, so that neither waits for the other's lock."""

from __future__ import annotations

from typing import Any

NAME = "baseline"


class Baseline:
    """Sends the baseline's model to its database, and nothing else there."""

    def db_for_read(self, model: Any, **_: Any) -> str | None:
        return NAME if model._meta.app_label == NAME else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        return (db == NAME) == (app_label == NAME)
