"""Effective coverage of the tidy county: branches active all year and those that stopped in spring are told apart."""

from __future__ import annotations

from datetime import date

import pytest

from shejian.activities.models import MeetingRecord
from shejian.core.indicators import Figure, catalogue
from shejian.figures.answers import answer, answer_evidence
from shejian.figures.asking import Question, ask
from shejian.figures.gaps import Gap, gaps
from shejian.party.models import Coverage

AWAY = ("attached", "functional", "members", "term", "silence", "life")


pytestmark = pytest.mark.usefixtures("tidy_county")  # the other is not tidy enough to say by hand what comes out


def figures_on(day: date) -> dict[str, Figure]:
    return answer(ask(Question(on=day, since=date(2022, 1, 1)))).figures


def test_the_waterfall_at_the_end_of_the_year() -> None:
    found = figures_on(date(2022, 12, 31))
    assert (found["organizations"].value, found["covered"].value) == (176, 153)
    assert [found[f"not_effective_{one}"].value for one in AWAY] == [6, 0, 0, 0, 18, 0]
    assert (found["effectiveness_unknown"].value, found["effectively_covered"].value) == (0, 129)
    rate = found["effective_coverage"]
    assert (rate.text, rate.numerator, rate.denominator) == ("73.3%", 129, 176)


def test_each_step_opens_onto_what_was_lost_there() -> None:
    """Sixteen branches stopped in April; one joint branch among them covers three organizations."""
    asked = ask(Question(on=date(2022, 12, 31), since=date(2022, 1, 1)))
    rows = answer_evidence(asked, "not_effective_silence").rows
    assert len(rows) == 18
    stopped = {row.because for row in rows}
    assert len(stopped) == 16
    assert "由云川县双岭乡个体劳动者协会党支部覆盖，它在 2022-04-26 以后很久没有组织生活的记录" in stopped
    attached = {row.because.partition("，")[2] for row in answer_evidence(asked, "not_effective_attached").rows}
    assert attached == {"只是挂靠"}


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2022, 6, 30)])
def test_every_figure_is_as_many_as_the_rows_behind_it(day: date) -> None:
    asked = ask(Question(on=day, since=date(2022, 1, 1)))
    steps = ["covered", "effectively_covered", "effectiveness_unknown", *(f"not_effective_{one}" for one in AWAY)]
    keys = [*steps, *(key for key in catalogue() if key == "meetings" or key.startswith("meetings_"))]
    found = answer(asked, [*keys, "effective_coverage"]).figures
    behind = {key: answer_evidence(asked, key) for key in keys}
    for key, one in behind.items():
        assert found[key].value == (None if one.unknown else len(one.rows)), key
    lost = [row.id for key in steps[2:] for row in behind[key].rows]
    kept = [row.id for row in behind["effectively_covered"].rows]
    assert sorted([*kept, *lost]) == sorted(row.id for row in behind["covered"].rows)  # each is left once
    known = not behind["effectively_covered"].unknown
    assert found["effective_coverage"].numerator == (len(kept) if known else None)


def test_what_is_lost_to_silence_stands_under_exactly_the_branches_that_stopped() -> None:
    """Told from the records themselves: who held nothing after June, though others of the county did all year."""
    asked = ask(Question(on=date(2022, 12, 31), since=date(2022, 1, 1)))
    last: dict[int, date] = {}
    held = MeetingRecord.objects.known(None).filter(start__lte=date(2022, 12, 31))
    for body, day in held.values_list("party_organization_id", "start"):
        last[body] = max(day, last.get(body, day))
    stopped = {body for body, day in last.items() if day < date(2022, 7, 1)}
    active = set(last) - stopped
    assert (len(stopped), {last[body].month for body in active}) == (16, {12})

    def under(bodies: set[int]) -> set[int]:
        covering = Coverage.objects.known(None).filter(party_organization_id__in=bodies)
        return set(covering.values_list("organization_id", flat=True))

    silent = {row.id for row in answer_evidence(asked, "not_effective_silence").rows}
    kept = {row.id for row in answer_evidence(asked, "effectively_covered").rows}
    covered = {row.id for row in answer_evidence(asked, "covered").rows}
    assert silent == under(stopped) & covered
    assert kept <= under(active)
    assert (len(covered), len(silent), len(kept)) == (153, 18, 153 - 6 - 18)


def gaps_on(day: date, unit: str | None = None) -> tuple[Gap, ...]:
    return gaps(ask(Question(on=day, since=date(2022, 1, 1), unit=unit)))


def test_the_gaps_are_the_rows_of_the_waterfall() -> None:
    asked = ask(Question(on=date(2022, 12, 31), since=date(2022, 1, 1)))
    found = gaps(asked)
    for step in ("attached", "silence"):
        rows = answer_evidence(asked, f"not_effective_{step}").rows
        assert {one.organization for one in found if str(one.step) == step} == {row.id for row in rows}
    assert (len(found), {one.certain for one in found}) == (24, {True})
    town = gaps_on(date(2022, 12, 31), "双岭乡")
    assert [(one.organization, one.lacks) for one in town] == [
        (one.organization, one.lacks) for one in found if one.home == town[0].home
    ]


def test_each_gap_says_why_and_what_it_takes_in_words() -> None:
    every = gaps_on(date(2022, 12, 31))
    silent = next(one for one in every if "2022-04-26" in one.lacks[0].fact)
    silence, life = silent.lacks
    assert silence.fact == "2022-04-26 以后没有组织生活的记录"
    assert silence.remedy == (
        "恢复组织生活；其实开展过的请补记。停顿的一段要退出最近 12 个月：当日就恢复的，最早到 2023-06-30"
    )
    assert "条款待核" in silence.clause
    later = next(one for one in gaps_on(date(2024, 1, 31)) if one.organization == silent.organization)
    assert later.lacks[0].fact == "2022-04-26 以后没有组织生活的记录"  # no later than it was
    assert life.fact == (
        "2022 年二、三、四季度没有支部党员大会；2022 年 5 至 12 月没有主题党日；"
        "2022 年没有组织生活会；2022 年没有民主评议党员"
    )
    assert life.remedy == "开展过的请补记，按开展的那一天算；没有开展的补不回来，今后按时开足，最早到 2023-12-31"
    assert life.clause.count("《中国共产党支部工作条例（试行）》条款待核") == 1
    attached = next(one for one in every if str(one.step) == "attached")
    assert attached.lacks[0].fact == "只是挂靠，没有自己的党组织"
    assert attached.lacks[0].remedy.startswith("正式党员满 3 名的单独组建党支部")


def test_a_gap_that_cannot_be_judged_says_what_is_not_on_record() -> None:
    open_ = [one for one in gaps_on(date(2022, 11, 24)) if not one.certain]
    assert len(open_) == 127
    assert {lack.fact for one in open_ for lack in one.lacks} == {
        "最近 12 个月里有一段，台账还没有开始记录组织生活",
        "台账没有选举的记录，不知道任期",
    }


def test_before_its_first_year_is_over_the_ledger_does_not_know() -> None:
    found = figures_on(date(2022, 11, 24))
    assert (found["effectively_covered"].value, found["effective_coverage"].text) == (None, "—")
    assert found["effectively_covered"].missing == (
        "127 家社会组织：有的条件台账没有记录，不能判断；逐家的原因见指标“有效与否不能判断”"
    )
    assert found["effectiveness_unknown"].value == 127
    assert [found[f"not_effective_{one}"].value for one in AWAY] == [6, 0, 0, 1, 18, 0]


def test_meetings_by_kind() -> None:
    found = figures_on(date(2022, 12, 31))
    attended = found.pop("meetings_attended")
    kinds = {key: one.value for key, one in found.items() if key.startswith("meetings_")}
    assert kinds == {
        "meetings_general_meeting": 522,
        "meetings_committee_meeting": 312,
        "meetings_group_meeting": 0,
        "meetings_lecture": 522,
        "meetings_theme_day": 1587,
        "meetings_life_meeting": 127,
        "meetings_appraisal": 127,
        "meetings_heart_talk": 0,
    }
    assert found["meetings"].value == sum(value or 0 for value in kinds.values()) == 3197
    assert attended.value == 3197
