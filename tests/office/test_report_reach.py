"""Whose reports are whose: a role reads and writes those of its own line, and nobody else's."""

from __future__ import annotations

import re

import pytest
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import PASSWORD, signed_in, words
from tests.office.test_reports import address, post, signed_unit, state
from tests.reports import writing

from shejian.base.enums import Role
from shejian.base.services.staff import add_user
from shejian.core.facts.terms import Line
from shejian.reports.models import Passage

pytestmark = pytest.mark.django_db


def test_a_role_reads_and_writes_reports_along_its_own_line_only(office: County) -> None:
    """Someone who leads Party work in the whole county along that line writes no report of its territory."""
    give("leader", Role.CLERK, "云川县", Line.PARTY)
    give("educator", Role.CLERK, "县教育局", Line.COMPETENT)
    county, bureau = writing.started(), writing.started("县教育局", line=Line.COMPETENT)
    assert signed_in("leader").get(address(county)).status_code == 403
    assert "还没有报告" in words(signed_in("leader").get("/reports/"))
    page = signed_in("educator").get("/reports/").content.decode()
    assert re.findall(r'<option value="\d+"[^>]*>(云[^<]*)', page) == ["云川县/县教育局"]
    assert "2022 年度述职报告 县教育局" in words(signed_in("educator").get("/reports/"))
    assert post(signed_in("educator"), bureau, {"text-3": "办学。", "base-3": ""}).status_code == 302
    assert Passage.objects.get().draft == bureau
    before = state()
    assert signed_in("educator").get(address(county)).status_code == 403
    refused = post(signed_in("bureau"), bureau, {"text-3": "改", "base-3": ""})
    assert (refused.status_code, state()) == (403, before)
    assert "<textarea" not in signed_in("bureau").get(address(bureau)).content.decode()


def test_no_report_is_started_where_one_may_not_write(office: County) -> None:
    give("educator", Role.CLERK, "县教育局", Line.COMPETENT)
    before = state()
    said = {"key": "0" * 32, "own": "0", "year": "2022"}
    answer = signed_in("educator").post("/reports/", said | {"unit": str(signed_unit("西河镇"))})
    assert ("请从列出的单位里选" in words(answer), state()) == (True, before)


def give(username: str, role: Role, unit: str, line: Line) -> None:
    values = {"unit": signed_unit(unit), "role": role, "line": line, "on": TODAY}
    add_user(act=make_act(), username=username, name=f"{username}某", password=PASSWORD, **values)
