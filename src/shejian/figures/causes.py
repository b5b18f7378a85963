"""Which entries stand behind the movement of rows between two days, or between two states of the ledger."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import narwhals as nw

from shejian.core.calendar import previous_day, year_start
from shejian.core.facts.tables import TABLES
from shejian.core.indicators import Nature, Subject, View, When, evidence, nature, population
from shejian.figures.asking import Asked

WAYS = (
    ("coverage", "party_organization", "establishment"),
    ("contribution_participant", "contribution", "contribution_record"),
)
"""What else moves an organization: that a party organization which covers it is founded or dissolved, and that a
contribution in which it took part was held. Each: the table that leads there, its column, the table of those facts."""


def entries_behind(
    asked: Asked, key: str, ids: Collection[int], earlier: date, *, earlier_known: int | None = None
) -> dict[int, tuple[int, ...]]:
    """For rows of a figure that moved between a day and that of the question, the entries that say why.

    An entry says why if it recorded, of the thing itself or of what moves it (``WAYS``), a fact that begins
    or ends between the days; and, where the earlier day is taken as known before, if it was written since, or took
    back what was known. Only the kinds of fact that the figure reads count.

    Raises:
        RuleUnavailable: a rule that the figure needs has no value on the day.
    """
    subject = population(key).subject
    read = _tables_read(asked, key)
    known = asked.picture.known
    # a flow of the earlier day begins with its year: what it counted then is why a row went
    after = previous_day(year_start(earlier)) if nature(key) is Nature.FLOW else earlier
    moved = _Moved(after, asked.view.when.on, known if earlier_known is None else earlier_known, known)
    found: dict[int, set[int]] = {one: set() for one in ids}
    for name in read:
        if str(subject) in {column.name for column in TABLES[name].own}:
            for one, entry in moved.entries(asked, name, str(subject), found.keys()):
                found[one].add(entry)
    for links, column, name in WAYS:
        if subject is Subject.ORGANIZATION and {links, name} <= read:
            _by_way(asked, moved, found, (links, column, name))
    return {one: tuple(sorted(entries)) for one, entries in found.items()}


def _tables_read(asked: Asked, key: str) -> frozenset[str]:
    picture = asked.picture.anew()
    when = asked.view.when
    evidence(View(picture, When(when.on, when.since), asked.law), key, asked.scope)
    return picture.read


def _by_way(asked: Asked, moved: _Moved, found: dict[int, set[int]], way: tuple[str, str, str]) -> None:
    """Add the entries that moved organizations by way of something else."""
    links, column, name = way
    rows = asked.picture.every(links).filter(nw.col("organization").is_in(list(found)))
    by_thing: dict[int, set[int]] = {}
    for thing, one in rows.select(column, "organization").collect().rows():
        by_thing.setdefault(thing, set()).add(one)
    for thing, entry in moved.entries(asked, name, column, by_thing.keys()):
        for one in by_thing[thing]:
            found[one].add(entry)


class _Moved:
    """What lies between two days, and between two entries."""

    def __init__(self, earlier: date, later: date, known_then: int, known_now: int) -> None:
        self._days = (earlier, later)
        self._entries = tuple(sorted((known_then, known_now)))

    def entries(self, asked: Asked, name: str, column: str, ids: Collection[int]) -> list[tuple[int, int]]:
        """Pairs of a thing and an entry that says something of it there."""
        rows = asked.picture.every(name).filter(nw.col(column).is_in(list(ids)))
        (earlier, later), (then, now) = self._days, self._entries
        stands = (nw.col("entry") <= now) & (nw.col("superseded_by").is_null() | (nw.col("superseded_by") > now))
        between = self._within("start", earlier, later) | self._within("end", earlier, later)
        found = [
            rows.filter(stands & between).select(column, "entry"),
            *(
                rows.filter(self._within(number, then, now)).select(column, nw.col(number).alias("entry"))
                for number in ("entry", "superseded_by")
            ),
        ]
        return [(int(one), int(entry)) for each in found for one, entry in each.collect().rows()]

    @staticmethod
    def _within(column: str, after: date | int, upto: date | int) -> nw.Expr:
        return (nw.col(column) > nw.lit(after)) & (nw.col(column) <= nw.lit(upto))
