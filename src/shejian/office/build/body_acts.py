"""What can be done with a party organization, with a person, and for an organization's Party building; and by whom."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from shejian.core.identifiers import mask_name
from shejian.office.acting.body_ends import DissolveBody, MergeBody
from shejian.office.acting.body_forms import AdjustBody, ChangeSecretary, CorrectBody
from shejian.office.acting.clause_forms import StateClause
from shejian.office.acting.committee_forms import StateCommittee
from shejian.office.acting.dues_sheet import DuesSheet
from shejian.office.acting.form import ActForm
from shejian.office.acting.guidance_forms import CoverOrganization, EndGuidance, SendGuidance
from shejian.office.acting.learning_sheet import LearningSheet
from shejian.office.acting.meeting_forms import CancelPlan, HoldMeeting, PlanMeeting
from shejian.office.acting.person_forms import ConvertMember, CorrectPerson, MoveOut, MovePerson
from shejian.office.acting.person_merging import MergePersons
from shejian.office.acting.study_forms import HoldStudy
from shejian.office.acting.subject import Subject
from shejian.office.acting.work_forms import ChangeWork, RegisterWork
from shejian.office.acting.worker_founding import RegisterWorker
from shejian.office.asking import Posed
from shejian.office.pages import Link
from shejian.party.models import PartyOrganizationParticulars
from shejian.party.queries import facts_of_body, facts_of_person
from shejian.people.models import PersonParticulars

BODY_FORMS: dict[str, type[ActForm]] = {
    "correct": CorrectBody,
    "adjust": AdjustBody,
    "secretary": ChangeSecretary,
    "committee": StateCommittee,
    "meeting": HoldMeeting,
    "plan-meeting": PlanMeeting,
    "cancel-plan": CancelPlan,
    "dues": DuesSheet,
    "study": HoldStudy,
    "learning": LearningSheet,
    "merge": MergeBody,
    "dissolve": DissolveBody,
}
BESIDE_ITS_PLAN = "cancel-plan"
"""The form that is opened where the plan stands, and nowhere else."""
PERSON_FORMS: dict[str, type[ActForm]] = {
    "correct": CorrectPerson,
    "move": MovePerson,
    "convert": ConvertMember,
    "move-out": MoveOut,
    "work": RegisterWork,
    "change-work": ChangeWork,
    "merge": MergePersons,
}
PARTY_FORMS: dict[str, type[ActForm]] = {
    "cover": CoverOrganization,
    "guide": SendGuidance,
    "end-guidance": EndGuidance,
    "clause": StateClause,
    "worker": RegisterWorker,
}
ICONS = {
    "correct": "pen",
    "adjust": "clocks",
    "secretary": "person",
    "merge": "copy",
    "dissolve": "x",
    "move": "inout",
    "convert": "check",
    "move-out": "exit",
    "cover": "plus",
    "guide": "person",
    "end-guidance": "exit",
    "committee": "people",
    "dues": "sigma",
    "meeting": "people",
    "plan-meeting": "cal",
    "study": "doc",
    "learning": "doc",
    "work": "plus",
    "change-work": "clocks",
    "clause": "doc",
    "worker": "person",
}


def body_subject(posed: Posed, number: int) -> Subject:
    """A party organization that the ledger knows, with everything recorded of it."""
    every = facts_of_body(posed.asked.picture, number)
    fact = Subject("党组织", number, "", "party-organization", every, posed.known).latest(PartyOrganizationParticulars)
    name = fact.name if fact else f"党组织 {number}"
    return Subject("党组织", number, name, "party-organization", every, posed.known)


def person_subject(posed: Posed, number: int) -> Subject:
    """A person that the ledger knows, masked, with everything recorded of him."""
    every = facts_of_person(posed.asked.picture, number)
    fact = Subject("人员", number, "", "person", every, posed.known).latest(PersonParticulars)
    name = mask_name(fact.name) if fact else f"人员 {number}"
    return Subject("人员", number, name, "person", every, posed.known)


def body_acts(number: int, current: str = "") -> tuple[Link, ...]:
    """The forms on a party organization."""
    listed = {verb: form for verb, form in BODY_FORMS.items() if verb != BESIDE_ITS_PLAN}
    links = _links(listed, "party-organization-act", number, current)
    new = Link("登记党员", f"{reverse('office:person-new')}?body={number}", icon="plus")
    inviting = Link("记录人和党员账号", reverse("office:party-organization-invitations", args=[number]), icon="key")
    return links if current else (*links, new, inviting, _start("party_organization", number))


def person_acts(number: int, current: str = "") -> tuple[Link, ...]:
    """The forms on a person."""
    links = _links(PERSON_FORMS, "person-act", number, current)
    return links if current else (*links, _start("person", number))


def _start(about: str, number: int) -> Link:
    """Where a procedure is started for a thing."""
    return Link("开办程序", f"{reverse('office:case-new')}?{about}={number}", icon="flow")


def party_acts(number: int, current: str = "") -> tuple[Link, ...]:
    """The forms on an organization's Party building."""
    links = _links(PARTY_FORMS, "organization-party-act", number, current)
    new = Link("建立党组织", f"{reverse('office:party-organization-new')}?organization={number}", icon="plus")
    return links if current else (new, *links, _start("organization", number))


def _links(forms: Mapping[str, type[ActForm]], page: str, number: int, current: str) -> tuple[Link, ...]:
    return tuple(
        Link(form.heading, reverse(f"office:{page}", args=[number, verb]), verb == current, icon=ICONS[verb])
        for verb, form in forms.items()
    )
