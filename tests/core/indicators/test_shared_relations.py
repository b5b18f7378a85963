"""Views of one picture, time and law that share what they computed say what each alone would say."""

from __future__ import annotations

from datetime import date
from random import Random

import narwhals as nw
from tests.core.indicators.generating import COUNTY, DAYS, EAST, LAST_ENTRY, Lots

from shejian.core.calendar import year_start
from shejian.core.facts import Frame, Picture
from shejian.core.facts.terms import Line
from shejian.core.indicators import Relations, Scope, View, When, catalogue, figures, tally
from shejian.core.rules import load_law

ON = date(2026, 11, 30)
RULE = "party.branch.min_full_members"
SCOPES = [Scope(Line.TERRITORY), *(Scope(Line.TERRITORY, frozenset({unit})) for unit in (COUNTY, EAST))]


def view(picture: Picture, on: date, shared: Relations | None = None) -> View:
    return View(picture, When(on, year_start(on)), load_law(), shared)


def counted(view: View) -> Frame:
    return view.on("registration").filter(nw.col("organization") > -view.number(RULE))


def around(view: View) -> Frame:
    return view.relation(counted).filter(nw.col("organization") > 0)


def test_figures_of_every_scope_and_day_are_those_of_views_of_their_own() -> None:
    picture, keys = Picture(Lots(Random(5)).tables(), LAST_ENTRY), list(catalogue())
    for on in DAYS[::3]:
        shared: Relations = {}
        for scope in SCOPES:
            together, alone = view(picture, on, shared), view(picture, on)
            assert figures(tally(together, keys, scope), keys) == figures(tally(alone, keys, scope), keys)
            assert set(together.readings.readings) == set(alone.readings.readings)


def test_what_was_read_for_a_relation_is_read_by_whoever_uses_it() -> None:
    picture, shared = Picture(Lots(Random(5)).tables(), LAST_ENTRY), Relations()
    first, second = view(picture, ON, shared), view(picture, ON, shared)
    first.relation(around)
    assert second.readings.readings == ()
    assert second.relation(counted) is first.relation(counted)
    assert [(one.key, one.day) for one in second.readings.readings] == [(RULE, ON)]
    third = view(picture, ON, shared)
    third.relation(around)
    assert third.readings.readings == second.readings.readings
