"""The keys kept beside a store: of sessions, identity numbers, their digests, and papers. They are made once, when the
store is, and never again: what they protect cannot be read with any others."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

FILE = "keys.json"
SIZES = {"sessions": 48, "identity": 16, "digest": 32, "papers": 16}
FOLDER_MODE = 0o700
FILE_MODE = 0o600


class KeysFault(ValueError):
    """The file of keys cannot be used; ``str()`` says why and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys as settings hold them. Without a file of keys, ``there`` is false, sessions last as long as the process,
    and the others are empty, which no cipher takes: nothing can be protected with keys that are not kept."""

    sessions: str
    identity: bytes = b""
    digest: bytes = b""
    papers: bytes = b""
    there: bool = True


def read_keys(folder: Path) -> Keys:
    """The keys kept in ``folder``, if any.

    Raises:
        KeysFault: the file of keys is damaged or lacks a key.
        OSError: it cannot be read.
    """
    path = folder / FILE
    try:
        found = json.loads(path.read_text(encoding="ascii"))
    except (FileNotFoundError, NotADirectoryError):
        return Keys(secrets.token_hex(SIZES["sessions"]), there=False)
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise KeysFault(f"密钥文件 {path} 已损坏，请从备份恢复") from None
    missing = [name for name in SIZES if not isinstance(found, dict) or not found.get(name)]
    if missing:
        raise KeysFault(f"密钥文件 {path} 缺少 {'、'.join(missing)}，请从备份恢复")
    try:
        identity, digest, papers = (bytes.fromhex(found[name]) for name in ("identity", "digest", "papers"))
    except (TypeError, ValueError):
        raise KeysFault(f"密钥文件 {path} 已损坏，请从备份恢复") from None
    return Keys(str(found["sessions"]), identity, digest, papers)


def make_keys(folder: Path) -> Keys:
    """The keys kept in ``folder``, made if there are none, in one step: two processes that start together end up with
    the same ones.

    Raises:
        KeysFault, OSError: as ``read_keys``; or the folder cannot be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    path = folder / FILE
    if not path.exists():
        made = json.dumps({name: secrets.token_hex(size) for name, size in SIZES.items()}, indent=1)
        draft = path.with_name(f".keys-{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(made)
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return read_keys(folder)
