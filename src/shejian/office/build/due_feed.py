"""What is due as a calendar that other programs read (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from shejian.office.asking import Posed
from shejian.office.build.due import due_lines, due_of
from shejian.office.due_pages import DueLine
from shejian.oversight.due import Due

AHEAD = timedelta(days=365)
PRODUCT = "-//Shejian//Due//ZH"
REFRESH = timedelta(hours=6)


def due_calendar(posed: Posed, moment: datetime, home: str) -> bytes:
    """The calendar of a question: everything due within a year, each on the day by which it has to be done; a meeting
    that is planned, on its day.

    Args:
        moment: when it was asked for.
        home: the address under which the office is reached, without a slash at its end.
    """
    found = due_of(posed, posed.on + AHEAD)
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", "社建待办")
    made.add("x-wr-timezone", "Asia/Shanghai")
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for event in _events(found, due_lines(posed, found), moment, home):
        made.add_component(event)
    return bytes(made.to_ical())


def _events(found: Iterable[Due], lines: Iterable[DueLine], moment: datetime, home: str) -> Iterable[Event]:
    for one, line in zip(found, lines, strict=True):
        event = Event()
        event.add("uid", f"{_uid(one)}@shejian")
        event.add("dtstamp", moment)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        late = "（已过期限）" if one.overdue else ""
        event.add("summary", f"{line.of.label}：{line.what}{late}")
        event.add("description", "\n".join(part for part in (line.because, line.clause, line.remedy) if part))
        event.add("url", home + (line.links[0] if line.links else line.of).href)
        event.add("transp", "TRANSPARENT")
        yield event


def _uid(one: Due) -> str:
    """What stays the same when a calendar is read again; a plan that is put on another day is the same event."""
    if one.plan is not None:
        return f"plan-{one.plan}"
    return f"{one.kind}-{one.code}-{one.finding or one.case or f'{one.subject}-{one.id}'}-{one.day}"
