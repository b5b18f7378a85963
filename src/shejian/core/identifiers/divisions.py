"""Names of administrative divisions by their six-digit codes (GB/T 2260).

The list is ``law/standards/divisions.csv``; ``divisions.yaml`` beside it says where it is from, as of which day, and
what it leaves out. It knows one day only: a code that was abolished before it, or made after it, is not in the list.
A code that is not in the list is therefore a reason for a notice, never for a fault.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def division_name(code: str) -> str | None:
    """The own name of the division (``凉州区``, without its superiors), or ``None`` when the list lacks the code."""
    return _names().get(code)


def is_known_division(code: str) -> bool:
    """Whether the list has the code, at whatever level."""
    return code in _names()


@cache
def _names() -> Mapping[str, str]:
    """The whole list, read on first use."""
    path = files("shejian").joinpath("law", "standards", "divisions.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return MappingProxyType({row["code"]: row["name"] for row in rows})
