"""What every test of reading holds itself to: nothing is left behind, and this process stays small."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shejian.core.sheets import Cell
from shejian.exchange.reading import Unreadable, Workbook, read_workbook

LARGEST_GROWTH_KB = 60_000
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@pytest.fixture(autouse=True)
def nothing_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No process, no temporary file, and no memory beyond what some thousand rows take."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    CLEAR.write_text("5")
    before, others = memory("VmRSS"), children()
    yield
    assert children() == others
    assert list(made.iterdir()) == []
    assert memory("VmHWM") - before < LARGEST_GROWTH_KB


def children() -> set[int]:
    """The processes that this one has started and not seen the end of; the browser tests' server is one for long."""
    listed = Path("/proc/self/task").glob("*/children")
    return {int(one) for path in listed for one in path.read_text(encoding="ascii").split()}


def memory(which: str) -> int:
    """A line of this process's status in kB: VmRSS is what it takes now, VmHWM the most since it was cleared."""
    line = next(line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith(which))
    return int(line.split()[1])


Sheets = dict[str, dict[int, list[Cell]]]


@pytest.fixture
def rows() -> Callable[[Path], Sheets]:
    """The rows of a workbook's sheets, by their numbers as Excel counts."""
    return rows_of


def rows_of(path: Path) -> Sheets:
    found: Sheets = {}

    def take(_: Workbook, name: str, piece: object) -> None:
        sheet = found.setdefault(name, {})
        for at, row in enumerate(piece.rows()):
            sheet[piece.first + at] = [None if cell == "" else cell for cell in row]

    read_workbook(path, take)
    return found


@pytest.fixture
def refusal() -> Callable[[Path], str]:
    """Why a file is refused."""

    def reason(path: Path) -> str:
        with pytest.raises(Unreadable) as refused:
            read_workbook(path, lambda book, name, piece: None)
        return str(refused.value)

    return reason
