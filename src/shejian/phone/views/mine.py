"""What is held about oneself, and asking to have it corrected."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from shejian import clock
from shejian.invitations.services.correcting import CorrectionDraft, ask_for_correction
from shejian.journal.services import Act, AlreadyPosted, posting
from shejian.office.insiders import Insider
from shejian.office.wording import CHANNEL
from shejian.party.services.refusals import Refused
from shejian.phone.build.mine import ABOUT, mine_page
from shejian.phone.forms import CorrectionForm

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest, one: Insider) -> HttpResponse:
    """Everything about oneself; what is handed in is a request to have something corrected."""
    form = CorrectionForm(ABOUT, request.POST if request.method == "POST" and one.person is not None else None)
    if form.is_valid() and one.person is not None:
        try:
            number = _ask(one, one.person, form)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        except AlreadyPosted as before:
            messages.info(request, f"这件申请已经记为第 {before.entry.number} 笔，没有再记一次。")
            return redirect("phone:mine")
        else:
            messages.success(request, f"更正申请已交给支部的经办人，记为第 {number} 笔；答复会列在这一页。账还没有改。")
            return redirect("phone:mine")
    page = mine_page(one, form)
    return render(request, "phone/mine.html", {"page": page}, status=UNPROCESSABLE if form.errors else 200)


def _ask(one: Insider, person: int, form: CorrectionForm) -> int:
    said = form.cleaned_data
    key = f"correction-{one.user.pk}-{said['key']}"
    act = Act(by=one.user.pk, moment=clock.now(), channel=CHANNEL, request_key=key)
    with posting(act, "invitations.ask_correction") as made:
        ask_for_correction(made, [CorrectionDraft(person, said["about"], said["text"])])
    return made.number
