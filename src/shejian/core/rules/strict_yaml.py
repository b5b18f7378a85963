"""YAML read strictly: what is doubled, unknown, missing or of the wrong kind is refused, naming file and place."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

Choice = TypeVar("Choice", bound=StrEnum)


class LawFileError(ValueError):
    """A file under ``law/`` that is refused; ``str()`` is a sentence with the file and the place in it."""

    def __init__(self, file: str, place: str, reason: str) -> None:
        super().__init__("：".join(part for part in (file, place, reason) if part))
        self.file = file
        self.place = place
        self.reason = reason


class _StrictLoader(yaml.SafeLoader):
    """The safe loader, refusing a key given twice and a date that no calendar has."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="键应为文字", problem_mark=key_node.start_mark)
            if key_node.value in seen:
                raise yaml.MarkedYAMLError(problem=f"键 {key_node.value} 重复", problem_mark=key_node.start_mark)
            seen.add(key_node.value)
        return super().construct_mapping(node, deep)

    def construct_date(self, node: yaml.ScalarNode) -> object:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            problem = f"没有 {node.value} 这一天"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark) from None


_StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", _StrictLoader.construct_date)


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
                raise self.fault(f"不认识的键 {name}；可用的键：{'、'.join((*required, *optional))}")
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
            raise self.fault(f"{name} 应为日期（如 2026-05-11），现为 {_shown(value)}")
        return value

    def day_or_null(self, name: str) -> date | None:
        return None if self.fields[name] is None else self.day(name)

    def whole(self, name: str) -> int:
        value = self.fields[name]
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.fault(f"{name} 应为正整数，现为 {_shown(value)}")
        return value

    def flag(self, name: str) -> bool:
        value = self.fields[name]
        if not isinstance(value, bool):
            raise self.fault(f"{name} 应为 true 或 false，现为 {_shown(value)}")
        return value

    def choice(self, name: str, choices: type[Choice]) -> Choice:
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

    def node(self, name: str) -> Node:
        return _node(self.file, self._place_of(name), self.fields[name])

    def nodes(self, name: str) -> list[Node]:
        """The mappings of a list that has at least one."""
        items = self.fields[name]
        if not isinstance(items, list) or not items:
            raise self.fault(f"{name} 至少要有一项")
        return [_node(self.file, self._place_of(f"{name} 第 {at} 项"), item) for at, item in enumerate(items, 1)]

    def _place_of(self, part: str) -> str:
        return f"{self.place} {part}".strip()


def read_yaml(folder: Path, path: Path) -> Node:
    """The mapping that a file holds; the file is named by its path from ``folder``.

    Raises:
        LawFileError: it is no UTF-8, no YAML, no mapping, or has a key twice.
    """
    file = path.relative_to(folder).as_posix()
    try:
        content = _StrictLoader(path.read_bytes()).get_single_data()
    except yaml.MarkedYAMLError as error:
        line = f"第 {error.problem_mark.line + 1} 行" if error.problem_mark else ""
        raise LawFileError(file, line, error.problem or "不是 YAML") from None
    except yaml.YAMLError:
        raise LawFileError(file, "", "不是 UTF-8 文字") from None
    return _node(file, "", content)


def _node(file: str, place: str, content: object) -> Node:
    if not isinstance(content, dict) or not all(isinstance(name, str) for name in content):
        raise LawFileError(file, place, "应为“键: 值”的若干行")
    return Node(file, place, content)


def _shown(value: object) -> str:
    return "空" if value is None or value == "" else str(value)
