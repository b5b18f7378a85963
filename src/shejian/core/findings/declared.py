"""The checks there are, with their words from ``law/findings``: what is unknown or cannot be said is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from shejian.core.findings.checks import JUDGES
from shejian.core.findings.rows import Judge
from shejian.core.indicators import Subject
from shejian.core.rules import LawFileError
from shejian.core.rules.loading import LAW_FOLDER
from shejian.core.rules.nearness import near_hint
from shejian.core.rules.strict_yaml import Node, read_yaml

KEYS = ("key", "label", "meaning", "subject", "rules", "remedy", "found", "fine", "unknown")
BLANKS = ("number", "money", "hours", "day", "rule")
CODE = re.compile(r"[a-z][a-z_]*")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked for in every row of its universe.

    Attributes:
        key: its name in every layer.
        label: what is wrong where it is found, for example 正式党员不足.
        meaning: what is looked for, and among which rows.
        subject: what its ids are ids of.
        rules: keys of the parameters it reads; the first is the one it rests on where a row names none.
        remedy: what to do.
        sentences: the reasons, by code, with the blanks ``BLANKS``.
        verdicts: of each code, whether it is a reason of what is found, fine or unknown.
        judge: makes the rows of a view.
    """

    key: str
    label: str
    meaning: str
    subject: Subject
    rules: tuple[str, ...]
    remedy: str
    sentences: Mapping[str, str]
    verdicts: Mapping[str, bool | None]
    judge: Judge


@cache
def checks() -> dict[str, Check]:
    """The checks shipped with the program, by key, in reading order."""
    return read_checks(LAW_FOLDER)


def read_checks(folder: Path) -> dict[str, Check]:
    """The checks of a folder with ``findings/`` in it.

    Raises:
        LawFileError: the first file that is refused, or a check without a file.
    """
    found: dict[str, Check] = {}
    for path in sorted((folder / "findings").glob("*.y*ml")):
        check = _check(read_yaml(folder, path))
        found[check.key] = check
    for key in JUDGES:
        if key not in found:
            raise LawFileError(f"findings/{key}.yaml", "", f"监督项 {key} 没有文字")
    return {key: found[key] for key in JUDGES}


def _check(node: Node) -> Check:
    node.allow(KEYS)
    key = node.text("key")
    if node.file != f"findings/{key}.yaml":
        raise node.fault(f"监督项 {key} 应放在 findings/{key}.yaml")
    if key not in JUDGES:
        raise node.fault(f"没有监督项 {key}{near_hint(key, JUDGES)}")
    subject = node.choice("subject", Subject)
    sentences: dict[str, str] = {}
    verdicts: dict[str, bool | None] = {}
    for name, verdict in (("found", True), ("fine", False), ("unknown", None)):
        for code, sentence in _sentences(node, name).items():
            if code in sentences:
                raise node.fault(f"{name} 的 {code} 已在别处写过")
            sentences[code], verdicts[code] = sentence, verdict
    return Check(
        key=key,
        label=node.text("label"),
        meaning=node.text("meaning"),
        subject=subject,
        rules=tuple(node.texts("rules")),
        remedy=node.text("remedy"),
        sentences=sentences,
        verdicts=verdicts,
        judge=JUDGES[key],
    )


def _sentences(node: Node, name: str) -> dict[str, str]:
    if node.fields[name] is None:
        return {}
    part = node.node(name)
    found = {}
    for code in part.fields:
        if CODE.fullmatch(code) is None:
            raise part.fault(f"{code} 不是代码（小写字母和下划线）")
        found[code] = _sentence(part, code)
    return found


def _sentence(part: Node, code: str) -> str:
    text = part.text(code)
    try:
        blanks = [blank for _, blank, _, _ in Formatter().parse(text) if blank is not None]
    except ValueError:
        raise part.fault(f"{code} 的花括号不成对") from None
    for blank in blanks:
        if blank not in BLANKS:
            raise part.fault(f"{code} 里的 {{{blank}}} 填不出来；可用的：{'、'.join(BLANKS)}")
    return text
