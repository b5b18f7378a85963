"""Finds numbers in the program that could be a regulation's: thresholds, periods, and their Chinese words.

The law's numbers live under ``law/``, with their days and clauses, and calendar arithmetic in ``core/calendar``.
Anywhere else these are looked at: a number above 1 (or a fraction) that something is compared with, that days or months
are counted with, and a number with a Chinese unit in a text that people read. A name stands for the number that its
module, or the module it is imported from, binds to it. What is no regulation's number is argued for in
``statutory_allowed``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NUMERALS = "一二两三四五六七八九十百"
UNITS = (
    *("个工作日", "工作日", "个月(?!末)", "月内", "周岁", "学时", "个季度", "季度", "名", "日内", "天内", "年内"),
    *("日以上", "天以上", "年以上", "人以上", "次以上", "以上", "以下", "分之", "家单位", "个单位"),
)
ONE = "(?!(?:一|1)\\s*(?:名|个单位|家单位))"  # one of something is no threshold
WORDS = re.compile(rf"{ONE}(?:\d+|[{NUMERALS}]+)\s*(?:{'|'.join(UNITS)})|\d+(?:\.\d+)?\s*%")
COUNTING = {"timedelta", "add_months", "Limit", "relativedelta", "Share", "Fraction", "Frequency", "AnnualDay"}
COMPARING = {"ge", "gt", "le", "lt", "eq", "is_between"}
SMALL = {-1, 0, 1}
OF_PAGES = ("SHOWN", "LONGEST")  # by convention how much of a list is shown, how long a text may be: never a rule's
TAG = re.compile(r"\{[{%#].*?[}%#]\}|<[^>]*>", re.DOTALL)


@dataclass(frozen=True, order=True)
class Found:
    """A number that could be a regulation's: in which file, on which line, in which words of the source."""

    file: str
    line: int
    words: str


def numbers_of(tree: ast.AST) -> dict[str, float]:
    """The names that a module, or a class in it, binds to a number."""
    found: dict[str, float] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef):
            for bound in node.body:
                if isinstance(bound, ast.Assign) and (value := _number(bound.value)) is not None:
                    found.update({target.id: value for target in bound.targets if isinstance(target, ast.Name)})
    return found


def in_python(file: str, source: str, others: Mapping[str, Mapping[str, float]]) -> Iterator[Found]:
    """What is found in a module; ``others`` are ``numbers_of`` the modules that it may import names from."""
    tree = ast.parse(source)
    bound = numbers_of(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            numbers = others.get(node.module or "", {})
            bound |= {one.asname or one.name: numbers[one.name] for one in node.names if one.name in numbers}
    explained = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in explained:
            yield from (Found(file, node.lineno, match[0]) for match in WORDS.finditer(node.value))
        elif any(_counts(operand, bound) for operand in _operands(node)):
            yield Found(file, node.lineno, ast.unparse(node))


def in_template(file: str, source: str) -> Iterator[Found]:
    """What is found in the text of a template; tags and markup are no text."""
    plain = TAG.sub(lambda tag: "\n" * tag[0].count("\n"), source)
    for match in WORDS.finditer(plain):
        yield Found(file, plain.count("\n", 0, match.start()) + 1, match[0])


def _operands(node: ast.AST) -> list[ast.expr]:
    """What a comparison compares, a call counts with, or a year or month is moved by."""
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        return [node.right] if isinstance(node.left, ast.Attribute) and node.left.attr in {"year", "month"} else []
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in COUNTING or (name in COMPARING and isinstance(node.func, ast.Attribute)):
            return [
                *node.args,
                *(keyword.value for keyword in node.keywords if keyword.arg not in {"hours", "minutes"}),
            ]
    return []


def _counts(node: ast.expr, bound: Mapping[str, float]) -> bool:
    value = _number(node)
    if value is None and isinstance(node, ast.Name | ast.Attribute):
        name = node.id if isinstance(node, ast.Name) else node.attr
        value = None if name.startswith(OF_PAGES) else bound.get(name)
    return value is not None and value not in SMALL


def _number(node: ast.expr) -> float | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = _number(node.operand)
        return None if value is None else -value
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return node.value
    return None


def _docstrings(tree: ast.Module) -> set[ast.expr]:
    owners = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    firsts = (node.body[0] for node in ast.walk(tree) if isinstance(node, owners) and node.body)
    return {first.value for first in firsts if isinstance(first, ast.Expr)}
