"""Coming in with the code of an invitation: with an account opened for it, or with the account one has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from shejian.accounts.models import User
from shejian.invitations.codes import digest_of_code
from shejian.invitations.enums import Outcome, SeatRole
from shejian.invitations.models import BranchRecorder, Invitation, InvitationEnd, PersonAccount
from shejian.invitations.queries import kept_person
from shejian.journal.models import Entry
from shejian.journal.services import Act, Posting, posting
from shejian.people.models import PersonParticulars

ACT = "invitations.join"


class JoinRefused(Exception):
    """The code opens nothing, or not to this account; ``str()`` says why, in Chinese. Nothing was changed.

    Attributes:
        unknown: there is no such code; trying others is what must be slowed down.
        has_account: whoever was invited has an account already, with which he should sign in first.
    """

    def __init__(self, text: str, *, unknown: bool = False, has_account: bool = False) -> None:
        super().__init__(text)
        self.unknown = unknown
        self.has_account = has_account


@dataclass(frozen=True, slots=True)
class Joined:
    """Who came in, and the entry that says so."""

    user: User
    entry: Entry
    role: SeatRole


def open_invitation(code: str, today: date) -> Invitation:
    """The invitation that a code opens on a day.

    Raises:
        JoinRefused: there is none, or it was taken, called back, or is over.
    """
    found: Invitation | None = Invitation.objects.filter(digest=digest_of_code(code)).select_related("ending").first()
    if found is None:
        raise JoinRefused("没有这个邀请码，请照纸条上的再核对一遍；字母不分大小写，短横线可写可不写", unknown=True)
    ending = InvitationEnd.objects.filter(invitation=found).first()
    if ending is not None and ending.outcome == Outcome.TAKEN:
        raise JoinRefused(
            "这个邀请码已经用过了，一个码只用一次；账号是您的，请直接登录，不是您用的，请告诉所在党组织的经办人"
        )
    if ending is not None:
        raise JoinRefused("这个邀请码已经收回，请找所在党组织的经办人另要一个")
    if found.expires <= today:
        raise JoinRefused(f"这个邀请码到 {found.expires} 就过期了，请找所在党组织的经办人另要一个")
    return found


def join_anew(*, act_of: Callable[[int], Act], code: str, username: str, password: str, today: date) -> Joined:
    """Open an account for whoever was invited, and take the invitation with it.

    Args:
        act_of: the circumstances, once the account is there whose act it is.

    Raises:
        JoinRefused: the code opens nothing, or whoever was invited has an account already.
        AlreadyPosted: the act's request key was used before; no second account is opened.
        ValidationError: the username is taken or malformed, or the password too easy.
    """
    with transaction.atomic():
        invitation = open_invitation(code, today)
        person = kept_person(invitation.person_id, None)
        if _accounts(person):
            raise JoinRefused("您已经有账号了：请先登录，再填这个邀请码", has_account=True)
        name = _name(person)
        validate_password(password, User(username=username, name=name))
        user = User.objects.create_user(username, name, password)
        with posting(act_of(user.pk), ACT) as made:
            _take(made, open_invitation(code, today), user, today)
    return Joined(user, Entry.objects.get(number=made.number), SeatRole(invitation.role))


def join_as(*, act: Act, user: User, code: str, today: date) -> Joined:
    """Take an invitation with an account that there is.

    Raises:
        JoinRefused: the code opens nothing, or is for somebody else.
        AlreadyPosted: the act's request key was used before.
    """
    with posting(act, ACT) as made:
        invitation = open_invitation(code, today)
        person = kept_person(invitation.person_id, None)
        accounts = _accounts(person)
        mine = PersonAccount.objects.known(None).filter(user=user, end__isnull=True).first()
        other = mine is not None and kept_person(mine.person_id, None) != person
        if other or (accounts and user.pk not in accounts):
            raise JoinRefused("这个邀请码不是给现在登录的这个账号的；请退出，用收到它的人自己的账号登录")
        _take(made, invitation, user, today)
    return Joined(user, Entry.objects.get(number=made.number), SeatRole(invitation.role))


def _accounts(person: int) -> set[int]:
    held = PersonAccount.objects.known(None).filter(end__isnull=True)
    return {user for user, one in held.values_list("user_id", "person_id") if kept_person(one, None) == person}


def _name(person: int) -> str:
    held = PersonParticulars.objects.known(None).filter(person=person).order_by("id").last()
    return held.name if held is not None else f"人员 {person}"


def _take(made: Posting, invitation: Invitation, user: User, today: date) -> None:
    person = kept_person(invitation.person_id, None)
    made.record(InvitationEnd, ("invitation_id", "outcome", "user_id"), [(invitation.pk, str(Outcome.TAKEN), user.pk)])
    if user.pk not in _accounts(person):
        made.record(PersonAccount, ("user_id", "person_id", "start"), [(user.pk, person, today)])
    if invitation.role == SeatRole.RECORDER:
        row = (user.pk, invitation.party_organization_id, today)
        made.record(BranchRecorder, ("user_id", "party_organization_id", "start"), [row])
    made.statement |= {"invitation": invitation.pk, "user": user.pk, "username": user.username}
