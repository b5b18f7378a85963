"""Forms by which an administrator opens accounts and gives, ends and hands over roles."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from shejian.accounts.models import User
from shejian.base.enums import Role
from shejian.journal.services import PaperDraft
from shejian.office.forms import DayField

KEY = r"^[0-9a-f]{32}$"
LONGEST_REASON = 200
TOO_LONG = "最多 %(limit_value)d 个字，写了 %(show_value)d 个，请改短"


def fresh_key() -> str:
    """A key that makes one act of one form, however often it is sent."""
    return secrets.token_hex(16)


class ActForm(forms.Form):
    """A form that is one act: its key goes into the entry."""

    key = forms.RegexField(
        KEY, widget=forms.HiddenInput, error_messages=dict.fromkeys(("required", "invalid"), "请刷新页面再办")
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **{**named, "initial": {"key": fresh_key(), **(named.get("initial") or {})}})


def _reason(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_REASON,
        help_text=help_text,
        error_messages={"max_length": TOO_LONG},
    )


def _day(label: str, help_text: str) -> DayField:
    return DayField(label=label, help_text=help_text, error_messages={"required": f"请填{label}"})


def _roles() -> forms.ChoiceField:
    choices = [(str(role), role.label) for role in reversed(Role)]
    return forms.ChoiceField(
        label="角色",
        choices=choices,
        initial=str(Role.CLERK),
        help_text="查阅人只看；经办人还能记账、写报告；管理员还能管账号。",
        error_messages={"required": "请选角色", "invalid_choice": "请从列出的角色里选"},
    )


class _AtPlace(ActForm):
    """A role at a place that the administrator manages."""

    def __init__(self, places: Sequence[tuple[str, str]], today: date, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["place"].choices = list(places)  # type: ignore[attr-defined]
        self.fields["on"].initial = today


def _place() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="单位",
        help_text="管到这个单位和它的下级，沿括号里的那条线算；县、市的“属地”三条线都管到。",
        error_messages={"required": "请选单位", "invalid_choice": "请从列出的单位里选；列出的是您管得到的"},
    )


class NewAccountForm(_AtPlace):
    """An account with its first role."""

    name = forms.CharField(label="姓名", max_length=64, error_messages={"required": "请填姓名", "max_length": TOO_LONG})
    username = forms.CharField(
        label="登录名",
        max_length=64,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
        help_text="全库唯一；可用汉字、字母、数字和 @ . + - _。",
        error_messages={"required": "请填登录名", "max_length": TOO_LONG},
    )
    role = _roles()
    place = _place()
    on = _day("从哪天起", "从这一天起能登录看和办。")


class GiveRoleForm(_AtPlace):
    """A role for an account that there is."""

    role = _roles()
    place = _place()
    on = _day("从哪天起", "任职从这一天算起。")
    paper = forms.CharField(
        label="依据",
        required=False,
        max_length=200,
        help_text="任职文件的题名，例如：关于明确社会组织台账经办人的通知。",
        error_messages={"max_length": TOO_LONG},
    )
    number = forms.CharField(
        label="文号", required=False, max_length=64, help_text="照原样写。", error_messages={"max_length": TOO_LONG}
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("number") and not cleaned.get("paper"):
            self.add_error("paper", "写了文号，请把文件的题名也写上")
        return cleaned

    def draft(self) -> PaperDraft | None:
        """The paper on which the role is given, if one was named."""
        said = self.cleaned_data
        return PaperDraft("document", said["paper"], said["number"]) if said["paper"] else None


class EndRoleForm(ActForm):
    """A role that ends on a day."""

    on = _day("从哪天起", "从这一天起不再任职；当天就不能再办。")
    reason = _reason("原因", "例如：调离。")


class HandOverForm(ActForm):
    """A role that goes from one account to another on a day."""

    to = forms.TypedChoiceField(
        label="交给谁",
        coerce=int,
        error_messages={
            "required": "请选接手的人",
            "invalid_choice": "请从列出的人里选；列出的是您管得到的、没有停用的",
        },
    )
    on = _day("从哪天起", "从这一天起由接手的人办，交出的人不再办。")
    stated = _reason("交接说明", "例如：2022 年度台账已核完，述职报告写到第二部分。")

    def __init__(self, users: Sequence[User], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [(user.pk, f"{user.name}（{user.username}）") for user in users]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


class ConfirmForm(ActForm):
    """An act that asks nothing but whether it is meant."""
