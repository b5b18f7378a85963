"""The State Council's arrangements of holidays, from ``law/calendars/YYYY.yaml`` to ``Workdays``."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from shejian.core.calendar import Workdays
from shejian.core.rules.loading import LAW_FOLDER
from shejian.core.rules.strict_yaml import Node, read_yaml

CALENDAR_KEYS = ("year", "notices", "rest", "work")
NOTICE_KEYS = ("title", "number", "issued")
SATURDAY = 5


@cache
def load_workdays() -> Workdays:
    """The working days of the years that are shipped with the program, read once."""
    return read_workdays(LAW_FOLDER)


def read_workdays(folder: Path) -> Workdays:
    """The working days of a folder with ``calendars/`` in it; a year that has no file is not published.

    Raises:
        LawFileError: the first file that is refused: named for another year, without the notice it rests on, with a day
            of another year, a day twice or out of order, a day of rest at a weekend or of work on another day.
    """
    rest: dict[date, str] = {}
    work: set[date] = set()
    published: set[int] = set()
    for path in sorted((folder / "calendars").glob("*.y*ml")):
        node = read_yaml(folder, path)
        node.allow(CALENDAR_KEYS)
        year = node.whole("year")
        if path.name != f"{year}.yaml":
            raise node.fault(f"{year} 年的放假安排应放在 calendars/{year}.yaml")
        _check_notices(node)
        holidays = node.node("rest")
        for name in holidays.fields:
            rest.update(dict.fromkeys(_days(holidays, name, year, weekend=False), name))
        work.update(_days(node, "work", year, weekend=True))
        published.add(year)
    return Workdays(MappingProxyType(rest), frozenset(work), frozenset(published))


def _check_notices(node: Node) -> None:
    for notice in node.nodes("notices"):
        notice.allow(NOTICE_KEYS)
        notice.text("title")
        notice.text_or_null("number")
        notice.day("issued")


def _days(node: Node, name: str, year: int, *, weekend: bool) -> list[date]:
    """The days of a list, all of ``year``, in order, and all at weekends or none."""
    items = node.fields[name]
    if not isinstance(items, list) or not items:
        raise node.fault(f"{name} 应为几个日期")
    days = [_day(node, name, item) for item in items]
    for day in days:
        if day.year != year:
            raise node.fault(f"{name} 里的 {day} 不在 {year} 年")
        if (day.weekday() >= SATURDAY) is not weekend:
            raise node.fault(f"{name} 里的 {day} {'不是' if weekend else '本来就是'}周末，不必写")
    for earlier, later in pairwise(days):
        if later <= earlier:
            raise node.fault(f"{name} 里的 {later} 应晚于前一个 {earlier}")
    return days


def _day(node: Node, name: str, item: object) -> date:
    if not isinstance(item, date) or isinstance(item, datetime):
        raise node.fault(f"{name} 里的 {item} 应为日期（如 2026-10-01）")
    return item
