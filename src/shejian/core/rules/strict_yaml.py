"""YAML read strictly: what is doubled, unknown, missing or of the wrong kind is refused, naming file and place."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from shejian.core.rules.nearness import in_short, near_hint
from shejian.core.rules.plain_yaml import LARGEST_FILE, YamlFault, load_plain

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Chosen = TypeVar("Chosen", bound=StrEnum)


class LawFileError(ValueError):
    """A file under ``law/`` that is refused; ``str()`` is a sentence with the file and the place in it."""

    def __init__(self, file: str, place: str, reason: str) -> None:
        super().__init__("：".join(part for part in (file, place, reason) if part))
        self.file = file
        self.place = place
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Node:
    """One mapping of a file, with the words that say where it stands."""

    file: str
    place: str
    fields: Mapping[str, object]

    def fault(self, reason: str) -> LawFileError:
        return LawFileError(self.file, self.place, reason)

    def allow(self, required: Collection[str], optional: Collection[str] = ()) -> None:
        """Refuse a key that is neither required nor optional, then one that is required and missing."""
        for name in self.fields:
            if name not in required and name not in optional:
                known = (*required, *optional)
                raise self.fault(
                    f"不认识的键 {_shown(name)}{near_hint(name, known) or '；'}可用的键：{'、'.join(known)}"
                )
        for name in required:
            if name not in self.fields:
                raise self.fault(f"缺少 {name}")

    def text(self, name: str) -> str:
        value = self.fields[name]
        if not isinstance(value, str) or not value.strip():
            raise self.fault(f"{name} 应为文字，现为 {_shown(value)}")
        return value.strip()

    def text_or_null(self, name: str) -> str | None:
        return None if self.fields[name] is None else self.text(name)

    def day(self, name: str) -> date:
        value = self.fields[name]
        if not isinstance(value, date) or isinstance(value, datetime):
            quoted = "（加了引号，成了文字；请去掉引号）" if isinstance(value, str) and _DAY.fullmatch(value) else ""
            raise self.fault(f"{name} 应为日期（如 2026-05-11），现为 {_shown(value)}{quoted}")
        return value

    def day_or_null(self, name: str) -> date | None:
        return None if self.fields[name] is None else self.day(name)

    def whole(self, name: str) -> int:
        value = self.fields[name]
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.fault(f"{name} 应为正整数，现为 {_shown(value)}")
        return value

    def number(self, name: str) -> int | Decimal:
        """A number above 0, whole or with decimals; exactly as written."""
        value = self.fields[name]
        if not isinstance(value, int | Decimal) or isinstance(value, bool) or value <= 0:
            raise self.fault(f"{name} 应为正数，现为 {_shown(value)}")
        return value

    def flag(self, name: str) -> bool:
        value = self.fields[name]
        if not isinstance(value, bool):
            raise self.fault(f"{name} 应为 true 或 false，现为 {_shown(value)}")
        return value

    def choice(self, name: str, choices: type[Chosen]) -> Chosen:
        value = self.fields[name]
        if not isinstance(value, str) or value not in list(choices):
            raise self.fault(f"{name} 应为{'、'.join(choices)}之一，现为 {_shown(value)}")
        return choices(value)

    def texts(self, name: str) -> list[str]:
        """The words of a list that has at least one."""
        items = self.fields[name]
        if not isinstance(items, list) or not items or not all(isinstance(one, str) and one.strip() for one in items):
            raise self.fault(f"{name} 应为几条文字，现为 {_shown(items)}")
        return [one.strip() for one in items]

    def distinct_texts(self, name: str) -> list[str]:
        """``texts`` without one given twice."""
        items = self.texts(name)
        doubled = next((one for at, one in enumerate(items) if one in items[:at]), None)
        if doubled is not None:
            raise self.fault(f"{name} 里 {doubled} 重复")
        return items

    def days(self, name: str) -> list[date]:
        """The days of a list, which may be empty."""
        items = self.fields[name]
        if not isinstance(items, list) or not all(type(one) is date for one in items):
            raise self.fault(f"{name} 应为几个日期（如 [2016-02-06]），现为 {_shown(items)}")
        return items

    def shown(self, name: str) -> str:
        """A field as a sentence repeats it."""
        return _shown(self.fields[name])

    def node(self, name: str) -> Node:
        return _node(self.file, self._place_of(name), self.fields[name])

    def nodes(self, name: str) -> list[Node]:
        """The mappings of a list that has at least one."""
        items = self.fields[name]
        if items is not None and not isinstance(items, list):
            raise self.fault(f"{name} 应为若干项，每项一行、以“- ”开头，现为 {_shown(items)}")
        if not items:
            raise self.fault(f"{name} 至少要有一项")
        return [_node(self.file, self._place_of(f"{name} 第 {at} 项"), item) for at, item in enumerate(items, 1)]

    def _place_of(self, part: str) -> str:
        return f"{self.place} {part}".strip()


def read_yaml(folder: Path, path: Path) -> Node:
    """The mapping that a file holds; the file is named by its path from ``folder``.

    Raises:
        LawFileError: it is too long, no UTF-8, no plain YAML (see ``plain_yaml``), or no mapping.
    """
    file = path.relative_to(folder).as_posix()
    try:
        with path.open("rb") as opened:
            content = load_plain(opened.read(LARGEST_FILE + 1))
    except YamlFault as fault:
        raise LawFileError(file, f"第 {fault.line} 行" if fault.line else "", fault.reason) from None
    return _node(file, "", content)


def _node(file: str, place: str, content: object) -> Node:
    if not isinstance(content, dict) or not all(isinstance(name, str) for name in content):
        raise LawFileError(file, place, "应为“键: 值”的若干行")
    return Node(file, place, content)


def _shown(value: object) -> str:
    if value is None or value == "":
        return "空"
    if isinstance(value, list | dict):
        return "几项" if value else "空"
    return in_short(str(value))
