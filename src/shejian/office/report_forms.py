"""The form that starts a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from shejian.core.calendar import year_end
from shejian.core.calendar.reading import EARLIEST_YEAR

LONGEST_KEY = 32


class StartForm(forms.Form):
    """Of which unit and year a report is to be."""

    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput, error_messages={"invalid": "请刷新页面再起稿"})
    unit = forms.TypedChoiceField(
        label="单位", coerce=int, error_messages={"required": "请选单位", "invalid_choice": "请从列出的单位里选"}
    )
    own = forms.TypedChoiceField(
        label="范围",
        coerce=lambda value: value == "1",
        choices=[("0", "含下级"), ("1", "只算本级")],
        error_messages={"required": "请选范围", "invalid_choice": "请选含下级或只算本级"},
    )
    year = forms.IntegerField(
        label="年度",
        help_text="年度过完的，用当年末的数；还没有过完的，用今天的。",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": "请填年度", "invalid": "年度要写成四位数，例如 2025"},
    )

    def __init__(self, today: date, units: Sequence[tuple[int, str]], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.today = today
        self.units = units
        self.fields["unit"].choices = list(units)  # type: ignore[attr-defined]

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > self.today.year:
            raise forms.ValidationError(f"{year} 年还没有开始，没有数可写；最晚是 {self.today.year}")
        if year < EARLIEST_YEAR:
            raise forms.ValidationError(f"年度最早是 {EARLIEST_YEAR}")
        return year

    @property
    def day(self) -> date:
        """The day as of which the figures stand: the end of the year, or today while it runs."""
        return min(year_end(date(self.cleaned_data["year"], 1, 1)), self.today)
