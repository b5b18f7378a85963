"""Numbers typed by hand: which of them speak of a figure of the ledger, and when they disagree with it."""

from __future__ import annotations

import pytest

from shejian.core.documents import Bound, Writing, claims
from shejian.core.indicators import Figure, catalogue


def found(text: str) -> list[tuple[str, str]]:
    return [(claim.key, claim.number) for claim in claims(text, 2022)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在176家社会组织建立党组织139个", [("party_organizations", "139")]),
        ("全县有社会组织1,386家", [("organizations", "1,386")]),
        ("社会组织176家、党组织143个", [("organizations", "176"), ("party_organizations", "143")]),
        ("覆盖社会组织153家", [("covered", "153")]),
        ("党的工作覆盖社会组织176家", [("work_covered", "176")]),
        ("党组织覆盖率达到86.9%，党的工作覆盖率为100％", [("organization_coverage", "86.9"), ("work_coverage", "100")]),
        ("新发展党员12名，培养入党积极分子28名", [("admitted", "12"), ("activists", "28")]),
        ("15名同志递交入党申请书", [("applicants", "15")]),
        ("组织21个党支部完成换届", [("branches_reelected", "21")]),
        ("开展联合主题党日活动5场次", [("joint_theme_days", "5")]),
        ("组织实践活动10余场次", [("practice_activities", "10余")]),
        (
            "100多家社会组织参加捐款捐物，捐款近300万元",
            [("donating_organizations", "100多"), ("donated_money", "近300万")],
        ),
    ],
)
def test_numbers_that_speak_of_a_figure_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "新建立党组织3个",
        "指导6家社会组织新成立党支部",
        "研究党建工作2次",
        "建立党组织139所",
        "2021年，建立党组织139个",
        "2021年末建立党组织139个",
        "建立党组织{党组织}个",
        "社会组织和群众反映的问题中有176家",
    ],
)
def test_what_speaks_of_something_else_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_year_of_the_document_may_be_named_and_another_one_ends_with_its_sentence() -> None:
    assert found("2022年，建立党组织139个") == [("party_organizations", "139")]
    assert found("2021年有所下降。建立党组织139个") == [("party_organizations", "139")]


def test_where_it_stands_is_said_so_that_it_can_be_replaced() -> None:
    text = "一行\n有党组织{党组织}个，覆盖社会组织153家。"
    (claim,) = claims(text, 2022)
    assert (text[claim.start : claim.end], claim.unit, claim.clause) == ("153", "家", "覆盖社会组织153家")


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("建立党组织143个", 143, None),
        ("建立党组织139个", 143, "账上是 143"),
        ("有社会组织1,386家", 1386, None),
        ("组织实践活动10余场次", 12, None),
        ("组织实践活动10余场次", 22, "“10余”要不到 20，实际是 22"),
        ("捐款近300万元", 2_935_000, None),
        ("捐款293.5万元", 2_935_000, None),
        ("捐款293.5万元", 2_934_900, None),
        ("捐款293.5万元", 2_920_000, "账上是 2920000"),
        ("捐款2935000元", 2935000.5, "账上是 2935000.5"),
        ("党组织覆盖率87%", 86.9, "账上是 86.9"),
        ("建立党组织105多个", 143, "105 不是整十、整百的数，不能说“多”"),
    ],
)
def test_it_agrees_with_the_ledger_or_why_not(text: str, value: float, why: str | None) -> None:
    (claim,) = claims(text, 2022)
    assert claim.objection(Figure(claim.key, value, str(value))) == why


def test_what_the_ledger_does_not_know_is_no_objection() -> None:
    (claim,) = claims("建立党组织139个", 2022)
    assert claim.objection(Figure("party_organizations", None, "—", missing="没有记载")) is None


def test_what_is_bound_in_its_stead_is_written_in_the_same_manner() -> None:
    assert [claim.bound for claim in claims("建立党组织139个，捐款近300万元", 2022)] == [
        Bound("party_organizations"),
        Bound("donated_money", Writing.NEAR),
    ]


def test_every_phrase_is_of_a_figure_whose_unit_is_known() -> None:
    from shejian.core.documents.claims import UNITS, _phrases

    assert {catalogue()[key].unit for _, key in _phrases()} <= set(UNITS)
