"""Where the store is and what opens it: ``SHEJIAN_HOME``, ``DATABASE_URL`` and the keys kept beside the store."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

KEY_NAMES = ("sessions", "identity", "digest", "papers")
KEY_BYTES = {"sessions": 48, "identity": 16, "digest": 32, "papers": 16}


def home() -> Path:
    """The folder of the store: ``SHEJIAN_HOME``, by default ``./var``."""
    return Path(os.environ.get("SHEJIAN_HOME") or "var").resolve()


def database(folder: Path) -> dict[str, Any]:
    """The database settings that ``DATABASE_URL`` names; without it, SQLite in ``folder``.

    Raises:
        ValueError: the address is neither sqlite nor postgresql.
    """
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        return sqlite(folder / "ledger.sqlite3")
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"DATABASE_URL 只认 postgresql:// 或 sqlite:///，写的是 {parts.scheme}://")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite as the ledger wants it: readers never wait, one writer at a time, and a lock is taken at the outset."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; "
                "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON"
            ),
        },
    }


def keys(folder: Path) -> dict[str, str]:
    """The store's secret keys in hexadecimal, made at first use and readable by their owner only.

    Raises:
        ValueError: the file of keys is damaged or lacks a key.
    """
    path = folder / "keys.json"
    if not path.exists():
        _make_keys(path)
    try:
        found: dict[str, str] = json.loads(path.read_text(encoding="ascii"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise ValueError(f"密钥文件 {path} 已损坏，请从备份恢复") from None
    missing = [name for name in KEY_NAMES if name not in found]
    if missing:
        raise ValueError(f"密钥文件 {path} 缺少 {'、'.join(missing)}，请从备份恢复")
    return found


def _make_keys(path: Path) -> None:
    """Write new keys in one step: two processes that start together end up with the same ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = json.dumps({name: secrets.token_hex(KEY_BYTES[name]) for name in KEY_NAMES}, indent=1)
    draft = path.with_name(f".keys-{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(made)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
