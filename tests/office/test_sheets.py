"""Dues and learning of the members of one branch, entered as a sheet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.handing_in import controls, filled, hand_in
from tests.office.test_body_acts import take_back
from tests.office.test_ledger import county_clerk
from tests.office.test_person import record
from tests.party.bodies import act, breaches

from shejian.base.queries import head_number
from shejian.core.calendar import Span
from shejian.party.models import Dues, Learning
from shejian.party.services.dues import DuesDraft, record_dues
from shejian.people.services.persons import PersonDraft

pytestmark = pytest.mark.django_db

JAN, FEB, MAR, APR = (date(2022, month, 1) for month in (1, 2, 3, 4))


def branch(*names: str) -> tuple[Client, int, list[int]]:
    """A clerk, a branch, and members of these names."""
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    persons = [record(body, PersonDraft(name, "")) for name in names]
    return county_clerk(ledger), body, persons


def dues(body: int, months: str = "") -> str:
    first, _, last = months.partition("..")
    asked = f"?from={first}&to={last or first}" if months else ""
    return f"/party-organizations/{body}/acts/dues/{asked}"


def learning(body: int, year: int = 2022) -> str:
    return f"/party-organizations/{body}/acts/learning/?year={year}"


def paid() -> list[tuple[Any, ...]]:
    names = ("person", "start", "end", "basis", "base_fen", "due_fen", "paid_fen", "paid_on")
    return sorted(Dues.objects.known(None).values_list(*names), key=lambda row: row[:2])


def hours() -> list[tuple[Any, ...]]:
    return sorted(Learning.objects.known(None).values_list("person", "start", "kind", "hours"))


def refused(response: HttpResponse, head: int, held: list[Any], says: str) -> None:
    assert (response.status_code, head_number(), paid() + hours()) == (422, head, held)
    assert says in words(response), words(response)


def test_the_dues_of_a_month_are_one_entry_and_the_next_month_is_filled_in_beforehand() -> None:
    client, body, (one, two, three) = branch("沈荣荣", "周海燕", "何秀英")
    head = head_number()
    shown = client.get(dues(body, "2022-01"))
    assert f"沈＊荣（人员 {one}）" in words(shown)
    assert "沈荣荣" not in shown.content.decode()
    assert controls(shown)["months"] == "2022-01"
    said = {f"basis-{one}": "salaried", f"base-{one}": "3,000.01", f"paid-{one}": "30", "paid_on": "2022-01-20"}
    said |= {f"basis-{two}": "retired", f"base-{two}": "5000", f"paid-{two}": "0"}
    assert hand_in(client, dues(body, "2022-01"), **said).status_code == 302
    assert head_number() == head + 1
    assert paid() == [
        (one, JAN, FEB, "salaried", 300001, None, 3000, date(2022, 1, 20)),
        (two, JAN, FEB, "retired", 500000, None, 0, None),
    ]
    page = words(client.get(f"/persons/{one}/", {"on": "2022-12-31"}))
    assert "按工资收入，基数 3000.01 元，实交 30 元（2022-01-20 交）" in page
    ready = client.get(dues(body, "2022-02"))
    form = controls(ready)
    names = ("basis", "base", "due", "paid")
    assert [form[f"{name}-{one}"] for name in names] == ["salaried", "3000.01", "", "30"]
    assert [form[f"{name}-{two}"] for name in names] == ["retired", "5000", "", "25"]
    assert [form[f"{name}-{three}"] for name in names] == ["", "", "", ""]
    assert "按规定每月 30 元" in words(ready)
    assert "条款待核" in words(ready)
    assert client.post(dues(body, "2022-02"), form).status_code == 302
    assert [row[:3] + row[6:] for row in paid() if row[1] == FEB] == [
        (one, FEB, MAR, 3000, None),
        (two, FEB, MAR, 2500, None),
    ]
    take_back(client, head + 2)
    take_back(client, head + 1)
    assert paid() == []
    assert breaches() == []


def test_several_months_are_corrected_at_once_or_one_of_them_alone() -> None:
    client, body, (one,) = branch("沈荣荣")
    act(record_dues, Span(JAN, APR), [DuesDraft(one, body, "fixed", due=100, paid=100, paid_on=JAN)])
    shown = controls(client.get(dues(body, "2022-01..2022-03")))
    assert (shown["months"], shown[f"due-{one}"], shown[f"paid-{one}"]) == ("2022-01..2022-03", "1", "1")
    assert hand_in(client, dues(body, "2022-02"), **{f"paid-{one}": "0"}).status_code == 302
    assert [(row[1], row[2], row[6], row[7]) for row in paid()] == [
        (JAN, FEB, 100, JAN),
        (FEB, MAR, 0, None),
        (MAR, APR, 100, JAN),
    ]
    mixed = client.get(dues(body, "2022-01..2022-03"))
    assert "账上这几个月不一样，不填就不动它" in words(mixed)
    head, held = head_number(), paid()
    refused(client.post(dues(body, "2022-01..2022-03"), controls(mixed)), head, held, "没有改动")
    blank = {f"{name}-{one}": "" for name in ("basis", "due", "paid")}
    assert hand_in(client, dues(body, "2022-02"), **blank).status_code == 302
    assert [row[1] for row in paid()] == [JAN, MAR]
    assert breaches() == []


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({}, "没有改动"),
        ({"base": "3000"}, "填了数额，请选计算办法"),
        ({"basis": "salaried", "base": "-1"}, "不能是负数"),
        ({"basis": "salaried", "base": "三千"}, "不是数字"),
        ({"basis": "salaried", "base": "30.001"}, "最多到分"),
        ({"basis": "salaried", "base": "15", "paid": "3000"}, "实交数额比计算基数还多"),
        ({"basis": "salaried", "base": "15", "due": "3000"}, "核定数额比计算基数还多"),
        ({"basis": "exempt", "due": "1"}, "已定为免交"),
        ({"basis": "other"}, "没有“other”这一项"),
    ],
)
def test_what_cannot_be_is_said_at_the_line_and_nothing_typed_is_lost(said: dict[str, str], says: str) -> None:
    client, body, (one, two) = branch("沈荣荣", "周海燕")
    head = head_number()
    typed = {f"basis-{one}": "fixed", f"due-{one}": "1"} if said else {}
    typed |= {f"{name}-{two}": text for name, text in said.items()}
    response = hand_in(client, dues(body, "2022-01"), **typed)
    refused(response, head, [], says)
    assert controls(response) | typed == controls(response) | ({} if "other" not in said.values() else typed)
    if said:
        assert f"周＊燕（人员 {two}）" in words(response)


def test_a_day_to_come_and_months_beyond_reason_are_not_taken() -> None:
    client, body, (one,) = branch("沈荣荣")
    head = head_number()
    typed = {f"basis-{one}": "fixed", f"paid-{one}": "1", "paid_on": "2027-01-01"}
    refused(hand_in(client, dues(body, "2022-01"), **typed), head, [], "还没有到")
    for asked, months in (
        ("2022-13", "2026-11"),
        ("0000-01", "2026-11"),
        ("2022-03..2022-01", "2022-03"),
        ("2022-01..2029-01", "2022-01..2022-12"),
    ):
        assert controls(client.get(dues(body, asked)))["months"] == months


def test_what_somebody_else_recorded_meanwhile_is_shown_at_the_line_first() -> None:
    client, body, (one,) = branch("沈荣荣")
    mine = filled(client, dues(body, "2022-01"), **{f"basis-{one}": "fixed", f"paid-{one}": "1"})
    assert hand_in(client, dues(body, "2022-01"), **{f"basis-{one}": "fixed", f"paid-{one}": "2"}).status_code == 302
    head = head_number()
    shown = client.post(dues(body, "2022-01"), mine)
    assert (shown.status_code, head_number()) == (409, head)
    assert f"记了第 {head} 笔（登记党费）" in words(shown)
    assert "改用“2 元”" in words(shown)
    assert client.post(dues(body, "2022-01"), controls(shown)).status_code == 302
    assert [row[6] for row in paid()] == [100]


def test_a_sheet_is_tried_without_recording_and_sent_twice_is_one_entry() -> None:
    client, body, (one,) = branch("沈荣荣")
    head = head_number()
    said = filled(client, dues(body, "2022-01"), **{f"basis-{one}": "fixed", f"paid-{one}": "1"})
    tried = client.post(dues(body, "2022-01"), said | {"try": "1"})
    assert (tried.status_code, head_number(), paid()) == (200, head, [])
    assert f"沈＊荣（人员 {one}） 每月实交 未填 → 1" in words(tried)
    for _ in range(2):
        assert client.post(dues(body, "2022-01"), said).status_code == 302
    assert (head_number(), len(paid())) == (head + 1, 1)


def test_the_hours_of_a_year_are_one_entry_corrected_and_taken_back() -> None:
    client, body, (one, two) = branch("沈荣荣", "周海燕")
    head = head_number()
    address = learning(body)
    assert hand_in(client, address, **{f"member-{one}": "32", f"secretary-{one}": "56"}).status_code == 302
    assert hours() == [(one, JAN, "member", 32), (one, JAN, "secretary", 56)]
    assert "党员学习培训 32 学时" in words(client.get(f"/persons/{one}/", {"on": "2022-12-31"}))
    for typed, says in (
        ("-1", "不能是负数"),
        ("8761", "比全年的小时数还多"),
        ("1.5", "要填整数"),
        ("很多", "不是数字"),
    ):
        response = hand_in(client, address, **{f"member-{two}": typed, f"secretary-{one}": "60"})
        refused(response, head + 1, hours(), says)
        assert (controls(response)[f"member-{two}"], controls(response)[f"secretary-{one}"]) == (typed, "60")
    assert hand_in(client, address, **{f"secretary-{one}": "", f"member-{two}": "0"}).status_code == 302
    assert hours() == [(one, JAN, "member", 32), (two, JAN, "member", 0)]
    take_back(client, head + 2)
    take_back(client, head + 1)
    assert hours() == []
    for year, shown in ((2030, "2026"), (2025, "2025")):
        assert controls(client.get(learning(body, year)))["year"] == shown
    assert breaches() == []
