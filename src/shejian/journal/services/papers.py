"""Keeping the files behind papers: encrypted with SM4-GCM, named by what is in them, outside the database."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

from shejian.journal.services.acts import PaperDraft

NONCE_SIZE = 12
TAG_SIZE = 16


class DamagedPaper(Exception):
    """A kept file is missing or is no longer what was kept."""


def keep_file(content: bytes, *, kind: str, file_name: str) -> PaperDraft:
    """Keep the content and describe it as a paper to be registered; keeping the same content twice keeps it once."""
    paper = describe_file(content, kind=kind, file_name=file_name)
    digest = paper.sha256
    path = _path(digest)
    if path.exists():
        os.utime(path)  # wanted again from now on: no sweep may take it for something given up long ago
    else:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        nonce = secrets.token_bytes(NONCE_SIZE)
        lock = Cipher(algorithms.SM4(settings.PAPERS_KEY), modes.GCM(nonce)).encryptor()
        sealed = nonce + lock.update(content) + lock.finalize() + lock.tag
        draft = path.with_name(f".{digest}-{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(sealed)
        draft.replace(path)
    return paper


def describe_file(content: bytes, *, kind: str, file_name: str) -> PaperDraft:
    """What keeping the content will register; nothing is kept yet."""
    digest = sha256(content).hexdigest()
    return PaperDraft(kind=kind, title=file_name, file_name=file_name, size=len(content), sha256=digest)


def kept_file(digest: str) -> bytes:
    """The content kept under a digest.

    Raises:
        DamagedPaper: it is missing, or was changed.
    """
    try:
        sealed = _path(digest).read_bytes()
    except FileNotFoundError:
        raise DamagedPaper(f"原件 {digest[:12]}… 不在 papers 文件夹里") from None
    nonce, body, tag = sealed[:NONCE_SIZE], sealed[NONCE_SIZE:-TAG_SIZE], sealed[-TAG_SIZE:]
    try:
        unlock = Cipher(algorithms.SM4(settings.PAPERS_KEY), modes.GCM(nonce, tag)).decryptor()
        content = unlock.update(body) + unlock.finalize()
    except (InvalidTag, ValueError):
        raise DamagedPaper(f"原件 {digest[:12]}… 被改动过，或密钥不对") from None
    if sha256(content).hexdigest() != digest:
        raise DamagedPaper(f"原件 {digest[:12]}… 的内容与登记的摘要不符")
    return content


def forget_file(digest: str) -> None:
    """Remove the content kept under a digest: it was given up before any paper was registered for it."""
    _path(digest).unlink(missing_ok=True)


def files_before(moment: datetime) -> list[tuple[str, Path]]:
    """What was kept, and what was left half written, before a moment: the digest it is or was to be kept under."""
    found: list[tuple[str, Path]] = []
    for path in folder().glob("??/*"):
        with suppress(FileNotFoundError):  # another process has just finished writing it, or gave it up
            if path.stat().st_mtime < moment.timestamp():
                found.append((path.name.lstrip(".").partition(".")[0].partition("-")[0], path))
    return found


def folder() -> Path:
    """Where the files are kept."""
    return Path(settings.HOME) / "papers"


def _path(digest: str) -> Path:
    return folder() / digest[:2] / f"{digest}.sm4"
