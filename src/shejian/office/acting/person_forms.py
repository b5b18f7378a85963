"""Forms on a person: 更正, 转移组织关系, 转出, 转正."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from shejian.core.facts.terms import DevelopmentStage, MemberCategory, Sex
from shejian.journal.services import Posting
from shejian.office.acting.fields import DayField
from shejian.office.acting.finding import bodies
from shejian.office.acting.form import ON_PAPER, ActForm, Group, OnPaper, Present, check_paper, reason_field
from shejian.office.acting.organization_fields import NONE
from shejian.office.acting.person_fields import check_membership, check_person, membership_fields, person_fields
from shejian.office.acting.subject import Subject
from shejian.office.acting.thing_field import ThingField
from shejian.office.build.body_words import number as masked_number
from shejian.office.build.body_words import phone as masked_phone
from shejian.office.build.facts import NOT_STATED, span_text
from shejian.party.models import Affiliation, DevelopmentStep, Membership
from shejian.party.services.members import Stay, correct_membership, take_steps
from shejian.party.services.moving import move_members, move_out
from shejian.people import protection
from shejian.people.models import PersonParticulars
from shejian.people.services.persons import correct_person

Said = Mapping[str, Any]
MEMBERSHIP = {"joined": "start", "category": "category", "full_on": "full_on"}


class PersonForm(ActForm, OnPaper):
    """What all forms on one person share."""

    @property
    def about(self) -> Subject:
        assert self.subject is not None  # noqa: S101 - opened on a person
        return self.subject

    @property
    def number(self) -> int:
        return self.about.number

    @property
    def stay(self) -> Affiliation | None:
        """Where his relation stands, if it stands anywhere."""
        last = self.about.latest(Affiliation)
        return last if last is not None and last.end is None else None

    @property
    def identity(self) -> str:
        """The identity number that the ledger holds; for checks only, never shown."""
        fact = self.about.latest(PersonParticulars)
        return "" if fact is None or fact.identity_cipher is None else protection.reveal(fact.identity_cipher)


class CorrectPerson(PersonForm):
    """更正: the ledger had him wrong."""

    act = "party.correct_person"
    heading = "更正"
    lead = "账上记错了，改成本来的样子：以往各日的数会跟着变。"
    button = "记下更正"
    groups: ClassVar[tuple[Group, ...]] = (
        Group("身份", ("name", "sex", "identity", "phone")),
        Group("党籍", ("joined", "category", "full_on")),
        Group("为什么更正", ("reason",)),
        ON_PAPER,
    )
    reason = reason_field(help_text="例如：录入时看错一位，以身份证为准。和这一笔账一起留存。")

    def build(self) -> None:
        fields = person_fields(kept_back=True)
        if self.about.latest(Membership) is not None:
            more = membership_fields()
            more["joined"].required = False
            fields |= more
        self.fields = {**fields, **self.fields}

    def present(self, known: int) -> dict[str, Present]:
        fact, member = self.about.latest(PersonParticulars, known), self.about.latest(Membership, known)
        found: dict[str, Present] = {}
        if fact is not None:
            found["name"] = Present(fact.name, fact.name)
            found["sex"] = Present(fact.sex, Sex(fact.sex).label if fact.sex else NOT_STATED)
            found["identity"] = Present("", masked_number(fact))
            found["phone"] = Present("", masked_phone(fact) or NOT_STATED)
        if member is not None:
            found["joined"] = Present(member.start, str(member.start or NOT_STATED))
            found["category"] = Present(member.category, MemberCategory(member.category).label)
            found["full_on"] = Present(member.full_on, str(member.full_on or NOT_STATED))
        return {name: each for name, each in found.items() if name in self.fields}

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        changed = self.differing(said)
        number = said.get("identity") or self.identity
        if changed.keys() & {"sex", "identity"}:
            check_person(self, said, number)
        if changed.keys() & {"identity", *MEMBERSHIP}:
            check_membership(self, said, number)
        first = next((fact.start for fact in self.about.held(Affiliation)), None)
        if "joined" in changed and said["joined"] and first and first < said["joined"]:
            self.add_error("joined", f"账上 {first} 他的组织关系已在党组织，入党日期不能晚于它，请核对")

    def record(self, made: Posting, said: Said) -> None:
        changed = self.differing(said)
        stated: dict[str, str] = {name: changed[name] for name in ("name", "sex") if name in changed}
        if "phone" in changed:
            stated["phone"] = "" if changed["phone"] == NONE else changed["phone"]
        if "identity" in changed:
            stated["identity_number"] = changed["identity"]
        if stated:
            correct_person(made, {self.number: stated})
        member = {MEMBERSHIP[name]: changed[name] for name in MEMBERSHIP if name in changed}
        if member:
            correct_membership(made, {self.number: member})

    def done(self) -> str:
        return f"已更正{self.about.name}"


class MovePerson(PersonForm):
    """转移组织关系: from one party organization to another."""

    act = "party.move"
    heading = "转移组织关系"
    lead = "从一个党组织转到另一个，都在您的范围以内：从那一天起算在新的党组织。转到范围以外的，请用“转出”。"
    button = "记下转移"
    only_if_different = False
    groups: ClassVar[tuple[Group, ...]] = (Group("转移", ("party_organization", "day")), ON_PAPER)
    day = DayField(label="转入日期", error_messages={"required": "请填写转入日期"})

    def build(self) -> None:
        self.where = bodies(self.one, self.posed)
        self.fields["party_organization"] = ThingField(self.where, "党组织", label="转到哪个党组织")

    def present(self, known: int) -> dict[str, Present]:
        last = self.about.latest(Affiliation, known)
        if last is None or last.end is not None:
            return {"party_organization": Present(None, "没有组织关系")}
        text = self.fields["party_organization"].as_text(last.party_organization_id)  # type: ignore[attr-defined]
        return {"party_organization": Present(last.party_organization_id, text, span_text(last))}

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        day, member = self.no_later_than_today("day", said), self.about.latest(Membership)
        if member is None:
            self.add_error(None, "账上没有他的党籍，没有组织关系可转；是党员的，请先登记")
        elif day is not None and member.start is not None and day < member.start:
            self.add_error("day", f"{day} 早于入党日期 {member.start}，请核对")

    def record(self, made: Posting, said: Said) -> None:
        move_members(made, [Stay(self.number, said["party_organization"], said["day"])])

    def done(self) -> str:
        where = self.in_words("party_organization", self.cleaned_data["party_organization"])
        return f"已记下{self.about.name} {self.cleaned_data['day']} 转到{where}"


class MoveOut(PersonForm):
    """转出: his relation goes to where this ledger does not reach."""

    act = "party.move_out"
    heading = "转出"
    lead = "组织关系转到本台账以外：从那一天起不再算在这里；他的经过都留着。"
    button = "记下转出"
    only_if_different = False
    warns = True
    groups: ClassVar[tuple[Group, ...]] = (Group("转出", ("day",)), ON_PAPER)
    day = DayField(label="转出日期", error_messages={"required": "请填写转出日期"})

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        self.no_later_than_today("day", said)

    def record(self, made: Posting, said: Said) -> None:
        move_out(made, {self.number: said["day"]})

    def done(self) -> str:
        return f"已记下{self.about.name} {self.cleaned_data['day']} 转出"


class ConvertMember(PersonForm):
    """转正: a probationary member becomes a full one."""

    act = "party.convert"
    heading = "转正"
    lead = "预备党员转为正式党员：从那一天起算作正式党员。"
    button = "记下转正"
    only_if_different = False
    groups: ClassVar[tuple[Group, ...]] = (Group("转正", ("day",)), ON_PAPER)
    day = DayField(label="转正日期", error_messages={"required": "请填写转正日期"})

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        day, member = self.no_later_than_today("day", said), self.about.latest(Membership)
        if member is None:
            self.add_error(None, "账上没有他的党籍，不能转正；是党员的，请先登记")
        elif member.full_on is not None or member.category == MemberCategory.FULL:
            since = f"（{member.full_on} 转正）" if member.full_on else ""
            self.add_error(None, f"他已经是正式党员{since}；日期记错了，请用“更正”")
        elif self.stay is None:
            self.add_error(None, "他的组织关系已经转出，由转入的党组织办理")
        else:
            self._after("day", day, member.start, "入党日期")
            self._after("day", day, self.stay.start, "转入日期")

    def _after(self, name: str, day: date | None, other: date | None, what: str) -> None:
        if day is not None and other is not None and day < other and name not in self.errors:
            self.add_error(name, f"转正日期 {day} 早于{what} {other}，请核对")

    def record(self, made: Posting, said: Said) -> None:
        assert self.stay is not None  # noqa: S101 - checked
        day, stage = said["day"], str(DevelopmentStage.CONVERSION)
        correct_membership(made, {self.number: {"full_on": day, "category": str(MemberCategory.FULL)}})
        if not self.about.held(DevelopmentStep, stage=stage):
            take_steps(made, [(self.number, self.stay.party_organization_id, stage, day)])

    def done(self) -> str:
        return f"已记下{self.about.name} {self.cleaned_data['day']} 转正"
