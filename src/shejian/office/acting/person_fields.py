"""What forms on a person share: fields read as those of the members' ledger, and what cannot be true of one person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from shejian.core.calendar import deadline
from shejian.core.facts.terms import MemberCategory, Sex
from shejian.core.identifiers import birth_date_of, check_identity_number, sex_of
from shejian.core.rules import Law, RuleUnavailable
from shejian.core.sheets import Masked
from shejian.exchange.ledgers.members import SHEET
from shejian.exchange.ledgers.persons import known_persons
from shejian.office.acting.fields import BLANK, CellField, DayField, PickField
from shejian.office.acting.form import ActForm
from shejian.office.acting.organization_fields import NONE
from shejian.people import protection

MIN_AGE = "party.member.min_age"
CATEGORIES = MemberCategory.choices()
NO_MASK = "只写了一部分，请写完整的{}"


class PlainField(CellField):
    """A number that must be typed in full: what a mask leaves says nothing. A telephone can be said to be none."""

    def clean(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip() == NONE and self.column.key == "phone":
            return NONE
        read = super().clean(value)
        if isinstance(read, Masked):
            raise forms.ValidationError(NO_MASK.format(self.label))
        return read


def cell(name: str, **more: Any) -> CellField:
    """A field for a column of the members' ledger."""
    kind = PlainField if name in ("identity", "phone") else CellField
    found = kind(SHEET.column(name), **more)
    if name == "identity":
        found.widget.attrs["class"] = "in mono"
    return found


def person_fields(*, kept_back: bool) -> dict[str, forms.Field]:
    """Name, sex, identity number and telephone; the last two stay as they are where a field is left empty."""
    hint = "不改就空着。" if kept_back else ""
    of_phone = f"{hint}要清空，写“{NONE}”。" if kept_back else "加密保存。"
    return {
        "name": cell("name"),
        "sex": PickField((BLANK, *Sex.choices()), label="性别", required=False),
        "identity": cell("identity", required=False, help_text=f"18 位；加密保存，以后只显示首尾。{hint}"),
        "phone": cell("phone", required=False, help_text=of_phone),
    }


def membership_fields() -> dict[str, forms.Field]:
    """Since when a member, of which category, and since when a full one."""
    return {
        "joined": DayField(label="入党日期", error_messages={"required": "请填写入党日期"}),
        "category": PickField(CATEGORIES, label="党员类别"),
        "full_on": DayField(label="转正日期", required=False),
    }


def check_person(form: ActForm, said: Mapping[str, Any], number: str) -> None:
    """Sex and day of birth agree with the identity number, and nobody else bears it.

    Args:
        number: the identity number that counts: what was said, or else what the ledger holds; empty if there is none.
    """
    if not number or check_identity_number(number) is not None:
        return
    sex, birth = said.get("sex"), birth_date_of(number)
    if sex and Sex(sex).label != sex_of(number):
        form.add_error("sex", f"写的是{Sex(sex).label}，公民身份号码第 17 位说是{sex_of(number)}，请核对两处")
    if birth > form.today:
        form.add_error("identity", "号码里的出生日期还没有到，请核对")
    if said.get("identity"):
        _check_borne(form, number)


def _check_borne(form: ActForm, number: str) -> None:
    own = form.subject.number if form.subject is not None and form.subject.page == "person" else 0
    others = [one for one, _ in known_persons([protection.digest(number)]).values() if one != own]
    if others:
        elsewhere = "请到他的页上办“转移”" if form.subject is None else "请到他的页上办“登记在职”"
        way = "请用“并为一人”" if own else elsewhere
        form.add_error("identity", f"这个号码已经登记给人员 {others[0]}；若是同一个人，{way}")


def check_membership(form: ActForm, said: Mapping[str, Any], number: str) -> None:
    """Birth, coming of age, admission and full membership in this order."""
    joined, full_on = (form.no_later_than_today(name, said) for name in ("joined", "full_on"))
    if joined and full_on and full_on < joined:
        form.add_error("full_on", f"转正日期 {full_on} 早于入党日期 {joined}，请核对两个日期")
    if said.get("category") == MemberCategory.PROBATIONARY and full_on:
        form.add_error("full_on", "写了转正日期，党员类别就是正式党员；请改其中一处")
    if joined and number and check_identity_number(number) is None:
        why = too_young(birth_date_of(number), joined, form.posed.asked.law)
        if why:
            form.add_error("joined", why)


def too_young(birth: date, joined: date, law: Law) -> str:
    """Why somebody could not have joined on a day, by the law of that day; empty if he could, or no rule is known."""
    if joined < birth:
        return f"入党日期 {joined} 早于公民身份号码里的出生日期 {birth}，请核对"
    try:
        rule = law.on(joined).value(MIN_AGE)
    except RuleUnavailable:
        return ""
    earliest = deadline(birth, rule.limit).day
    if joined >= earliest:
        return ""
    basis = "、".join(map(str, rule.citations))
    return f"{joined} 时还不满 {rule.limit.count} 周岁（{earliest} 才满），不能入党，请核对；依据{basis}"
