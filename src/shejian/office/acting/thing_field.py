"""The control by which a form names a party organization, a social organization or a person.

It is a text with a list of names to choose from; what is typed is looked up when the form is handed in, and where
several bear the name, or none does, those that may be meant are put beneath it to be chosen from. It needs no script.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from shejian.office.acting.finding import Finder, Thing

LONGEST, SHOWN = 200, 40


class ThingBox(forms.TextInput):
    """A text, its list of names, and those to choose from; a choice counts as long as the text is that of its time."""

    def __init__(self, finder: Finder) -> None:
        super().__init__(attrs={"class": "in", "autocomplete": "off"})
        self.finder = finder
        self.matches: Sequence[Thing] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        text, pick = data.get(name), data.get(f"{name}-pick", "")
        if pick.isascii() and pick.isdecimal() and len(pick) < 19 and data.get(f"{name}-for") == text:
            thing = self.finder.thing(int(pick))
            return text if thing is None else thing.text
        return text

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        offered = self.finder.offered()
        listed = f"{name}-names"
        box = super().render(name, value, {**(attrs or {}), **({"list": listed} if offered else {})}, renderer)
        context = {"box": box, "listed": listed, "offered": offered, "matches": self.matches, "name": name}
        return mark_safe(render_to_string("office/act/thing.html", context | {"text": value or ""}))  # noqa: S308


class ThingField(forms.CharField):
    """One thing, by its number; typed by its name, or its code if it has one.

    Attributes:
        what: what it is, in messages.
        counter: the measure word with which such things are counted.
    """

    def __init__(self, finder: Finder, what: str, counter: str = "个", **more: Any) -> None:
        label = more.get("label", what)
        errors = {"required": f"请写{label}"} | more.pop("error_messages", {})
        super().__init__(max_length=LONGEST, widget=ThingBox(finder), error_messages=errors, **more)
        self.finder, self.what, self.counter = finder, what, counter

    def as_text(self, value: Any) -> str:
        """What the control holds for a value."""
        thing = self.finder.thing(value) if isinstance(value, int) else None
        return str(value) if thing is None else thing.text

    def prepare_value(self, value: Any) -> Any:
        return self.as_text(value) if isinstance(value, int) else value

    def offer(self, matches: Sequence[Thing]) -> None:
        """Put some beneath the control to be chosen from."""
        assert isinstance(self.widget, ThingBox)  # noqa: S101 - made above
        self.widget.matches = matches

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = self.finder.found(text)
        if len(found) == 1:
            return found[0].number
        if found:
            self.offer(found)
            raise ValidationError(f"叫“{text[:SHOWN]}”的有 {len(found)} {self.counter}，请在下面选一{self.counter}")
        near = self.finder.near(text)
        self.offer(near)
        way = "是不是下面的？请选一个，或写全称" if near else "请写全称"
        raise ValidationError(f"在您的范围里没有叫“{text[:SHOWN]}”的{self.what}，{way}")
