"""The whole store in one file, and back: tables as lines of JSON, kept files, and keys. The same file restores to
SQLite or PostgreSQL, so it is also how an office moves from one desk to a server."""

from __future__ import annotations

import base64
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction

from shejian.console.causes import system_cause
from shejian.exchange.services.whole_files import whole_file
from shejian.journal.models import Entry, Head
from shejian.journal.moment import at_one_moment
from shejian.journal.services import papers
from shejian.journal.services.writing import copy_rows, database_columns
from shejian.keys import FILE_MODE

FORMAT = "shejian-backup-1"
LEFT_OUT = {"contenttypes", "auth", "sessions", "axes", "admin"}
CHUNK = 5000


class BackupProblem(Exception):
    """The backup cannot be made or restored; ``str()`` says why, in Chinese."""


def kept_models() -> list[type[models.Model]]:
    """The models that a backup holds: everything but sessions, counters of failed sign-ins and Django's own lists."""
    found = [model for model in apps.get_models() if model._meta.app_label not in LEFT_OUT]
    return sorted(found, key=lambda model: model._meta.label_lower)


def back_up(path: Path, moment: datetime) -> dict[str, int]:
    """Write the store to a file that only its owner can read; returns the rows of each table."""
    counts: dict[str, int] = {}
    with whole_file(path, FILE_MODE) as draft, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        with at_one_moment():
            head = Head.objects.filter(pk=1).first() or Head()
            for model in kept_models():
                counts[model._meta.label_lower] = _write_table(archive, model)
        manifest = {
            "format": FORMAT,
            "moment": moment.isoformat(),
            "head": head.number,
            "digest": head.digest,
            "rows": counts,
        }
        archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        archive.write(settings.HOME / "keys.json", "keys.json")
        folder = papers.folder()
        for kept in sorted(folder.rglob("*.sm4")) if folder.exists() else []:
            archive.write(kept, f"papers/{kept.relative_to(folder)}", zipfile.ZIP_STORED)
    return counts


def _write_table(archive: zipfile.ZipFile, model: type[models.Model]) -> int:
    names = [field.attname for field in model._meta.concrete_fields]
    count = 0
    with archive.open(f"tables/{model._meta.label_lower}.jsonl", "w", force_zip64=True) as out:
        out.write(json.dumps(names).encode() + b"\n")
        rows = model._base_manager.order_by("pk").values_list(*names)
        for row in rows.iterator(CHUNK):
            out.write(json.dumps([_plain(value) for value in row], ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _plain(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return {"b": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value


def restore(path: Path) -> dict[str, Any]:
    """Fill an empty store from a backup; returns the backup's manifest. All or nothing.

    Raises:
        BackupProblem: the file is no backup or is damaged, or the store is not empty.
    """
    if Entry.objects.exists():
        raise BackupProblem(
            f"{settings.HOME} 里已经有账，不能恢复到它上面；"
            "请把 SHEJIAN_HOME（和 DATABASE_URL）指向一个空的地方，再恢复"
        )
    with _opened(path) as (archive, manifest):
        with transaction.atomic():
            for model in kept_models():
                _read_table(archive, model, manifest["rows"])
        _restore_files(archive)
    return manifest


def inspect(path: Path) -> None:
    """Look at a backup before anything is made for it.

    Raises:
        BackupProblem: the file cannot be read, is no backup, or is damaged.
    """
    try:
        with path.open("rb"):
            pass
    except OSError as problem:
        raise BackupProblem(f"读不了 {path}：{system_cause(problem)}；请检查备份文件的路径") from None
    with _opened(path) as (archive, _):
        damaged = archive.testzip()
        if damaged:
            raise BackupProblem(f"备份文件已损坏：{damaged}。请换一份备份")


def moment_of(manifest: dict[str, Any]) -> datetime:
    """When the backup was made."""
    return datetime.fromisoformat(manifest["moment"])


@contextmanager
def _opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    try:
        with zipfile.ZipFile(path) as archive:
            manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
            if manifest.get("format") != FORMAT:
                raise BackupProblem(f"{path.name} 不是社建的备份，或是别的版本做的")
            moment_of(manifest)
            yield archive, manifest
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError):
        raise BackupProblem(f"{path.name} 不是社建的备份，或已损坏。请换一份备份") from None


def _read_table(archive: zipfile.ZipFile, model: type[models.Model], expected: dict[str, int]) -> None:
    label = model._meta.label_lower
    if label not in expected:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - the model's name
    with archive.open(f"tables/{label}.jsonl") as lines:
        names = json.loads(next(lines))
        columns = database_columns(model)
        unknown = [name for name in names if name not in columns]
        if unknown:
            raise BackupProblem(
                f"备份里的 {label} 有这个版本不认识的列：{'、'.join(unknown)}。请用做备份的那个版本恢复"
            )
        read = 0
        for chunk in _chunks(lines):
            copy_rows(connection, model._meta.db_table, [columns[name] for name in names], chunk)
            read += len(chunk)
    if read != expected[label]:
        raise BackupProblem(f"备份里的 {label} 应有 {expected[label]} 行，只有 {read} 行；备份已损坏")
    for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _chunks(lines: Any) -> Iterator[list[tuple[Any, ...]]]:
    chunk: list[tuple[Any, ...]] = []
    for line in lines:
        chunk.append(tuple(_value(value) for value in json.loads(line)))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return base64.b64decode(value["b"])
    if isinstance(value, bool):
        return int(value)
    return value


def _restore_files(archive: zipfile.ZipFile) -> None:
    keys = settings.HOME / "keys.json"
    draft = keys.with_name(".keys-restored")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(archive.read("keys.json"))
    for name in archive.namelist():
        if name.startswith("papers/") and name.endswith(".sm4") and ".." not in name:
            target = papers.folder() / name.removeprefix("papers/")
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            target.write_bytes(archive.read(name))
    draft.replace(keys)
