"""The pages of what is due: the list, the month, the calendar with its key, the workbench's panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import signed_in, words

from shejian.accounts.models import CalendarKey, User
from shejian.base.queries import unit_tree
from shejian.cases.services.starting import start_register
from shejian.journal.models import Entry
from shejian.journal.services import posting
from shejian.oversight.queries import open_findings
from shejian.oversight.services.handling import AssignmentDraft, answer, assign, verify
from shejian.oversight.services.keeping import bring_up_to_date

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
ON = "2022-12-31"


@pytest.fixture
def started(office: County) -> County:
    with posting(make_act(), "cases.register") as made:
        start_register(made, recorded_since=None)
    return office


def address_of(page: str) -> str:
    """The address of the calendar that a page shows once."""
    return page.split('id="calendar-address" value="')[1].split('"')[0].removeprefix("http://testserver")


def test_the_list_says_what_is_due_by_when_and_on_which_clause(started: County, browser: Browser) -> None:
    said = words(browser("clerk").get("/due/", {"on": ON}))
    assert "待办" in said
    assert "任期届满未换届" in said
    assert "办法：" in said
    assert "条款待核" in said


def test_kinds_and_spans_limit_the_list(started: County, browser: Browser) -> None:
    clerk = browser("clerk")
    steps = clerk.get("/due/", {"on": ON, "within": "365", "what": "step"}).context["page"]
    checks = clerk.get("/due/", {"on": ON, "within": "365", "what": "check"}).context["page"]
    whole = clerk.get("/due/", {"on": ON, "within": "365"}).context["page"]
    week = clerk.get("/due/", {"on": ON, "within": "7"}).context["page"]
    assert steps.count + checks.count == whole.count
    assert clerk.get("/due/", {"on": ON, "within": "365", "what": "answer"}).context["page"].count == 0
    assert 0 < steps.count < whole.count
    assert week.count < whole.count
    odd = clerk.get("/due/", {"on": ON, "within": "wide", "what": "nonsense"}).context["page"]
    assert odd.count == clerk.get("/due/", {"on": ON}).context["page"].count


def test_the_first_line_of_each_day_can_be_led_to(started: County, browser: Browser) -> None:
    page = browser("clerk").get("/due/", {"on": ON, "within": "365"}).context["page"]
    lines = [line for group in page.groups for line in group.lines]
    anchors = [line.anchor for line in lines if line.anchor]
    assert sorted(anchors) == sorted({f"d-{line.day}" for line in lines})


def test_nothing_due_says_why_the_list_is_empty(office: County, browser: Browser) -> None:
    said = words(browser("clerk").get("/due/", {"on": ON, "within": "7", "what": "step"}))
    assert "没有列出，不等于没有要办的" in said


def test_names_of_persons_are_masked(started: County, browser: Browser) -> None:
    page = browser("clerk").get("/due/", {"on": ON, "within": "365", "what": "step"}).context["page"]
    names = [line.of.label for group in page.groups for line in group.lines if "/persons/" in line.of.href]
    assert names
    assert all("＊" in name or "*" in name for name in names)


def test_a_month_has_its_days_and_what_is_due_on_them(started: County, browser: Browser) -> None:
    clerk = browser("clerk")
    page = clerk.get("/due/month/", {"on": ON, "month": "2023-01"}).context["page"]
    days = [day for week in page.weeks for day in week if day.number]
    assert [day.number for day in days] == [str(one) for one in range(1, 32)]
    assert {day.day for day in days if day.rest} >= {"2023-01-01", "2023-01-02", "2023-01-23"}
    assert "2023-01-28" not in {day.day for day in days if day.rest}  # a Saturday on which people worked
    assert page.heading == "2023 年 1 月"
    shown = sum(len(day.lines) for day in days)
    assert 0 < shown <= page.count
    assert clerk.get("/due/month/", {"on": ON, "month": "nonsense"}).context["page"].heading == "2022 年 12 月"


def test_a_month_whose_holidays_are_not_published_says_so(started: County, browser: Browser) -> None:
    said = words(browser("clerk").get("/due/month/", {"on": ON, "month": "2030-05"}))
    assert "2030 年的放假安排还没有公布" in said


def test_the_calendar_opens_with_its_key_without_signing_in(started: County, browser: Browser) -> None:
    entries = Entry.objects.count()
    clerk = browser("clerk")
    given = clerk.post(f"/due/calendar/?on={ON}", {"act": "give"})
    address = address_of(given.content.decode())
    fed = Client().get(address)
    assert (fed.status_code, fed["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    events = list(Calendar.from_ical(fed.content).walk("VEVENT"))
    assert events
    assert all(isinstance(event["DTSTART"].dt, date) for event in events)
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert Entry.objects.count() == entries
    assert address not in clerk.get("/due/").content.decode()


def test_a_key_taken_back_opens_nothing(started: County, browser: Browser) -> None:
    clerk = browser("clerk")
    address = address_of(clerk.post("/due/calendar/", {"act": "give"}).content.decode())
    assert clerk.post("/due/calendar/", {"act": "take-back"}).status_code == 302
    assert Client().get(address).status_code == 404
    assert not CalendarKey.objects.exists()


def test_a_calendar_holds_what_its_user_reaches_now(started: County) -> None:
    town = signed_in("town")
    address = address_of(town.post("/due/calendar/", {"act": "give"}).content.decode())
    whole = signed_in("clerk").post("/due/calendar/", {"act": "give"}).content.decode()
    of_town = {str(event["UID"]) for event in Calendar.from_ical(Client().get(address).content).walk("VEVENT")}
    of_all = {str(one["UID"]) for one in Calendar.from_ical(Client().get(address_of(whole)).content).walk("VEVENT")}
    assert of_town < of_all
    User.objects.filter(username="town").update(is_active=False)
    assert Client().get(address).status_code == 404


def test_a_form_without_its_button_changes_nothing(started: County, browser: Browser) -> None:
    said = browser("clerk").post("/due/calendar/", {}, follow=True)
    assert "什么都没有改" in words(said)
    assert not CalendarKey.objects.exists()


def test_the_workbench_lists_the_first_of_it(started: County, browser: Browser) -> None:
    said = words(browser("clerk").get("/", {"on": ON}))
    assert "要办的事 九十天之内" in said
    page = browser("clerk").get("/", {"on": ON}).context["page"]
    assert len(page.due.lines) == 6


@pytest.fixture
def given(office: County) -> int:
    """A finding of a body, kept today and given to the reader of the county to be answered within ten days."""
    bring_up_to_date(make_act(), TODAY)
    number = next(one.number for one in open_findings() if one.item == "term_over")
    reader, root = User.objects.get(username="reader"), unit_tree(TODAY).root
    assert root is not None
    with posting(make_act(), "oversight.assign") as made:
        assign(made, [number], AssignmentDraft(root.id, reader.pk, TODAY + timedelta(days=10), "核一核日期"), TODAY)
    return number


def lines_of(response: Any) -> list[Any]:
    return [line for group in response.context["page"].groups for line in group.lines]


def test_what_is_given_to_me_is_there_for_me_until_it_is_answered(given: int, browser: Browser) -> None:
    his, clerk = browser("reader"), browser("clerk")
    (line,) = lines_of(his.get("/due/", {"whose": "mine"}))
    assert (line.what, line.day, line.away) == ("答复“任期届满未换届”", str(TODAY + timedelta(days=10)), "10 天后")
    assert "交办要求：核一核日期" in line.because
    assert [link.href for link in line.links] == [f"/findings/{given}/"]
    labels = [tab.label for tab in his.get("/due/").context["page"].whose]
    assert labels == ["交给我的 1", "交给我单位的 1", "这个范围的"]
    assert lines_of(clerk.get("/due/", {"whose": "mine"})) == []
    assert "没有交给我的问题等着答复" in words(clerk.get("/due/", {"whose": "mine"}))
    assert len(lines_of(clerk.get("/due/", {"whose": "unit"}))) == 1  # the county's clerk stands in the same unit
    assert [tab.label for tab in browser("town").get("/due/").context["page"].whose][:2] == [
        "交给我的 0",
        "交给我单位的 0",
    ]
    scope = lines_of(clerk.get("/due/", {"what": "answer"}))
    assert [one.what for one in scope] == ["答复“任期届满未换届”"]
    with posting(make_act(), "oversight.answer") as made:
        answer(made, [given], "已经改选", TODAY)
    assert lines_of(his.get("/due/", {"whose": "mine"})) == []
    with posting(make_act(), "oversight.verify") as made:
        verify(made, [given], accepted=False, said="没有附选举结果", day=TODAY)
    assert len(lines_of(his.get("/due/", {"whose": "mine"}))) == 1


def test_what_waits_for_an_answer_is_not_listed_a_second_time_as_what_is_wrong(given: int, browser: Browser) -> None:
    lines = lines_of(browser("clerk").get("/due/", {"within": "365"}))
    ((whom, _),) = [(line.of.href, line) for line in lines if line.what == "答复“任期届满未换届”"]
    assert [line.what for line in lines if line.of.href == whom] == ["答复“任期届满未换届”"]


def test_a_finding_given_without_a_day_says_so(given: int, browser: Browser) -> None:
    reader, root = User.objects.get(username="reader"), unit_tree(TODAY).root
    assert root is not None
    with posting(make_act(), "oversight.assign") as made:
        assign(made, [given], AssignmentDraft(root.id, reader.pk), TODAY)
    (line,) = lines_of(browser("reader").get("/due/", {"whose": "mine", "within": "7"}))
    assert (line.tone, line.away) == ("soon", "交办，没有定期限")


def test_a_day_that_went_by_without_a_limit_is_not_late_and_each_heading_stands_once(
    started: County, browser: Browser
) -> None:
    page = browser("clerk").get("/due/").context["page"]
    labels = [group.label for group in page.groups]
    assert len(labels) == len(set(labels))
    assert labels[:2] == ["已过期限", "早已可办，没有最后期限"]
    past = next(group for group in page.groups if group.label == "早已可办，没有最后期限")
    assert {line.tone for line in past.lines} == {"none"}
    assert all(line.away.endswith("天前已可办") and line.day < str(TODAY) for line in past.lines)
    panel = browser("clerk").get("/").context["page"].due
    assert [part.split(" ")[0] for part in panel.said.split("，")] == ["九十天之内", "已过期限", "早已可办"]
    assert all(not line.away.endswith("已可办") for line in panel.lines)


def test_a_rule_on_which_several_rest_is_said_once_for_them(started: County, browser: Browser) -> None:
    page = browser("clerk").get("/due/").context["page"]
    assert any(group.rules for group in page.groups)
    for group in page.groups:
        own = [(line.what, line.clause, line.remedy) for line in group.lines if line.clause]
        said = [(rule.what, rule.clause, rule.remedy) for rule in group.rules]
        assert len({*own, *said}) == len(own) + len(said)
        assert {line.what for line in group.lines if not line.clause} == {rule.what for rule in group.rules}
