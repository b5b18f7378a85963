"""What a step brings about besides itself, as its form asks and says it: a post begun, a party organization ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from shejian.cases.queries import Running
from shejian.cases.services.concluding import APPOINTMENT, DISSOLUTION, Consequence, carried_out, is_dissolved
from shejian.office.acting.fields import DayField
from shejian.office.acting.finding import bodies
from shejian.office.acting.thing_field import ThingField
from shejian.office.asking import Posed
from shejian.office.visitors import Visitor
from shejian.party.queries import below, members_of

ENDED, SUCCESSOR = "ended", "successor"
SAID = {
    (APPOINTMENT, "approval"): "批准的，同时记他从这一天起任办理的党组织的书记，原来的书记到这一天为止。",
    (DISSOLUTION, "filing"): "记下这一步，同时记下党组织撤销：覆盖和任职当天停止，党员和下级转到您写的那一个。",
}


def brought_about(case: Running, step: str) -> str:
    """What a step brings about besides itself, in words; empty where it is nothing that its form has to say."""
    if (case.procedure, step) == (DISSOLUTION, "filing") and is_dissolved(case.party_organization or 0):
        return "账上已经记了它的撤销，这里不再记一遍。"
    return SAID.get((case.procedure, step), "")


def consequence_fields(one: Visitor, posed: Posed, case: Running, step: str) -> dict[str, forms.Field]:
    """What the form asks of that; the day is filled in as far as the case tells it."""
    body = case.party_organization
    if (case.procedure, step) != (DISSOLUTION, "filing") or body is None or is_dissolved(body):
        return {}
    picture = posed.asked.picture
    members, lower = len(members_of(picture, posed.on, body)), len(below(picture, posed.on, body))
    day = carried_out(case)
    return {
        ENDED: DayField(
            label="撤销日期",
            required=False,
            initial=day,
            help_text="批复里写明的那一天。空着，就是组织关系和移交都办完的那一天。",
        ),
        SUCCESSOR: ThingField(
            bodies(one, posed),
            "党组织",
            label="党员和下级党组织转到",
            required=False,
            help_text=f"现在有 {members} 名党员、{lower} 个下级党组织。没有党员和下级的可以空着。",
        ),
    }


def consequence_said(said: Mapping[str, Any]) -> Consequence:
    """What was said of it."""
    return Consequence(said.get(ENDED), said.get(SUCCESSOR))
