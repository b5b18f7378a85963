"""Forms on a social organization: 登记, 更正, 变更, 注销."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from shejian.core.facts.terms import Line
from shejian.journal.services import Posting
from shejian.office.acting.fields import DayField, PickField, flag_field
from shejian.office.acting.form import ON_PAPER, ActForm, Group, OnPaper, Present, check_paper, reason_field
from shejian.office.acting.organization_fields import (
    COUNTS,
    ENDINGS,
    LINES_OF,
    LIVING,
    Places,
    cell,
    check_code,
    ending_of,
    founding_of,
    placement_fields,
    present_building,
    present_life,
    present_placements,
    present_registration,
    registered,
    registration_fields,
)
from shejian.office.acting.subject import Subject
from shejian.office.build.facts import Words
from shejian.registry.models import Headcount, Standing
from shejian.registry.services import charters
from shejian.registry.services import organizations as acts

REGISTER = Group(
    "登记事项",
    (
        *("name", "code", "type", "authority", "industry", "representative"),
        *("address", "contact", "phone", "website"),
    ),
)
PLACED = Group("三条线", ("town", "competent", "party"))
Said = Mapping[str, Any]


class OrganizationForm(ActForm, OnPaper):
    """What all forms on one social organization share."""

    @property
    def about(self) -> Subject:
        assert self.subject is not None  # noqa: S101 - opened on an organization
        return self.subject

    @property
    def number(self) -> int:
        return self.about.number

    def ground(self) -> None:
        """Words for what it shows, and the units it may name."""
        self.words = Words(self.posed.asked.tree, {})
        self.where = Places(self.one, self.posed, self.subject)

    def place(self, made: Posting, said: Said, day: date | None = None) -> None:
        """Place it along the lines that were said."""
        for name, line in LINES_OF.items():
            if name in said:
                units = said[name] if isinstance(said[name], tuple) else (said[name],)
                acts.set_units(made, Line(line), {self.number: [unit for unit in units if unit is not None]}, day)

    def not_before_founding(self, name: str, day: date | None, what: str) -> None:
        """Say at a field that its day lies before the founding."""
        founded = founding_of(self.about)
        if day is not None and founded is not None and day < founded:
            self.add_error(name, f"{what} {day} 早于成立登记日期 {founded}，请核对")


class CorrectOrganization(OrganizationForm):
    """更正: the ledger had it wrong."""

    act = "registry.correct"
    heading = "更正"
    lead = "账上记错了，改成本来的样子：从这一条记下的起日算起，以往各日的数会跟着变。情况后来才变的，请用“变更”。"
    button = "记下更正"
    groups: ClassVar[tuple[Group, ...]] = (
        REGISTER,
        Group("存续", ("founded", "status", "ended", "ending", "ended_why")),
        PLACED,
        Group("党建与人数", ("charter", "signed", *COUNTS)),
        Group("为什么更正", ("reason",)),
        ON_PAPER,
    )
    reason = reason_field(help_text="例如：录入时看错年份，以登记证书为准。和这一笔账一起留存。")

    def build(self) -> None:
        self.ground()
        fields: dict[str, forms.Field] = registration_fields(self.where, self.words)
        fields["founded"] = DayField(label="成立登记日期", error_messages={"required": "请填写成立登记日期"})
        if ending_of(self.about) is None:
            fields["status"] = PickField(LIVING, label="状态")
        else:
            help_text = "其实没有注销，就清空。"
            fields["ended"] = DayField(label="注销（撤销）日期", required=False, help_text=help_text)
            fields["ending"] = PickField(ENDINGS, label="怎样终止的")
            fields["ended_why"] = cell("reason", required=False)
        fields |= placement_fields(self.where)
        fields["charter"] = flag_field("章程载明党建")
        fields["signed"] = DayField(label="党建承诺书签订日期", required=False)
        if self.about.latest(Headcount) is not None:
            fields |= {name: cell(name) for name in COUNTS}
        self.fields = {**fields, **self.fields}

    def present(self, known: int) -> dict[str, Present]:
        found = present_registration(self.about, self.words, known) | present_life(self.about, known)
        found |= present_placements(self.where, self.words, known) | present_building(self.about, self.words, known)
        return {name: each for name, each in found.items() if name in self.fields}

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        check_code(self, said)
        founded, ended = (self.no_later_than_today(name, said) for name in ("founded", "ended"))
        self.no_later_than_today("signed", said)
        if founded and ended and founded > ended:
            self.add_error("founded", f"成立登记日期 {founded} 晚于注销日期 {ended}，请核对两个日期")
        later = [fact.start for fact in self.about.held(Standing)[1:] if fact.start and fact.status not in acts.ENDED]
        if founded and later and founded >= later[0]:
            self.add_error("founded", f"成立登记日期 {founded} 不早于账上 {later[0]} 的状态变更，请核对")

    def record(self, made: Posting, said: Said) -> None:
        changed, number = self.differing(said), self.number
        items = registered(changed)
        if items:
            acts.correct_registration(made, {number: items})
        self._live(made, changed, said)
        self.place(made, changed)
        if "charter" in changed:
            if changed["charter"] is None:
                charters.clear_charter(made, [number])
            else:
                charters.set_charter(made, {number: changed["charter"]})
        if "signed" in changed:
            if self.held["signed"].value is None:
                acts.sign(made, {number: changed["signed"]})
            else:
                acts.correct_signing(made, {number: changed["signed"]})
        count = self.about.latest(Headcount)
        if changed.keys() & set(COUNTS) and count is not None and count.start is not None:
            acts.count_heads(made, count.start, {number: (said["staff"], said["members"])})

    def _live(self, made: Posting, changed: Said, said: Said) -> None:
        """The end comes first: the day of founding may be moved beyond it."""
        if changed.keys() & {"ended", "ending", "ended_why"}:
            if said["ended"] is None:
                acts.reopen(made, [self.number])
            else:
                acts.end(made, {self.number: acts.Ending(said["ended"], said["ending"], said["ended_why"])})
        if "founded" in changed:
            acts.correct_founding(made, {self.number: changed["founded"]})
        if "status" in changed:
            acts.set_status(made, {self.number: changed["status"]})

    def done(self) -> str:
        return f"已更正{self.about.name}"


class ChangeOrganization(OrganizationForm):
    """变更: something changed in the world, on a day."""

    act = "registry.change"
    heading = "变更"
    lead = "情况变了：从某一天起是新的样子，那一天以前照旧。以前就记错了的，请用“更正”。"
    button = "记下变更"
    groups: ClassVar[tuple[Group, ...]] = (
        Group("从哪一天起", ("day",)),
        REGISTER,
        Group("存续", ("status",), "注销、撤销登记请用“注销”。"),
        PLACED,
        Group("党建与人数", ("charter", "letter", *COUNTS)),
        ON_PAPER,
    )

    def build(self) -> None:
        self.ground()
        fields: dict[str, forms.Field] = {
            "day": DayField(
                label="自哪一天起",
                help_text="批准或发生的那一天；当天起按新的算。",
                error_messages={"required": "请填写从哪一天起变更"},
            )
        }
        fields |= registration_fields(self.where, self.words)
        fields["status"] = PickField(LIVING, label="状态")
        fields |= placement_fields(self.where)
        fields["charter"] = flag_field("章程载明党建")
        fields["letter"] = forms.BooleanField(label="这一天签订了党建承诺书", required=False)
        help_text = "在“自哪一天起”那一天数得的人数；没有重新数就不改。"
        fields |= {name: cell(name, help_text=help_text) for name in COUNTS}
        self.fields = {**fields, **self.fields}

    def present(self, known: int) -> dict[str, Present]:
        found = present_registration(self.about, self.words, known) | present_life(self.about, known)
        found |= present_placements(self.where, self.words, known) | present_building(self.about, self.words, known)
        signed = found.pop("signed")
        found["letter"] = Present(value=False, text=signed.text)
        return {name: each for name, each in found.items() if name in self.fields}

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        check_code(self, said)
        day = self.no_later_than_today("day", said)
        self.not_before_founding("day", day, "变更日")
        ended = ending_of(self.about)
        if day is not None and ended is not None and ended.start is not None and day >= ended.start:
            self.add_error("day", f"它已于 {ended.start} {dict(ENDINGS)[ended.status]}，那一天起不再变更")
        if "charter" in said and said["charter"] is None and self.held["charter"].value is not None:
            self.add_error("charter", "变更要写明是还是否；原来就不该有这一条的，请用“更正”")

    def record(self, made: Posting, said: Said) -> None:
        changed, number, day = self.differing(said), self.number, said["day"]
        items = registered(changed)
        if items:
            acts.change_registration(made, day, {number: items})
        self.place(made, changed, day)
        if "status" in changed:
            acts.set_status(made, {number: changed["status"]}, day)
        if "charter" in changed:
            charters.set_charter(made, {number: changed["charter"]}, day)
        if changed.get("letter"):
            acts.sign(made, {number: day})
        if changed.keys() & set(COUNTS):
            acts.count_heads(made, day, {number: (said["staff"], said["members"])})

    def done(self) -> str:
        return f"已记下{self.about.name}的变更，自 {self.cleaned_data['day']} 起"


class EndOrganization(OrganizationForm):
    """注销 or 撤销登记: its life ends."""

    act = "registry.end"
    heading = "注销"
    lead = "从这一天起它不再在册，不计入任何一天以后的数；以前各日照旧。党组织对它的覆盖从这一天起不再计。"
    button = "记下注销"
    only_if_different = False
    warns = True
    groups: ClassVar[tuple[Group, ...]] = (Group("终止", ("day", "ending", "ended_why")), ON_PAPER)
    day = DayField(
        label="注销（撤销）日期",
        help_text="登记管理机关准予注销的那一天。",
        error_messages={"required": "请填写注销日期"},
    )
    ending = PickField(ENDINGS, label="怎样终止", initial=ENDINGS[0][0])
    ended_why = cell("reason", required=False)

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        day = self.no_later_than_today("day", said)
        self.not_before_founding("day", day, "注销日期")
        ended = ending_of(self.about)
        if ended is not None:
            what = dict(ENDINGS)[ended.status]
            self.add_error(None, f"它已于 {ended.start} {what}，不能再注销一次；日期记错了，请用“更正”")
        later = [fact.start for fact in self.about.held(Standing)[1:] if fact.start is not None]
        if day is not None and ended is None and later and day < later[-1]:
            self.add_error("day", f"账上 {later[-1]} 还有状态变更，注销日期不能早于它，请核对")

    def record(self, made: Posting, said: Said) -> None:
        acts.end(made, {self.number: acts.Ending(said["day"], said["ending"], said["ended_why"])})

    def done(self) -> str:
        return f"已记下{self.about.name} {self.cleaned_data['day']} {dict(ENDINGS)[self.cleaned_data['ending']]}"
