"""Where each rule is read: discovered from what the files of procedures, findings and figures name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from shejian.core.rules.loading import LAW_FOLDER, load_law
from shejian.core.rules.plain_yaml import load_plain


class Reader(StrEnum):
    """What reads rules; named by the folder of ``law/`` that says which."""

    PROCEDURE = "procedures"
    FINDING = "findings"
    INDICATOR = "indicators"
    LEDGER = "uses"

    @property
    def label(self) -> str:
        return {"procedures": "程序", "findings": "监督", "indicators": "指标", "uses": "台账"}[self.value]


@dataclass(frozen=True, slots=True)
class Use:
    """One place in which a rule is read, for example the step of a procedure."""

    reader: Reader
    label: str

    def __str__(self) -> str:
        return f"{self.reader.label}：{self.label}"


@cache
def load_uses() -> Mapping[str, tuple[Use, ...]]:
    """The uses of every rule of the shipped law that has any, by its key; read once."""
    return read_uses(LAW_FOLDER, load_law().keys)


def read_uses(folder: Path, keys: Collection[str]) -> Mapping[str, tuple[Use, ...]]:
    """The uses of ``keys`` in a folder: wherever a file has a key as a value, under the labels that lead there."""
    known = frozenset(keys)
    found: dict[str, dict[Use, None]] = {}
    for reader in Reader:
        for path in sorted((folder / reader).rglob("*.yaml")):
            for key, labels in _named(load_plain(path.read_bytes()), known, ()):
                found.setdefault(key, {})[Use(reader, " · ".join(labels[:2]))] = None
    return {key: tuple(uses) for key, uses in found.items()}


def _named(content: object, known: frozenset[str], labels: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(content, str) and content in known:
        yield content, labels
    elif isinstance(content, list):
        for one in content:
            yield from _named(one, known, labels)
    elif isinstance(content, dict):
        label = content.get("label")
        inside = (*labels, label) if isinstance(label, str) else labels
        for one in content.values():
            yield from _named(one, known, inside)
