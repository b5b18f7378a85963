"""A value as its file writes it, for documents in JSON and for what is recorded of local values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from shejian.core.calendar import Limit
from shejian.core.rules.values import (
    AnnualDay,
    Bands,
    Choice,
    Frequency,
    Items,
    RuleValue,
    Share,
    kind_of,
    percent,
)


def as_written(value: RuleValue, unit: str) -> dict[str, Any]:
    """The keys of an item of a parameter file that say ``value``; JSON can hold them."""
    written: dict[str, Any] = {str(kind_of(value)): _content(value)}
    return written | ({"unit": unit} if isinstance(value, int | Decimal | Bands) else {})


def _content(value: RuleValue) -> Any:
    match value:
        case Decimal():
            return float(value)
        case Limit():
            return {"count": value.count, "unit": str(value.unit)}
        case Share():
            return {"of": value.of, str(value.bound): value.written or str(value.fraction)}
        case Choice():
            return value.chosen
        case Items():
            return list(value.names)
        case Bands():
            return [_band(band.up_to, band.rate) for band in value.bands]
        case Frequency():
            return {"count": value.count, "per": str(value.per)}
        case AnnualDay():
            return {"month": value.month, "day": value.day}
        case _:
            return value


def _band(up_to: Decimal | None, rate: Decimal) -> dict[str, Any]:
    end = {} if up_to is None else {"up_to": int(up_to) if up_to == up_to.to_integral_value() else float(up_to)}
    return end | {"rate": percent(rate)}
