"""Forms on a party organization: 更正, 调整, 书记任免."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms

from shejian.journal.services import Posting
from shejian.office.acting.body_fields import (
    BodyForm,
    Said,
    cell,
    changed_particulars,
    particulars_fields,
    secretary_of,
    secretary_text,
)
from shejian.office.acting.covering import Covering
from shejian.office.acting.fields import DayField
from shejian.office.acting.form import ON_PAPER, Group, Present, check_paper, reason_field
from shejian.office.acting.organization_fields import NONE
from shejian.office.build.facts import NOT_STATED, span_text
from shejian.party.models import Establishment, PartyOrganizationParticulars
from shejian.party.services import organizations as simple
from shejian.party.services.refounding import correct_founding
from shejian.party.services.reorganizing import Adjustment, adjust

PARTICULARS = Group("党组织情况", ("name", "kind", "parent", "unit"))


class Restating(BodyForm):
    """A form by which particulars and coverage become otherwise."""

    places = {"parent": "parent"}

    def ground(self) -> dict[str, forms.Field]:
        self.upper = self.superiors()
        self.covering = Covering(self)
        fact = self.about.latest(PartyOrganizationParticulars)
        return particulars_fields(self, self.upper, fact.unit_id if fact else None)

    def present(self, known: int) -> dict[str, Present]:
        found = self.present_particulars(self.upper, known) | self.covering.present(known)
        return {name: each for name, each in found.items() if name in self.fields}

    def adjustment(self, said: Said) -> dict[int, Adjustment]:
        """What becomes otherwise; empty if nothing does."""
        changed = changed_particulars(self.differing(said))
        covers = self.covering.covered(said) if self.covering.differs(said) else None
        return {self.number: Adjustment(changed, covers)} if changed or covers is not None else {}


class CorrectBody(Restating):
    """更正: the ledger had it wrong."""

    act = "party.correct"
    heading = "更正"
    lead = "账上记错了，改成本来的样子：以往各日的数会跟着变。情况后来才变的，请用“调整”。"
    button = "记下更正"
    groups: ClassVar[tuple[Group, ...]] = ()
    reason = reason_field(help_text="例如：成立日期看错年份，以批复为准。和这一笔账一起留存。")

    def build(self) -> None:
        fields = self.ground()
        fields["founded"] = DayField(
            label="成立日期",
            help_text="从这一天起存续；当时一起开始的覆盖、任职跟着改。",
            error_messages={"required": "请填写成立日期"},
        )
        fields["approval"] = cell("approval", required=False)
        if self.life is not None and self.life.end is not None:
            fields["dissolved"] = DayField(label="撤销日期", required=False, help_text="其实没有撤销，就清空。")
        fields["secretary"] = cell("secretary", required=False, help_text=f"姓名写错了才填；其实没有书记，写“{NONE}”。")
        covers = self.covering.fields()
        self.fields = {**fields, **covers, **self.fields}
        life = Group("存续与任职", ("founded", "approval", "dissolved", "secretary"))
        note = "本来就不覆盖、或者组建方式记错的，在这里改。" if self.covering.held else ""
        self.groups = (  # type: ignore[misc]
            PARTICULARS,
            life,
            *self.covering.groups(note),
            Group("为什么更正", ("reason",)),
            ON_PAPER,
        )

    def present(self, known: int) -> dict[str, Present]:
        found = super().present(known)
        life = self.about.latest(Establishment, known)
        if life is not None:
            found["founded"] = Present(life.start, str(life.start or NOT_STATED))
            found["approval"] = Present(life.approval_number, life.approval_number or NOT_STATED)
            found["dissolved"] = Present(life.end, str(life.end or "没有撤销"))
        secretary = secretary_of(self.about, known)
        found["secretary"] = Present(
            "", secretary_text(secretary), span_text(secretary) if secretary is not None else ""
        )
        return {name: each for name, each in found.items() if name in self.fields}

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        founded, dissolved = (self.no_later_than_today(name, said) for name in ("founded", "dissolved"))
        if founded and dissolved and founded > dissolved:
            self.add_error("founded", f"成立日期 {founded} 晚于撤销日期 {dissolved}，请核对两个日期")
        self.covering.check(said, self.today)
        changed = self.differing(said)
        if "founded" in changed and ("secretary" in changed or self.covering.differs(said)):
            what = "书记" if "secretary" in changed else "覆盖"
            self.add_error("founded", f"它会带着{what}的起日一起改；{what}也要更正的，请分两次：先记下一样，再记另一样")

    def record(self, made: Posting, said: Said) -> None:
        changed, number = self.differing(said), self.number
        columns = {"approval": "approval_number", "dissolved": "end"}
        life = {column: changed[name] for name, column in columns.items() if name in changed}
        if "founded" in changed:
            correct_founding(made, {number: changed["founded"]}, {number: life})
        elif life:
            simple.correct_establishment(made, {number: life})
        if "secretary" in changed:
            name = "" if changed["secretary"] == NONE else changed["secretary"]
            simple.correct_secretary(made, {number: name})
        adjust(made, self.adjustment(said))

    def done(self) -> str:
        return f"已更正{self.about.name}"


class AdjustBody(Restating):
    """调整: something became otherwise in the world, on a day."""

    act = "party.adjust"
    heading = "调整"
    lead = "更名、改类型、换上级、增减覆盖：从某一天起是新的样子，那一天以前照旧。以前就记错了的，请用“更正”。"
    button = "记下调整"
    groups: ClassVar[tuple[Group, ...]] = ()

    def build(self) -> None:
        fields = self.ground()
        day = DayField(
            label="自哪一天起",
            help_text="批准的那一天；当天起按新的算。",
            error_messages={"required": "请填写从哪一天起调整"},
        )
        self.fields = {"day": day, **fields, **self.covering.fields(), **self.fields}
        note = "不再覆盖的，在它的组建方式里选“不再覆盖”。" if self.covering.held else ""
        self.groups = (  # type: ignore[misc]
            Group("从哪一天起", ("day",)),
            PARTICULARS,
            *self.covering.groups(note),
            ON_PAPER,
        )

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        day = self.no_later_than_today("day", said)
        self.within_life("day", day, "调整日")
        self.covering.check(said, day)

    def record(self, made: Posting, said: Said) -> None:
        adjust(made, self.adjustment(said), said["day"])

    def done(self) -> str:
        return f"已调整{self.about.name}，自 {self.cleaned_data['day']} 起"


class ChangeSecretary(BodyForm):
    """书记任免: who is secretary from which day; the one before steps down on it."""

    act = "party.secretary"
    heading = "书记任免"
    lead = "新书记从哪一天起任职；前任同一天卸任。只免不任的，勾上“暂缺”。"
    button = "记下任免"
    only_if_different = False
    groups: ClassVar[tuple[Group, ...]] = (Group("书记", ("day", "secretary", "vacant")), ON_PAPER)
    day = DayField(label="任免日期", error_messages={"required": "请填写任免日期"})
    vacant = forms.BooleanField(label="暂缺：前任卸任，还没有新书记", required=False)

    def build(self) -> None:
        self.fields["secretary"] = cell("secretary", required=False, label="新书记姓名")

    def present(self, known: int) -> dict[str, Present]:
        fact = secretary_of(self.about, known)
        return {"secretary": Present("", secretary_text(fact), span_text(fact) if fact else "")}

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        day = self.no_later_than_today("day", said)
        self.within_life("day", day, "任免日期")
        name, now = said.get("secretary"), secretary_of(self.about)
        if said.get("vacant"):
            if name:
                self.add_error("vacant", "写了新书记，就不是暂缺；请去掉一个")
            elif now is None:
                self.add_error("vacant", "账上现在没有书记，没有可免的")
            elif day is not None and _began_after(now.start, day):
                self.add_error("day", f"现任书记 {now.start} 才任职，请改用不早于它的日期")
        elif not name and "secretary" not in self.errors:
            self.add_error("secretary", "请写新书记的姓名；暂时没有，请勾“暂缺”")
        elif now is not None and name == now.name:
            self.add_error("secretary", "现任书记就是他，不用再记；任职日期记错的，请撤销那一笔再记")

    def record(self, made: Posting, said: Said) -> None:
        if said["vacant"]:
            simple.dismiss_secretary(made, {self.number: said["day"]})
        else:
            simple.appoint_secretary(made, {self.number: (said["secretary"], said["day"])})

    def done(self) -> str:
        what = "暂缺" if self.cleaned_data["vacant"] else "有新书记"
        return f"已记下{self.about.name}自 {self.cleaned_data['day']} 起{what}"


def _began_after(start: date | None, day: date) -> bool:
    return start is not None and start > day
