"""Opening the store that ``SHEJIAN_HOME`` and ``DATABASE_URL`` name, and making it when there is none."""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from shejian import clock
from shejian.accounts.models import User
from shejian.console.arguments import UsageError
from shejian.console.causes import database_place, system_cause
from shejian.console.output import warn
from shejian.journal.services import Act, papers
from shejian.keys import FILE, FILE_MODE, KeysFault, make_keys

CHANNEL = "命令行"


class NoStore(UsageError):
    """There is no store in the place that is named."""


def open_store(*, make: bool = False) -> None:
    """Make sure that the store can be used; an older one is left for ``shejian init``.

    Args:
        make: whether the command may make a store where there is none. Any other leaves the place untouched.

    Raises:
        UsageError: there is no store, its keys are missing, or it was made by another version.
        DatabaseError: the database cannot be reached, or is damaged.
    """
    applied, pending = _migrations()
    if not applied:
        _refuse_papers_alone()
    if not applied and not make:
        raise NoStore(
            f"{_place()} 还没有台账。请先用 shejian init 建立，或用 shejian import 导入 Excel；"
            f"台账在别处的，请把 {_variable()} 指向那里"
        )
    if not applied:
        warn(f"在 {_place()} 建立新的台账…")
        make_store()
        return
    _refuse_without_keys()
    if pending:
        raise UsageError(
            "台账是由另一个版本建的；请先用原来的版本备份（或把台账文件夹整个复制一份），再运行 shejian init 升级"
        )


def make_store() -> None:
    """Make the folder, keys and tables, or bring the tables up to this version.

    Raises:
        UsageError: a store is there without its keys, or the place cannot be written to. Nothing was made.
    """
    applied, _ = _migrations()
    if applied:
        _refuse_without_keys()
    else:
        _refuse_papers_alone()
    with _writing(settings.HOME):
        _adopt_keys()
    if connection.vendor == "sqlite":
        with _writing(Path(database_place())):
            _make_file(Path(database_place()))
    call_command("migrate", verbosity=0, interactive=False)
    User.objects.console()


def _migrations() -> tuple[bool, bool]:
    """Whether any migration was applied, and whether any is pending. SQLite would make the file by looking into it."""
    if connection.vendor == "sqlite":
        file = Path(database_place())
        if not file.exists() or (file.is_file() and not file.stat().st_size):
            return False, True
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return bool(executor.loader.applied_migrations), bool(pending)


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        why = "那里不能新建文件夹" if problem.errno == errno.ENOENT else system_cause(problem)
        raise UsageError(f"不能建立 {place}：{why}；请改权限，或把 {_variable()} 指向能写的地方") from None
    except KeysFault as fault:
        raise UsageError(str(fault)) from None


def _refuse_without_keys() -> None:
    if not settings.KEYS_THERE:
        raise UsageError(
            f"缺少密钥文件 {settings.HOME / FILE}。没有它，台账里的身份号码、电话和文件原件都读不出来，也不能另造一份；"
            f"请从备份里取回 {FILE} 放到原处（备份是 ZIP 文件，{FILE} 就在里面），或用 shejian restore 恢复到空的地方"
        )


def _refuse_papers_alone() -> None:
    """A new ledger is not begun over the remains of one whose database was lost."""
    lost = connection.vendor == "sqlite" and Path(database_place()).parent == settings.HOME
    if lost and papers.folder().exists():
        raise UsageError(
            f"{settings.HOME} 里有导入过的文件原件（papers），却没有数据库 {Path(database_place()).name}，"
            "像是数据库丢了。请用 shejian restore 把备份恢复到空的地方；确实要另建新账的，先把 papers 移走"
        )


def _adopt_keys() -> None:
    """Keys for a store that is being made: this process began without any."""
    kept = make_keys(settings.HOME)
    if not settings.KEYS_THERE:
        settings.SECRET_KEY, settings.IDENTITY_KEY = kept.sessions, kept.identity
        settings.DIGEST_KEY, settings.PAPERS_KEY = kept.digest, kept.papers
        settings.KEYS_THERE = True


def _make_file(path: Path) -> None:
    """An empty file that only its owner can read; the files that SQLite puts beside it take its mode."""
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, FILE_MODE))


def _place() -> str:
    """Where the ledger is, or would be."""
    if connection.vendor != "sqlite":
        return f"数据库 {database_place()}"
    file = Path(database_place())
    return str(settings.HOME if file.parent == settings.HOME else file)


def _variable() -> str:
    return "DATABASE_URL" if os.environ.get("DATABASE_URL") else "SHEJIAN_HOME"


def console_act() -> Act:
    """An act of whoever runs the command on this machine, now."""
    return Act(
        by=User.objects.console().pk, moment=clock.now(), channel=CHANNEL, request_key=f"console-{uuid.uuid4().hex}"
    )
