"""Answering what a person asked to have corrected. The answer changes nothing in the ledger: forms do."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shejian import clock
from shejian.invitations.enums import Answer
from shejian.invitations.models import CorrectionRequest
from shejian.invitations.queries import numbers_of
from shejian.invitations.services.correcting import AnswerDraft, answer_corrections
from shejian.journal.services import Act, AlreadyPosted, posting
from shejian.office.account_pages import AccountStep
from shejian.office.asking import Posed, pose, read_asking
from shejian.office.build.body_acts import person_subject
from shejian.office.build.shell import shell
from shejian.office.invitation_forms import AnswerCorrectionForm
from shejian.office.pages import Link
from shejian.office.reach import may_disclose, reaches_person
from shejian.office.views import refusals
from shejian.office.visitors import Visitor
from shejian.office.wording import CHANNEL, moment_text
from shejian.party.queries import knows_person
from shejian.party.services.refusals import Refused

PERSON, UNPROCESSABLE = "这个人", 422


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, one: Visitor, number: int, which: int) -> HttpResponse:
    """Answer one correction request of a person."""
    posed = pose(one, read_asking(request.GET))
    back = Link(f"回到{PERSON}", reverse("office:person", args=[number]))
    refusal = _refusal(request, one, posed, number, back)
    if refusal is not None:
        return refusal
    own = numbers_of([number], None)
    asked = CorrectionRequest.objects.filter(pk=which, person__in=own).select_related("entry").first()
    if asked is None:
        return refusals.no_such_act(request, one, back)
    form = AnswerCorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            entry = _answer(one, which, form)
        except Refused as refused:
            form.add_error("reason" if refused.place == "reason" else None, str(refused))
        except AlreadyPosted as before:
            messages.info(request, f"这次答复已经记为第 {before.entry.number} 笔，没有再记一次。")
            return redirect("office:person", number)
        else:
            messages.success(request, f"已答复，记为第 {entry} 笔；本人在手机页上看得到。")
            return redirect("office:person", number)
    page = AccountStep(
        shell=shell(request, one, "答复更正申请", "organizations"),
        title=f"答复{person_subject(posed, number).name}的更正申请",
        lines=(
            f"{asked.about}：{asked.text}（{moment_text(asked.entry.moment)} 提出）",
            "确实错了，请先到他的页上用“更正”等表把账改好，再回来答复；没有依据的，写明为什么。",
        ),
        form=form,
        button="答复",
        back=back,
    )
    return render(request, "office/accounts/step.html", {"page": page}, status=UNPROCESSABLE if form.errors else 200)


def _refusal(request: HttpRequest, one: Visitor, posed: Posed, number: int, back: Link) -> HttpResponse | None:
    if not knows_person(number, posed.known):
        return refusals.not_in_ledger(request, one, posed, PERSON)
    if not reaches_person(one, posed, number):
        return refusals.not_within_reach(request, one, posed, PERSON)
    if not may_disclose(one, posed, number):
        return refusals.not_writable(request, one, posed, PERSON, back)
    return refusals.only_now(request, one, posed) if posed.is_past else None


def _answer(one: Visitor, which: int, form: AnswerCorrectionForm) -> int:
    said = form.cleaned_data
    key = f"answer-{one.user.pk}-{said['key']}"
    act = Act(by=one.user.pk, moment=clock.now(), channel=CHANNEL, request_key=key)
    with posting(act, "invitations.answer_correction") as made:
        answer_corrections(made, [AnswerDraft(which, Answer(said["answer"]), said["reason"])])
    return made.number
