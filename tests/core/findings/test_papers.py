"""The clause in the charter by its wording, and the commitment."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.findings.small import ON, Ledger

NOW = date(2019, 5, 20)
BEFORE = date(2019, 5, 19)
WRITTEN = date(2020, 1, 6)


@pytest.mark.parametrize(
    ("party_building", "clause", "on", "said"),
    [
        (None, None, ON, (None, "台账没有记章程是否载明党的建设", None)),
        (False, None, ON, (True, "章程没有载明党的建设", WRITTEN)),
        (False, "none", ON, (True, "章程没有载明党的建设", WRITTEN)),
        (True, None, ON, (None, "章程载明了党的建设，条款是哪一年的表述没有核对过", None)),
        (True, "2019", ON, (False, "章程里的党建条款是现行的表述", None)),
        (True, "2018", ON, (True, "章程里的党建条款是以前的表述，现行要求是 2019 年的表述", WRITTEN)),
        (True, "other", ON, (True, "章程里的党建条款不合要求，现行要求是 2019 年的表述", WRITTEN)),
    ],
)
def test_the_clause(party_building: bool | None, clause: str | None, on: date, said: object) -> None:
    ledger = Ledger()
    one = ledger.organization()
    if party_building is not None:
        ledger.put("charter", organization=one, party_building=party_building, clause=clause, start=WRITTEN)
    assert ledger.said("charter_clause", one, on) == said


@pytest.mark.parametrize(
    ("clause", "on", "verdict", "since"),
    [
        ("2018", BEFORE, False, None),
        ("2018", NOW, True, NOW),
        ("2019", BEFORE, False, None),  # ahead of its day
    ],
)
def test_the_wording_that_was_required_on_the_day(clause: str, on: date, verdict: bool, since: date | None) -> None:
    ledger = Ledger()
    one = ledger.organization()
    ledger.put("charter", organization=one, party_building=True, clause=clause, start=None)
    assert ledger.said("charter_clause", one, on)[::2] == (verdict, since)


def test_no_commitment_since_there_is_the_rule_or_the_organization() -> None:
    ledger = Ledger()
    old, young = ledger.organization(), ledger.organization(date(2021, 7, 1))
    signed, later = ledger.organization(), ledger.organization()
    ledger.put("commitment", organization=signed, start=date(2017, 3, 1))
    ledger.put("commitment", organization=later, start=date(2023, 1, 1))
    assert {one: ledger.said("commitment_missing", one) for one in (old, young, signed, later)} == {
        old: (True, "没有签订党建工作承诺书的记录", date(2016, 9, 1)),
        young: (True, "没有签订党建工作承诺书的记录", date(2021, 7, 1)),
        signed: (False, "已签订党建工作承诺书，最近一次是 2017-03-01", None),
        later: (True, "没有签订党建工作承诺书的记录", date(2016, 9, 1)),
    }
    assert ledger.judged("commitment_missing", date(2016, 8, 31)) == {}
