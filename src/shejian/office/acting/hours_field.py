"""The control for hours of learning (学时)."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms

from shejian.core.findings.wording import TENTHS, hours_text

_HOURS = re.compile(r"([0-9]{1,5})(?:\.([0-9])0*)?")


class HoursField(forms.CharField):
    """Hours of learning, held in tenths: 2 or 1.5."""

    widget = forms.TextInput(attrs={"class": "in num", "autocomplete": "off", "inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, int):
            return value
        text = str(super().to_python(value) or "").strip()
        if not text:
            return None
        found = _HOURS.fullmatch(unicodedata.normalize("NFKC", text))
        if found is None:
            raise forms.ValidationError(f"“{text[:20]}”不是学时数，最多一位小数，请写 2 或 1.5 这样")
        return int(found[1]) * TENTHS + int(found[2] or 0)

    def run_validators(self, value: Any) -> None:
        """A number needs none of those for texts."""

    def as_text(self, value: Any) -> str:
        """What the control holds for tenths of an hour."""
        return hours_text(value) if isinstance(value, int) else str(value)

    def prepare_value(self, value: Any) -> Any:
        return hours_text(value) if isinstance(value, int) else value
