"""What commands do where there is no store, an empty one, a damaged one, or one whose keys are gone."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.console.test_backup import shejian

from shejian.keys import KeysFault, make_keys, read_keys

pytestmark = pytest.mark.once
NO_LEDGER = (
    "shejian：{0} 还没有台账。请先用 shejian init 建立，或用 shejian import 导入 Excel；"
    "台账在别处的，请把 SHEJIAN_HOME 指向那里\n"
)
DAMAGED = (
    "shejian：台账的数据库文件 {0}/ledger.sqlite3 已损坏，读不出来。请不要再往里记账；"
    "把 {0} 整个移到一边留存，再用 shejian restore 备份文件 恢复\n"
)
NO_KEYS = (
    "shejian：缺少密钥文件 {0}/keys.json。没有它，台账里的身份号码、电话和文件原件都读不出来，也不能另造一份；"
    "请从备份里取回 keys.json 放到原处（备份是 ZIP 文件，keys.json 就在里面），或用 shejian restore 恢复到空的地方\n"
)


@pytest.fixture(scope="module")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("initialised") / "home"
    assert shejian(home, "init").returncode == 0
    return home


@pytest.mark.parametrize(
    "command",
    [
        ("figures",),
        ("evidence", "covered"),
        ("compare", "covered", "--from", "2021-12-31", "--to", "2022-12-31"),
        ("table", "党统", "--out", "out.xlsx"),
        ("export", "全部", "--out", "out.xlsx"),
        ("verify",),
        ("undo", "1"),
        ("backup", "out.zip"),
        ("user", "list"),
        ("unit", "add", "云川县"),
        ("serve",),
    ],
    ids=lambda command: command[0],
)
def test_where_there_is_no_ledger_commands_say_so_and_make_nothing(tmp_path: Path, command: tuple[str, ...]) -> None:
    home = tmp_path / "home"
    line = [str(tmp_path / one) if one.startswith("out.") else one for one in command]
    ran = shejian(home, *line)
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", NO_LEDGER.format(home))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("import", "shejian：打不开 nothing：没有这个文件，请检查路径。\n"),
        ("restore", "shejian：读不了 nothing：没有这个文件或文件夹；请检查备份文件的路径\n"),
    ],
)
def test_a_file_is_looked_at_before_a_store_is_made_for_it(tmp_path: Path, command: str, why: str) -> None:
    ran = shejian(tmp_path / "home", command, "nothing")
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", why)
    assert list(tmp_path.iterdir()) == []


def test_a_new_store_is_its_owners_only(initialised: Path) -> None:
    with sqlite3.connect(initialised / "ledger.sqlite3") as held:
        held.execute("SELECT 1 FROM journal_entry").fetchall()
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in initialised.iterdir()}
    held.close()
    assert oct(initialised.stat().st_mode & 0o777) == "0o700"
    assert modes.pop("ledger.sqlite3-wal", "0o600") == modes.pop("ledger.sqlite3-shm", "0o600") == "0o600"
    assert modes == {"ledger.sqlite3": "0o600", "keys.json": "0o600"}


def test_an_empty_ledger_says_that_nothing_was_imported(initialised: Path) -> None:
    ran = shejian(initialised, "figures", "--json")
    assert ran.returncode == 0
    assert ran.stderr == "提示：台账里还没有导入过什么（或都已撤销），所以没有数；请先用 shejian import 导入 Excel\n"


@pytest.mark.parametrize("command", [("figures",), ("verify",), ("init",), ("backup", "out.zip")])
def test_a_damaged_database_is_named_with_the_way_out(tmp_path: Path, command: tuple[str, ...]) -> None:
    make_keys(tmp_path)
    (tmp_path / "ledger.sqlite3").write_bytes(b"no database" * 999)
    line = [str(tmp_path / one) if one.startswith("out.") else one for one in command]
    ran = shejian(tmp_path, *line)
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", DAMAGED.format(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keys.json", "ledger.sqlite3"]


@pytest.mark.parametrize("command", [("figures",), ("init",), ("import", "county-2022.xlsx")])
def test_no_new_keys_are_made_for_a_store_that_lost_its_own(
    initialised: Path, data: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    kept = (initialised / "keys.json").read_bytes()
    (initialised / "keys.json").unlink()
    try:
        line = [str(data / one) if one.endswith(".xlsx") else one for one in command]
        ran = shejian(initialised, *line)
        assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", NO_KEYS.format(initialised))
        assert not (initialised / "keys.json").exists()
    finally:
        (initialised / "keys.json").write_bytes(kept)


def test_no_new_ledger_is_begun_beside_papers_that_lost_theirs(data: Path, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    ran = shejian(tmp_path, "import", data / "county-2022.xlsx")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == (
        f"shejian：{tmp_path} 里有导入过的文件原件（papers），却没有数据库 ledger.sqlite3，像是数据库丢了。"
        "请用 shejian restore 把备份恢复到空的地方；确实要另建新账的，先把 papers 移走\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["papers"]


@pytest.mark.parametrize(
    ("home", "why"),
    [
        ("/proc/nowhere", "不能建立 {0}：那里不能新建文件夹；请改权限，或把 SHEJIAN_HOME 指向能写的地方"),
        ("{tmp}/file", "SHEJIAN_HOME 要指向一个文件夹，{0} 是一个文件；请改指别处"),
        ("{tmp}/file/below", "不能建立 {0}：路径中间有一段不是文件夹；请改权限，或把 SHEJIAN_HOME 指向能写的地方"),
    ],
)
def test_a_place_where_no_store_can_be_is_refused(tmp_path: Path, home: str, why: str) -> None:
    (tmp_path / "file").write_text("x")
    place = home.format(tmp=tmp_path)
    ran = shejian(Path(place), "init")
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", f"shejian：{why.format(place)}\n")
    assert (tmp_path / "file").read_text() == "x"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("county:secret@host/ledger", "DATABASE_URL 的开头没有写是哪种数据库；可写"),
        ("mysql://county:secret@host/ledger", "DATABASE_URL 只认 postgresql:// 或 sqlite:///，写的是 mysql://；可写"),
        ("postgresql://county:secret@host:99x/ledger", "DATABASE_URL 里的主机或端口写得不对；可写"),
        ("postgresql://county:secret@host", "DATABASE_URL 没有写数据库的名称；可写"),
        ("sqlite://ledger.sqlite3", "DATABASE_URL 里 SQLite 的文件要写完整路径；可写"),
        (
            "postgresql://county:secret@127.0.0.1:1/ledger",
            "连不上数据库服务器：它没有启动，或 DATABASE_URL 里的主机、端口不对",
        ),
        ("postgresql://127.0.0.1:1/ledger?secret=1", "DATABASE_URL 问号后面有数据库不认识的选项，请检查"),
    ],
)
def test_a_wrong_address_of_the_database_is_refused_without_repeating_it(
    tmp_path: Path, address: str, why: str
) -> None:
    environment = os.environ | {
        "SHEJIAN_HOME": str(tmp_path),
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "shejian.settings.base",
    }
    command = [sys.executable, "-m", "shejian.console.main", "figures"]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"shejian：{why}")
    assert "secret" not in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_while_loading_ends_in_words(tmp_path: Path) -> None:
    script = (
        "import os, signal, threading\n"
        "from shejian.console.main import main\n"
        "threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "raise SystemExit(main(['figures']))\n"
    )
    environment = os.environ | {"SHEJIAN_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "shejian.settings.base"}
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "shejian：已中断；没有记完的账不会留下\n")


def test_keys_are_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    assert not read_keys(folder).there
    made = make_keys(folder)
    assert make_keys(folder) == read_keys(folder) == made
    assert [path.name for path in folder.iterdir()] == ["keys.json"]


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", '{"sessions": "a", "identity": "z", "digest": "0", "papers": "0"}']
)
def test_damaged_keys_are_refused_and_not_replaced(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys.json").write_text(content)
    with pytest.raises(KeysFault, match=r"请从备份恢复$"):
        make_keys(tmp_path)
    assert (tmp_path / "keys.json").read_text() == content


@pytest.mark.parametrize("taken", [False, True])
def test_two_roots_are_listed_and_the_one_taken_is_named(run: Callable[..., Any], data: Path, taken: bool) -> None:
    run("import", data / "county-2022.xlsx")
    added = run("unit", "add", "澜川县", "--kind", "region")
    assert added.err == "提示：最上级单位现在有 2 个：云川县、澜川县。命令里不写 --unit 时，指的是 云川县\n"
    listed = [line.split()[0] for line in run("unit", "list").out.splitlines()]
    assert [one for one in listed if "/" not in one] == ["单位", "云川县", "澜川县"]
    ran = run("figures", "--on", "2022-12-31", "--json", *(("--unit", "澜川县") if taken else ()))
    note = "提示：最上级单位有 2 个，没有写 --unit，算的是 云川县；另有 澜川县，用 --unit 指明\n"
    assert ran.err == ("" if taken else note)
    assert (ran.json["unit"], ran.json["figures"]["organizations"]["value"]) == (
        ("澜川县", 0) if taken else ("云川县", 176)
    )
