"""The program as an office runs it: a store of its own, made by its own commands, and ``shejian serve`` upon it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = Path(sys.executable).with_name("shejian")
PATIENCE = 60
BEAT = 0.05


def _environment(home: Path) -> dict[str, str]:
    """This process's own store, database and settings are those of the tests; the program gets none of them."""
    tests_own = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SHEJIAN_HOSTS", "SHEJIAN_ORIGINS", "SHEJIAN_HTTPS"}
    return {name: value for name, value in os.environ.items() if name not in tests_own} | {"SHEJIAN_HOME": str(home)}


def shejian(home: Path, *arguments: str, typed: str = "") -> str:
    """What a command says; it must succeed."""
    done = subprocess.run(
        [COMMAND, *arguments], env=_environment(home), input=typed, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@dataclass(frozen=True)
class Office:
    """A store and the address at which it is served."""

    home: Path
    address: str


@contextmanager
def served(home: Path) -> Iterator[Office]:
    """Serve a store until the block is left."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [COMMAND, "serve", "--port", str(port), "--workers", "1"]
    with (home / "serve.log").open("w+", encoding="utf-8") as log:
        server = subprocess.Popen(command, env=_environment(home), stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(server, address, home / "serve.log")
            yield Office(home, address)
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    begun = time.monotonic()
    while True:
        try:
            with urllib.request.urlopen(f"{address}/sign-in/", timeout=PATIENCE) as answer:
                assert answer.status == 200
                return
        except urllib.error.URLError:
            assert time.monotonic() - begun < PATIENCE, log.read_text(encoding="utf-8")
        try:
            server.wait(timeout=BEAT)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(log.read_text(encoding="utf-8"))
