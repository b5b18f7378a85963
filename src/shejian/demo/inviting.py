"""Two of the demo's members come in by invitation: one who keeps the record of his branch, and one for himself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from shejian import clock
from shejian.activities.services.plans import PlanDraft, plan_meetings
from shejian.cases.queries import read_cases
from shejian.core.facts.terms import MeetingKind
from shejian.demo.working import CHANNEL, Office
from shejian.invitations.enums import SeatRole
from shejian.invitations.services.inviting import InvitationDraft, invite
from shejian.invitations.services.joining import join_anew
from shejian.journal.services import Act, posting
from shejian.party.models import Affiliation

PLANNED_IN, TOPIC = 12, "清理河道"
"""In how many days the recorder's branch means to hold its theme day, and what about."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An account of the demo that came in by invitation."""

    username: str
    role: SeatRole


INVITED = (Invited("demo-recorder", SeatRole.RECORDER), Invited("demo-member", SeatRole.MEMBER))


def let_in(office: Office, password: str) -> None:
    """A clerk invites both, each opens his account with his code, and the recorder plans a theme day.

    Both are of one branch: the member is one for whom a procedure goes on there.
    """
    member = next(_members_with_a_case(office))
    body = member.party_organization_id
    others = Affiliation.objects.on(office.today, None).filter(party_organization=body).exclude(person=member.person_id)
    recorder = others.order_by("id")[0]
    persons = {SeatRole.RECORDER: recorder.person_id, SeatRole.MEMBER: member.person_id}
    with posting(office.act("demo-clerk", "invite"), "invitations.invite") as made:
        drafts = [InvitationDraft(persons[one.role], body, one.role) for one in INVITED]
        slips = invite(made, drafts, office.today)
    users = {
        one.username: join_anew(
            act_of=_act_of(f"demo-join-{one.username}"),
            code=slip.code,
            username=one.username,
            password=password,
            today=office.today,
        ).user.pk
        for one, slip in zip(INVITED, slips, strict=True)
    }
    act = _act_of("demo-plan")(users["demo-recorder"])
    with posting(act, "activities.plan") as made:
        day = office.today + timedelta(days=PLANNED_IN)
        plan_meetings(made, [PlanDraft(body, str(MeetingKind.THEME_DAY), day, TOPIC)], office.today)


def _act_of(key: str) -> Callable[[int], Act]:
    """The act of whoever comes in, once his account is there."""
    return lambda by: Act(by=by, moment=clock.now(), channel=CHANNEL, request_key=key)


def _members_with_a_case(office: Office) -> Iterator[Affiliation]:
    """Members for whom a procedure goes on in a branch that has other members, too."""
    at_home = Affiliation.objects.on(office.today, None)
    for case in read_cases(None).values():
        mine = at_home.filter(person=case.person).first() if case.person is not None else None
        if mine is not None and at_home.filter(party_organization=mine.party_organization_id).count() > 1:
            yield mine
