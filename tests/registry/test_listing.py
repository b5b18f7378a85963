"""The list of social organizations, cut by both clocks, searched, limited and sorted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.conftest import make_act
from tests.ledgers import LONG_AGO, YEAR_END, SmallLedger, value

from shejian.base.queries import head_number
from shejian.core.facts.terms import Line
from shejian.core.indicators import Scope
from shejian.journal.services import posting
from shejian.registry.queries import NOT_STATED, Covered, Life, Listed, Order, Wish, list_organizations
from shejian.registry.services import organizations as acts
from shejian.snapshot.frames import SNAPSHOT

pytestmark = pytest.mark.django_db

DAY = date(2020, 6, 1)
EVE = date(2020, 5, 31)
ALL = Scope(Line.TERRITORY)
ANYTHING = Wish()


@pytest.fixture
def ledger() -> SmallLedger:
    return SmallLedger()


def listed(wish: Wish = ANYTHING, on: date = YEAR_END, known: int | None = None, scope: Scope = ALL) -> Listed:
    return list_organizations(SNAPSHOT.picture(known), on, scope, wish)


def names(*question: Any, **more: Any) -> list[str]:
    return [row.name for row in listed(*question, **more)]


def act(do: Any, *arguments: Any) -> int:
    with posting(make_act(), "test.act") as made:
        do(made, *arguments)
    return made.number


def test_a_renamed_organization_is_found_by_either_name_and_the_former_is_told(ledger: SmallLedger) -> None:
    one = ledger.organization(name="清河县养羊协会")
    ledger.organization(name="清河县养鸡协会")
    act(acts.change_registration, DAY, {one: {"name": "清河县畜牧协会"}})
    assert [(row.name, row.former) for row in listed(Wish("养羊"))] == [("清河县畜牧协会", "清河县养羊协会")]
    assert [(row.name, row.former) for row in listed(Wish("畜牧"))] == [("清河县畜牧协会", "")]
    assert [(row.name, row.former) for row in listed(Wish("养羊"), EVE)] == [("清河县养羊协会", "")]
    assert names(Wish("畜牧"), EVE) == []


def test_a_correction_changes_every_day_and_is_not_known_before(ledger: SmallLedger) -> None:
    one = ledger.organization(name="清河县养羊协会")
    entry = act(acts.correct_registration, {one: {"name": "清河县养鹅协会"}})
    assert [names(Wish("养鹅"), day) for day in (LONG_AGO, YEAR_END)] == [["清河县养鹅协会"]] * 2
    assert names(Wish("养羊")) == []
    assert (names(Wish("养羊"), known=entry - 1), names(Wish("养鹅"), known=entry - 1)) == (["清河县养羊协会"], [])


def test_a_deregistered_organization_is_listed_among_those_from_its_day_on(ledger: SmallLedger) -> None:
    one = ledger.organization(name="清河县甲协会")
    ledger.organization(name="清河县乙协会")
    branch = ledger.branch(one)
    entry = act(acts.end, {one: acts.Ending(DAY, reason="清理")})
    assert (names(), names(Wish(life=Life.ENDED))) == (["清河县乙协会"], ["清河县甲协会"])
    assert (names(on=EVE), names(Wish(life=Life.ENDED), EVE)) == (["清河县甲协会", "清河县乙协会"], [])
    assert names(known=entry - 1) == ["清河县甲协会", "清河县乙协会"]
    assert listed().lives == {Life.STANDING: 1, Life.ENDED: 1, Life.NOT_KNOWN: 0}
    (ended,) = listed(Wish(life=Life.ENDED))
    assert (ended.status, ended.status_since, ended.founded, ended.body) == ("deregistered", DAY, LONG_AGO, None)
    assert [row.body for row in listed(on=EVE)] == [branch, None]


def test_who_is_not_founded_yet_is_not_listed_at_all(ledger: SmallLedger) -> None:
    ledger.organization(DAY, name="清河县甲协会")
    assert (names(Wish(life=None), EVE), names(Wish(life=None), DAY)) == ([], ["清河县甲协会"])
    assert names(Wish(life=None), known=0) == []


def test_it_is_the_rows_of_the_figure(ledger: SmallLedger) -> None:
    one, two, three = (ledger.organization(town=town) for town in ("东关镇", "西关镇", "西关镇"))
    ledger.branch(one, two, mode=None)
    act(acts.end, {three: acts.Ending(DAY)})
    for on in (EVE, DAY):
        assert len(listed(on=on)) == value("organizations", on)
        assert len(listed(Wish(covered=Covered.YES), on)) == value("covered", on) == 2
        assert len(listed(Wish(covered=Covered.NO), on)) == value("not_built", on)
    town = Scope(Line.TERRITORY, frozenset({ledger.units["西关镇"]}))
    assert [row.id for row in listed(scope=town)] == [two]
    assert len(listed(scope=town)) == value("organizations", YEAR_END, unit="西关镇") == 1


def test_limits(ledger: SmallLedger) -> None:
    school = ledger.organization(name="清河县学校", type="service", town="西关镇")
    club = ledger.organization(name="清河县俱乐部")
    lonely = ledger.organization(name="清河县商会")
    body, other = ledger.branch(school, club, mode="joint"), ledger.branch(club, mode=None)
    ledger.branch(lonely, dissolved=DAY)
    rows = {row.id: row for row in listed()}
    assert (rows[club].body, rows[club].bodies, rows[club].mode) == (body, 2, "joint")
    assert (rows[lonely].body, rows[lonely].bodies, rows[lonely].mode) == (None, 0, None)
    assert other > body
    assert names(Wish(type="service")) == ["清河县学校"]
    assert names(Wish(town=ledger.units["西关镇"])) == ["清河县学校"]
    assert names(Wish(mode="joint")) == ["清河县学校", "清河县俱乐部"]
    assert names(Wish(mode=NOT_STATED)) == []
    assert names(Wish(covered=Covered.NO)) == ["清河县商会"]
    assert names(Wish("县商", covered=Covered.YES)) == []
    assert listed(Wish("商会")).towns == tuple(sorted({ledger.units["东关镇"], ledger.units["西关镇"]}))
    act(acts.correct_registration, {school: {"industry": "教育"}})
    assert (names(Wish(industry="教育")), listed().industries) == (["清河县学校"], ("教育",))


def test_no_unit_named_along_a_line_is_told_and_counts_with_the_authority(ledger: SmallLedger) -> None:
    ledger.organization()
    (row,) = listed()
    county = ledger.units["清河县"]
    assert row.placed == {"town"}
    assert row.homes == {"town": ledger.units["东关镇"], "competent": county, "party": county}


def test_who_only_touches_the_scope_is_astray(ledger: SmallLedger) -> None:
    one = ledger.organization()
    east, west = ledger.units["东关镇"], ledger.units["西关镇"]
    act(acts.set_units, Line.TERRITORY, {one: [east, west]})
    assert [row.astray for row in listed(scope=Scope(Line.TERRITORY, frozenset({west})))] == [True]
    assert [row.astray for row in listed(scope=Scope(Line.TERRITORY, frozenset({east})))] == [False]


@pytest.mark.parametrize(
    ("searched", "found"),
    [
        ("协会", ["清河县重阳(老年)协会", "清河县ABC协会"]),
        ("（老年）", ["清河县重阳(老年)协会"]),
        ("00002", ["清河县ABC协会"]),
        ("qhx", ["清河县重阳(老年)协会", "清河县ABC协会", "清河县银行"]),
        ("QHXCY", ["清河县重阳(老年)协会"]),
        ("zy", ["清河县重阳(老年)协会"]),
        ("yh", ["清河县银行"]),
        ("yx", ["清河县银行"]),
        ("abcxh", ["清河县ABC协会"]),
        (" Abc 协", ["清河县ABC协会"]),
        ("q", []),
        ("[", []),
        ("lcx", []),
    ],
)
def test_searching(ledger: SmallLedger, searched: str, found: list[str]) -> None:
    for name in ("清河县重阳(老年)协会", "清河县ABC协会", "清河县银行"):
        ledger.organization(name=name)
    assert names(Wish(searched)) == found


def test_sorting(ledger: SmallLedger) -> None:
    for name, founded in (("周庄商会", DAY), ("安平学会", LONG_AGO), ("白塔协会", EVE)):
        ledger.organization(founded, name=name)
    orders = {order: [names(Wish(order=order, backwards=back)) for back in (False, True)] for order in Order}
    assert orders == {
        Order.CODE: [["周庄商会", "安平学会", "白塔协会"], ["白塔协会", "安平学会", "周庄商会"]],
        Order.NAME: [["安平学会", "白塔协会", "周庄商会"], ["周庄商会", "白塔协会", "安平学会"]],
        Order.FOUNDED: [["安平学会", "白塔协会", "周庄商会"], ["周庄商会", "白塔协会", "安平学会"]],
    }


def test_a_page_is_cut_out_of_the_list(ledger: SmallLedger) -> None:
    ids = [ledger.organization() for _ in range(5)]
    found = listed()
    assert [row.id for row in found[1:3]] == ids[1:3]
    assert (len(found), found[0].id, found[-1].id) == (5, ids[0], ids[4])


def test_what_is_recorded_later_is_in_the_next_list(ledger: SmallLedger) -> None:
    ledger.organization(name="清河县甲协会")
    before = head_number()
    assert names() == ["清河县甲协会"]
    ledger.organization(name="清河县乙协会")
    assert (names(), names(known=before)) == (["清河县甲协会", "清河县乙协会"], ["清河县甲协会"])
