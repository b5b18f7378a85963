"""What can be done with a social organization, and by whom."""

from __future__ import annotations

from django.urls import reverse

from shejian.office.acting.form import ActForm
from shejian.office.acting.organization_forms import ChangeOrganization, CorrectOrganization, EndOrganization
from shejian.office.acting.organization_merging import MergeOrganizations
from shejian.office.acting.subject import Subject
from shejian.office.asking import Posed
from shejian.office.pages import Link
from shejian.party.queries import facts_of_organization
from shejian.registry.models import Registration
from shejian.registry.queries import facts_of

WHAT = "社会组织"
FORMS: dict[str, type[ActForm]] = {
    "correct": CorrectOrganization,
    "change": ChangeOrganization,
    "end": EndOrganization,
    "merge": MergeOrganizations,
}
ICONS = {"correct": "pen", "change": "clocks", "end": "x", "merge": "copy"}


def organization_subject(posed: Posed, number: int) -> Subject:
    """An organization that the ledger knows, with everything recorded of it."""
    picture = posed.asked.picture
    every = facts_of(picture, number) + facts_of_organization(picture, number)
    subject = Subject(WHAT, number, "", "organization", every, posed.known)
    registration = subject.latest(Registration)
    return Subject(
        WHAT, number, registration.name if registration else f"{WHAT} {number}", "organization", every, posed.known
    )


def acts_of(number: int, current: str = "") -> tuple[Link, ...]:
    """The forms on an organization."""
    return tuple(
        Link(form.heading, reverse("office:organization-act", args=[number, verb]), verb == current, icon=ICONS[verb])
        for verb, form in FORMS.items()
    )
