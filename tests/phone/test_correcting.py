"""Putting right on a phone what one recorded oneself; and whose meetings are refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from tests.activities.gathering import account, holdings, numbers
from tests.conftest import TODAY
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.handing_in import controls
from tests.party.bodies import act, breaches
from tests.phone.test_recording import NEW, seat

from shejian.activities.models import Meeting
from shejian.activities.services.meetings import record_meetings

pytestmark = pytest.mark.django_db


def test_what_he_recorded_is_put_right_and_the_rest_stays() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    one, two = ledger.member(body), ledger.member(body)
    client = seat("jilu", body=body)
    client.post(NEW, controls(client.get(NEW)) | {"kind": "theme_day", "place": "村委会", "minutes": "甲"})
    meeting = Meeting.objects.get().pk
    address = f"{NEW}?meeting={meeting}"
    assert f'href="{address}"' in client.get("/m/meetings/").content.decode()
    shown = controls(client.get(address))
    assert (shown["place"], shown["minutes"], shown[f"state-{two}"]) == ("村委会", "甲", "present")
    done = client.post(address, shown | {f"state-{two}": "leave", "minutes": "乙"})
    assert (done.status_code, done["Location"]) == (302, f"/m/meetings/?body={body}")
    held, particulars, _, attendance, _, _ = holdings()
    assert (held, numbers()) == ([(meeting, TODAY, "theme_day", "")], [(2, 1)])
    assert particulars == [(meeting, TODAY, "", "村委会", None, "乙", None)]
    assert [row[2:] for row in attendance] == [(one, "present"), (two, "leave")]
    before = holdings()
    late = client.post(address, shown | {"key": "f" * 32, f"state-{two}": "absent"})
    assert (late.status_code, holdings()) == (422, before)
    assert "您打开以后，这次会又有了新的记录" in words(late)
    assert breaches() == []


def test_nobody_puts_right_what_another_recorded_or_a_strangers_branch_held() -> None:
    ledger = SmallLedger()
    own, other = (ledger.branch(ledger.organization()) for _ in range(2))
    members = [ledger.member(body) for body in (own, other)]
    stated = [
        account(body, day=TODAY, attendance={one: "present"}) for body, one in zip((own, other), members, strict=True)
    ]
    act(record_meetings, stated, TODAY)
    ours, theirs = Meeting.objects.order_by("pk").values_list("pk", flat=True)
    client = seat("jilu", body=own)
    before = holdings()
    for meeting, says in ((ours, "这次会不是您记的"), (theirs, "这个党组织不由您记"), (10**6, "这个党组织不由您记")):
        for answer in (client.get(f"{NEW}?meeting={meeting}"), client.post(f"{NEW}?meeting={meeting}", {"body": own})):
            assert (answer.status_code, says in words(answer)) == (403, True)
    assert holdings() == before
    assert "更正</a>" not in client.get("/m/meetings/").content.decode()


def test_the_day_is_put_right_although_another_was_a_member_by_then() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    one, late = ledger.member(body), ledger.member(body, joined=TODAY, full_on=TODAY)
    client = seat("jilu", body=body)
    client.post(NEW, controls(client.get(NEW)) | {"kind": "theme_day"})
    address = f"{NEW}?meeting={Meeting.objects.get().pk}"
    before = TODAY - timedelta(days=1)
    assert listed_in(client.get(address)) == {f"state-{one}", f"state-{late}"}
    answer = client.get(f"{address}&day={before}")
    asked = controls(answer)
    assert (listed_in(answer), asked["listed"]) == ({f"state-{one}"}, str(before))
    done = client.post(address, asked | {"day": str(before)})
    assert (done.status_code, numbers()) == (302, [(1, 1)])


def listed_in(answer: HttpResponse) -> set[str]:
    """The fields of those who are on the list."""
    return {name for name in controls(answer) if name.startswith("state-")}
