"""Forms of the phone, with what goes wrong said in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from shejian.invitations.models import CorrectionRequest
from shejian.office.account_forms import TOO_LONG, ActForm

LONGEST_CODE = 40


class CodeForm(ActForm):
    """The code of an invitation, taken with the account that is signed in."""

    code = forms.CharField(
        label="邀请码",
        max_length=LONGEST_CODE,
        help_text="在经办人给的纸条上，16 个字母和数字；不分大小写，短横线可写可不写。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "请填邀请码", "max_length": "邀请码没有这么长，请照纸条再核对一遍"},
    )


class JoinForm(CodeForm):
    """The code of an invitation, and the account to be opened with it."""

    username = forms.CharField(
        label="登录名",
        max_length=64,
        help_text="自己起，以后登录用；可用汉字、字母、数字和 @ . + - _。",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": "请起一个登录名", "max_length": "登录名最多 64 个字，请改短"},
    )
    password = forms.CharField(
        label="口令",
        strip=False,
        help_text="至少 10 位，不能全是数字，不能是常见的口令，不能和登录名、姓名太像。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请定一个口令"},
    )
    again = forms.CharField(
        label="再输一遍口令",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请再输一遍口令"},
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", "两次输入的口令不一样")
        return said


class CorrectionForm(ActForm):
    """What one says is wrong about oneself in the ledger."""

    about = forms.ChoiceField(
        label="哪一项不对",
        error_messages={"required": "请选哪一项不对", "invalid_choice": "请从列出的里选"},
    )
    text = forms.CharField(
        label="哪里不对，应当是什么",
        max_length=CorrectionRequest._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="支部的经办人看得到，答复您以后再改账。不要写完整的身份号码，也不要写别人的情况。",
        error_messages={"required": "请写明哪里不对、应当是什么", "max_length": TOO_LONG},
    )

    def __init__(self, about: Sequence[str], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["about"].choices = [(each, each) for each in about]  # type: ignore[attr-defined]
