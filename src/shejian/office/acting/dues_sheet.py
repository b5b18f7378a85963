"""党费: what the members of one party organization are to pay and paid, in one month or several."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from shejian.core.calendar import Span, add_months, anniversary, previous_day
from shejian.core.facts.terms import DuesBasis
from shejian.core.rules import Bands, RuleUnavailable
from shejian.journal.services import Posting
from shejian.office.acting.body_fields import Said
from shejian.office.acting.fields import BLANK, DayField, PickField
from shejian.office.acting.form import ON_PAPER, Chosen, Group, Present, check_paper
from shejian.office.acting.sheets import Listed, MoneyField, SheetForm
from shejian.office.build.body_words import yuan
from shejian.office.build.facts import NOT_STATED
from shejian.party.models import Dues
from shejian.party.services.dues import DuesDraft, dues_fault, record_dues, withdraw_dues
from shejian.rulebook.queries import national_law

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
FEN = 100
RULES = {DuesBasis.SALARIED: "dues.bands", DuesBasis.RETIRED: "dues.retired_bands"}
COLUMN_OF = {"basis": "basis", "base": "base_fen", "due": "due_fen", "paid": "paid_fen"}


class DuesSheet(SheetForm):
    """党费: one line for each member; amounts are of one month."""

    act = "party.dues"
    heading = "党费"
    lead = "一个支部一张表，一次记完；金额都是每月的，单位为元。没有填的就是不知道，不算没有交。"
    button = "记下党费"
    groups: ClassVar[tuple[Group, ...]] = ()
    columns = {"basis": "计算办法", "base": "每月基数", "due": "核定数额", "paid": "每月实交"}
    kind = Dues
    paid_on = DayField(
        label="交纳日期", required=False, help_text="这次填了或改了实交数额的人，都记这一天；不知道就空着。"
    )
    months = forms.CharField(widget=forms.HiddenInput)

    def days_of(self, said: QueryDict, today: date) -> Span:
        months = said.get("months") or f"{said.get('from', '')}..{said.get('to', '')}"
        first, last = (_month(text) for text in [*months.split(".."), ""][:2])
        start = first or today.replace(day=1)
        end = max(last or start, start)
        return Span(start, min(add_months(end, 1), anniversary(start, 1)))

    def build(self) -> None:
        self.rules = {basis: self._bands(key) for basis, key in RULES.items()}
        self.add_lines()
        self.groups = (  # type: ignore[misc]
            Group("交纳", ("paid_on",)),
            Group(
                f"{self.month_words} 党费", self.line_names, self._basis(), tuple(self.columns.values()), self.lines()
            ),
            ON_PAPER,
        )
        self.initial["months"] = self.month_words.replace(" 至 ", "..")

    def field(self, column: str, label: str) -> forms.Field:
        if column == "basis":
            return PickField((BLANK, *DuesBasis.choices()), label=label, required=False)
        return MoneyField(label=label, required=False)

    def others(self, body: int, known: int) -> Collection[int]:
        held = Dues.objects.known(known).filter(
            party_organization=body, start__lt=self.days.end, end__gt=self.days.start
        )
        return list(held.order_by("person_id").values_list("person_id", flat=True).distinct())

    def present(self, known: int) -> dict[str, Present]:
        found: dict[str, Present] = {}
        for each in self.listed:
            fact = self.held_of(each.person, known)
            for column, kept in COLUMN_OF.items():
                value = None if fact is None else getattr(fact, kept)
                if column == "basis":
                    present = Present(value or "", DuesBasis(value).label if value else NOT_STATED)
                else:
                    present = Present(value, NOT_STATED if value is None else f"{yuan(value)} 元")
                found[self.name(column, each.person)] = present
        return found

    def held_of(self, person: int, known: int | None = None) -> Dues | None:
        """What the ledger holds of a member for all of these months; nothing if it holds different things."""
        facts = self.of_days(self.about.held(Dues, known, person_id=person))
        whole = len(facts) == 1 and facts[0].start <= self.days.start and facts[0].end >= self.days.end
        return facts[0] if whole else None

    def chosen(self) -> Chosen:
        first, last = self._ends
        return Chosen("记哪个月", (("from", "从", "month", first), ("to", "到", "month", last)), "打开这几个月")

    # ---- what the rule says ----

    def _bands(self, key: str) -> Bands | None:
        assert self.days.start is not None  # noqa: S101 - months begin
        try:
            return national_law(self.posed.known).on(self.days.start).bands(key)
        except RuleUnavailable:
            return None

    def _basis(self) -> str:
        """The rule in words, with what it rests on."""
        assert self.days.start is not None  # noqa: S101 - months begin
        said = []
        for basis, key in RULES.items():
            if self.rules[basis] is not None:
                rule = national_law(self.posed.known).on(self.days.start).value(key)
                said.append(f"{basis.label}：{self.rules[basis]}（{'、'.join(map(str, rule.citations))}）")
        more = f"只列前 {len(self.listed)} 名，还有 {self.more} 名。" if self.more else ""
        return "；".join(said) + "。核定数额是另行决定的应交数，没有就空着。" + more

    def due_by_rule(self, basis: str, base: int | None) -> int | None:
        """What the rule says is due of a base, both in fen; ``None`` where it says nothing."""
        bands = self.rules.get(DuesBasis(basis)) if basis else None
        return None if bands is None or base is None else int(bands.due(Decimal(base) / FEN) * FEN)

    def note(self, each: Listed) -> str:
        basis, base = (self._shown(column, each.person) for column in ("basis", "base"))
        due = self.due_by_rule(basis, base) if basis in DuesBasis.__members__.values() else None
        mixed = self.held_of(each.person) is None and self.of_days(self.about.held(Dues, person_id=each.person))
        return "；".join(
            filter(
                None,
                (
                    f"按规定每月 {yuan(due)} 元" if due is not None else "",
                    "账上这几个月不一样，不填就不动它" if mixed else "",
                ),
            )
        )

    def _shown(self, column: str, person: int) -> Any:
        """What a control shows, as far as it can be read."""
        name = self.name(column, person)
        if self.handed_in:
            try:
                return self.fields[name].clean(self.handed_in.get(name, ""))
            except forms.ValidationError:
                return None
        fact = self.held_of(person) or self._earlier(person)
        return None if fact is None else getattr(fact, COLUMN_OF[column])

    # ---- what is filled in beforehand ----

    def _earlier(self, person: int) -> Dues | None:
        """The last that the ledger holds of a member before these months."""
        if self.of_days(self.about.held(Dues, person_id=person)):
            return None
        before = Span(None, self.days.start)
        held = [fact for fact in self.about.held(Dues, person_id=person) if Span(fact.start, fact.end).overlaps(before)]
        return held[-1] if held else None

    def prefilled(self) -> dict[str, Any]:
        """Basis and base as they were last, and what is due by them, for those of whom nothing is recorded yet."""
        found: dict[str, Any] = {}
        for each in self.listed:
            fact = self._earlier(each.person)
            if fact is not None:
                due = fact.due_fen if fact.due_fen is not None else self.due_by_rule(fact.basis, fact.base_fen)
                values = {"basis": fact.basis, "base": fact.base_fen, "due": fact.due_fen, "paid": due}
                found |= {self.name(column, each.person): value for column, value in values.items()}
        return found

    # ---- handing in ----

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        self.no_later_than_today("paid_on", said)
        for each in self.touched(said):
            line = self.said_of(each.person, said)
            if any(self.name(column, each.person) in self.errors for column in self.columns):
                continue
            if not line["basis"]:
                if any(line[column] is not None for column in ("base", "due", "paid")):
                    self.add_error(self.name("basis", each.person), "填了数额，请选计算办法")
                continue
            fault = dues_fault(self._draft(each.person, line, said.get("paid_on")))
            if fault is not None:
                place = fault[0] if fault[0] in self.columns else "paid"
                self.add_error(self.name(place, each.person), fault[1])

    def _draft(self, person: int, line: Said, paid_on: date | None) -> DuesDraft:
        fact = self.held_of(person)
        same = fact is not None and fact.paid_fen == line["paid"]
        day = fact.paid_on if same and fact is not None and fact.paid_on else paid_on
        return DuesDraft(
            person,
            self.number,
            line["basis"],
            line["base"],
            line["due"],
            line["paid"],
            day if line["paid"] else None,
        )

    def record(self, made: Posting, said: Said) -> None:
        lines = {each.person: self.said_of(each.person, said) for each in self.touched(said)}
        drafts = [self._draft(one, line, said["paid_on"]) for one, line in lines.items() if line["basis"]]
        withdraw_dues(made, self.days, [one for one, line in lines.items() if not line["basis"]])
        record_dues(made, self.days, drafts)

    def done(self) -> str:
        return f"已记下{self.about.name} {self.month_words} {len(self.touched(self.cleaned_data))} 名党员的党费"

    @property
    def _ends(self) -> tuple[str, str]:
        assert self.days.start is not None  # noqa: S101 - months begin
        assert self.days.end is not None  # noqa: S101 - and end
        return f"{self.days.start:%Y-%m}", f"{previous_day(self.days.end):%Y-%m}"

    @property
    def month_words(self) -> str:
        """The months in words: 2026-03, or 2026-03 至 2026-05."""
        first, last = self._ends
        return first if first == last else f"{first} 至 {last}"


def _month(text: str) -> date | None:
    found = MONTH.fullmatch(text.strip())
    return date(int(found[1]), int(found[2]), 1) if found and int(found[1]) > 0 else None
