"""章程条款版本: the form that says in which wording Party building stands in a charter."""

from __future__ import annotations

from typing import Any, ClassVar

from shejian.core.facts.terms import CharterClause
from shejian.journal.services import Posting
from shejian.office.acting.fields import BLANK, DayField, PickField
from shejian.office.acting.form import ON_PAPER, Group, Present
from shejian.office.acting.guidance_forms import PartyForm, Said
from shejian.office.build.facts import NOT_STATED, span_text
from shejian.registry.models import Charter
from shejian.registry.services.charters import Clause, clear_clauses, set_clauses

DAYS = ("adopted_on", "approved_on")


class StateClause(PartyForm):
    """章程条款版本: which clause the charter bears, when it was adopted and approved."""

    act = "registry.clause"
    heading = "章程条款版本"
    lead = "核对章程里的党建条款是哪一年的表述。选了版本，“章程载明党建”跟着它走。"
    button = "记下"
    only_if_different = True
    groups: ClassVar[tuple[Group, ...]] = (Group("党建条款", ("clause", *DAYS, "day")), ON_PAPER)
    adopted_on = DayField(label="表决通过日期", required=False, help_text="会员（代表）大会或理事会通过章程的那一天。")
    approved_on = DayField(
        label="核准日期", required=False, help_text="登记管理机关核准章程的那一天；还没有核准就空着。"
    )
    day = DayField(
        label="自哪一天起",
        required=False,
        help_text="章程从这一天起是这样，以前照旧。空着就是更正：账上原来那一条本来就该是这样。",
    )

    def build(self) -> None:
        help_text = "还没有核对过，选“没有填”。"
        choices = (BLANK, *CharterClause.choices())
        self.fields = {
            "clause": PickField(choices, label="条款版本", required=False, help_text=help_text),
            **self.fields,
        }

    def present(self, known: int) -> dict[str, Present]:
        fact = self.about.latest(Charter, known)
        clause = "" if fact is None or fact.clause is None else fact.clause
        found = {"clause": Present(clause, CharterClause(clause).label if clause else NOT_STATED)}
        for name in DAYS:
            value = None if fact is None else getattr(fact, name)
            found[name] = Present(value, str(value or NOT_STATED))
        span = "" if fact is None else span_text(fact)
        return {name: Present(each.value, each.text, span) for name, each in found.items()}

    def check(self, said: dict[str, Any]) -> None:
        self.check_day(said, "day", "日期")
        adopted, approved = (self.no_later_than_today(name, said) for name in DAYS)
        if adopted and approved and approved < adopted:
            self.add_error("approved_on", f"核准日期 {approved} 早于表决通过日期 {adopted}，请核对两个日期")
        if not said.get("clause") and "clause" not in self.errors:
            if adopted or approved:
                self.add_error("clause", "写了通过或核准的日期，也请选条款版本")
            elif said.get("day"):
                self.add_error("day", "选“没有填”是撤回核对的结果，没有从哪一天起，请把日期清空")

    def record(self, made: Posting, said: Said) -> None:
        if not said["clause"]:
            clear_clauses(made, [self.number])
            return
        clause = Clause(CharterClause(said["clause"]), said["adopted_on"], said["approved_on"])
        set_clauses(made, {self.number: clause}, said["day"])

    def done(self) -> str:
        clause = self.cleaned_data["clause"]
        return f"已记下{self.about.name}的章程条款：{CharterClause(clause).label if clause else '没有核对'}"
