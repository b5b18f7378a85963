"""Forms on where a person works: 登记在职, 变更在职."""

from __future__ import annotations

from typing import Any, ClassVar

from shejian.journal.services import Posting
from shejian.office.acting.fields import DayField, PickField, flag_field
from shejian.office.acting.finding import organizations
from shejian.office.acting.form import ON_PAPER, Group, check_paper
from shejian.office.acting.person_forms import PersonForm, Said
from shejian.office.acting.thing_field import ThingField
from shejian.office.build.body_words import OUT_OF_REACH
from shejian.office.build.facts import HOURS, span_text
from shejian.party.models import Employment
from shejian.party.services.work import Job, change_hours, employ, leave

LEAVES, FULL_TIME, PART_TIME = "leaves", "full-time", "part-time"
CHANGES = ((LEAVES, "离开，不再在那里工作"), (FULL_TIME, "转为专职"), (PART_TIME, "转为兼职"))


class RegisterWork(PersonForm):
    """登记在职: he works in a social organization from a day on."""

    act = "party.employ"
    heading = "登记在职"
    lead = "他在哪家社会组织工作，从哪一天起。在哪里工作和组织关系在哪里是两件事，各记各的。"
    button = "记下在职"
    only_if_different = False
    groups: ClassVar[tuple[Group, ...]] = (Group("在职", ("organization", "full_time", "start")), ON_PAPER)
    places = {"end": "start"}
    start = DayField(label="到岗日期", required=False, help_text="不知道就空着，算作一直在那里。")

    def build(self) -> None:
        where = organizations(self.one, self.posed)
        self.fields["organization"] = ThingField(where, "社会组织", "家", label="在哪家社会组织")
        help_text = "专职党员的人数关系到应不应当建立党组织；不知道就不填，不算“否”。"
        self.fields["full_time"] = flag_field("是否专职", help_text=help_text)

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        self.no_later_than_today("start", said)

    def record(self, made: Posting, said: Said) -> None:
        employ(made, [Job(self.number, said["organization"], said["start"], said["full_time"])])

    def done(self) -> str:
        where = self.in_words("organization", self.cleaned_data["organization"])
        return f"已记下{self.about.name}在{where}工作"


class ChangeWork(PersonForm):
    """变更在职: he leaves, or becomes full-time, or no longer is."""

    act = "party.change_work"
    heading = "变更在职"
    lead = "离开、转为专职或兼职，从某一天起；那一天以前照旧。记错了的，请从经过里打开那一笔撤销，再重新登记。"
    button = "记下变更"
    only_if_different = False
    groups: ClassVar[tuple[Group, ...]] = (Group("变更", ("employment", "change", "day")), ON_PAPER)
    day = DayField(label="自哪一天起", error_messages={"required": "请填写从哪一天起"})

    def build(self) -> None:
        where = organizations(self.one, self.posed)
        held = [fact for fact in self.about.held(Employment) if fact.end is None]
        named = [(fact, where.thing(fact.organization_id)) for fact in held]
        choices = [
            (fact.pk, f"{thing.text if thing else OUT_OF_REACH}，{HOURS[fact.full_time]}，{span_text(fact)}")
            for fact, thing in named
        ]
        help_text = "" if held else "账上现在没有他在职的记录，请先登记。"
        self.fields["employment"] = PickField(choices, label="哪一处", coerce=int, help_text=help_text)
        self.fields["change"] = PickField(CHANGES, label="怎样变更")

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        self.no_later_than_today("day", said)
        held = {fact.pk: fact for fact in self.about.held(Employment)}.get(said.get("employment", 0))
        wanted = {FULL_TIME: True, PART_TIME: False}.get(said.get("change", ""))
        if held is not None and wanted is not None and held.full_time is wanted:
            self.add_error("change", f"账上现在就是{HOURS[wanted]}，不用再记")

    def record(self, made: Posting, said: Said) -> None:
        one, day = said["employment"], said["day"]
        if said["change"] == LEAVES:
            leave(made, {one: day})
        else:
            change_hours(made, {one: (day, said["change"] == FULL_TIME)})

    def done(self) -> str:
        return f"已记下{self.about.name}的在职自 {self.cleaned_data['day']} 起变更"
