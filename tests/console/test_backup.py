"""A backup holds everything, restores to a new store, and refuses to overwrite one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from shejian.core.calendar.days import SHANGHAI

pytestmark = pytest.mark.once

DAY = ("--on", "2022-12-31", "--json")


def shejian(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, on a store of its own."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"SHEJIAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "shejian.settings.base"}
    command = [sys.executable, "-m", "shejian.console.main", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Path:
    home = tmp_path_factory.mktemp("store")
    assert shejian(home, "import", data / "county-2022.xlsx").returncode == 0
    return home


@pytest.fixture(scope="module")
def backup(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("backup") / "b.zip"
    assert shejian(store, "backup", path).returncode == 0
    return path


def figures(home: Path) -> Any:
    return json.loads(shejian(home, "figures", *DAY).stdout)


def test_a_restored_store_has_the_same_figures_and_the_same_chain(store: Path, backup: Path, tmp_path: Path) -> None:
    ran = shejian(tmp_path / "new", "restore", backup)
    assert ran.returncode == 0, ran.stderr
    manifest = json.loads(zipfile.ZipFile(backup).read("manifest.json"))
    made = datetime.fromisoformat(manifest["moment"]).astimezone(SHANGHAI)
    said = f"已恢复到第 1 笔（备份于 {made.year}年{made.month}月{made.day}日 {made:%H:%M}），开始核验…"
    assert ran.stdout.splitlines()[0] == said
    assert "核验通过" in ran.stdout
    assert figures(tmp_path / "new") == figures(store)
    assert shejian(tmp_path / "new", "verify").stdout == shejian(store, "verify").stdout


def test_identity_numbers_can_be_read_after_restoring(backup: Path, tmp_path: Path) -> None:
    shejian(tmp_path, "restore", backup)
    rows = json.loads(shejian(tmp_path, "evidence", "members", *DAY).stdout)["rows"]
    assert rows[0]["code"] == "6206**********7616"


def test_a_backup_is_its_owners_only(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_no_identity_number_stands_in_the_backups_tables(backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        texts = [archive.read(name) for name in archive.namelist() if name.startswith("tables/")]
    assert [text for text in texts if b"620602195102187616" in text] == []


def test_a_store_with_entries_is_not_overwritten(store: Path, backup: Path) -> None:
    before = figures(store)
    ran = shejian(store, "restore", backup)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"shejian：{store} 里已经有账，不能恢复到它上面" in ran.stderr
    assert figures(store) == before


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(content)
    ran = shejian(tmp_path / "new", "restore", tmp_path / "b.zip")
    assert ran.returncode == 2
    assert ran.stderr.endswith("shejian：b.zip 不是社建的备份，或已损坏。请换一份备份\n")


def test_a_damaged_backup_restores_nothing(backup: Path, tmp_path: Path) -> None:
    damaged = bytearray(backup.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    (tmp_path / "b.zip").write_bytes(damaged)
    ran = shejian(tmp_path / "new", "restore", tmp_path / "b.zip")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("shejian：")
    assert "已损坏" in ran.stderr
    assert not (tmp_path / "new").exists()


def test_no_identity_number_stands_in_the_store_at_all(store: Path) -> None:
    number, phone = "620602195102187616", "13953141018"
    found = [
        path.name
        for path in store.rglob("*")
        if path.is_file() and any(text.encode() in path.read_bytes() for text in (number, phone))
    ]
    assert found == []


def test_what_this_process_writes_after_asking_for_figures_others_can_read(data: Path, tmp_path: Path) -> None:
    """The snapshot's second SQLite library must not take the write-ahead log away from the first."""
    script = (
        "import sys; from shejian.console.main import main\n"
        "from pathlib import Path\n"
        f"book = {str(data / 'county-2022.xlsx')!r}\n"
        "main(['import', book]); main(['figures', '--on', '2022-12-31']); main(['undo', '1'])\n"
        "main(['figures', '--on', '2022-12-31']); main(['import', book])\n"
        "import subprocess; sys.exit(subprocess.call([sys.executable, '-m', 'shejian.console.main', 'verify']))\n"
    )
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"SHEJIAN_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "shejian.settings.base"}
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "核验通过：3 笔账" in ran.stdout
    assert figures(tmp_path)["figures"]["organizations"]["value"] == 176
