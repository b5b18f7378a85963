"""Forms that are a sheet: one line for each member of a party organization, all handed in as one act."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from shejian.core.calendar import Span, previous_day
from shejian.core.indicators import Subject as Kind
from shejian.core.sheets.amounts import AmountFault, read_amount, read_count
from shejian.figures.naming import Names
from shejian.journal.models import DatedFact
from shejian.office.acting.body_fields import BodyForm
from shejian.office.acting.form import Chosen, Line
from shejian.office.acting.subject import Subject
from shejian.office.asking import Posed
from shejian.office.build.body_words import yuan
from shejian.office.visitors import Visitor
from shejian.party.queries import members_of

MOST = 200
"""The most lines of one sheet; a branch has fewer members by far."""


class MoneyField(forms.CharField):
    """An amount in yuan, held as fen."""

    widget = forms.TextInput(attrs={"class": "in num", "autocomplete": "off", "inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, int):
            return value
        text = str(super().to_python(value) or "")
        try:
            return read_amount(text) if text else None
        except AmountFault as fault:
            raise forms.ValidationError(f"“{text[:40]}”{fault}") from None

    def run_validators(self, value: Any) -> None:
        """An amount needs none of those for texts."""

    def as_text(self, value: Any) -> str:
        """What the control holds for a number of fen."""
        return yuan(value) if isinstance(value, int) else str(value)

    def prepare_value(self, value: Any) -> Any:
        return self.as_text(value) if isinstance(value, int) else value


class CountField(forms.CharField):
    """A whole number."""

    widget = forms.TextInput(attrs={"class": "in num", "autocomplete": "off", "inputmode": "numeric"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, int):
            return value
        text = str(super().to_python(value) or "")
        try:
            return read_count(text) if text else None
        except AmountFault as fault:
            raise forms.ValidationError(f"“{text[:40]}”{fault}") from None

    def run_validators(self, value: Any) -> None:
        """A number needs none of those for texts."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody who has a line."""

    person: int
    name: str


class SheetForm(BodyForm):
    """What sheets of members share. A subclass says over which days it speaks, and what a line asks."""

    columns: ClassVar[Mapping[str, str]]
    """What a line asks: the first part of each field's name, and its heading."""
    kind: ClassVar[type[DatedFact]]
    """The facts of a person that it records."""

    def __init__(
        self,
        one: Visitor,
        posed: Posed,
        subject: Subject | None = None,
        data: QueryDict | None = None,
        asked: QueryDict | None = None,
    ) -> None:
        assert subject is not None  # noqa: S101 - opened on a party organization
        self.days = self.days_of(data if data is not None else asked or QueryDict(), one.today)
        self.more = 0
        self.listed = self._listed(posed, subject)
        persons: dict[str, Any] = {"person__in": [each.person for each in self.listed]}
        facts = self.kind.objects.filter(**persons).order_by("entry_id", "id")
        super().__init__(one, posed, replace(subject, every=[*subject.every, *facts]), data, asked)

    # ---- what subclasses say ----

    def days_of(self, said: QueryDict, today: date) -> Span:
        """The days of which the sheet speaks, as the address or the form names them."""
        raise NotImplementedError

    def field(self, column: str, label: str) -> forms.Field:
        """The control of a column in one line."""
        raise NotImplementedError

    def note(self, each: Listed) -> str:
        """What is said beneath a name."""
        return ""

    def chosen(self) -> Chosen:
        """How other days are chosen."""
        raise NotImplementedError

    # ---- what all of them do ----

    def lines(self) -> tuple[Line, ...]:
        """The lines of the sheet."""
        return tuple(
            Line(each.name, tuple(self.name(column, each.person) for column in self.columns), self.note(each))
            for each in self.listed
        )

    def add_lines(self) -> None:
        """Add the fields of every line."""
        for each in self.listed:
            for column, heading in self.columns.items():
                made = self.field(column, f"{each.name} {heading}")
                made.widget.attrs["aria-label"] = f"{each.name} {heading}"
                self.fields[self.name(column, each.person)] = made

    @property
    def line_names(self) -> tuple[str, ...]:
        """The names of all fields of all lines."""
        return tuple(self.name(column, each.person) for each in self.listed for column in self.columns)

    @staticmethod
    def name(column: str, person: int) -> str:
        """The name of a field of a person's line."""
        return f"{column}-{person}"

    def said_of(self, person: int, said: Mapping[str, Any]) -> dict[str, Any]:
        """What a line says, by column."""
        return {column: said.get(self.name(column, person)) for column in self.columns}

    def touched(self, said: Mapping[str, Any]) -> list[Listed]:
        """Those whose lines say something else than the ledger."""
        differing = self.differing(said).keys()
        return [
            each for each in self.listed if any(self.name(column, each.person) in differing for column in self.columns)
        ]

    def of_days(self, facts: Iterable[DatedFact]) -> list[Any]:
        """Those of some facts that speak of the sheet's days."""
        return [fact for fact in facts if Span(fact.start, fact.end).overlaps(self.days)]

    def _listed(self, posed: Posed, subject: Subject) -> tuple[Listed, ...]:
        """The members on the last of the days, as far as it has come, and whoever the ledger has something of there."""
        assert self.days.end is not None  # noqa: S101 - months and years end
        on = min(previous_day(self.days.end), posed.on)
        persons = [member.person for member in members_of(posed.asked.picture, on, subject.number)]
        persons += [one for one in self.others(subject.number, posed.known) if one not in persons]
        names = Names(posed.on, posed.known).of(Kind.PERSON, persons)
        shown = persons[:MOST]
        self.more = len(persons) - len(shown)
        return tuple(
            Listed(one, f"{names[one].name}（人员 {one}）" if one in names else f"人员 {one}") for one in shown
        )

    def others(self, body: int, known: int) -> Collection[int]:
        """Persons besides the members of whom the ledger has something for this party organization on those days."""
        return ()
