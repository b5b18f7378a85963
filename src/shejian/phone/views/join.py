"""Coming in with the code of an invitation."""

from __future__ import annotations

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from shejian import clock
from shejian.accounts.models import User
from shejian.invitations.services.joining import Joined, JoinRefused, join_anew, join_as
from shejian.journal.services import Act, AlreadyPosted
from shejian.office.forms import locked_minutes
from shejian.office.wording import CHANNEL
from shejian.phone.forms import CodeForm, JoinForm
from shejian.phone.pages import JoinPage

UNPROCESSABLE, TOO_MANY = 422, 429
BACKEND = "django.contrib.auth.backends.ModelBackend"
SECRETS = ("password", "again", "key")
TRIED = {"username": "（邀请码）"}
"""Under which name tries of codes are counted, as tries of passwords are: for each computer by itself."""


@sensitive_post_parameters("code", "password", "again")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and for a name and a password where nobody is signed in; then let in."""
    user = request.user if isinstance(request.user, User) else None
    kind = JoinForm if user is None else CodeForm
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not AxesProxyHandler.is_allowed(request, TRIED):
        form = kind(initial={name: text for name, text in request.POST.items() if name not in SECRETS})
        return _asked(request, form, user, f"试错的次数太多了，请过 {locked_minutes()} 分钟再试；没有改动", TOO_MANY)
    if not form.is_valid():
        return _asked(request, form, user, status=UNPROCESSABLE if form.errors else 200)
    try:
        joined = _join(form, user)
    except JoinRefused as refusal:
        if refusal.unknown:
            _note_failure(request)
        form.add_error("code", str(refusal))
        return _asked(request, form, user, signs_in=refusal.has_account, status=UNPROCESSABLE)
    except AlreadyPosted:
        return redirect("phone:home")
    except ValidationError as refusal:
        for name, said in getattr(refusal, "message_dict", {"password": refusal.messages}).items():
            form.add_error(name if name in form.fields else None, said)
        return _asked(request, form, user, status=UNPROCESSABLE)
    if user is None:
        login(request, joined.user, BACKEND)
    messages.success(
        request, f"已经接受邀请（{joined.role.label}），记为第 {joined.entry.number} 笔。这个邀请码不能再用。"
    )
    return redirect("phone:home")


def _join(form: CodeForm, user: User | None) -> Joined:
    said, today = form.cleaned_data, clock.today()

    def act_of(by: int) -> Act:
        return Act(by=by, moment=clock.now(), channel=CHANNEL, request_key=f"join-{said['key']}")

    if user is not None:
        return join_as(act=act_of(user.pk), user=user, code=said["code"], today=today)
    return join_anew(
        act_of=act_of, code=said["code"], username=said["username"], password=said["password"], today=today
    )


def _note_failure(request: HttpRequest) -> None:
    """One more try of a code that there is not."""
    AxesProxyHandler.user_login_failed(join, TRIED, request)
    vars(request)["axes_locked_out"] = False  # this page says it itself


def _asked(
    request: HttpRequest,
    form: CodeForm,
    user: User | None,
    problem: str = "",
    status: int = 200,
    *,
    signs_in: bool = False,
) -> HttpResponse:
    page = JoinPage(form, user.name if user else "", problem, signs_in)
    return render(request, "phone/join.html", {"page": page}, status=status)
