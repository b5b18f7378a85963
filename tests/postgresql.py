"""Runs a command with ``DATABASE_URL`` naming a throw-away PostgreSQL cluster made from the installed binaries.

    python tests/postgresql.py COMMAND [ARGUMENT ...]

Where PostgreSQL is not installed it says so loudly and exits 0; with ``SHEJIAN_DEMAND=1`` it exits 1 instead.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOW = "apt-get install postgresql"


def binaries() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, the newest if there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    anywhere = shutil.which("initdb")
    return Path(anywhere).resolve().parent if anywhere else None


def unprivileged() -> dict[str, int]:
    """PostgreSQL refuses to run as root: there it runs as ``postgres``, or as ``nobody``."""
    if os.geteuid():
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = names.get("postgres") or names["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid}


def main(command: list[str]) -> int:
    folder = binaries()
    if folder is None:
        line = f"没有安装 PostgreSQL，略过在它上面的测试；安装：{HOW}"
        sys.stderr.write(f"\n{'*' * 78}\n***  {line}\n{'*' * 78}\n\n")
        return 1 if os.environ.get("SHEJIAN_DEMAND") == "1" else 0
    who = unprivileged()
    with tempfile.TemporaryDirectory(prefix="shejian-pg-") as made:
        home = Path(made)
        if who:
            os.chown(home, who["user"], who["group"])
        cluster = home / "cluster"
        options = f"-c listen_addresses= -c unix_socket_directories={home} -c fsync=off -c full_page_writes=off"
        run = {"cwd": home, "check": True, "stdout": subprocess.DEVNULL, **who}
        subprocess.run(
            [folder / "initdb", "-D", cluster, "-U", "shejian", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"], **run
        )
        subprocess.run([folder / "pg_ctl", "-D", cluster, "-w", "-l", home / "log", "-o", options, "start"], **run)
        try:
            url = f"postgresql://shejian@/postgres?host={home}"
            environment = os.environ | {"DATABASE_URL": url}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            subprocess.run([folder / "pg_ctl", "-D", cluster, "-m", "immediate", "stop"], **run)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
