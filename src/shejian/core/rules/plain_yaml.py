"""The plain part of YAML: mappings, lists, texts, whole and decimal numbers, days, true and false, null.

Refused are anchors, aliases and tags, keys that are doubled or no texts, numbers of other notations, anything very deep
or very long, and characters that no text needs. ``on``, ``yes`` and ``no`` are texts; a decimal number is exact.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import yaml

LARGEST_FILE = 512 * 1024  # bytes; law files have a few thousand
LONGEST_SHOWN = 20
DEEPEST = 24  # of mappings and lists in each other; law files have six
STR, BOOL, NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"
INT, FLOAT, DAY = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:timestamp"
PLAIN_TAGS = {None, "!"}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9]\d{0,14})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9]\d{0,14})\.\d{1,15}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
SAID = {
    "mapping values are not allowed": "这里不能写“键: 值”；请检查缩进，文字里有冒号的，给文字加引号",
    "could not find expected ':'": "键的后面缺少冒号，或者冒号后面缺少空格",
    "found unexpected end of stream": "引号没有配对",
    "found character '\\t'": "不能用制表符，缩进请用空格",
    "expected ',' or": "括号没有配对，或者各项之间缺少逗号",
    "expected <block end>": "缩进没有对齐，或者引号后面还有文字",
    "but found another document": "一个文件只能有一份内容，不能用 --- 分开",
    "found unknown escape character": "双引号里的反斜杠写法不对；文字请用单引号",
}
OTHERWISE = "不是正确的 YAML；请检查缩进、冒号后面的空格、引号和括号"


class YamlFault(ValueError):
    """A text that is not read; ``line`` counts from 1, or is ``None`` if it is about the whole."""

    def __init__(self, line: int | None, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def load_plain(content: bytes) -> object:
    """What a file says.

    Raises:
        YamlFault: it is not read, with the line and a Chinese reason.
    """
    if len(content) > LARGEST_FILE:
        raise YamlFault(None, f"文件太大，最多 {LARGEST_FILE // 1024} KB")
    text = _text(content)
    loader = _PlainLoader(text)
    try:
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise YamlFault(mark.line + 1 if mark else None, _said(error)) from None
    finally:
        loader.dispose()


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise YamlFault(line, "不是 UTF-8 文字，请另存为 UTF-8") from None
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise YamlFault(line, f"有不能用的控制字符（U+{ord(found[0]):04X}），请删去")
    return text


def _said(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, _Refusal):
        return str(error.problem)
    problem = f"{error.problem} {error.context}"
    return next((words for start, words in SAID.items() if start in problem), OTHERWISE)


class _Refusal(yaml.MarkedYAMLError):
    """A refusal of our own, whose problem is a Chinese sentence."""


def _refusal(reason: str, node: Any) -> _Refusal:
    return _Refusal(problem=reason, problem_mark=node.start_mark)


class _PlainLoader(yaml.SafeLoader):
    """The safe loader without what the module refuses."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _refusal("不能用锚点（&）和引用（*），请把内容写出来；文字以 & 或 * 开头的，加引号", event)
        if event.tag not in PLAIN_TAGS:
            raise _refusal("不能用标签（!），请去掉；文字以 ! 开头的，加引号", event)
        if self.depth >= DEEPEST:
            raise _refusal(f"套得太深，最多 {DEEPEST} 层", event)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag != STR:
                raise _refusal("键应为文字", key)
            if key.value in seen:
                raise _refusal(f"键 {_short(key)} 重复", key)
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_whole(self, node: yaml.ScalarNode) -> int:
        if not _WHOLE.fullmatch(node.value):
            raise _refusal(f"{_short(node)} 不是这里的整数写法；是数的写成 12，是文字的加引号", node)
        return int(node.value)

    def construct_decimal(self, node: yaml.ScalarNode) -> Decimal:
        if not _DECIMAL.fullmatch(node.value):
            raise _refusal(f"{_short(node)} 不是这里的小数写法；是数的写成 0.5，是文字的加引号", node)
        return Decimal(node.value)

    def construct_day(self, node: yaml.ScalarNode) -> object:
        try:
            return super().construct_yaml_timestamp(node)
        except (ValueError, OverflowError):
            raise _refusal(f"没有 {node.value} 这一天", node) from None

    def construct_text(self, node: yaml.ScalarNode) -> str:
        found = _CONTROL.search(node.value)
        if found:
            raise _refusal(f"文字里有不能用的控制字符（U+{ord(found[0]):04X}），请删去", node)
        return str(node.value)


def _short(node: yaml.ScalarNode) -> str:
    text = " ".join(node.value.split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _resolvers() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """Which plain scalars are what, by their first characters: as the safe loader, with fewer words for a flag."""
    kept = {
        first: [(tag, pattern) for tag, pattern in pairs if tag in (INT, FLOAT, DAY, NULL)]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    flag = (BOOL, re.compile(r"(?:true|false)\Z"))
    for first in "tf":
        kept[first] = [flag, *kept.get(first, [])]
    return kept


_PlainLoader.yaml_implicit_resolvers = _resolvers()
_PlainLoader.add_constructor(INT, _PlainLoader.construct_whole)
_PlainLoader.add_constructor(FLOAT, _PlainLoader.construct_decimal)
_PlainLoader.add_constructor(DAY, _PlainLoader.construct_day)
_PlainLoader.add_constructor(STR, _PlainLoader.construct_text)
