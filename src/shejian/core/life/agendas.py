"""Suggested agendas (参考议程) as data: plain headings for each kind of organization life; no rule asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shejian.core.facts.terms import MeetingKind
from shejian.core.rules.loading import LAW_FOLDER
from shejian.core.rules.nearness import near_hint
from shejian.core.rules.strict_yaml import Node, read_yaml

FILE = "standards/agendas.yaml"


@dataclass(frozen=True, slots=True)
class Agendas:
    """Headings by kind; a kind that is not among them has none."""

    label: str
    meaning: str
    headings: Mapping[str, tuple[str, ...]]

    def of(self, kind: str) -> tuple[str, ...]:
        """The headings of a kind; none if there are none, or no kind was said."""
        return self.headings.get(kind, ())


@cache
def agendas() -> Agendas:
    """The agendas shipped with the program."""
    return read_agendas(LAW_FOLDER)


def read_agendas(folder: Path) -> Agendas:
    """The agendas that a law folder holds.

    Raises:
        LawFileError: something in it is unknown, missing, or said twice.
    """
    node = read_yaml(folder, folder / FILE)
    node.allow(("key", "label", "meaning", "kinds"))
    if node.text("key") != "agendas":
        raise node.fault(f"key 应为 agendas，现为 {node.shown('key')}")
    found: dict[str, tuple[str, ...]] = {}
    for one in node.nodes("kinds"):
        kind = _kind(one)
        if kind in found:
            raise one.fault(f"{kind} 写了两遍")
        found[kind] = tuple(one.distinct_texts("headings"))
    return Agendas(node.text("label"), node.text("meaning"), found)


def _kind(node: Node) -> str:
    node.allow(("kind", "headings"))
    name, every = node.text("kind"), [str(kind) for kind in MeetingKind]
    if name not in every:
        raise node.fault(f"没有组织生活的类型 {name}{near_hint(name, every)}")
    return name
