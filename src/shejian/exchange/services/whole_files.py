"""Files that are complete or not there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

ANYBODY = 0o666  # as the process's umask allows


@contextmanager
def whole_file(path: Path, mode: int = ANYBODY) -> Iterator[Path]:
    """A draft beside ``path``, made at once so that an unwritable place is known before any work is done.

    It is moved to its place when the block ends well, and removed when it does not: nobody finds half a file, or a
    forgotten copy.

    Raises:
        OSError: the draft cannot be made, written or moved.
    """
    draft = path.with_name(f".{path.name}.part")
    draft.unlink(missing_ok=True)  # of a process that was killed
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
    try:
        yield draft
        draft.replace(path)
    except FileCreateError as problem:
        draft.unlink(missing_ok=True)
        raise (problem.__context__ or problem) from None  # the system's own refusal
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
