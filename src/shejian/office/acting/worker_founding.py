"""登记专职党员: a full member who works full-time in a social organization comes onto the ledger, wherever his relation
stands."""

from __future__ import annotations

from typing import Any, ClassVar

from shejian.core.facts.terms import MemberCategory
from shejian.journal.services import Posting
from shejian.office.acting.fields import DayField
from shejian.office.acting.form import ON_PAPER, Group
from shejian.office.acting.guidance_forms import PartyForm, Said
from shejian.office.acting.organization_fields import NONE
from shejian.office.acting.person_fields import check_membership, check_person, person_fields
from shejian.party.services.admitting import Worker, register_workers
from shejian.people.services.persons import PersonDraft


class RegisterWorker(PartyForm):
    """登记专职党员: a full member works here full-time, though his relation stands outside this ledger."""

    act = "party.register_worker"
    heading = "登记专职党员"
    lead = "在这里专职工作、组织关系不在本台账的正式党员。台账上已有的人，请到他的页上“登记在职”。"
    button = "登记"
    groups: ClassVar[tuple[Group, ...]] = (
        Group("身份", ("name", "identity", "sex", "phone"), "没有公民身份号码的只按这一次登记，不与同名的人合并。"),
        Group("党籍与在职", ("joined", "full_on", "start")),
        ON_PAPER,
    )
    places = {"organization": "identity"}
    joined = DayField(label="入党日期", required=False, help_text="不知道就空着。")
    full_on = DayField(label="转正日期", required=False, help_text="不知道就空着；只登记正式党员。")
    start = DayField(label="到岗日期", required=False, help_text="不知道就空着，算作一直在这里。")

    def build(self) -> None:
        self.fields = {**person_fields(kept_back=False), **self.fields}

    def check(self, said: dict[str, Any]) -> None:
        self.check_day(said, "start", "到岗日期")
        number = said.get("identity") or ""
        check_person(self, said, number)
        check_membership(self, {**said, "category": str(MemberCategory.FULL)}, number)
        if not number and not said.get("joined") and "joined" not in self.errors:
            self.add_error("joined", "没有公民身份号码，请至少写入党日期，好与同名的人分清")

    def record(self, made: Posting, said: Said) -> None:
        phone = "" if said["phone"] == NONE else said["phone"]
        person = PersonDraft(said["name"], said["identity"], said["sex"], phone)
        register_workers(made, [Worker(person, said["joined"], said["full_on"], self.number, said["start"])])

    def done(self) -> str:
        return f"已登记 1 名在{self.about.name}专职工作的正式党员"
