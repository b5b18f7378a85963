"""Stores made by the program's own commands, once for a whole run however many processes it has, and copied."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.browser.serving import shejian

UNTIDY_CLERK, UNTIDY_PASSWORD = "clerk", "Qingyuan-2026"


def demo_store(factory: pytest.TempPathFactory) -> Path:
    """澜川县 as ``shejian init --demo`` makes it, in a folder of the caller's own."""
    return _copy_of("demo", factory, lambda home: shejian(home, "init", "--demo"))


def untidy_store(factory: pytest.TempPathFactory, workbook: Path) -> Path:
    """The untidy county's units and clerk, and none of its rows: its first import was taken back."""

    def make(home: Path) -> None:
        shejian(home, "init")
        shejian(home, "import", str(workbook))
        shejian(home, "undo", "1")
        shejian(home, "user", "add", UNTIDY_CLERK, "--name", "青原县经办人", typed=f"{UNTIDY_PASSWORD}\n")

    return _copy_of("untidy", factory, make)


def _copy_of(kind: str, factory: pytest.TempPathFactory, make: Callable[[Path], object]) -> Path:
    """A copy of the store; whoever asks first makes it, and the others wait. One half made is not taken for whole."""
    own = factory.getbasetemp()
    shared = own.parent if own.name.startswith("popen-") else own  # a process of pytest-xdist: beside the others
    whole, begun = shared / f"store-{kind}", shared / f"store-{kind}-begun"
    with (shared / f"store-{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir(mode=0o700)
            make(begun)
            begun.rename(whole)
    return Path(shutil.copytree(whole, factory.mktemp(kind) / "home"))
