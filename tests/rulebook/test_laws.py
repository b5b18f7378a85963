"""The law of a unit: what was confirmed, and the local values of all units above, on both clocks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.conftest import make_act
from tests.rulebook.conftest import DAY, LATER, MOST, PAPER, TALK, Units, confirmed, days, drafted, enforced, take_back

from shejian.base.queries import head_number, unit_tree
from shejian.core.rules import Modality, Severity, load_law
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.journal.services import posting
from shejian.rulebook.queries import confirmations, law_for, laws_of, local_rules, national_law
from shejian.rulebook.services.confirming import withdraw_confirmations
from shejian.rulebook.services.local_values import discard, end_value, put_in_force

BRANCH = "branch-regulations-2018"
SINCE = date(2018, 10, 28)


def talk(unit: int | None, day: date = DAY, known: int | None = None) -> str:
    return str(law_for(unit, known).on(day).value(TALK))


def test_while_nothing_is_recorded_it_is_the_law_of_the_program(units: Units) -> None:
    assert law_for(units.county) is load_law()
    assert set(laws_of([units.county, units.beside]).values()) == {load_law()}


def test_a_local_value_holds_for_its_unit_and_all_below_it_from_its_day(units: Units) -> None:
    enforced(units.city, TALK, days(20))
    both = [(talk(one, day)) for one in (units.city, units.county) for day in (date(2026, 5, 31), DAY)]
    assert both == ["1个月", "20日", "1个月", "20日"]
    assert [talk(one) for one in (units.province, units.beside, None)] == ["1个月"] * 3


def test_the_lowest_unit_that_asks_for_something_is_heeded(units: Units) -> None:
    enforced(units.province, TALK, days(25))
    enforced(units.county, TALK, days(10), start=LATER)
    assert [talk(units.county, day) for day in (DAY, LATER)] == ["25日", "10日"]
    assert [talk(units.city, day) for day in (DAY, LATER)] == ["25日", "25日"]


def test_a_local_value_rests_on_its_paper(units: Units) -> None:
    enforced(units.city, TALK, days(20), article="第三条", words="应当在二十日内派人谈话")
    value = law_for(units.county).on(DAY).value(TALK)
    assert (value.severity, value.clause) == (
        Severity.BREACH,
        "《关于从严做好发展党员工作的通知》第三条（2026-06-01 起施行）",
    )
    (cite,) = value.citations
    assert (cite.words, cite.instrument.number, cite.instrument.issuer, cite.instrument.issued) == (
        "应当在二十日内派人谈话",
        "云组发〔2026〕8号",
        "云川市委组织部",
        date(2026, 5, 28),
    )


def test_without_article_and_words_a_local_value_is_a_hint(units: Units) -> None:
    enforced(units.city, TALK, days(20))
    value = law_for(units.city).on(DAY).value(TALK)
    assert (value.severity, value.clause) == (
        Severity.HINT,
        "《关于从严做好发展党员工作的通知》条款待核（2026-06-01 起施行）",
    )


def test_a_draft_judges_nothing(units: Units) -> None:
    one = drafted(units.city, TALK, days(20))
    assert talk(units.city) == "1个月"
    with posting(make_act(), "rulebook.discard") as made:
        discard(made, one)
    assert local_rules() == ()


def test_an_ended_value_leaves_the_law_above(units: Units) -> None:
    enforced(units.city, TALK, days(20))
    (rule,) = local_rules()
    with posting(make_act(), "rulebook.end") as made:
        end_value(made, rule.id, LATER)
    assert [talk(units.city, day) for day in (date(2026, 8, 31), LATER)] == ["20日", "1个月"]


def test_a_later_value_of_the_same_unit_ends_the_one_before(units: Units) -> None:
    enforced(units.city, TALK, days(20))
    enforced(units.city, TALK, days(15), start=LATER)
    assert [talk(units.city, day) for day in (date(2026, 8, 31), LATER)] == ["20日", "15日"]
    assert [(rule.start, rule.end) for rule in local_rules()] == [(DAY, LATER), (LATER, None)]


def test_a_value_overtaken_by_the_unit_above_gives_way_to_it(units: Units) -> None:
    """The county's 20 days were stricter than the nation's month; since September the city asks for 10."""
    enforced(units.county, TALK, days(20))
    enforced(units.city, TALK, days(10), start=LATER)
    assert [talk(units.county, day) for day in (DAY, date(2026, 8, 31), LATER)] == ["20日", "20日", "10日"]
    assert [talk(units.city, day) for day in (DAY, LATER)] == ["1个月", "10日"]


def test_both_clocks_and_undo(units: Units) -> None:
    before = head_number()
    number = enforced(units.city, TALK, days(20))
    assert [talk(units.city, DAY, known) for known in (before, number - 1, number, None)] == [
        "1个月",
        "1个月",
        "20日",
        "20日",
    ]
    undone = take_back(number)
    assert [talk(units.city, DAY, known) for known in (number, undone, None)] == ["20日", "1个月", "1个月"]
    assert [str(rule.status) for rule in local_rules()] == ["draft"]


def test_units_stand_where_the_tree_of_the_day_puts_them(units: Units) -> None:
    enforced(units.city, TALK, days(20))
    tree = unit_tree(DAY)
    assert str(law_for(units.county, tree=tree).on(DAY).value(TALK)) == "20日"
    laws = laws_of([units.city, units.county, units.beside], tree=tree)
    assert laws[units.city] is laws[units.county]
    assert laws[units.beside] is load_law()


def test_laws_of_many_units_cost_few_queries(units: Units, django_assert_num_queries: Any) -> None:
    enforced(units.city, TALK, days(20))
    everyone = [units.province, units.city, units.county, units.beside]
    with django_assert_num_queries(4):  # the journal's end, confirmations, local values, the tree
        laws_of(everyone)
    with django_assert_num_queries(1):
        laws_of(everyone)


def test_what_an_entry_under_way_writes_is_not_kept(units: Units) -> None:
    one = drafted(units.city, TALK, days(20))
    with pytest.raises(RuntimeError), posting(make_act(paper=PAPER), "rulebook.put_in_force") as made:
        put_in_force(made, one, DAY)
        assert talk(units.city) == "1个月"
        raise RuntimeError
    assert talk(units.city) == "1个月"


def test_a_confirmation_makes_of_a_hint_what_the_rule_is(units: Units) -> None:
    known = head_number()
    assert law_for(None).on(DAY).value(MOST).severity is Severity.HINT
    number = confirmed(MOST, SINCE, BRANCH)
    value = law_for(units.county).on(DAY).value(MOST)
    assert (value.modality, value.severity) == (Modality.USUALLY, Severity.DEPARTURE)
    assert value.clause == "《中国共产党支部工作条例（试行）》第二条（2018-10-28 起施行）（管理员已确认）"
    assert [cite.words for cite in value.citations] == ["一般不超过五十名"]
    assert law_for(units.county, known).on(DAY).value(MOST).severity is Severity.HINT
    assert national_law(number).on(DAY).value(MOST).severity is Severity.DEPARTURE
    assert load_law().on(DAY).value(MOST).confirmed is False


def test_a_confirmation_is_withdrawn_or_undone(units: Units) -> None:
    number = confirmed(MOST, SINCE, BRANCH)
    (one,) = confirmations(key=MOST)
    with posting(make_act(), "rulebook.withdraw_confirmation") as made:
        withdraw_confirmations(made, [one.id])
    assert confirmations() == ()
    assert [law_for(None, at).on(DAY).value(MOST).confirmed for at in (number, made.number, None)] == [
        True,
        False,
        False,
    ]
    take_back(made.number)
    assert law_for(None).on(DAY).value(MOST).confirmed
    take_back(number)
    assert law_for(None).on(DAY).value(MOST).confirmed is False


def test_figures_of_a_unit_are_judged_by_its_law(units: Units) -> None:
    """The figure of branches with too few members names what an administrator confirmed."""
    known = head_number()
    confirmed("party.branch.min_full_members", SINCE, BRANCH)
    words = {}
    for at in (known, None):
        asked = ask(Question(DAY, DAY, unit="云岭省/云川市/云溪县", known=at))
        answer(asked, ["under_three_full_members"])
        words[at] = [str(reading) for reading in asked.view.readings.readings]
    text = "《中国共产党支部工作条例（试行）》"
    rule = "单独成立党支部的正式党员数（2026-06-01）：必须 3名，依据"
    assert words[known] == [f"{rule}{text}条款待核（2018-10-28 起施行）"]
    assert words[None] == [f"{rule}{text}第二条（2018-10-28 起施行）（管理员已确认）"]
