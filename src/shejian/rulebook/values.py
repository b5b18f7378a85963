"""Values of rules as the ledger keeps them: the same mapping that a file under ``law/`` writes, as canonical JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from shejian.core.rules import Choice, DatedValue, Kind, LawFileError, Parameter, RuleValue
from shejian.core.rules.loading_values import BESIDE_UNIT, read_value
from shejian.core.rules.strict_yaml import Node


class BadValue(ValueError):
    """Not a value that the parameter can have; ``str()`` says why, in Chinese."""


def value_of(parameter: Parameter, stored: Mapping[str, Any]) -> tuple[RuleValue, str]:
    """The value of ``parameter`` that a mapping writes (``{"limit": {"count": 20, "unit": "日"}}``), and its unit.

    Raises:
        BadValue: it writes none, or one of another kind.
    """
    try:
        value, unit = read_value(Node("", "", stored), among(parameter))
    except LawFileError as fault:
        raise BadValue(fault.reason) from None
    if Kind(next(kind for kind in Kind if kind in stored)) is not parameter.kind:
        raise BadValue(f"{parameter.label}的值是{parameter.kind.label}，不能写成别的")
    return value, unit


def stored(parameter: Parameter, content: Any) -> dict[str, Any]:
    """The mapping that writes ``content`` as a value of ``parameter``, with the nation's unit if it stands beside."""
    kind = parameter.kind
    unit = {"unit": parameter.values[-1].unit} if kind in BESIDE_UNIT else {}
    return {str(kind): content, **unit}


def written(mapping: Mapping[str, Any]) -> str:
    """A mapping as the ledger keeps it."""
    return json.dumps(mapping, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> dict[str, Any]:
    """The mapping that the ledger keeps."""
    found: dict[str, Any] = json.loads(text)
    return found


def among(parameter: Parameter) -> tuple[str, ...]:
    """The choices of a parameter that is one of several, the mildest first; of another, none."""
    return next((value.value.among for value in parameter.values if isinstance(value.value, Choice)), ())


def latest(parameter: Parameter) -> DatedValue:
    """The value that began last."""
    return parameter.values[-1]
