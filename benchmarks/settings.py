"""A throw-away store, and beside it the database of what we are compared with."""

from __future__ import annotations

from shejian.settings.environment import sqlite
from shejian.settings.test import *  # noqa: F403
from shejian.settings.test import DATABASES, HOME, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "import_export", "benchmarks.baseline"]
DATABASES["baseline"] = sqlite(HOME / "baseline.sqlite3")
DATABASE_ROUTERS = ["benchmarks.baseline.routing.Baseline"]
ROOT_URLCONF = "benchmarks.bare"
