"""开办: the form by which a case is started, and the one that starts the whole register of member development."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import QueryDict

from shejian.base.enums import Role
from shejian.cases.kept import DEVELOPMENT
from shejian.cases.models import Case
from shejian.cases.queries import Running, completed, standings_of
from shejian.cases.services.starting import CaseDraft, start_cases, start_register, unstarted
from shejian.cases.services.taking import StepDraft, take_steps
from shejian.core.procedures import Procedure
from shejian.core.procedures.definition import SubjectKind
from shejian.core.rules import Severity
from shejian.journal.models import Entry
from shejian.journal.services import Posting
from shejian.office.acting.case_facts import case_facts, facts_said
from shejian.office.acting.case_forms import OfCases, Said
from shejian.office.acting.fields import DayField
from shejian.office.acting.finding import Persons, bodies, organizations
from shejian.office.acting.form import ON_PAPER, Group, check_paper
from shejian.office.acting.organization_fields import NONE
from shejian.office.acting.person_fields import check_person, person_fields
from shejian.office.acting.thing_field import ThingField
from shejian.office.asking import Posed
from shejian.office.reach import reaches_all
from shejian.office.visitors import Visitor
from shejian.party.queries import bodies_reached
from shejian.people.services.persons import PersonDraft, record_persons

NEW_PERSON = ("name", "identity", "sex", "phone", "application")
SUBJECT = {
    SubjectKind.PERSON: "person",
    SubjectKind.PARTY_ORGANIZATION: "party_organization",
    SubjectKind.ORGANIZATION: "organization",
}
SINCE = DayField(
    label="全程记录自",
    required=False,
    help_text="从这一天起每一步都在账上，没有记的就当没有办。以前的步骤说不清的，空着。",
)


class StartCase(OfCases):
    """开办: one case of a procedure."""

    act = "cases.start"
    button = "开办"
    only_if_different = False

    def __init__(self, one: Visitor, posed: Posed, procedure: Procedure, data: QueryDict | None = None) -> None:
        self.procedure = procedure
        self.about = SUBJECT[procedure.subject]
        lead = "开办以后，程序的每一步记在这一件里；记的时候照当日施行的规定判断。"
        self.worded(heading=f"开办：{procedure.label}", lead=lead, places={"subject": self.about, "on": "application"})
        super().__init__(one, posed, None, data)

    def build(self) -> None:
        where = bodies(self.one, self.posed)
        own: dict[str, Any] = {}
        if self.procedure.subject is SubjectKind.PERSON:
            finder = Persons(self.one, self.posed, 0)
            help_text = "写全名或公民身份号码；账上没有的人空着，填下面一组。"
            newcomer = self.procedure.name == DEVELOPMENT
            own["person"] = ThingField(
                finder, "人", label="为谁办", required=not newcomer, help_text=help_text if newcomer else ""
            )
            if newcomer:
                own |= self._newcomer()
        elif self.procedure.subject is SubjectKind.PARTY_ORGANIZATION:
            own["party_organization"] = ThingField(where, "党组织", label="为哪个党组织办")
        else:
            own["organization"] = ThingField(
                organizations(self.one, self.posed), "社会组织", "家", label="为哪家社会组织办"
            )
        itself = self.procedure.subject is SubjectKind.PARTY_ORGANIZATION
        own["handled_by"] = ThingField(
            where, "党组织", label="办理的党组织", required=not itself, help_text="空着就是它自己。" if itself else ""
        )
        facts = case_facts(self.procedure.name)
        own |= facts
        own["recorded_since"] = SINCE
        self.fields = {**own, **self.fields}
        groups = [Group("为谁办、由谁办", (self.about, "handled_by", "recorded_since", *facts))]
        if "name" in own:
            groups.append(Group("账上没有的人", NEW_PERSON, "新递交入党申请书的人：登记下来，同时记下申请这一步。"))
        self.worded(groups=(*groups, ON_PAPER))

    def _newcomer(self) -> dict[str, Any]:
        fields = person_fields(kept_back=False)
        fields["name"].required = False
        day = DayField(label="递交入党申请书的日期", required=False)
        return {**fields, "application": day}

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        self.no_later_than_today("recorded_since", said)
        if "name" not in self.fields or "person" in self.errors:
            return
        written = [name for name in NEW_PERSON if said.get(name)]
        if said.get("person") is not None and written:
            self.add_error(written[0], "上面写了账上的人，这一组请空着；要登记新的人，请把上面空着")
        elif said.get("person") is None:
            self._check_newcomer(said)

    def _check_newcomer(self, said: dict[str, Any]) -> None:
        if not said.get("name") and "name" not in self.errors:
            self.add_error("person", "请写为谁办；账上没有的人，请填“账上没有的人”一组")
            return
        if not said.get("application") and "application" not in self.errors:
            self.add_error("application", "请填写递交入党申请书的日期")
        self.no_later_than_today("application", said)
        check_person(self, said, said.get("identity") or "")

    def record(self, made: Posting, said: Said) -> None:
        person = said.get("person")
        newcomer = self.procedure.subject is SubjectKind.PERSON and person is None
        if newcomer:
            phone = "" if said["phone"] == NONE else said["phone"]
            (person,) = record_persons(made, [PersonDraft(said["name"], said["identity"], said["sex"], phone)])
        body = said.get("party_organization")
        draft = CaseDraft(
            self.procedure.name,
            int(said["handled_by"] or body or 0),
            person,
            body,
            said.get("organization"),
            said["recorded_since"],
            facts_said(self.procedure.name, said),
        )
        (number,) = start_cases(made, [draft], today=self.today)
        if newcomer:
            first = StepDraft(number, "application", said["application"])
            take_steps(made, [first], today=self.today)

    def done(self) -> str:
        return f"已开办{self.procedure.label}"

    def recorded_page(self, entry: Entry) -> tuple[str, int]:
        return "case", int(Case.objects.values_list("id", flat=True).get(entry=entry.number))


def starting(one: Visitor, posed: Posed, procedure: Procedure, said: Mapping[str, str]) -> StartCase:
    """The form as it is opened from the page of a person, a party organization or an organization."""
    form = StartCase(one, posed, procedure)
    for name in ("person", "party_organization", "organization", "handled_by"):
        text = said.get(name, "")
        if name in form.fields and text.isascii() and text.isdecimal() and len(text) < 19:
            finder = getattr(form.fields[name], "finder", None)
            if finder is not None and finder.thing(int(text)) is not None:
                form.initial[name] = int(text)
    return form


class StartRegister(OfCases):
    """The register of member development: a case for everybody who has steps on record and none yet."""

    act = "cases.start_register"
    heading = "发展党员台账整本开办"
    lead = "台账上有发展步骤、还没有办件的人，各开一件；日期仍是台账上的，不再录一遍。已经在办的不动。"
    button = "整本开办"
    only_if_different = False
    groups: ClassVar[tuple[Group, ...]] = (Group("从哪一天起全程记录", ("recorded_since",)), ON_PAPER)
    recorded_since = DayField(
        label="全程记录自",
        required=False,
        help_text="以前的步骤台账里往往不全：没有记的不算没有办。从这一天起，没有记的就当没有办。说不清的空着。",
    )

    def build(self) -> None:
        everyone = unstarted()
        if not reaches_all(self.one, self.posed, Role.CLERK):
            along = self.one.along(self.posed.asked.tree, Role.CLERK)
            mine = bodies_reached(self.posed.asked.picture, self.posed.on, along)
            everyone = {person: body for person, body in everyone.items() if body in mine}
        self.among = everyone

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        self.no_later_than_today("recorded_since", said)
        if not self.among:
            self.add_error(None, "您的范围里，台账上有发展步骤的人都已经有办件，没有要开的")

    def besides(self, said: Said) -> tuple[tuple[str, str], ...]:
        """How many cases there would be, and what would be found of them."""
        drafts = [
            Running(number, DEVELOPMENT, body, person=person, recorded_since=said["recorded_since"])
            for number, (person, body) in enumerate(self.among.items(), 1)
        ]
        bare = completed(drafts, None, own=False)
        judged = standings_of(bare.values(), self.today, None)
        counts: Counter[Severity] = Counter()
        for each in judged.values():
            counts.update({one.severity for one in (*each.standing.findings, *each.standing.overdue)})
        over = sum(each.standing.ended for each in judged.values())
        found = [("新开办", f"{len(self.among)} 件"), ("其中已走完", f"{over} 件")]
        found += [(f"其中有{one.label}", f"{counts[one]} 件") for one in Severity if counts[one]]
        return tuple(found)

    def record(self, made: Posting, said: Said) -> None:
        start_register(made, recorded_since=said["recorded_since"], among=self.among)

    def done(self) -> str:
        return f"已为 {len(self.among)} 人开办发展党员的办件"

    def recorded_page(self, entry: Entry) -> tuple[str]:
        return ("cases",)
