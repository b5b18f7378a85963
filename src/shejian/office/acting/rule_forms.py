"""Forms on a rule as the nation has it: 核对条款, 撤回核对."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.urls import reverse

from shejian.core.rules import Parameter
from shejian.journal.models import Entry
from shejian.journal.services import PaperDraft, Posting
from shejian.office.acting.fields import PickField
from shejian.office.acting.form import ON_PAPER, ActForm, Group, OnPaper, check_paper, reason_field
from shejian.office.acting.paper import TOO_LONG
from shejian.office.asking import Posed
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.rulebook.queries import confirmations, national_law
from shejian.rulebook.services.confirming import ConfirmationDraft, confirm, withdraw_confirmations

LONGEST_ARTICLE, LONGEST_SOURCE, LONGEST_WORDS = 40, 200, 500


def words_field(
    label: str, longest: int, *, rows: int = 0, help_text: str = "", required: bool = True
) -> forms.CharField:
    """A text, of one line or of several."""
    attrs: dict[str, Any] = {"class": "in", "autocomplete": "off"}
    widget = forms.Textarea(attrs=attrs | {"rows": rows}) if rows else forms.TextInput(attrs=attrs)
    errors = {"required": f"请填写{label}", "max_length": TOO_LONG}
    return forms.CharField(
        label=label, max_length=longest, widget=widget, help_text=help_text, required=required, error_messages=errors
    )


class RuleForm(ActForm):
    """What forms on a rule share: there is no thing of the ledger that they are about, but a rule of the law."""

    only_if_different = False
    nav_place = "rules"

    def __init__(self, one: Visitor, posed: Posed, parameter: Parameter, data: QueryDict | None = None) -> None:
        self.parameter = parameter
        super().__init__(one, posed, None, data)

    def home_link(self) -> Link:
        return Link("规则", reverse("office:rules") + self.posed.asking.query())

    def about_link(self) -> Link:
        """The page of the rule."""
        return Link(self.parameter.label, reverse("office:rule", args=[self.parameter.key]) + self.posed.asking.query())

    def recorded_page(self, entry: Entry) -> tuple[str, str]:
        return "rule", self.parameter.key

    def paper(self) -> PaperDraft | None:
        return super().paper() if "paper_title" in self.fields else None


class ConfirmRule(RuleForm, OnPaper):
    """核对条款: an administrator read the official text of what was only remembered."""

    act = "rulebook.confirm"
    heading = "核对条款"
    lead = "找到正式文本，对着读过，再在这里写下条款和原文。核对以后，这个值不再只是“提示”；全部单位都按核对过的判断。"
    button = "记下核对"
    groups: ClassVar[tuple[Group, ...]] = (
        Group("核对的值", ("which",)),
        Group("正式文本里", ("article", "words", "read_in")),
        ON_PAPER,
    )
    places = {"since": "which", "instrument": "which", "key": "which"}
    article = words_field("条款", LONGEST_ARTICLE, help_text="例如：第七条，第三十一条第（六）项")
    words = words_field("原文", LONGEST_WORDS, rows=3, help_text="照抄定这个值的那句话。")
    read_in = words_field("出处", LONGEST_SOURCE, help_text="在哪里读到的，例如：单行本第 5 页、官方网站的网址。")

    def build(self) -> None:
        parameter = national_law(self.posed.known).parameter(self.parameter.key)
        choices = [
            (f"{value.since}|{cite.instrument.id}", f"{value.since} 起的 {value}，依据《{cite.instrument.title}》")
            for value in reversed(parameter.values)
            for cite in value.citations
            if not cite.confirmed
        ]
        self.fields["which"] = PickField(choices, label="哪一个值")

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)

    def record(self, made: Posting, said: dict[str, Any]) -> None:
        since, instrument = said["which"].split("|", 1)
        texts = (said["article"], said["words"], said["read_in"])
        confirm(made, [ConfirmationDraft(self.parameter.key, date.fromisoformat(since), instrument, *texts)])

    def done(self) -> str:
        return f"已核对“{self.parameter.label}”的条款"


class WithdrawConfirmation(RuleForm):
    """撤回核对: what was read was not the official text, or does not say so."""

    act = "rulebook.withdraw_confirmation"
    heading = "撤回核对"
    lead = "核对错了，或者读的不是正式文本。撤回以后，这个值又只是“提示”。"
    button = "撤回核对"
    warns = True
    groups: ClassVar[tuple[Group, ...]] = (Group("撤回", ("confirmation", "reason")),)
    reason = reason_field("撤回的理由")

    def build(self) -> None:
        instruments = national_law(self.posed.known).instruments
        choices = [
            (one.id, f"{one.since} 起的值，《{instruments[one.instrument].title}》{one.article}：{one.words[:30]}")
            for one in confirmations(self.posed.known, self.parameter.key)
            if one.instrument in instruments
        ]
        self.fields["confirmation"] = PickField(choices, label="哪一次核对", coerce=int)

    def record(self, made: Posting, said: dict[str, Any]) -> None:
        withdraw_confirmations(made, [said["confirmation"]])

    def done(self) -> str:
        return f"已撤回“{self.parameter.label}”的核对"
