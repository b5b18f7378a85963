"""Opening the store that ``SHEJIAN_HOME`` and ``DATABASE_URL`` name, and making it when there is none."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from shejian import clock
from shejian.accounts.models import User
from shejian.console.arguments import UsageError
from shejian.console.output import warn
from shejian.journal.services import Act

CHANNEL = "命令行"


def open_store() -> None:
    """Make sure that the store can be used: a new one is made, an older one is left for ``shejian init``.

    Raises:
        UsageError: the database cannot be reached, or was made by another version.
    """
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as problem:
        raise UsageError(f"连不上数据库：{str(problem).strip()}。请检查 DATABASE_URL 或 SHEJIAN_HOME。") from None
    if not pending:
        return
    if executor.loader.applied_migrations:
        raise UsageError("台账是由另一个版本建的；请先运行 shejian backup 备份，再运行 shejian init 升级")
    warn(f"在 {settings.HOME} 建立新的台账…")
    make_store()


def make_store() -> None:
    """Make the tables, or bring them up to this version."""
    call_command("migrate", verbosity=0, interactive=False)
    User.objects.console()


def console_act() -> Act:
    """An act of whoever runs the command on this machine, now."""
    return Act(
        by=User.objects.console().pk, moment=clock.now(), channel=CHANNEL, request_key=f"console-{uuid.uuid4().hex}"
    )
