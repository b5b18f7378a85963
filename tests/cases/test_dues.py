"""The boundaries of dues, written for officials, against the law: the whole base bears the one rate of its band."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from shejian.core.rules import NotRecorded, load_law
from shejian.core.rules.strict_yaml import Node, read_yaml

FOLDER = Path(__file__).parent / "dues"
KEYS = {"salaried": "dues.bands", "retired": "dues.retired_bands"}


def _cases() -> list[Node]:
    node = read_yaml(FOLDER, FOLDER / "dues.yaml")
    node.allow(("topic", "cases"))
    cases = node.nodes("cases")
    for case in cases:
        case.allow(("title", "basis", "on", "base", "due"))
    return cases


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.text("title"))
def test_dues(case: Node) -> None:
    bands = load_law().on(case.day("on")).bands(KEYS[case.text("basis")])
    due = bands.due(Decimal(str(case.fields["base"])))
    assert due == Decimal(str(case.fields["due"]))
    assert due.as_tuple().exponent == -2


@pytest.mark.parametrize("key", KEYS.values())
def test_every_boundary_has_a_case_on_it_and_a_case_a_cent_beyond(key: str) -> None:
    bases = {Decimal(str(case.fields["base"])) for case in _cases() if KEYS[case.text("basis")] == key}
    bounds = [band.up_to for band in load_law().on(date(2026, 6, 1)).bands(key).bands if band.up_to is not None]
    assert bounds
    for bound in bounds:
        assert {bound - Decimal("0.01"), bound, bound + Decimal("0.01")} <= bases


def test_members_without_income_pay_the_smallest_due() -> None:
    assert load_law().on(date(2026, 6, 1)).value("dues.smallest").amount == Decimal("0.2")


def test_before_the_provisions_nothing_is_said() -> None:
    with pytest.raises(NotRecorded):
        load_law().on(date(2008, 3, 31)).bands("dues.bands")
