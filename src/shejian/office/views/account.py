"""Signing in and out, one's own password, and how pages look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shejian import clock
from shejian.accounts.models import User
from shejian.accounts.sessions import on_public_computer
from shejian.base.queries import reaches
from shejian.base.services.staff import set_password
from shejian.core.calendar.days import SHANGHAI
from shejian.journal.services import Act
from shejian.office.account_pages import LockedOutPage
from shejian.office.appearance import A_YEAR, CHOICES
from shejian.office.build.shell import shell
from shejian.office.forms import PasswordForm, SignInForm, locked_minutes
from shejian.office.insiders import insider
from shejian.office.pages import FormPage
from shejian.office.visitors import Visitor
from shejian.office.wording import CHANNEL

TOO_MANY = 429


class _SignIn(LoginView):
    template_name = "office/sign_in.html"
    authentication_form = SignInForm

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        if form.cleaned_data["public"]:
            on_public_computer(self.request.session)
        return response

    redirect_authenticated_user = True

    def get_success_url(self) -> str:
        """Where one wanted to go; else the workbench, or the phone's pages for who came in by invitation only."""
        wanted, user = self.get_redirect_url(), self.request.user
        begins = reverse("office:workbench")
        if wanted not in ("", begins) or not isinstance(user, User):
            return wanted or begins
        today = clock.today()
        outside = not reaches(user, today) and insider(user, today).is_inside
        return reverse("phone:home") if outside else begins

    def get_context_data(self, **values: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**values)
        return context | {"page": FormPage(None, context["form"], next=self.get_redirect_url())}  # type: ignore[arg-type]


sign_in = _SignIn.as_view()
sign_out = LogoutView.as_view()


def locked_out(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> HttpResponse:
    """A name was tried too often: until when it is locked, and who can unlock it. Each further try begins it anew."""
    minutes = locked_minutes()
    until = (clock.now() + timedelta(minutes=minutes)).astimezone(SHANGHAI)
    page = LockedOutPage(
        username=str((credentials or {}).get("username", "")),
        limit=settings.AXES_FAILURE_LIMIT,
        minutes=minutes,
        until=f"{until:%H:%M}",
    )
    return render(request, "office/locked_out.html", {"page": page}, status=TOO_MANY)


@require_http_methods(["GET", "POST"])
def password(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Changing one's own password; other sessions of the account end."""
    form, had_to = PasswordForm(one.user, request.POST or None), one.user.must_change
    if form.is_valid():
        act = Act(by=one.user.pk, moment=clock.now(), channel=CHANNEL, request_key=f"password-{uuid4().hex}")
        try:
            set_password(act=act, user=one.user, password=form.cleaned_data["new"])
        except ValidationError as refusal:
            form.add_error("new", refusal)
        else:
            update_session_auth_hash(request, one.user)
            messages.success(request, _("口令已改。别处登录着的，要用新口令重新登录。"))
            return redirect("office:sign-in" if had_to else "office:password")
    page = FormPage(shell(request, one, _("改口令"), "password"), form, must=had_to)
    return render(request, "office/password.html", {"page": page})


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Remember how pages are to look, in cookies that only the server reads."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("office:workbench")
    response = HttpResponseRedirect(back)
    for name, (_label, options) in CHOICES.items():
        chosen = request.POST.get(name, "")
        if chosen in options:
            response.set_cookie(name, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response
