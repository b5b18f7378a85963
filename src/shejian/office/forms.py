"""Forms, with what goes wrong said in Chinese."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from shejian.accounts.models import User
from shejian.core.calendar import DateFault, read_date
from shejian.exchange.reading.workbook import LARGEST_FILE

ACCEPT = ".xlsx,.xlsm,.xls,.ods"
MINUTES = 60
MEGABYTE = 1 << 20


def locked_minutes() -> int:
    """For how long nobody may try a name that was tried too often."""
    return round(settings.AXES_COOLOFF_TIME * MINUTES)


class DayField(forms.CharField):
    """A day, in any of the ways in which offices write one."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_date(text)
        except DateFault as fault:
            raise forms.ValidationError(f"“{text}”{fault}") from None


class SignInForm(AuthenticationForm):
    """Name and password."""

    username = forms.CharField(
        label=_("登录名"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}),
        error_messages={"required": _("请填写登录名")},
    )
    password = forms.CharField(
        label=_("口令"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("请填写口令")},
    )
    public = forms.BooleanField(label=_("这是公用电脑"), required=False)
    error_messages = {
        "invalid_login": _(
            "登录名或口令不对，请检查大小写和输入法后再试。连续输错 %(limit)s 次，要锁 %(minutes)s 分钟。"
        ),
        "inactive": _("这个账号已经停用，请找管理员。"),
    }

    def get_invalid_login_error(self) -> forms.ValidationError:
        said = {"limit": settings.AXES_FAILURE_LIMIT, "minutes": locked_minutes()}
        return forms.ValidationError(self.error_messages["invalid_login"], code="invalid_login", params=said)


class PasswordForm(forms.Form):
    """Changing one's own password."""

    old = forms.CharField(
        label=_("现在的口令"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
        error_messages={"required": _("请填写现在的口令")},
    )
    new = forms.CharField(
        label=_("新口令"),
        strip=False,
        help_text=_("至少 10 位，不能全是数字，不能是常见的口令，不能和登录名、姓名太像。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("请填写新口令")},
    )
    again = forms.CharField(
        label=_("再输一遍新口令"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("请再输一遍新口令")},
    )

    def __init__(self, user: User, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.user = user

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise forms.ValidationError(_("现在的口令不对，没有改动"))
        return old

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("两次输入的新口令不一样，没有改动"))
        elif cleaned.get("old") and cleaned.get("new") == cleaned["old"]:
            self.add_error("new", _("新口令和现在的口令一样，请换一个"))
        return cleaned


class UploadForm(forms.Form):
    """A workbook, and how it is to be taken."""

    file = forms.FileField(
        label="Excel 台账",
        help_text="可以是 .xlsx、.xls、.ods，表头不必改；一个文件里可以有几张台账。",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        max_length=200,
        allow_empty_file=True,
        error_messages={
            "required": "请先选一个文件",
            "invalid": "没有收到文件，请重新选一次",
            "missing": "没有收到文件，请重新选一次",
            "max_length": "文件名太长（%(length)d 个字），请改短到 %(max)d 个字以内再上传",
        },
    )
    effective = DayField(
        label="变更日",
        required=False,
        help_text="文件里没有写日期的不同，从这一天起按变更记；不填，就按更正记（以前记错了）。",
    )
    closing = DayField(
        label="台账时点",
        required=False,
        help_text="文件说的是截至哪一天的情况；不填，从表题、填报日期里认。",
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size is not None and file.size > LARGEST_FILE:
            raise forms.ValidationError(
                f"文件有 {file.size // MEGABYTE} MB，超过上限 {LARGEST_FILE // MEGABYTE} MB。请分成几个文件，分批导入。"
            )
        return file


class PurposeForm(forms.Form):
    """What an identity number is looked at for. The key makes one showing of one form."""

    key = forms.CharField(max_length=32, widget=forms.HiddenInput)
    purpose = forms.CharField(
        label="用途",
        max_length=200,
        help_text="会记一笔账：谁、什么时候、为什么看。只显示这一次。",
        error_messages={"required": "请写明查看的用途，例如：核对转入介绍信", "max_length": "用途最多 200 个字"},
    )

    @classmethod
    def fresh(cls) -> PurposeForm:
        """An empty form with a key of its own."""
        return cls(initial={"key": secrets.token_hex(16)})
