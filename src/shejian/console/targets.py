"""Files that commands write: never over another unless told to, and with the reason when one cannot be written."""

from __future__ import annotations

import argparse
import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shejian.console.arguments import UsageError
from shejian.console.causes import system_cause

WORKBOOK = ".xlsx"
WORD = ".docx"


def add_force(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="已经有同名文件时，用新的替换它；不写就不动它")


def add_workbook(parser: argparse.ArgumentParser) -> None:
    """The options of a command that writes a workbook."""
    parser.add_argument("--out", type=Path, required=True, metavar="F", help="写到哪个 .xlsx 文件")
    add_force(parser)


@contextmanager
def target(path: Path, *, force: bool, suffix: str = "") -> Iterator[Path]:
    """The file to write, once it is known to be a fit place; what the system refuses meanwhile becomes a reason.

    Raises:
        UsageError: the name has another suffix, or the place is taken or cannot be written. Nothing was written.
    """
    if suffix and path.suffix.lower() != suffix:
        raise UsageError(
            f"只能写成 {suffix} 文件，{path} 不是；请改写成 {path.with_suffix(suffix) if path.name else suffix}"
        )
    try:
        _refuse_taken(path, force)
        yield path
    except OSError as problem:
        raise UsageError(f"不能写到 {path}：{_why(path, problem)}") from None


def _why(path: Path, problem: OSError) -> str:
    if problem.errno == errno.ENOENT and not path.parent.exists():
        return f"没有 {path.parent} 这个文件夹；请先建好，或换一个位置"
    if problem.errno == errno.ENOENT:
        return "那里不能新建文件；请换一个位置"
    return f"{system_cause(problem)}；请换一个位置或文件名"


def _refuse_taken(path: Path, force: bool) -> None:
    if path.is_dir() or not path.name:
        raise UsageError(f"{path} 是一个文件夹，请写出其中文件的名称")
    if not path.exists():
        return
    if not path.is_file():
        raise UsageError(f"{path} 不是普通文件，不能写；请换一个文件名")
    if not force:
        raise UsageError(f"已经有 {path}，没有动它；请换一个文件名，或加 --force 替换它")
