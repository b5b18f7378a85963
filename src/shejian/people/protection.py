"""Identity numbers and telephones at rest: SM4-GCM for keeping, a keyed digest (HMAC-SM3) for finding."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

NONCE_SIZE = 12
TAG_SIZE = 16


class Unreadable(Exception):
    """A protected value cannot be opened: the store's keys are not those it was closed with."""


def digest(value: str) -> str:
    """The keyed digest of a value; equal values have equal digests, and without the key nothing can be told."""
    mac = hmac.HMAC(settings.DIGEST_KEY, hashes.SM3())
    mac.update(value.encode())
    return mac.finalize().hex()


def protect(value: str) -> bytes:
    """The value, encrypted; every call gives different bytes."""
    nonce = secrets.token_bytes(NONCE_SIZE)
    lock = Cipher(algorithms.SM4(settings.IDENTITY_KEY), modes.GCM(nonce)).encryptor()
    return nonce + lock.update(value.encode()) + lock.finalize() + lock.tag


def reveal(protected: bytes | memoryview) -> str:
    """The value that ``protect`` encrypted. Show it masked unless its showing is logged.

    Raises:
        Unreadable: the keys are wrong or the bytes were changed.
    """
    data = bytes(protected)
    nonce, body, tag = data[:NONCE_SIZE], data[NONCE_SIZE:-TAG_SIZE], data[-TAG_SIZE:]
    try:
        unlock = Cipher(algorithms.SM4(settings.IDENTITY_KEY), modes.GCM(nonce, tag)).decryptor()
        return (unlock.update(body) + unlock.finalize()).decode()
    except (InvalidTag, ValueError):
        raise Unreadable("加密的内容打不开：密钥文件 keys.json 不是记账时的那一份") from None
