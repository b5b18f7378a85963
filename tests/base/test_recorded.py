"""Points on the recorded clock, as the command line and the pages read them alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.conftest import TODAY, make_act

from shejian.base.recorded import BadPoint, NoSuchEntry, last_heeded, read_point
from shejian.base.services.units import add_unit
from shejian.core.facts.terms import UnitKind

FIRST = datetime(2026, 11, 25, 1, 6, 30, tzinfo=UTC)  # 09:06:30 in Beijing


@pytest.fixture
def two_entries(db: None) -> None:
    for number, name in enumerate(("云川县", "澜川县")):
        act = make_act(moment=FIRST + timedelta(minutes=number))
        add_unit(act=act, path=name, kind=UnitKind.REGION, on=TODAY)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("0", 0),
        ("1", 1),
        ("２", 2),
        ("2026-11-25 09:06", 0),
        ("2026-11-25 09:06:29", 0),
        ("2026-11-25 09:06:30", 1),
        ("2026-11-25T09:07", 1),
        ("2026-11-25T01:07:30Z", 2),
        ("2026-11-24", 0),
        ("2026-11-25", 2),
    ],
)
def test_what_was_known_then(two_entries: None, text: str, entry: int) -> None:
    assert last_heeded(read_point(text)) == entry


def test_no_point_means_all_that_is_known() -> None:
    assert last_heeded(None) is None


@pytest.mark.parametrize("text", ["昨天", "-1", "½", "123456789", ""])
def test_what_is_no_point_is_refused(text: str) -> None:
    with pytest.raises(BadPoint) as fault:
        read_point(text)
    assert str(fault.value) == (
        f"“{text}”既不是记账序号，也不是日期或时刻；可写 17、2022-12-31、2022-12-31 18:00 或 2022-12-31T18:00+08:00"
    )


def test_an_entry_that_is_not_there_is_refused(two_entries: None) -> None:
    with pytest.raises(NoSuchEntry, match=r"^没有第 3 笔账，账记到第 2 笔$"):
        last_heeded(3)


def test_an_entry_of_an_empty_journal_is_refused(db: None) -> None:
    with pytest.raises(NoSuchEntry, match=r"^没有第 1 笔账，还没有记过账$"):
        last_heeded(1)
