"""The controls by which a value of a rule is typed: what they are follows the kind of the rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from shejian.core.calendar import LimitUnit
from shejian.core.rules import Kind, Parameter, Per, Share
from shejian.office.acting.fields import PickField
from shejian.rulebook.values import among, latest, stored

LABELS = {
    Kind.NUMBER: "数",
    Kind.LIMIT: "多长时间",
    Kind.SHARE: "比例",
    Kind.CHOICE: "选哪一项",
    Kind.ITEMS: "清单",
    Kind.FREQUENCY: "几次",
    Kind.ANNUAL_DAY: "哪一天",
}
HINTS = {
    Kind.SHARE: "写分数或者百分比，例如 2/3、80%。",
    Kind.ITEMS: "一行一项，写全：上级的各项也要写上。",
    Kind.ANNUAL_DAY: "例如 3月15日。",
}
UNITS = ((LimitUnit.DAY, LimitUnit.MONTH, LimitUnit.YEAR), (LimitUnit.WORKDAY,), (LimitUnit.AGE,))
"""The units of time between which a place may choose: those of the upper value's own row."""
_DAY = re.compile(r"(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})\s*日?")


def value_fields(parameter: Parameter) -> dict[str, forms.Field]:
    """The controls for a value of a rule, by name."""
    kind, above = parameter.kind, latest(parameter)
    label = f"{LABELS[kind]}（{above.unit}）" if kind is Kind.NUMBER else LABELS[kind]
    errors = {"required": f"请填写{LABELS[kind]}"}
    if kind is Kind.CHOICE:
        return {"value": PickField([(one, one) for one in among(parameter)], label=label)}
    rows = {"rows": 4} if kind is Kind.ITEMS else {}
    widget = forms.Textarea if rows else forms.TextInput
    text = forms.CharField(
        label=label,
        max_length=400,
        help_text=f"上级是 {above}。{HINTS.get(kind, '')}",
        widget=widget(attrs={"class": "in", "autocomplete": "off"} | rows),
        error_messages=errors,
    )
    return {"value": text, **_units(parameter)}


def _units(parameter: Parameter) -> dict[str, forms.Field]:
    above = latest(parameter)
    if parameter.kind is Kind.LIMIT:
        units = next(alike for alike in UNITS if above.limit.unit in alike)
        initial = str(above.limit.unit)
        return {"unit": PickField([(str(unit), str(unit)) for unit in units], label="时间的单位", initial=initial)}
    if parameter.kind is Kind.FREQUENCY:
        pers = [(str(per), f"每{per}") for per in Per]
        return {"unit": PickField(pers, label="每多长时间", initial=str(above.frequency.per))}
    return {}


def value_said(parameter: Parameter, said: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as a file under ``law/`` would write it.

    Raises:
        ValueError: it cannot be read; ``str()`` says why.
    """
    text = str(said["value"]).strip()
    return stored(parameter, _content(parameter, text, said))


def _content(parameter: Parameter, text: str, said: Mapping[str, Any]) -> Any:
    kind, above = parameter.kind, latest(parameter)
    if kind is Kind.NUMBER:
        return _whole(text)
    if kind is Kind.LIMIT:
        return {"count": _whole(text), "unit": said["unit"]}
    if kind is Kind.FREQUENCY:
        return {"count": _whole(text), "per": said["unit"]}
    if kind is Kind.SHARE and isinstance(above.value, Share):
        return {"of": above.value.of, str(above.value.bound): text}
    if kind is Kind.ITEMS:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if kind is Kind.ANNUAL_DAY:
        found = _DAY.fullmatch(text)
        if found is None:
            raise ValueError(f"“{text[:20]}”不是一年里的一天，请写成 3月15日")
        return {"month": int(found[1]), "day": int(found[2])}
    return text


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 12:
        raise ValueError(f"“{text[:20]}”不是正整数，请只写数字")
    return int(text)
