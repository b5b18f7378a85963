"""学时: how many hours the members of one party organization learned in a year."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import ClassVar

from django import forms
from django.http import QueryDict

from shejian.core.calendar import Span
from shejian.core.facts.terms import LearningKind
from shejian.journal.services import Posting
from shejian.office.acting.body_fields import Said
from shejian.office.acting.form import ON_PAPER, Chosen, Group, Present, check_paper
from shejian.office.acting.sheets import CountField, SheetForm
from shejian.office.build.facts import NOT_STATED
from shejian.party.models import Learning
from shejian.party.services.learning import hours_fault, record_learning

YEAR = re.compile(r"[12]\d{3}")


class LearningSheet(SheetForm):
    """学时: one line for each member."""

    act = "party.learning"
    heading = "学时"
    lead = "一个支部一张表，填一年累计的学时。没有填的就是不知道，不算没有学。"
    button = "记下学时"
    groups: ClassVar[tuple[Group, ...]] = ()
    columns = {str(kind): kind.label for kind in LearningKind}
    kind = Learning
    year = forms.CharField(widget=forms.HiddenInput)

    def days_of(self, said: QueryDict, today: date) -> Span:
        text = said.get("year", "")
        year = min(int(text), today.year) if YEAR.fullmatch(text) else today.year
        return Span(date(year, 1, 1), date(year + 1, 1, 1))

    @property
    def year_words(self) -> str:
        assert self.days.start is not None  # noqa: S101 - years begin
        return str(self.days.start.year)

    def build(self) -> None:
        self.add_lines()
        more = f"只列前 {len(self.listed)} 名，还有 {self.more} 名。" if self.more else ""
        note = f"第二栏只填书记、委员。{more}"
        self.groups = (  # type: ignore[misc]
            Group(f"{self.year_words} 年学时", self.line_names, note, tuple(self.columns.values()), self.lines()),
            ON_PAPER,
        )
        self.initial["year"] = self.year_words

    def field(self, column: str, label: str) -> forms.Field:
        return CountField(label=label, required=False)

    def others(self, body: int, known: int) -> Collection[int]:
        return ()

    def present(self, known: int) -> dict[str, Present]:
        found: dict[str, Present] = {}
        for each in self.listed:
            for column in self.columns:
                fact = next(
                    iter(self.of_days(self.about.held(Learning, known, person_id=each.person, kind=column))), None
                )
                text = NOT_STATED if fact is None else f"{fact.hours} 学时"
                found[self.name(column, each.person)] = Present(None if fact is None else fact.hours, text)
        return found

    def chosen(self) -> Chosen:
        return Chosen("记哪一年", (("year", "年份", "number", self.year_words),), "打开这一年")

    def check(self, said: dict[str, object]) -> None:
        check_paper(self, said)
        for name in self.differing(said):
            hours = said[name]
            fault = hours_fault(self.days, hours) if isinstance(hours, int) else None
            if fault is not None:
                self.add_error(name, fault)

    def record(self, made: Posting, said: Said) -> None:
        differing = self.differing(said)
        hours = {
            (each.person, column): said[name]
            for each in self.listed
            for column in self.columns
            if (name := self.name(column, each.person)) in differing
        }
        record_learning(made, self.days, hours)

    def done(self) -> str:
        return f"已记下{self.about.name} {self.year_words} 年 {len(self.touched(self.cleaned_data))} 名党员的学时"
