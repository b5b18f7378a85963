"""What stands around a page for the phone: whose it is, of which day and entry it speaks, and where one can go."""

from __future__ import annotations

from django.urls import reverse

from shejian.core.calendar import long_date
from shejian.office.insiders import Insider
from shejian.office.pages import Link
from shejian.party.models import PartyOrganizationParticulars
from shejian.phone.pages import PhoneShell


def body_name(number: int, one: Insider) -> str:
    """What a party organization is called on the day."""
    stated = PartyOrganizationParticulars.objects.on(one.today, one.known).filter(party_organization=number)
    name = stated.order_by("-id").values_list("name", flat=True).first()
    return name or f"党组织 {number}"


def phone_shell(one: Insider, title: str, current: str) -> PhoneShell:
    """The shell of a page; ``current`` is the name of its place at the foot."""
    return PhoneShell(
        title=title,
        as_of=f"截至 {long_date(one.today)} · 以第 {one.known} 笔的账为准",
        user=one.user.name,
        nav=_nav(one, current),
        user_number=one.user.pk,
    )


def _nav(one: Insider, current: str) -> tuple[Link, ...]:
    found = [Link("支部" if one.recording else "首页", reverse("phone:home"), current == "home", icon="home")]
    if one.bodies:
        found.append(Link("会议", reverse("phone:meetings"), current == "meetings", icon="cal"))
    return (*found, Link("本人", reverse("phone:mine"), current == "mine", icon="person"))
