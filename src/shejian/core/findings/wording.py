"""A row of a check in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from shejian.core.findings.basis import Basis

FEN = 100
TENTHS = 10
NO_DAY = "（日期未载）"


def sentence(row: Mapping[str, Any], basis: Basis) -> str:
    """Why a row (columns ``because``, ``number``, ``day``, ``rule``) is where it is, as a sentence.

    Raises:
        KeyError: the check has no such reason.
    """
    number = row["number"]
    return basis.check.sentences[row["because"]].format(
        number="" if number is None else number,
        money="" if number is None else f"{Decimal(number) / FEN:.2f} 元",
        hours="" if number is None else hours_text(number),
        day=row["day"] or NO_DAY,
        rule=basis.value(row["rule"]),
    )


def hours_text(tenths: int) -> str:
    """Tenths of an hour of learning as a number of hours, with a decimal only where there is one."""
    return f"{Decimal(tenths) / TENTHS:f}" if tenths % TENTHS else str(tenths // TENTHS)
