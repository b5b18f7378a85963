"""Inviting somebody of the ledger, and calling an invitation back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shejian.invitations.codes import digest_of_code, new_codes
from shejian.invitations.enums import Outcome, SeatRole
from shejian.invitations.models import BranchRecorder, Invitation, InvitationEnd, PersonAccount
from shejian.invitations.queries import numbers_of
from shejian.journal.services import Posting
from shejian.party.models import Affiliation, Establishment
from shejian.party.services.refusals import Refused

LONGEST_DAYS, ORDINARY_DAYS = 30, 7
"""How long a code may lie about, and how long it does unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class InvitationDraft:
    """An invitation about to be made: of whom, for which party organization, as what, and for how many days."""

    person: int
    party_organization: int
    role: SeatRole
    days: int = ORDINARY_DAYS


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that was made, and its code, which is kept nowhere."""

    invitation: int
    code: str
    expires: date


def invite(made: Posting, drafts: Sequence[InvitationDraft], today: date) -> tuple[Invited, ...]:
    """Invite persons; returns the invitations in the order given, each with its code.

    Raises:
        Refused: a party organization does not stand; somebody who is invited as a member is none of its members; he has
            what he is invited to; or an invitation to it is open still. Nothing is written.
    """
    for draft in drafts:
        _refuse(draft, today)
    codes = tuple(new_codes(len(drafts)))
    expires = [today + timedelta(days=draft.days) for draft in drafts]
    ids = made.record(
        Invitation,
        ("person_id", "party_organization_id", "role", "digest", "expires"),
        [
            (draft.person, draft.party_organization, str(draft.role), digest_of_code(code), day)
            for draft, code, day in zip(drafts, codes, expires, strict=True)
        ],
    )
    made.statement |= {
        "invited": [
            {"person": draft.person, "party_organization": draft.party_organization, "role": str(draft.role)}
            for draft in drafts
        ]
    }
    return tuple(Invited(*each) for each in zip(ids, codes, expires, strict=True))


def revoke(made: Posting, invitations: Collection[int]) -> None:
    """Call invitations back: their codes open nothing any more.

    Raises:
        Refused: one was taken, or called back, before. Nothing is written.
    """
    for ending in InvitationEnd.objects.filter(invitation__in=invitations):
        raise Refused("invitation", f"这份邀请{Outcome(ending.outcome).label}，没有再收回")
    rows = [(one, str(Outcome.REVOKED)) for one in sorted(set(invitations))]
    made.record(InvitationEnd, ("invitation_id", "outcome"), rows)
    made.statement |= {"invitations": [one for one, _ in rows]}


def _refuse(draft: InvitationDraft, today: date) -> None:
    if not 1 <= draft.days <= LONGEST_DAYS:
        raise Refused("days", f"邀请码可以用 1 至 {LONGEST_DAYS} 天，请改")
    here = {"party_organization": draft.party_organization}
    if not Establishment.objects.on(today, None).filter(**here).exists():
        raise Refused("party_organization", "这个党组织今天不在册，不能为它邀请人")
    at_home = Affiliation.objects.on(today, None).filter(person=draft.person, **here)
    if draft.role is SeatRole.MEMBER and not at_home.exists():
        raise Refused("person", "他的组织关系今天不在这个党组织，不能邀请他做它的党员；请先办转入")
    held = PersonAccount.objects.known(None).filter(person__in=numbers_of([draft.person], None), end__isnull=True)
    users = list(held.values_list("user_id", flat=True))
    if draft.role is SeatRole.MEMBER and users:
        raise Refused("person", "他已经有本人账号，不用再邀请；忘了口令的，请管理员重设")
    recording = BranchRecorder.objects.known(None).filter(user__in=users, end__isnull=True, **here)
    if draft.role is SeatRole.RECORDER and recording.exists():
        raise Refused("person", "他已经是这个党组织的记录人，不用再邀请")
    waiting = Invitation.objects.filter(
        person=draft.person, role=str(draft.role), ending__isnull=True, expires__gt=today, **here
    )
    if waiting.exists():
        raise Refused("person", "给他的邀请码还没有用，也没有过期；邀请码只显示一次，丢了的，请先收回那份再邀请")
