"""Who was invited to a party organization, who came in, and who keeps its record."""

from __future__ import annotations

from datetime import date

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from shejian.accounts.models import User
from shejian.core.calendar import previous_day
from shejian.core.indicators import Subject
from shejian.figures.naming import Names
from shejian.invitations.enums import Outcome, SeatRole
from shejian.invitations.models import BranchRecorder, Invitation, InvitationEnd, PersonAccount
from shejian.invitations.queries import numbers_of
from shejian.invitations.services.inviting import Invited
from shejian.journal.models import Entry
from shejian.office.account_pages import Sign
from shejian.office.asking import Posed
from shejian.office.build.facts import span_text
from shejian.office.build.shell import shell
from shejian.office.invitation_pages import InvitationsPage, SeatLine, SeatList, SlipPage
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text
from shejian.party.queries import members_of

CURRENT = "organizations"


def invitations_page(request: HttpRequest, one: Visitor, posed: Posed, body: int) -> InvitationsPage:
    """The page of inviting for one party organization, as the ledger has it today."""
    new = reverse("office:party-organization-invitation-new", args=[body])
    name = body_called(posed, body)
    return InvitationsPage(
        shell=shell(request, one, f"{name}的记录人和党员账号", CURRENT),
        name=name,
        back=Link("回到这个党组织", reverse("office:party-organization", args=[body])),
        new=(
            Link("邀请记录人", f"{new}?role={SeatRole.RECORDER}", icon="plus"),
            Link("邀请党员", f"{new}?role={SeatRole.MEMBER}", icon="person"),
        ),
        lists=(_recorders(posed, body), _members(posed, body, new), _invitations(posed, body)),
    )


def body_called(posed: Posed, body: int) -> str:
    """What a party organization is called."""
    named = Names(posed.on, posed.known).of(Subject.PARTY_ORGANIZATION, [body])
    return named[body].name if body in named else f"党组织 {body}"


def accounts_at(posed: Posed, body: int) -> dict[int, PersonAccount]:
    """The accounts of members of a party organization, by person."""
    members = numbers_of([member.person for member in members_of(posed.asked.picture, posed.on, body)], None)
    held = PersonAccount.objects.known(None).filter(person__in=members, end__isnull=True).select_related("user")
    return {members[each.person_id]: each for each in held}


def _act(verb: str, body: int, which: int, label: str) -> Link:
    return Link(label, reverse("office:party-organization-invitation-act", args=[body, verb, which]))


def _recorders(posed: Posed, body: int) -> SeatList:
    held = BranchRecorder.objects.known(None).filter(party_organization=body).select_related("user").order_by("id")
    lines = []
    for fact in held:
        over = fact.end is not None and fact.end <= posed.on
        begins = fact.start is not None and fact.start > posed.on
        sign = Sign("已免去", "mute") if over else Sign("还没有起", "soon") if begins else Sign("在记", "ok")
        acts = () if over else (_act("hand-over", body, fact.pk, "交接"), _act("end", body, fact.pk, "免去"))
        lines.append(SeatLine(f"{fact.user.name}（{fact.user.username}）", span_text(fact), sign, acts))
    return SeatList(
        "recorders",
        "记录人",
        "只记这个党组织的组织生活，别处都看不到、记不了。",
        tuple(lines),
        "还没有记录人。邀请书记或书记托付的人，一分钟就能记一次会。",
    )


def _members(posed: Posed, body: int, new: str) -> SeatList:
    accounts = accounts_at(posed, body)
    members = [member.person for member in members_of(posed.asked.picture, posed.on, body)]
    named = Names(posed.on, posed.known).of(Subject.PERSON, members)
    lines = []
    for person in members:
        account = accounts.get(person)
        href = reverse("office:person", args=[person])
        name = named[person].name if person in named else f"人员 {person}"
        if account is None:
            link = Link("邀请", f"{new}?role={SeatRole.MEMBER}&person={person}")
            lines.append(SeatLine(name, "", Sign("没有本人账号", "mute"), (link,), href))
        else:
            acts = (_act("end-account", body, account.pk, "解除本人账号"),)
            lines.append(SeatLine(name, f"登录名 {account.user.username}", Sign("有本人账号", "ok"), acts, href))
    return SeatList(
        "members",
        "党员",
        "用不用自便：没有账号的，组织生活照样由记录人代记，不算缺。",
        tuple(lines),
        "台账上这个党组织现在没有党员。",
    )


def _invitations(posed: Posed, body: int) -> SeatList:
    held = Invitation.objects.filter(party_organization=body).select_related("entry__by").order_by("-id")
    ended = {each.invitation_id: each for each in InvitationEnd.objects.filter(invitation__in=held)}
    named = Names(posed.on, posed.known).of(Subject.PERSON, [each.person_id for each in held])
    lines = []
    for each in held:
        sign = state_of(each, ended.get(each.pk), posed.today)
        acts = (_act("revoke", body, each.pk, "收回"),) if sign.tone == "soon" else ()
        name = named[each.person_id].name if each.person_id in named else f"人员 {each.person_id}"
        note = f"{SeatRole(each.role).label} · {each.entry.by.name} {moment_text(each.entry.moment)} 邀请"
        lines.append(SeatLine(name, note, sign, acts))
    return SeatList("invitations", "发出的邀请", "邀请码只显示一次，哪里都不存。", tuple(lines), "还没有发出过邀请。")


def state_of(invitation: Invitation, ended: InvitationEnd | None, today: date) -> Sign:
    """How an invitation stands."""
    if ended is not None:
        return Sign(Outcome(ended.outcome).label, "ok" if ended.outcome == Outcome.TAKEN else "mute")
    if invitation.expires <= today:
        return Sign("过期没有用", "mute")
    return Sign(f"等他来用，到 {previous_day(invitation.expires)} 止", "soon")


def slip_page(
    request: HttpRequest, one: Visitor, posed: Posed, invitation: Invitation, made: Invited, entry: Entry
) -> SlipPage:
    """The slip that is handed to whoever was invited. The code stands behind the # of the pictured address: browsers
    send nothing of that, so it is in no log."""
    address = request.build_absolute_uri(reverse("phone:join"))
    named = Names(posed.on, posed.known).of(Subject.PERSON, [invitation.person_id])
    return SlipPage(
        shell=shell(request, one, "邀请码", CURRENT),
        name=named[invitation.person_id].name if invitation.person_id in named else "",
        body=body_called(posed, invitation.party_organization_id),
        role=SeatRole(invitation.role).label,
        code=made.code,
        expires=str(previous_day(made.expires)),
        address=address,
        picture=code_picture(f"{address}#{made.code}"),
        entry=f"记为第 {entry.number} 笔",
        back=Link(
            "回到邀请", reverse("office:party-organization-invitations", args=[invitation.party_organization_id])
        ),
    )


def code_picture(text: str) -> SafeString:
    """A text as a QR code, drawn in the page."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308 - drawn from an address and a code of our own


def takers(posed: Posed, body: int, but: int) -> list[User]:
    """Who may take a record over: members of the party organization with an account, except who has it."""
    held = [each.user for each in accounts_at(posed, body).values()]
    return [user for user in held if user.pk != but and user.is_active]
