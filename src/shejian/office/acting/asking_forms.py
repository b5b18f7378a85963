"""请补齐: party organizations are asked, in one act, for what they lack to cover effectively."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.urls import reverse

from shejian.core.indicators import Subject as Of
from shejian.core.rules import RuleUnavailable
from shejian.figures.gaps import Gap, Lack, gaps
from shejian.figures.naming import Named, Names
from shejian.journal.models import Entry
from shejian.journal.services import Posting
from shejian.office.acting.fields import DayField
from shejian.office.acting.form import ActForm, Group, Line
from shejian.office.asking import Posed
from shejian.office.build.gaps import clauses_of, left_to_ask, requests_of, writable
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.oversight.services.asking import CompletionDraft, ask_to_complete, place_of

Said = Mapping[str, Any]
LONGEST, MOST = 1000, 200
DAYS = 30
"""How long is given unless another day is said."""
PICK = "pick"
NO_PICK = "还没有勾选：请回到“两个覆盖”的缺口名单，在要请的党组织前面打勾"


class AskToComplete(ActForm):
    """One line for each party organization, with words made ready that can be changed."""

    act = "oversight.ask"
    heading = "请补齐"
    lead = (
        "一次请几个党组织把缺的补齐，每个一段话，可以改。记下以后列在待办里，也显示在它的手机首页上；"
        "台账上不缺了就自动了结，不用谁来打勾，也不计分、不排名、不要截图。"
    )
    button = "请它们补齐"
    only_if_different = False
    nav_place = "coverage"
    groups: ClassVar[tuple[Group, ...]] = ()
    due = DayField(label="希望哪天以前补齐", error_messages={"required": "请填写希望哪天以前补齐"})

    def __init__(self, one: Visitor, posed: Posed, subject: None, data: QueryDict | None, asked: QueryDict) -> None:
        self.picked = asked.getlist(PICK)[:MOST]
        super().__init__(one, posed, subject, data, asked)

    def build(self) -> None:
        self.lacks = self._lacks()
        names = Names(self.posed.on, self.posed.known).of(Of.PARTY_ORGANIZATION, self.lacks)
        for body in self.lacks:
            label = f"{self._name(names, body)} 请补齐什么"
            box = forms.Textarea(attrs={"class": "in", "rows": "6", "aria-label": label})
            errors = {"required": "请写明缺什么、怎么补", "max_length": f"最多 {LONGEST} 字，请写得短些"}
            self.fields[place_of(body)] = forms.CharField(
                label=label, max_length=LONGEST, widget=box, error_messages=errors
            )
        picked = [str(body) for body in self.lacks]
        self.fields[PICK] = forms.Field(widget=forms.MultipleHiddenInput, initial=picked, required=False)
        self.initial["due"] = self.today + timedelta(days=DAYS)
        lines = tuple(Line(self._name(names, body), (place_of(body),), self._clauses(body)) for body in self.lacks)
        fields = tuple(map(place_of, self.lacks))
        said = (Group("请补齐什么", fields, "", ("请补齐什么",), lines, "党组织"),) if lines else ()
        self.groups = (Group("期限", ("due",)), *said) if lines else (Group("还没有勾选", (), NO_PICK),)  # type: ignore[misc]

    @staticmethod
    def _name(names: Mapping[int, Named], body: int) -> str:
        return names[body].name if body in names else f"党组织 {body}"

    def _lacks(self) -> dict[int, tuple[Lack, ...]]:
        """What those that were picked lack and were not asked for; who may not be asked by the visitor is left out."""
        wanted = {int(one) for one in self.picked if one.isascii() and one.isdecimal() and len(one) < 19}
        some = [one for one in self._gaps() if one.party_organization in wanted] if wanted else []
        asked, within = requests_of(self.posed, some), writable(self.one, self.posed)
        found: dict[int, tuple[Lack, ...]] = {}
        for gap in some:
            body = gap.party_organization
            left = left_to_ask(gap.lacks, asked.get(body, []))
            if left and within.holds(Of.PARTY_ORGANIZATION, body, None):
                found[body] = tuple(dict.fromkeys((*found.get(body, ()), *left)))
        return found

    def _gaps(self) -> tuple[Gap, ...]:
        try:
            return gaps(self.posed.asked)
        except RuleUnavailable:
            return ()

    def _clauses(self, body: int) -> str:
        return "依据：" + "；".join(clauses_of(self.lacks[body]))

    def prefilled(self) -> dict[str, str]:
        """What each lacks and what it takes, one line for each condition."""
        return {
            place_of(body): "\n".join(f"{one.fact}。{one.remedy}。" for one in some)
            for body, some in self.lacks.items()
        }

    def check(self, said: dict[str, Any]) -> None:
        if not self.lacks:
            self.add_error(None, NO_PICK)
        elif left := len(set(self.picked)) - len(self.lacks):
            self.add_error(None, f"有 {left} 个已经不缺、已经请过，或者不在您的范围以内，已从表里去掉；请看过再提交")

    def record(self, made: Posting, said: Said) -> None:
        drafts = [
            CompletionDraft(
                party_organization=body,
                conditions=tuple(one.condition for one in some),
                said=said[place_of(body)],
                clause=self._clauses(body).removeprefix("依据："),
                due=said["due"],
            )
            for body, some in self.lacks.items()
        ]
        ask_to_complete(made, drafts, self.today)

    def done(self) -> str:
        return f"已请 {len(self.lacks)} 个党组织补齐"

    def home_link(self) -> Link:
        return Link("两个覆盖", reverse("office:coverage"))

    def recorded_page(self, entry: Entry) -> tuple[str]:
        return ("coverage",)
