"""The meetings of one's party organization, the latest first, and what is planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from shejian.activities.models import MeetingParticulars, Resolution
from shejian.activities.queries import Held, count_meetings, meetings_of
from shejian.core.calendar.days import SHANGHAI
from shejian.core.facts.terms import MeetingKind
from shejian.office.build.meeting_words import numbers_words, votes_words
from shejian.office.build.paging import paged
from shejian.office.insiders import Insider
from shejian.office.pages import Link, Pager
from shejian.office.wording import short_day
from shejian.phone.build.home import plans_block
from shejian.phone.build.shell import body_name, phone_shell
from shejian.phone.correcting import recorded_by
from shejian.phone.pages import Block, PhoneShell
from shejian.snapshot.frames import SNAPSHOT


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A meeting: what, how many were there, and what opens beneath it."""

    title: str
    numbers: str
    late: str
    texts: tuple[str, ...]
    correct: str = ""


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """The meetings of one party organization."""

    shell: PhoneShell
    name: str
    others: tuple[Link, ...]
    record: Link | None
    plans: Block
    lines: tuple[HeldLine, ...]
    total: int
    pager: Pager


def meetings_page(one: Insider, body: int, at: str) -> MeetingsPage:
    """One page of them."""
    picture, here = SNAPSHOT.picture(None), reverse("phone:meetings")
    total = count_meetings(picture, body, one.today)
    shown, pager = paged(range(total), at, lambda page: f"{here}?body={body}&page={page}", "次")
    held = meetings_of(picture, body, one.today, shown[0], len(shown)) if shown else []
    records = body in one.recording
    return MeetingsPage(
        shell=phone_shell(one, "会议", "meetings"),
        name=body_name(body, one),
        others=tuple(Link(body_name(each, one), f"{here}?body={each}") for each in one.bodies if each != body),
        record=Link("记一次会", f"{reverse('phone:record')}?body={body}", icon="pen") if records else None,
        plans=plans_block(one, body),
        lines=_lines(one, held, minutes=records),
        total=total,
        pager=pager,
    )


def _lines(one: Insider, held: Sequence[Held], *, minutes: bool) -> tuple[HeldLine, ...]:
    """What was talked over is shown to who keeps the record; members see that and how many met."""
    meetings = [each.meeting for each in held] if minutes else []
    particulars = {
        each.meeting_id: each for each in MeetingParticulars.objects.known(one.known).filter(meeting__in=meetings)
    }
    resolved: dict[int, list[str]] = {}
    for each in Resolution.objects.known(one.known).filter(meeting__in=meetings).order_by("meeting", "position"):
        resolved.setdefault(each.meeting_id, []).append(f"决议：{each.text}（{votes_words(each)}）")
    mine = recorded_by(one, meetings)
    here = reverse("phone:record")
    return tuple(
        replace(
            _line(one, each, particulars, resolved),
            correct=f"{here}?meeting={each.meeting}" if each.meeting in mine and not each.partner else "",
        )
        for each in held
    )


def _line(
    one: Insider, held: Held, particulars: Mapping[int, MeetingParticulars], resolved: Mapping[int, list[str]]
) -> HeldLine:
    said = particulars.get(held.meeting)
    apart = (held.recorded.astimezone(SHANGHAI).date() - held.day).days
    where = " ".join(filter(None, (said.began, said.place))) if said is not None else ""
    title = f"{short_day(held.day, year=one.today.year)} {MeetingKind(held.kind).label} {held.topic}".strip()
    return HeldLine(
        title + ("（联合开展）" if held.partner else ""),
        numbers_words(held.due, held.present),
        f"补记，相隔 {apart} 天" if apart > 0 else "",
        tuple(filter(None, (where, said.minutes if said is not None else "", *resolved.get(held.meeting, ())))),
    )
