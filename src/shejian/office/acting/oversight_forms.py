"""Forms on a finding: 交办, 答复, 核实, 不再督办."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.urls import reverse

from shejian.accounts.models import User
from shejian.base.models import RoleHolding
from shejian.journal.services import Posting
from shejian.office.acting.fields import UNCHOSEN, DayField, PickField
from shejian.office.acting.form import ON_PAPER, ActForm, Group, OnPaper, check_paper
from shejian.office.pages import Link
from shejian.oversight.services.handling import AssignmentDraft, answer, assign, verify, waive

Said = Mapping[str, Any]
LONGEST = 400


def said_field(label: str, **more: Any) -> forms.CharField:
    """A few sentences."""
    box = forms.Textarea(attrs={"class": "in", "rows": "4"})
    too_long = f"最多 {LONGEST} 字，请写得短些"
    errors = {"required": f"请填写{label}", "max_length": too_long}
    return forms.CharField(label=label, max_length=LONGEST, widget=box, error_messages=errors, **more)


class FindingForm(ActForm, OnPaper):
    """What forms on a finding share."""

    only_if_different = False
    nav_place = "findings"

    def home_link(self) -> Link:
        return Link("监督", reverse("office:findings"))

    @property
    def number(self) -> int:
        """The number of the finding."""
        assert self.subject is not None  # noqa: S101 - these forms are opened on a finding only
        return self.subject.number

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)


class AssignFinding(FindingForm):
    """交办: to a unit, perhaps to an account of it, by a day."""

    act = "oversight.assign"
    heading = "交办"
    lead = "交给一个单位，或者其中一个账号去办，可以定办结期限。已经交办过的，改交新的承办者。"
    button = "交办"
    groups: ClassVar[tuple[Group, ...]] = (Group("承办", ("unit", "user", "due", "said")), ON_PAPER)
    due = DayField(label="办结期限", required=False)
    said = said_field("要求", required=False)

    def build(self) -> None:
        tree = self.posed.asked.tree
        mine = self.one.within(tree)
        units = [UNCHOSEN, *((str(one.id), one.name) for one in tree.in_order() if one.id in mine)]
        self.fields["unit"] = PickField(units, label="承办单位", coerce=int)
        held = RoleHolding.objects.on(self.one.today, None).filter(unit__in=mine).values_list("user", flat=True)
        users = User.objects.filter(pk__in=held, is_active=True).order_by("pk").values_list("pk", "name")
        choices = [("", "只交给单位"), *((str(number), name) for number, name in users)]
        self.fields["user"] = PickField(choices, label="承办人", required=False)

    def check(self, said: dict[str, Any]) -> None:
        super().check(said)
        user, unit = said.get("user"), said.get("unit")
        if user and unit:
            tree = self.posed.asked.tree
            held = RoleHolding.objects.on(self.one.today, None).filter(user=int(user)).values_list("unit", flat=True)
            if not any(one in tree.lineage(unit) for one in held):
                self.add_error("user", "他在这个单位和它的上级都没有任职；请选在这里任职的人，或者只交给单位")

    def record(self, made: Posting, said: Said) -> None:
        user = int(said["user"]) if said.get("user") else None
        draft = AssignmentDraft(said["unit"], user, said.get("due"), said.get("said") or "")
        assign(made, [self.number], draft, self.one.today)

    def done(self) -> str:
        return "已交办"


class AnswerFinding(FindingForm):
    """答复: what was done about it."""

    act = "oversight.answer"
    heading = "答复"
    lead = "写明做了什么、情况怎样。台账上的事实改正以后，更新问题清单时自动销号；答复本身不销号。"
    button = "答复"
    groups: ClassVar[tuple[Group, ...]] = (Group("答复", ("said",)), ON_PAPER)
    said = said_field("答复")

    def record(self, made: Posting, said: Said) -> None:
        answer(made, [self.number], said["said"], self.one.today)

    def done(self) -> str:
        return "已答复，等待核实"


class VerifyFinding(FindingForm):
    """核实: the last answer is accepted, or sent back."""

    act = "oversight.verify"
    heading = "核实"
    lead = "看了答复和材料以后，认可，或者退回重办。"
    button = "记下核实"
    groups: ClassVar[tuple[Group, ...]] = (Group("核实", ("accepted", "said")), ON_PAPER)
    accepted = PickField((UNCHOSEN, ("yes", "认可"), ("no", "退回重办")), label="结果")
    said = said_field("核实情况", required=False)

    def record(self, made: Posting, said: Said) -> None:
        accepted = said["accepted"] in (True, "yes")
        verify(made, [self.number], accepted=accepted, said=said.get("said") or "", day=self.one.today)

    def done(self) -> str:
        return "已核实"


class WaiveFinding(FindingForm):
    """不再督办: for a stated reason, perhaps until a day."""

    act = "oversight.waive"
    heading = "不再督办"
    lead = "查出的情况仍在，但有理由不再督办（例如即将撤并）。问题留在清单上，另列；到期后恢复督办。"
    button = "不再督办"
    warns = True
    groups: ClassVar[tuple[Group, ...]] = (Group("理由", ("reason", "until")), ON_PAPER)
    reason = said_field("理由")
    until = DayField(label="到哪一天恢复", required=False)

    def record(self, made: Posting, said: Said) -> None:
        waive(made, [self.number], said["reason"], self.one.today, said.get("until"))

    def done(self) -> str:
        return "已记下不再督办"


FORMS: dict[str, type[FindingForm]] = {
    "assign": AssignFinding,
    "answer": AnswerFinding,
    "verify": VerifyFinding,
    "waive": WaiveFinding,
}
