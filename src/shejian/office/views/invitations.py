"""Inviting secretaries and members to a party organization; ending and handing over what they came in to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shejian import clock
from shejian.invitations.enums import SeatRole
from shejian.invitations.models import BranchRecorder, Invitation, PersonAccount
from shejian.invitations.services import holding, inviting
from shejian.journal.models import Entry
from shejian.journal.services import Act, AlreadyPosted, Posting, StaleFact, posting
from shejian.office.account_forms import ActForm, ConfirmForm
from shejian.office.account_pages import AccountStep
from shejian.office.acting.finding import Persons
from shejian.office.asking import Posed, pose, read_asking
from shejian.office.build.invitations import CURRENT, accounts_at, body_called, invitations_page, slip_page, takers
from shejian.office.build.shell import shell
from shejian.office.invitation_forms import EndForm, HandOverRecordForm, InviteForm
from shejian.office.pages import Link
from shejian.office.reach import may_write_body, reaches_body
from shejian.office.views import refusals
from shejian.office.visitors import Visitor
from shejian.office.wording import CHANNEL
from shejian.party.queries import knows_body
from shejian.party.services.refusals import Refused

BODY, UNPROCESSABLE, CONFLICT = "这个党组织", 422, 409
PAGE = "office:party-organization-invitations"


@dataclass(frozen=True, slots=True)
class _Step:
    """One act on what somebody came in to: its words, its form, and what it does."""

    act: str
    title: str
    lines: tuple[str, ...]
    form: ActForm
    do: Callable[[Posting], None]


def _refusal(request: HttpRequest, one: Visitor, posed: Posed, number: int) -> HttpResponse | None:
    if not knows_body(posed.asked.picture, number):
        return refusals.not_in_ledger(request, one, posed, BODY)
    if not reaches_body(one, posed, number):
        return refusals.not_within_reach(request, one, posed, BODY)
    if not may_write_body(one, posed, number):
        back = Link(f"回到{BODY}", reverse("office:party-organization", args=[number]))
        return refusals.not_writable(request, one, posed, BODY, back)
    return refusals.only_now(request, one, posed) if posed.is_past else None


@require_safe
def index(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """Who keeps the record of a party organization, which members have an account, and who was invited."""
    posed = pose(one, read_asking(request.GET))
    refusal = _refusal(request, one, posed, number)
    if refusal is not None:
        return refusal
    return render(request, "office/invitations/list.html", {"page": invitations_page(request, one, posed, number)})


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """Invite somebody; the slip with the code is the answer, once."""
    posed = pose(one, read_asking(request.GET))
    refusal = _refusal(request, one, posed, number)
    if refusal is not None:
        return refusal
    finder = Persons(one, posed, without=0)
    form = InviteForm(finder, request.POST if request.method == "POST" else None, initial=_initial(request))
    if form.is_valid():
        try:
            return _invite(request, one, posed, number, form)
        except Refused as refused:
            form.add_error(refused.place if refused.place in form.fields else None, str(refused))
        except AlreadyPosted as before:
            said = f"这份邀请已经记为第 {before.entry.number} 笔。邀请码只显示一次；没有记下的，请收回，再邀请一次。"
            messages.info(request, said)
            return redirect(PAGE, number)
    lines = (
        "邀请以后显示一张纸条，上面有邀请码：请打印或抄下，当面交给本人。一人一个，只用一次。",
        "本人用它自己起登录名、定口令；口令您看不到。他只看得到自己的情况和这个党组织的安排。",
    )
    page = AccountStep(
        shell=shell(request, one, "邀请", CURRENT),
        title=f"邀请到{body_called(posed, number)}",
        lines=lines,
        form=form,
        button="邀请",
        back=Link("回到邀请", reverse(PAGE, args=[number])),
    )
    return render(request, "office/accounts/step.html", {"page": page}, status=UNPROCESSABLE if form.errors else 200)


def _initial(request: HttpRequest) -> dict[str, object]:
    """What the address says: a role, and the number of a person, which the form looks up when it is handed in."""
    role, person = request.GET.get("role", ""), request.GET.get("person", "")
    found: dict[str, object] = {"role": role} if role in {str(each) for each in SeatRole} else {}
    return found | ({"person": int(person)} if person.isascii() and person.isdecimal() and len(person) < 11 else {})


def _invite(request: HttpRequest, one: Visitor, posed: Posed, number: int, form: InviteForm) -> HttpResponse:
    said = form.cleaned_data
    draft = inviting.InvitationDraft(said["person"], number, SeatRole(said["role"]), said["days"])
    with posting(_act(one, form), "invitations.invite") as made:
        (invited,) = inviting.invite(made, [draft], one.today)
    invitation = Invitation.objects.get(pk=invited.invitation)
    page = slip_page(request, one, posed, invitation, invited, Entry.objects.get(number=made.number))
    return render(request, "office/invitations/slip.html", {"page": page})


def _act(one: Visitor, form: ActForm) -> Act:
    key = f"invite-{one.user.pk}-{form.cleaned_data['key']}"
    return Act(by=one.user.pk, moment=clock.now(), channel=CHANNEL, request_key=key)


# ---- ending and handing over ----


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, one: Visitor, number: int, verb: str, which: int) -> HttpResponse:
    """收回, 免去, 交接, 解除本人账号."""
    posed = pose(one, read_asking(request.GET))
    refusal = _refusal(request, one, posed, number)
    if refusal is not None:
        return refusal
    back = Link("回到邀请", reverse(PAGE, args=[number]))
    make = STEPS.get(verb)
    step = make(request, one, posed, number, which) if make else None
    if step is None:
        return refusals.no_such_act(request, one, back)
    problem = ""
    if step.form.is_valid():
        try:
            with posting(_act(one, step.form), step.act) as made:
                step.do(made)
        except AlreadyPosted as before:
            messages.info(request, f"这一步已经记为第 {before.entry.number} 笔，没有再记。")
            return redirect(PAGE, number)
        except (Refused, StaleFact) as refused:
            problem = str(refused)
        else:
            messages.success(request, f"已{step.title}，记为第 {made.number} 笔。")
            return redirect(PAGE, number)
    page = AccountStep(
        shell=shell(request, one, step.title, CURRENT),
        title=step.title,
        lines=step.lines,
        form=step.form,
        button=step.title,
        back=back,
        hazard=verb != "hand-over",
        problem=problem,
    )
    status = CONFLICT if problem else UNPROCESSABLE if step.form.errors else 200
    return render(request, "office/accounts/step.html", {"page": page}, status=status)


def _posted(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def _revoke(request: HttpRequest, one: Visitor, posed: Posed, number: int, which: int) -> _Step | None:
    if not Invitation.objects.filter(pk=which, party_organization=number).exists():
        return None
    lines = ("邀请码马上不能再用；要用，再邀请一次。已经接受的不能收回，请免去记录人或解除本人账号。",)
    form = ConfirmForm(_posted(request))
    return _Step("invitations.revoke", "收回邀请", lines, form, lambda made: inviting.revoke(made, [which]))


def _recorder(number: int, which: int) -> BranchRecorder | None:
    held = BranchRecorder.objects.filter(pk=which, party_organization=number).select_related("user").first()
    return held if isinstance(held, BranchRecorder) else None


def _end(request: HttpRequest, one: Visitor, posed: Posed, number: int, which: int) -> _Step | None:
    held = _recorder(number, which)
    if held is None:
        return None
    form = EndForm(_posted(request), initial={"on": one.today})
    lines = (f"{held.user.name}从这一天起不能再记{body_called(posed, number)}的组织生活；他记过的照旧留着。",)

    def do(made: Posting) -> None:
        holding.end_recording(made, [which], form.cleaned_data["on"])

    return _Step("invitations.end_recorder", "免去记录人", lines, form, do)


def _hand_over(request: HttpRequest, one: Visitor, posed: Posed, number: int, which: int) -> _Step | None:
    held = _recorder(number, which)
    if held is None:
        return None
    users = takers(posed, number, held.user_id)
    form = HandOverRecordForm(users, _posted(request), initial={"on": one.today})
    lines = (f"{held.user.name}交出，接手的人从同一天起记；两件事记在一笔里。",)

    def do(made: Posting) -> None:
        holding.hand_over(made, which, form.cleaned_data["to"], form.cleaned_data["on"])

    return _Step("invitations.hand_over", "交接记录人", lines, form, do)


def _end_account(request: HttpRequest, one: Visitor, posed: Posed, number: int, which: int) -> _Step | None:
    held: PersonAccount | None = next((each for each in accounts_at(posed, number).values() if each.pk == which), None)
    if held is None:
        return None
    form = EndForm(_posted(request), initial={"on": one.today})
    lines = (
        f"账号 {held.user.username} 从这一天起不再是他的：看不到本人情况，也不再是任何党组织的记录人。",
        "用于账号丢失、给错了人；台账上这个人的情况不变，可以再邀请。",
    )

    def do(made: Posting) -> None:
        holding.end_accounts(made, [which], form.cleaned_data["on"])

    return _Step("invitations.end_account", "解除本人账号", lines, form, do)


STEPS: dict[str, Callable[[HttpRequest, Visitor, Posed, int, int], _Step | None]] = {
    "revoke": _revoke,
    "end": _end,
    "hand-over": _hand_over,
    "end-account": _end_account,
}
