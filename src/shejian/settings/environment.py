"""Where the store is and what opens it: ``SHEJIAN_HOME``, ``DATABASE_URL`` and the keys kept beside the store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from shejian.keys import Keys, KeysFault, read_keys

FORMS = (
    "可写 postgresql://用户:口令@主机:5432/库名，或 sqlite:///文件夹/ledger.sqlite3；不设就用 SHEJIAN_HOME 里的 SQLite"
)


def home() -> Path:
    """The folder of the store: ``SHEJIAN_HOME``, by default ``./var``. It need not be there yet.

    Raises:
        ImproperlyConfigured: it is no folder, or may not be looked into.
    """
    folder = Path(os.environ.get("SHEJIAN_HOME") or "var").resolve()
    try:
        if folder.exists() and not folder.is_dir():
            raise ImproperlyConfigured(f"SHEJIAN_HOME 要指向一个文件夹，{folder} 是一个文件；请改指别处")
        if folder.is_dir():
            next(folder.iterdir(), None)
    except OSError:
        raise ImproperlyConfigured(f"SHEJIAN_HOME 指向的 {folder} 打不开，没有权限；请改权限，或改指别处") from None
    return folder


def keys(folder: Path) -> Keys:
    """The store's secret keys.

    Raises:
        ImproperlyConfigured: they are damaged, or may not be read.
    """
    try:
        return read_keys(folder)
    except KeysFault as fault:
        raise ImproperlyConfigured(str(fault)) from None
    except OSError:
        raise ImproperlyConfigured(f"密钥文件 {folder / 'keys.json'} 读不了，请检查它的权限") from None


def database(folder: Path) -> dict[str, Any]:
    """The database settings that ``DATABASE_URL`` names; without it, SQLite in ``folder``.

    Raises:
        ImproperlyConfigured: the address is neither sqlite nor postgresql, or is incomplete. The address itself is not
            repeated: it may hold a password.
    """
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        return sqlite(folder / "ledger.sqlite3")
    scheme, separator, _ = address.partition("://")
    if not separator:
        raise ImproperlyConfigured(f"DATABASE_URL 的开头没有写是哪种数据库；{FORMS}")
    if scheme == "sqlite":
        return _sqlite_at(address)
    if scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(f"DATABASE_URL 只认 postgresql:// 或 sqlite:///，写的是 {scheme}://；{FORMS}")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(f"DATABASE_URL 里的主机或端口写得不对；{FORMS}") from None
    query = dict(parse_qsl(parts.query))
    if not parts.path.strip("/"):
        raise ImproperlyConfigured(f"DATABASE_URL 没有写数据库的名称；{FORMS}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": str(port or ""),
        "OPTIONS": query,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


def _sqlite_at(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    path = Path(unquote(parts.path))
    if parts.netloc or not path.name:
        raise ImproperlyConfigured(f"DATABASE_URL 里 SQLite 的文件要写完整路径；{FORMS}")
    return sqlite(path)


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
