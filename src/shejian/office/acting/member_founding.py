"""登记党员: the form by which a member comes onto the ledger."""

from __future__ import annotations

from typing import Any, ClassVar

from shejian.journal.models import Entry
from shejian.journal.services import Posting
from shejian.office.acting.fields import DayField
from shejian.office.acting.finding import bodies
from shejian.office.acting.form import ON_PAPER, ActForm, Group, OnPaper, check_paper
from shejian.office.acting.organization_fields import NONE
from shejian.office.acting.person_fields import check_membership, check_person, membership_fields, person_fields
from shejian.office.acting.person_forms import Said
from shejian.office.acting.thing_field import ThingField
from shejian.office.asking import Posed
from shejian.office.visitors import Visitor
from shejian.party.services.admitting import Newcomer, register_members
from shejian.people.models import Person
from shejian.people.services.persons import PersonDraft


class RegisterMember(ActForm, OnPaper):
    """登记: a member whom the ledger did not know, admitted here or come from elsewhere."""

    act = "party.admit"
    heading = "登记党员"
    lead = "新接收的预备党员，或者从台账以外转来的党员。账上已有的人，请到他的页上办“转移组织关系”。"
    button = "登记"
    only_if_different = False
    groups: ClassVar[tuple[Group, ...]] = (
        Group("身份", ("name", "identity", "sex", "phone"), "没有公民身份号码的只按这一次登记，不与同名的人合并。"),
        Group("党籍", ("joined", "category", "full_on")),
        Group("组织关系", ("party_organization", "day")),
        ON_PAPER,
    )

    def build(self) -> None:
        self.where = bodies(self.one, self.posed)
        fields = person_fields(kept_back=False) | membership_fields()
        fields["party_organization"] = ThingField(self.where, "党组织", label="所在党组织")
        help_text = "从这一天起算在这个党组织；新接收的，就是接收为预备党员的那一天。"
        fields["day"] = DayField(label="转入日期", help_text=help_text, error_messages={"required": "请填写转入日期"})
        self.fields = {**fields, **self.fields}

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        check_person(self, said, said.get("identity") or "")
        check_membership(self, said, said.get("identity") or "")
        day, joined = self.no_later_than_today("day", said), said.get("joined")
        if day and joined and day < joined:
            self.add_error("day", f"转入日期 {day} 早于入党日期 {joined}，请核对")

    def record(self, made: Posting, said: Said) -> None:
        phone = "" if said["phone"] == NONE else said["phone"]
        person = PersonDraft(said["name"], said["identity"], said["sex"], phone)
        newcomer = Newcomer(
            person, said["joined"], said["category"], said["full_on"], said["party_organization"], said["day"]
        )
        register_members(made, [newcomer])

    def done(self) -> str:
        where = self.in_words("party_organization", self.cleaned_data["party_organization"])
        return f"已登记 1 名党员，组织关系在{where}"

    def recorded_page(self, entry: Entry) -> tuple[str, int]:
        return "person", int(Person.objects.values_list("id", flat=True).get(entry=entry.number))


def registering(one: Visitor, posed: Posed, body: str) -> RegisterMember:
    """The form as it is opened from a party organization, to which the member comes."""
    form = RegisterMember(one, posed)
    if body.isascii() and body.isdecimal() and len(body) < 19 and form.where.thing(int(body)) is not None:
        form.initial["party_organization"] = int(body)
    return form
