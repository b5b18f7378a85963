"""Lines of meetings, held and planned, of many party organizations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from shejian.activities.models import PlannedMeeting
from shejian.activities.queries import Happened, topics_of
from shejian.core.facts.terms import MeetingKind
from shejian.core.indicators import Subject
from shejian.figures.naming import Named, Names
from shejian.office.asking import Posed
from shejian.office.build.meeting_words import numbers_words
from shejian.office.life_pages import LifeLine
from shejian.office.pages import Link

HELD, PLANNED, PASSED = ("ok", "开了"), ("soon", "计划"), ("mute", "计划的日期已过")
One = Happened | PlannedMeeting


def lines_of(posed: Posed, wanted: Sequence[tuple[date, One]]) -> list[LifeLine]:
    """Meetings and plans as lines; names and topics are read at once."""
    names = Names(posed.on, posed.known).of(Subject.PARTY_ORGANIZATION, {_body(one) for _, one in wanted})
    topics = topics_of([one.meeting for _, one in wanted if isinstance(one, Happened)], posed.known)
    return [_line(posed, day, one, names, topics) for day, one in wanted]


def _line(posed: Posed, day: date, one: One, names: Mapping[int, Named], topics: Mapping[int, str]) -> LifeLine:
    query, body = posed.asking.query(), _body(one)
    where = reverse("office:party-organization-meetings", args=[body]) + query
    shown = Link(names[body].name if body in names else f"党组织 {body}", where)
    kind = MeetingKind(one.kind).label
    if isinstance(one, Happened):
        href = reverse("office:meeting", args=[one.meeting]) + query
        numbers = numbers_words(one.due, one.present)
        return LifeLine(str(day), kind, topics.get(one.meeting, ""), href, shown, numbers, *HELD)
    tone, state = PASSED if day < posed.on else PLANNED
    return LifeLine(str(day), kind, one.topic, where, shown, "", tone, state)


def _body(one: One) -> int:
    return one.party_organization if isinstance(one, Happened) else one.party_organization_id
