"""Files that commands write: not over others, not under a wrong name, and no draft left behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shejian.exchange.services.whole_files import whole_file

Run = Callable[..., Any]
COMMANDS = {
    "export": ("export", "党员名册", "--out"),
    "table": ("table", "党统", "--out"),
    "backup": ("backup",),
}


@pytest.mark.parametrize("command", list(COMMANDS))
def test_a_file_is_replaced_only_by_force(run: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"before")
    ran = run(*COMMANDS[command], path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"shejian：已经有 {path}，没有动它；请换一个文件名，或加 --force 替换它\n")
    assert path.read_bytes() == b"before"
    assert run(*COMMANDS[command], path, "--force").code == 0
    assert path.read_bytes().startswith(b"PK")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("command", list(COMMANDS))
@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("/proc/out.xlsx", "不能写到 /proc/out.xlsx：那里不能新建文件；请换一个位置"),
        ("{0}/none/out.xlsx", "不能写到 {0}/none/out.xlsx：没有 {0}/none 这个文件夹；请先建好，或换一个位置"),
        ("{0}/file/out.xlsx", "不能写到 {0}/file/out.xlsx：路径中间有一段不是文件夹；请换一个位置或文件名"),
        ("{0}/folder.xlsx", "{0}/folder.xlsx 是一个文件夹，请写出其中文件的名称"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused(
    run: Run, tmp_path: Path, command: str, place: str, why: str
) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder.xlsx").mkdir()
    ran = run(*COMMANDS[command], place.format(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"shejian：{why.format(tmp_path)}\n")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder.xlsx"]


@pytest.mark.parametrize("command", ["export", "table"])
def test_only_workbooks_are_written(run: Run, tmp_path: Path, command: str) -> None:
    ran = run(*COMMANDS[command], tmp_path / "a.csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(
        f"shejian：只能写成 .xlsx 文件，{tmp_path / 'a.csv'} 不是；请改写成 {tmp_path / 'a.xlsx'}\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_what_fails_half_way_leaves_nothing_and_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_text("before")
    with pytest.raises(KeyboardInterrupt), whole_file(path, 0o600) as draft:
        assert draft.stat().st_mode & 0o777 == 0o600
        draft.write_text("keys")
        raise KeyboardInterrupt
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("b.zip", "before")]
