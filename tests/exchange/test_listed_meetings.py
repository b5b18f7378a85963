"""A meeting of which it is on record who was there: a file that counts otherwise does not change its numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.activities.gathering import numbers
from tests.conftest import TODAY
from tests.exchange.ledger_files import (
    CODES,
    IDENTITIES,
    YUN,
    branch,
    committee,
    counts,
    importing,
    member,
    notices,
    organization,
)
from tests.party.bodies import act

from shejian.activities.models import Attendance, MeetingRecord
from shejian.activities.services.meetings import record_meetings
from shejian.activities.services.stated import StatedMeeting
from shejian.party.models import Affiliation

pytestmark = pytest.mark.django_db(transaction=True)


def row(**more: Any) -> dict[str, Any]:
    return {"党组织名称": "机关党支部", "活动类型": "主题党日", "日期": "2022-07-01", "主题": "学习", **more}


def test_numbers_of_a_list_stand_against_those_of_a_file(tmp_path: Path) -> None:
    load = importing(tmp_path)
    load(
        {
            "社会组织台账": [organization("书画协会", CODES[0], YUN)],
            "党组织台账": [committee(YUN), branch("机关党支部", "书画协会", YUN)],
            "党员名册": [member("李明", one, "机关党支部") for one in IDENTITIES[:2]],
            "组织生活记录": [row(主题="讨论", 应到人数=5, 实到人数=4)],
        }
    )
    body = MeetingRecord.objects.get().party_organization_id
    there = dict.fromkeys(Affiliation.objects.values_list("person", flat=True), "present")
    act(record_meetings, [StatedMeeting(body, "theme_day", date(2022, 7, 1), "学习", attendance=there)], TODAY)
    assert len(there) == 2
    done = load({"组织生活记录": [row(应到人数=9, 实到人数=2), row(主题="讨论", 应到人数=6, 实到人数=4)]})
    assert counts(done) == {"组织生活记录": (0, 1, 1, 0, 0)}
    assert numbers() == [(6, 4), (2, 2)]
    assert Attendance.objects.known(None).count() == 2
    reason = "这次活动有到会名单，应到人数由名单数出为 2，文件里的没有采用；要改请改名单"
    assert notices(done, "counted-from-list") == [("组织生活记录", 2, "应到人数", "9", reason)]
