"""Controls of forms: each reads what is typed as the ledgers' columns read their cells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from shejian.core.calendar import DateFault, read_date
from shejian.core.sheets import Column, Kind
from shejian.core.sheets.parsing import PARSERS, Doubt, Refusal

BLANK = ("", "没有填")
UNCHOSEN = ("", "请选")
"""What a list of choices begins with where one has to be chosen."""
FLAGS = (BLANK, ("yes", "是"), ("no", "否"))
SHOWN = 40
"""The most characters of a wrong text that are said again."""


class DayBox(forms.DateInput):
    """The browser's own control for days; what it could not show (2022-02-30, 二〇二二) stays as it was typed."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "in"})

    def format_value(self, value: Any) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        context["widget"]["type"] = "date" if not shown or _is_plain(shown) else "text"
        return context


def _is_plain(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class DayField(forms.CharField):
    """A day, in any of the ways in which offices write one."""

    widget = DayBox

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_date(text)
        except DateFault as fault:
            raise forms.ValidationError(f"“{text[:SHOWN]}”{fault}") from None

    def run_validators(self, value: Any) -> None:
        """A day needs none of those for texts."""


class CellField(forms.CharField):
    """A value of one of the ledgers' columns, typed as it would be into a cell."""

    widget = forms.TextInput(attrs={"class": "in", "autocomplete": "off"})

    def __init__(self, column: Column, **more: Any) -> None:
        self.column = column
        required = more.pop("required", column.required)
        label = more.pop("label", column.heading)
        errors = {"required": f"请填写{label}"} | more.pop("error_messages", {})
        super().__init__(required=required, label=label, error_messages=errors, **more)
        if column.kind is Kind.WHOLE:
            self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            read = PARSERS[self.column.kind](text or None, self.column)
        except Doubt as doubt:
            read = doubt.value
        except Refusal as refusal:
            raise forms.ValidationError(f"“{text[:SHOWN]}”{refusal.reason}") from None
        if read is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return "" if read is None and self.column.kind is not Kind.WHOLE else read


class PickField(forms.TypedChoiceField):
    """One of a list; ``choices`` are values with their words."""

    def __init__(self, choices: Iterable[tuple[Any, str]], **more: Any) -> None:
        label = more.get("label", "")
        errors = {
            "required": f"请选{label}",
            "invalid_choice": "没有“%(value)s”这一项，请从列表里选",
        }
        values: dict[str, Any] = {"widget": forms.Select(attrs={"class": "in"}), "error_messages": errors}
        super().__init__(choices=[(str(value), words) for value, words in choices], **(values | more))


def flag_field(label: str, **more: Any) -> PickField:
    """是, 否 or not stated."""
    values: dict[str, Any] = {"coerce": lambda said: said == "yes", "empty_value": None, "required": False}
    return PickField(FLAGS, label=label, **(values | more))


def unit_field(label: str, units: Iterable[tuple[int, str]], **more: Any) -> PickField:
    """One unit, or none."""
    required = more.get("required", False)
    choices: list[tuple[Any, str]] = [] if required else [("", "没有填")]
    values: dict[str, Any] = {"coerce": int, "empty_value": None, "required": required}
    return PickField([*choices, *units], label=label, **(values | more))


class UnitsField(forms.TypedMultipleChoiceField):
    """Several units, in the order in which they are listed."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, units: Iterable[tuple[int, str]], **more: Any) -> None:
        errors = {"invalid_choice": "没有“%(value)s”这一项，请从列表里选"}
        self.units = tuple(units)
        values: dict[str, Any] = {"coerce": int, "required": False, "error_messages": errors}
        super().__init__(choices=[(str(unit), name) for unit, name in self.units], **(values | more))

    def clean(self, value: Any) -> tuple[int, ...]:
        chosen = set(super().clean(value))
        return tuple(unit for unit, _ in self.units if unit in chosen)


def typed(field: forms.Field, value: Any) -> list[str]:
    """A value as its control would hand it in."""
    as_text = getattr(field, "as_text", None)  # a thing is held as its number and typed by its name
    if as_text is not None:
        return [] if value is None else [as_text(value)]
    if isinstance(value, bool):
        if isinstance(field, forms.BooleanField):
            return ["on"] if value else []
        return ["yes" if value else "no"]
    if isinstance(value, (list, tuple)):
        return [str(one) for one in value]
    if isinstance(value, date):
        return [value.isoformat()]
    return [] if value is None else [str(value)]


def as_typed(field: forms.Field, value: Any) -> list[str]:
    """A value as the browser sends it: an empty control sends an empty text, unless it is one of boxes to tick."""
    boxes = isinstance(field.widget, forms.CheckboxSelectMultiple | forms.CheckboxInput)
    return typed(field, value) or ([] if boxes else [""])
