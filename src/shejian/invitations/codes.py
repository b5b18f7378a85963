"""One-time codes of invitations: made, and what is kept of them."""

from __future__ import annotations

import re
from collections.abc import Collection

from shejian.accounts.models import digest_of
from shejian.accounts.passwords import one_time_password
from shejian.core.sheets import fold

BESIDES = re.compile(r"[\s\-‐－—_]+")


def new_code() -> str:
    """A code to be told, or handed over on paper, once; in parts that can be read out."""
    return one_time_password()


def digest_of_code(code: str) -> str:
    """What is kept of a code, however its parts are separated and written."""
    return digest_of(BESIDES.sub("", fold(code)).lower())


def new_codes(count: int) -> Collection[str]:
    """Some codes, each another."""
    made: dict[str, None] = {}
    while len(made) < count:
        made[new_code()] = None
    return tuple(made)
