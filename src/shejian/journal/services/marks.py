"""Marks of rows and digests of entries: what makes a change behind the ledger's back visible.

A row's mark is BLAKE2b over ``ascii()`` of its canonical values. Trailing empty values are dropped, so a nullable
column added later, at the end of its model, leaves the marks of old rows as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from hashlib import blake2b
from itertools import repeat
from typing import Any

from cryptography.hazmat.primitives import hashes
from django.db import models

from shejian.journal.models import Sealed

MARK_SIZE = 16
ID_SIZE = 8
_OWN = {"id", "entry_id", "superseded_by_id"}


@cache
def columns(model: type[Sealed]) -> tuple[str, ...]:
    """The columns of a model that an act states, in the order in which marks take them."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname not in _OWN)


@cache
def defaults(model: type[Sealed]) -> dict[str, Any]:
    """What a column holds when an act says nothing about it."""
    return {
        field.attname: field.get_default()
        for field in model._meta.concrete_fields
        if field.attname not in _OWN and (field.null or field.has_default() or field.empty_strings_allowed)
    }


def canonical(value: Any) -> Any:
    """A value as marks and both databases take it: days as ISO text, flags as 0 or 1, terms as their codes."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        if isinstance(value, datetime):
            raise TypeError("a sealed row holds days, not moments")
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, memoryview):
        return bytes(value)
    return value


@cache
def careful_columns(model: type[Sealed]) -> frozenset[str]:
    """The columns whose values are not canonical as they come."""
    plain = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)
    fields = [field for field in model._meta.concrete_fields if field.attname not in _OWN]
    return frozenset(field.attname for field in fields if field.choices or not isinstance(field, plain))


def canonical_rows(model: type[Sealed], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Rows of all columns of the model with canonical values; whole columns at a time, because imports are large.

    Raises:
        ValueError: a row states a column that the model lacks, or does not state one that has no default.
    """
    wanted, standing = columns(model), defaults(model)
    unknown = [name for name in names if name not in wanted]
    absent = [name for name in wanted if name not in names and name not in standing]
    if unknown or absent:
        raise ValueError(
            f"{model.__name__}: no column {', '.join(unknown) or '—'}; not stated {', '.join(absent) or '—'}"
        )
    if not wanted:
        return [()] * len(rows)
    given = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    careful = careful_columns(model)
    turned: list[Iterable[Any]] = []
    for name in wanted:
        values = given.get(name)
        if values is None:
            turned.append(repeat(canonical(standing.get(name)), len(rows)))
        elif name in careful:
            seen = {value: canonical(value) for value in set(values)}
            turned.append([seen[value] for value in values])
        else:
            turned.append(values)
    return list(zip(*turned, strict=True))


def mark(row_id: int, entry: int, values: Sequence[Any]) -> bytes:
    """The mark of one row of canonical values."""
    length = len(values)
    while length and values[length - 1] is None:
        length -= 1
    return blake2b(ascii((row_id, entry, *values[:length])).encode(), digest_size=MARK_SIZE).digest()


def marks(first: int, entry: int, rows: Iterable[Sequence[Any]]) -> bytes:
    """The marks of rows with consecutive ids, one after another."""
    return b"".join([mark(row_id, entry, values) for row_id, values in enumerate(rows, first)])


def pack(ids: Iterable[int]) -> bytes:
    """Ids as 8 bytes each, big-endian."""
    return b"".join(one.to_bytes(ID_SIZE, "big") for one in ids)


def unpack(packed: bytes | memoryview) -> list[int]:
    """The ids that ``pack`` packed."""
    data = bytes(packed)
    return [int.from_bytes(data[at : at + ID_SIZE], "big") for at in range(0, len(data), ID_SIZE)]


def sm3(data: bytes) -> str:
    """SM3 (GB/T 32905) of ``data`` in hexadecimal."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


def canonical_json(value: Any) -> str:
    """The one way in which a statement is written down."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_digest(previous: str, entry: dict[str, Any], seals: Iterable[dict[str, Any]]) -> str:
    """The digest of an entry: of what it says, of what it did to every table, and of the entry before it."""
    sealed = [
        [
            seal["table"],
            seal["first"],
            seal["count"],
            *(sm3(bytes(seal[part])) for part in ("marks", "superseded", "restored")),
        ]
        for seal in sorted(seals, key=lambda one: str(one["table"]))
    ]
    return sm3(canonical_json({"previous": previous, "entry": entry, "seals": sealed}).encode())
