"""How far a job has come, told outside the database: a file that the job writes and a lock that it holds.

The lock lasts exactly as long as the process that holds it, however it ends. So a job that was killed is seen to be
gone at once, and no number of a process can be mistaken for that of another.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from time import sleep

from django.conf import settings

TRIES = 50
PAUSE = 0.02


class AlreadyAtWork(Exception):
    """A job for that upload is at work already."""


class Stopped(Exception):
    """Somebody asked the job to stop; nothing it did is kept."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a job last told: the process, the stage, and how many rows it has read."""

    pid: int
    stage: str
    count: int = 0


def folder() -> Path:
    """Where jobs tell of their progress."""
    return Path(settings.HOME) / "progress"


def tell(key: str, stage: str, count: int = 0) -> None:
    """Tell how far the job for an upload has come.

    Raises:
        Stopped: it was asked to stop.
    """
    if _stop_file(key).exists():
        raise Stopped
    draft = folder() / f".{key}-{os.getpid()}"
    draft.write_text(json.dumps(asdict(Progress(os.getpid(), stage, count)), ensure_ascii=False), encoding="utf-8")
    draft.replace(_file(key))


def told(key: str) -> Progress | None:
    """What the job last told, if anything."""
    try:
        return Progress(**json.loads(_file(key).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def claim(key: str) -> int:
    """Take the lock of an upload; returns the open file that holds it, to be handed to the job and then closed.

    Raises:
        AlreadyAtWork: a job holds it.
    """
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(_lock_file(key), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    for _ in range(TRIES):
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _stop_file(key).unlink(missing_ok=True)
            _file(key).unlink(missing_ok=True)
            return descriptor
        sleep(PAUSE)  # somebody may just be looking whether a job is at work
    os.close(descriptor)
    raise AlreadyAtWork(key)


def at_work(key: str) -> bool:
    """Whether a job for that upload is at work."""
    try:
        descriptor = os.open(_lock_file(key), os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def ask_to_stop(key: str) -> None:
    """Ask the job to stop when it next tells of its progress."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    _stop_file(key).touch()


def forget(key: str) -> None:
    """Remove what was told; the job has ended and somebody has taken note."""
    for path in (_file(key), _stop_file(key), _lock_file(key), *folder().glob(f".{key}-*")):
        path.unlink(missing_ok=True)


def _file(key: str) -> Path:
    return folder() / f"{key}.json"


def _lock_file(key: str) -> Path:
    return folder() / f"{key}.lock"


def _stop_file(key: str) -> Path:
    return folder() / f"{key}.stop"
