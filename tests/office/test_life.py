"""The calendar of organization life of a unit: what was held and is planned, who falls behind, and in whose reach."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from tests.conftest import TODAY
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.test_ledger import county_clerk
from tests.party.bodies import act

from shejian.activities.services.plans import PlanDraft, plan_meetings

pytestmark = pytest.mark.django_db


def test_a_month_holds_what_was_held_and_planned_of_every_branch_in_reach() -> None:
    ledger = SmallLedger()
    east, west = (ledger.branch(ledger.organization(town=town)) for town in ("东关镇", "西关镇"))
    ledger.meet(east, date(2022, 3, 5), west)
    ledger.meet(west, date(2022, 3, 5), kind="lecture")
    ledger.meet(west, date(2022, 2, 9))
    act(
        plan_meetings, [PlanDraft(west, "lecture", TODAY, "讲党课"), PlanDraft(east, "theme_day", TODAY, "植树")], TODAY
    )
    county, town = county_clerk(ledger), county_clerk(ledger, "东关镇", "town")
    march = words(county.get("/life/?on=2022-06-10&month=2022-03"))
    assert "2022 年 3 月的组织生活" in march
    assert "本月开了 2 次，计划 0 次" in march
    assert "本月开了 1 次" in words(town.get("/life/?on=2022-06-10&month=2022-03"))
    assert "本月开了 1 次" in words(county.get("/life/?on=2022-06-10&month=2022-03&kind=lecture"))
    assert "本月开了 0 次" in words(town.get("/life/?on=2022-06-10&month=2022-02"))
    now = words(county.get("/life/"))
    assert "本月开了 0 次，计划 2 次" in now
    assert ("讲党课" in now, "植树" in now) == (True, True)
    of_town = words(town.get("/life/"))
    assert ("讲党课" in of_town, "植树" in of_town) == (False, True)


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2101-01", "202", "2022-13", "二〇二二-03", "²²²²-01"])
def test_a_month_that_is_none_is_the_month_of_the_day(month: str) -> None:
    county = county_clerk(SmallLedger())
    assert "2022 年 6 月的组织生活" in words(county.get("/life/", {"on": "2022-06-10", "month": month}))
    assert county.get("/due/month/", {"month": month}).status_code == 200


def test_plans_and_what_is_still_asked_stand_in_what_is_due_and_in_the_calendar() -> None:
    """Nobody held anything yet but one lecture, by which the county began to record."""
    ledger = SmallLedger()
    east, west = (ledger.branch(ledger.organization(town=town)) for town in ("东关镇", "西关镇"))
    ledger.meet(east, TODAY.replace(day=1), kind="lecture")
    act(plan_meetings, [PlanDraft(west, "theme_day", TODAY, "植树")], TODAY)
    county, town = county_clerk(ledger), county_clerk(ledger, "东关镇", "town")
    listed = words(county.get("/due/?what=life&within=30"))
    assert "待开展 主题党日 2 个党组织" in listed, listed
    assert listed.count("计划 主题党日 植树") == 1  # not a second time beside the list
    assert "植树" not in words(town.get("/due/?what=life&within=30"))
    for address in ("/due/", f"/due/month/?month={TODAY:%Y-%m}", "/"):  # the list, the month, the workbench
        assert [words(client.get(address)).count("计划 主题党日 植树") for client in (county, town)] == [1, 0], address
    assert "植树" not in words(county.get("/due/?what=check&within=30"))
    feeds = [client.post("/due/calendar/", {"act": "give"}).content.decode() for client in (county, town)]
    addresses = [feed.split('id="calendar-address" value="')[1].split('"')[0] for feed in feeds]
    bodies = [Client().get(one.removeprefix("http://testserver")).content for one in addresses]
    planned = [
        [event for event in Calendar.from_ical(body).walk("VEVENT") if str(event["uid"]).startswith("plan-")]
        for body in bodies
    ]
    assert [len(events) for events in planned] == [1, 0]
    (event,) = planned[0]
    assert (event["dtstart"].dt, str(event["summary"]).endswith("：计划 主题党日 植树")) == (TODAY, True)
    assert f"/party-organizations/{west}/meetings/" in str(event["url"])


def test_who_falls_behind_is_opened_in_the_order_of_the_tree() -> None:
    ledger = SmallLedger()
    kept, behind, late = (ledger.branch(ledger.organization(town=town)) for town in ("西关镇", "西关镇", "东关镇"))
    for month in range(1, 6):
        ledger.meet(kept, date(2022, month, 3))
    ledger.meet(behind, date(2022, 1, 3))
    ledger.meet(late, date(2022, 1, 4))
    ledger.meet(late, date(2022, 3, 4))
    client = county_clerk(ledger)
    asked = "/life/?on=2022-05-31"
    page = client.get(asked)
    told = words(page)
    assert "未达到 主题党日 2 个党组织 2022年2月 至 2022年5月（4 期）" in told, told
    assert "不打分、不排名" in told
    opened = words(client.get(f"{asked}&show=behind.theme_day"))
    east, west = (
        opened.index("东关镇 2022年2月、2022年4月、2022年5月"),
        opened.index("西关镇 2022年2月、2022年3月、2022年4月"),
    )
    assert (east < west, "开了 0 次，要求 3 次" in opened) == (True, True)
    assert f"/party-organizations/{behind}/meetings/" in client.get(f"{asked}&show=behind.theme_day").content.decode()
    assert "记一次" not in opened  # of the past nothing is recorded
    assert "规定的次数" in words(client.get(f"{asked}&show=nothing"))


def test_the_calendar_asks_as_often_of_many_branches_as_of_few() -> None:
    counts, ledger = [], SmallLedger()
    for branches in (2, 12):
        for _ in range(branches):
            ledger.meet(ledger.branch(ledger.organization()), date(2022, 3, 5))
        client = county_clerk(ledger, username=f"clerk{branches}")
        address = "/life/?on=2022-05-31&month=2022-03&show=behind.theme_day"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25
