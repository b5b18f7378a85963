"""Forms on studies: 记学习培训 of a party organization, 记书记培训 of a unit, 更正."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.urls import reverse

from shejian.base.enums import Role
from shejian.core.calendar import previous_day
from shejian.core.facts.terms import StudyKind
from shejian.core.findings.wording import hours_text
from shejian.core.indicators import Subject as Kind
from shejian.figures.naming import Names
from shejian.journal.services import Posting
from shejian.learning.models import Learner, StudyRecord
from shejian.learning.services.studies import learner_place, record_studies, restate_study
from shejian.office.acting.fields import unit_field
from shejian.office.acting.finding import bodies
from shejian.office.acting.form import Group, Present, reason_field
from shejian.office.acting.paper import FILE
from shejian.office.acting.study_fields import (
    AWAY,
    CAME,
    MOST,
    OTHERS,
    WHAT,
    WHETHER,
    StudyForm,
    listed,
    most_common,
    secretaries,
)
from shejian.office.build.facts import NOT_STATED
from shejian.office.pages import Link
from shejian.office.reach import may_write_body, reaches_person
from shejian.party.queries import below, members_of

OF_SECRETARIES = tuple(kind for kind in StudyKind if kind.of_secretaries)
Said = Mapping[str, Any]


class HoldStudy(StudyForm):
    """记学习培训: a study that a party organization held for its members, or for the secretaries of those below it."""

    act = "learning.hold"
    heading = "记学习培训"
    lead = "微党课、党员培训、书记培训，办完以后记一次，参加的人都在这一次里。党课记在组织生活里，不用再记。"
    button = "记下这一次"
    only_if_different = False

    @property
    def body(self) -> int:
        assert self.subject is not None  # noqa: S101 - opened on a party organization
        return self.subject.number

    def build(self) -> None:
        picture, on = self.posed.asked.picture, self.posed.on
        notes = {member.person: "" for member in members_of(picture, on, self.body)}
        under = [one for one in below(picture, on, self.body) if may_write_body(self.one, self.posed, one)]
        names = Names(on, self.posed.known).of(Kind.PARTY_ORGANIZATION, [self.body, *under])
        called = {one: names[one].name if one in names else f"党组织 {one}" for one in (self.body, *under)}
        notes |= {one: note for one, note in secretaries(self.posed, called).items() if one not in notes or notes[one]}
        self.people = listed(self.posed, notes)
        self.add_fields()
        self.worded(groups=self.groups_of())

    def holder(self, said: Said) -> dict[str, int | None]:
        return {"party_organization": self.body}

    def record(self, made: Posting, said: Said) -> None:
        record_studies(made, [self.stated(said, said["day"])], self.today)

    def done(self) -> str:
        stated = self.stated(self.cleaned_data, self.cleaned_data["day"])
        return f"已记下 {stated.words}，参加 {len(stated.learners)} 人"


class HoldRound(StudyForm):
    """记书记培训: a training of secretaries that a unit held."""

    act = "learning.round"
    heading = "记书记培训"
    lead = (
        "任职培训或年度轮训，办完以后记一次。名单是您范围内各党组织今天的书记；只记了姓名的书记不在名单里，"
        "请先“对上书记”。"
    )
    button = "记下这一次"
    only_if_different = False
    places: ClassVar[Mapping[str, str]] = {"holder": "unit"}

    def build(self) -> None:
        found = {each.number: each.name for each in bodies(self.one, self.posed).things}
        self.people = listed(self.posed, secretaries(self.posed, found))
        self.add_fields(OF_SECRETARIES)
        tree = self.posed.asked.tree
        reached = {unit for units in self.one.along(tree, Role.CLERK).values() for unit in units}
        units = [(node.id, node.name) for node in tree.in_order() if node.id in reached]
        self.fields = {"unit": unit_field("举办单位", units, required=True), **self.fields}
        self.worded(groups=self.groups_of(("unit", *WHAT)))

    def holder(self, said: Said) -> dict[str, int | None]:
        return {"unit": said.get("unit")}

    def home_link(self) -> Link:
        return Link("学习培训", reverse("office:studies"))

    def record(self, made: Posting, said: Said) -> None:
        record_studies(made, [self.stated(said, said["day"])], self.today)

    def done(self) -> str:
        stated = self.stated(self.cleaned_data, self.cleaned_data["day"])
        return f"已记下 {stated.words}，参加 {len(stated.learners)} 人"


class CorrectStudy(StudyForm):
    """更正: what was recorded of a study was wrong."""

    act = "learning.correct"
    heading = "更正"
    lead = "记错的、漏记的改在这里。只改动的会记账，原来记的留在经过里。整次记错的，到经过里打开那一笔撤销。"
    button = "记下更正"
    reason = reason_field(required=False)

    @property
    def number(self) -> int:
        assert self.subject is not None  # noqa: S101 - opened on a study
        return self.subject.number

    @property
    def record_held(self) -> StudyRecord:
        """What the ledger says now."""
        assert self.subject is not None  # noqa: S101 - opened on a study
        fact = self.subject.latest(StudyRecord)
        assert fact is not None  # noqa: S101 - the view made sure that there is one
        return fact

    def _tenths(self, known: int | None = None) -> dict[int, int | None]:
        assert self.subject is not None  # noqa: S101 - opened on a study
        return {fact.person_id: fact.tenths for fact in self.subject.held(Learner, known)}

    def build(self) -> None:
        held, record = self._tenths(), self.record_held
        shown = {one: "" for one in held if reaches_person(self.one, self.posed, one)}
        if record.party_organization_id is not None:
            members = members_of(self.posed.asked.picture, self.posed.on, record.party_organization_id)
            shown |= {member.person: "" for member in members if member.person not in held}
        self.people = listed(self.posed, shown)
        asked = {each.person for each in self.people[:MOST]}
        self.kept = {one: tenths for one, tenths in held.items() if one not in asked}
        self.add_fields()
        *groups, paper = self.groups_of()
        self.worded(groups=(*groups, Group("为什么改", ("reason",)), paper))

    def holder(self, said: Said) -> dict[str, int | None]:
        return {"party_organization": self.record_held.party_organization_id, "unit": self.record_held.unit_id}

    def paper_held(self) -> int | None:
        return self.record_held.paper_id

    def present(self, known: int) -> Mapping[str, Present]:
        assert self.subject is not None  # noqa: S101 - opened on a study
        record, tenths = self.subject.latest(StudyRecord, known), self._tenths(known)
        if record is None or record.start is None or record.end is None:
            return {}
        last, usual = previous_day(record.end), most_common(tenths)
        found = {
            "kind": Present(record.kind, StudyKind(record.kind).label),
            "day": Present(record.start, str(record.start)),
            "hours": _hours(usual),
        }
        found |= {name: _words(getattr(record, name)) for name in ("title", "place", "lecturer", "text", "link")}
        found["last"] = Present(last, str(last))
        found["paper_title"] = Present("", NOT_STATED)
        found |= {f"other-{at}": Present(None, NOT_STATED) for at in range(OTHERS)}
        for each in self.people:
            own = tenths.get(each.person)
            whether = CAME if each.person in tenths else AWAY
            found[f"came-{each.person}"] = Present(whether, dict(WHETHER)[whether])
            found[learner_place(each.person)] = _hours(None if own == usual else own)
        return found

    def prefilled(self) -> Mapping[str, Any]:
        return {}

    def check(self, said: dict[str, Any]) -> None:
        if said.get(FILE) and not said.get("paper_title"):
            said["paper_title"] = said[FILE]["name"]  # another file alone is a change, too
        super().check(said)

    def record(self, made: Posting, said: Said) -> None:
        restate_study(made, self.number, self.stated(said, said["day"]), self.today)

    def done(self) -> str:
        return f"已更正 {self.stated(self.cleaned_data, self.cleaned_data['day']).words}"


def _hours(tenths: int | None) -> Present:
    return Present(tenths, NOT_STATED if tenths is None else f"{hours_text(tenths)} 学时")


def _words(text: str) -> Present:
    return Present(text, f"{text[:60]}…" if len(text) > 60 else text or NOT_STATED)
