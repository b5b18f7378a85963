"""Forms by which a clerk invites, ends and hands over, and answers correction requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from shejian.accounts.models import User
from shejian.invitations.enums import Answer, SeatRole
from shejian.invitations.services.inviting import LONGEST_DAYS, ORDINARY_DAYS
from shejian.office.account_forms import TOO_LONG, ActForm
from shejian.office.acting.finding import Persons
from shejian.office.acting.thing_field import ThingField
from shejian.office.forms import DayField


class InviteForm(ActForm):
    """Who is invited, as what, and for how long the code may be used."""

    role = forms.ChoiceField(
        label="请他做",
        choices=SeatRole.choices(),
        initial=str(SeatRole.MEMBER),
        help_text="党员看本人的情况和支部的安排；记录人还记这个党组织的组织生活。",
        error_messages={"required": "请选身份", "invalid_choice": "请从列出的身份里选"},
    )
    days = forms.IntegerField(
        label="几天以内有效",
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=ORDINARY_DAYS,
        error_messages={
            "required": "请填天数",
            "invalid": "请填天数，例如 7",
            "min_value": "至少 1 天",
            "max_value": f"最多 {LONGEST_DAYS} 天",
        },
    )
    field_order = ("person", "role", "days", "key")

    def __init__(self, finder: Persons, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        help_text = "写姓名、公民身份号码或人员编号；只找得到您能办理的人。"
        self.fields["person"] = ThingField(finder, "人", "位", label="邀请谁", help_text=help_text)
        self.order_fields(self.field_order)


class EndForm(ActForm):
    """What ends on a day."""

    on = DayField(label="从哪天起", help_text="从这一天起不再算。", error_messages={"required": "请填从哪天起"})


class HandOverRecordForm(EndForm):
    """A branch's record that goes from one account to another on a day."""

    to = forms.TypedChoiceField(
        label="交给谁",
        coerce=int,
        help_text="列出的是这个党组织里已有本人账号的人；没有的，请先邀请。",
        error_messages={"required": "请选接手的人", "invalid_choice": "请从列出的人里选"},
    )
    field_order = ("to", "on", "key")

    def __init__(self, users: Sequence[User], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [(user.pk, f"{user.name}（{user.username}）") for user in users]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


class AnswerCorrectionForm(ActForm):
    """What a correction request is answered."""

    answer = forms.ChoiceField(
        label="答复",
        choices=Answer.choices(),
        help_text="采纳的，请先用“更正”等表把账改好，再在这里答复；答复本身不改账。",
        error_messages={"required": "请选答复", "invalid_choice": "请从列出的里选"},
    )
    reason = forms.CharField(
        label="怎样办的，或者为什么不采纳",
        max_length=300,
        widget=forms.Textarea(attrs={"class": "in", "rows": 3}),
        help_text="本人看得到这些话；不要写别人的情况。",
        error_messages={"required": "请写明怎样办的，或者为什么不采纳", "max_length": TOO_LONG},
    )
