"""Mistakes that other systems were seen to make (T1 to T14), on ledgers small enough to count by hand.

T2, T3 and T4 on a whole county are in ``test_peers_imported``; T12 on an exported one in ``tests/exchange``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.conftest import make_act
from tests.ledgers import LONG_AGO, YEAR_END, SmallLedger, figures_on, value

from shejian.base.queries import head_number
from shejian.core.calendar import Span
from shejian.core.facts.terms import DevelopmentStage, PartyOrganizationKind
from shejian.core.indicators import Population, catalogue
from shejian.core.rules import load_law
from shejian.exchange.ledgers.development_rules import step_doubts
from shejian.figures.answers import answer_evidence, compare
from shejian.figures.asking import Question, ask
from shejian.journal.services import posting
from shejian.party.models import Election
from shejian.party.services.organizations import correct_establishment, elect, mark_reelection
from shejian.registry.services.organizations import Ending, correct_founding, count_heads, end

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, DAY = date(2022, 5, 31), date(2022, 6, 1)


@pytest.fixture
def ledger(transactional_db: None) -> SmallLedger:
    return SmallLedger()


def evidence(key: str, on: date, since: date | None = None) -> Any:
    return answer_evidence(ask(Question(on=on, since=since or on.replace(month=1, day=1))), key)


def reasons(key: str, on: date) -> list[str]:
    return [row.because for row in evidence(key, on).rows]


def test_t1_a_transfer_leaves_the_past_where_it_was(ledger: SmallLedger) -> None:
    old, new = (ledger.branch(ledger.organization()) for _ in range(2))
    people = [ledger.member(old) for _ in range(3)]
    ledger.meet(old, BEFORE, new)
    before = figures_on(BEFORE), reasons("members", BEFORE), reasons("joint_theme_days", BEFORE)
    for person in people:
        ledger.transfer(person, new, DAY)
    assert (figures_on(BEFORE), reasons("members", BEFORE), reasons("joint_theme_days", BEFORE)) == before
    assert reasons("members", BEFORE) == ["组织关系自 2010-01-04 起在第2党支部"] * 3
    assert reasons("members", DAY) == ["组织关系自 2022-06-01 起在第4党支部"] * 3
    short = [{row.name for row in evidence("under_three_full_members", day).rows} for day in (BEFORE, DAY)]
    assert short == [{"第4党支部"}, {"第2党支部"}]


def test_t2_a_quarter_of_one_year_leaves_the_same_quarter_of_another_out(ledger: SmallLedger) -> None:
    branch, other = (ledger.branch(ledger.organization()) for _ in range(2))
    for day in (date(2022, 1, 1), date(2022, 3, 31), date(2022, 4, 1), date(2023, 1, 1), date(2023, 3, 31)):
        ledger.meet(branch, day, other)
    held = [value("joint_theme_days", date(year, 3, 31), date(year, 1, 1)) for year in (2021, 2022, 2023, 2024)]
    assert held == [0, 2, 2, 0]


def test_t3_an_activity_counts_on_its_day_not_on_that_of_its_entry(ledger: SmallLedger) -> None:
    ledger.contribute(date(2019, 2, 3), ledger.organization())
    counts = [value("donation_activities", date(year, 12, 31)) for year in (2018, 2019, 2020, 2026)]
    assert counts == [0, 1, 0, 0]


def test_t4_a_correction_of_last_year_leaves_what_was_known_then(ledger: SmallLedger) -> None:
    one = ledger.organization()
    ledger.branch(one)
    known, said = head_number(), figures_on(YEAR_END)
    with posting(make_act(), "test.correct") as made:
        correct_founding(made, {one: date(2023, 1, 1)})
    assert figures_on(YEAR_END, known=known) == said
    assert [value(key, YEAR_END) for key in ("organizations", "covered", "party_organizations")] == [0, 0, 0]


def test_t5_who_counts_on_a_day_is_judged_by_that_days_status(ledger: SmallLedger) -> None:
    one = ledger.organization()
    before = figures_on(BEFORE)
    with posting(make_act(), "test.end") as made:
        end(made, {one: Ending(DAY)})
    assert figures_on(BEFORE) == before
    assert [value("organizations", day) for day in (date(2010, 1, 3), LONG_AGO, BEFORE, DAY)] == [0, 1, 1, 0]


def test_t6_re_elected_means_elected_in_the_period_and_marked_so_for_its_year(ledger: SmallLedger) -> None:
    marked, unmarked, earlier = (ledger.branch(ledger.organization()) for _ in range(3))
    year = Span(date(2022, 1, 1), date(2023, 1, 1))
    with posting(make_act(), "test.elect") as made:
        elect(made, {marked: DAY, unmarked: DAY, earlier: date(2019, 5, 6)})
        mark_reelection(made, year, {marked: True, unmarked: False, earlier: True})
    assert [row.name for row in evidence("branches_reelected", YEAR_END).rows] == ["第2党支部"]
    assert [value("branches_reelected", day) for day in (BEFORE, DAY, YEAR_END)] == [0, 1, 1]
    for on in (date(2021, 12, 31), date(2023, 6, 30)):
        figure = figures_on(on)["branches_reelected"]
        assert (figure.value, figure.missing) == (None, "3 个党组织：台账没有时期内各年度的换届标记")
    assert Election.objects.known(None).filter(start=DAY).count() == 2  # a term begins whatever the mark says


@pytest.mark.parametrize(
    ("activist", "target", "codes"),
    [
        (date(2023, 3, 1), date(2024, 2, 29), ["cultivation-short"]),  # 365 days, and not yet a year
        (date(2023, 3, 1), date(2024, 3, 1), []),
        (date(2024, 2, 29), date(2025, 2, 27), ["cultivation-short"]),
        (date(2024, 2, 29), date(2025, 2, 28), []),
        (date(2023, 2, 28), date(2024, 2, 27), ["cultivation-short"]),
        (date(2023, 2, 28), date(2024, 2, 28), []),
    ],
)
def test_t7_a_year_is_over_on_the_same_day_of_the_next(activist: date, target: date, codes: list[str]) -> None:
    days = {DevelopmentStage.ACTIVIST: activist, DevelopmentStage.TARGET: target}
    assert [doubt.code for doubt in step_doubts(days, load_law())] == codes


def test_t8_a_roll_forward_closes_and_lists_every_change(ledger: SmallLedger) -> None:
    stays = ledger.organization()
    left = ledger.organization(ending=Ending(DAY, reason="自愿注销"))
    came = ledger.organization(founded=DAY)
    passing = ledger.organization(founded=date(2022, 3, 1), ending=Ending(date(2022, 4, 1)))
    asked = ask(Question(on=YEAR_END, since=date(2022, 1, 1)))
    moved = compare(asked, "organizations", date(2021, 12, 31), YEAR_END)
    assert str(moved.equation) == "期初 2 ＋ 增 1 － 减 1 ＝ 期末 2"
    assert [(row.id, row.because) for row in moved.came] == [(came, "2022-06-01 成立，当日存续")]
    assert [(row.id, row.because) for row in moved.went] == [(left, "已于 2022-06-01 注销")]
    assert {stays, passing}.isdisjoint(row.id for row in (*moved.came, *moved.went))


def test_t9_the_list_behind_a_number_has_so_many_rows(ledger: SmallLedger) -> None:
    a, b, c = (ledger.organization() for _ in range(3))
    branch, joint = ledger.branch(a), ledger.branch(a, b, kind=PartyOrganizationKind.JOINT_BRANCH)
    ledger.member(branch)
    ledger.meet(branch, DAY, joint)
    ledger.contribute(DAY, a, c)
    ledger.contribute(DAY, a, c, kind="practice")
    for key, one in catalogue().items():
        found = evidence(key, YEAR_END)
        if isinstance(one.measure, Population) and found.figure.value is not None:
            assert (key, len(found.rows)) == (key, found.figure.value)


def test_t10_what_has_ended_stands_nowhere(ledger: SmallLedger) -> None:
    for status in ("deregistered", "revoked"):
        one = ledger.organization(ending=Ending(DAY, status), charter=True, signed=LONG_AGO)
        ledger.branch(one)
        with posting(make_act(), "test.heads") as made:
            count_heads(made, DAY, {one: (30, 9)})
    dissolved = ledger.branch(ledger.organization(charter=True))
    with posting(make_act(), "test.dissolve") as made:
        correct_establishment(made, {dissolved: {"end": DAY}})
    stocks = ("organizations", "party_organizations", "covered", "under_three_full_members", "charter", "commitments")
    assert [value(key, BEFORE) for key in stocks] == [3, 3, 3, 3, 3, 2]
    assert [value(key, DAY) for key in stocks] == [1, 0, 0, 0, 1, 0]
    assert figures_on(DAY)["should_have_built"].missing == "1 家社会组织：台账没有当日专职工作人员中正式党员的人数"


def test_t11_what_is_not_known_is_not_zero(ledger: SmallLedger) -> None:
    one = ledger.organization()
    unknown = ("charter", "charter_rate", "should_have_built", "not_built_no_members", "staff")
    found = figures_on(DAY)
    assert {key: (found[key].value, found[key].text) for key in unknown} == dict.fromkeys(unknown, (None, "—"))
    assert [len(evidence(key, DAY).unknown) for key in unknown] == [1] * 5
    with posting(make_act(), "test.heads") as made:
        count_heads(made, DAY, {one: (0, 0)})
    assert [value(key, DAY) for key in ("should_have_built", "not_built_no_members", "staff")] == [0, 1, 0]
    assert [value(key, date(2022, 6, 2)) for key in ("should_have_built", "staff")] == [None, None]
    assert figures_on(date(2009, 1, 1))["organization_coverage"].text == "—"


def test_t12_names_are_shown_as_they_were_written(ledger: SmallLedger) -> None:
    odd = ["清河县１２３协会(筹)", "清河县䶮氏宗亲會", "清河县  双空格协会", "社会性组织联合会 "]
    for name in odd:
        ledger.organization(name=name)
    assert [row.name for row in evidence("organizations", DAY).rows] == odd


def test_t13_a_joint_branch_is_one_and_covers_each(ledger: SmallLedger) -> None:
    organizations = [ledger.organization() for _ in range(4)]
    ledger.branch(*organizations, kind=PartyOrganizationKind.JOINT_BRANCH, mode="joint")
    ledger.branch(organizations[0])
    found = figures_on(DAY)
    counts = ("party_organizations", "joint_branches", "covered", "covered_joint", "party_organizations_joint")
    assert [found[key].value for key in counts] == [2, 1, 4, 4, 1]
    assert [found[key].value for key in ("built_jointly", "built_separately")] == [3, 1]
    assert (found["organization_coverage"].numerator, found["organization_coverage"].denominator) == (4, 4)


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        ([10, 20], "0.30"),  # 0.1 + 0.2 is 0.30000000000000004 in binary
        ([110, 220], "3.30"),
        ([1] * 10, "0.10"),
        ([29, 100, 71], "2"),
        ([9_007_199_254_740_993], "90071992547409.93"),  # the first whole number that binary floats miss
        ([None, 105], "1.05"),
    ],
)
def test_t14_money_is_summed_to_the_fen(ledger: SmallLedger, fen: list[int | None], text: str) -> None:
    one = ledger.organization()
    for amount in fen:
        ledger.contribute(DAY, one, money_fen=amount, goods_fen=amount)
    found = figures_on(YEAR_END)
    assert [found[key].text for key in ("donated_money", "donated_goods")] == [text, text]


def test_counts_that_only_touch_a_scope_say_that_they_do_not_add(ledger: SmallLedger) -> None:
    east, west = (ledger.organization(town=town) for town in ("东关镇", "西关镇"))
    ledger.member(ledger.branch(east, west, kind=PartyOrganizationKind.JOINT_BRANCH))
    whole, at_home, touched = (figures_on(DAY, unit=unit) for unit in ("清河县", "东关镇", "西关镇"))
    assert [found["party_organizations"].value for found in (whole, at_home, touched)] == [1, 1, 1]
    assert [found["party_organizations"].note for found in (whole, at_home)] == [None, None]
    notes = [touched[key].note for key in ("party_organizations", "joint_branches", "members", "organizations")]
    assert notes == [
        "其中 1 个党组织主要属于范围以外，只是涉及本范围；各范围的数相加不等于合计",
        "其中 1 个党组织主要属于范围以外，只是涉及本范围；各范围的数相加不等于合计",
        "其中 1 人主要属于范围以外，只是涉及本范围；各范围的数相加不等于合计",
        None,
    ]


def test_own_level_is_without_what_is_below(ledger: SmallLedger) -> None:
    for town in ("清河县", "东关镇", "东关镇", "西关镇"):
        ledger.branch(ledger.organization(town=town))
    below = [value("covered", DAY, unit=unit) for unit in ("清河县", "东关镇", "西关镇")]
    own = [value("covered", DAY, unit=unit, own=True) for unit in ("清河县", "东关镇", "西关镇")]
    assert (below, own) == ([4, 2, 1], [1, 2, 1])
