"""The engine on the sample procedure: order, missing steps, versions, limits, votes, and what comes."""

from datetime import date

import pytest

from shejian.core.calendar import Workdays
from shejian.core.procedures import (
    Event,
    Subject,
    UnknownOutcome,
    UnknownStep,
    Vote,
    contradictions,
    judge,
)

COMPLETE = date.min


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture
def stand(sample, sample_law):
    """Judges events written as ``(step, day)`` or ``Event``s, complete from the beginning unless told otherwise."""

    def judged(*events, on="2021-12-31", since=COMPLETE, **facts):
        made = [one if isinstance(one, Event) else Event(one[0], day(one[1])) for one in events]
        workdays = Workdays(published=frozenset({2020, 2021}))
        return judge(sample, Subject(facts, since), made, on=day(on), law=sample_law, workdays=workdays)

    return judged


def found(standing):
    return [(one.code, one.step) for one in standing.findings]


VOTE = Vote(due=10, present=8, yes=5)
CHAIN = (
    ("remind", "2021-01-04"),
    ("request", "2021-02-01"),
    ("reply", "2021-02-10"),
    ("notice", "2021-02-22"),
    Event("elect", day("2021-03-02"), vote=VOTE, amounts={"seats": 3, "candidates": 4, "tellers": 1}),
)


def test_nothing_yet(stand):
    standing = stand()
    assert standing.state.id == "not-started"
    assert [one.step for one in standing.next] == ["remind"]
    assert not standing.ended


def test_a_chain_in_order_has_no_findings(stand):
    standing = stand(*CHAIN, term_end=day("2021-08-01"), members=5)
    assert found(standing) == []
    assert standing.state.id == "held"
    assert [one.step for one in standing.next] == ["filing"]


def test_the_order_of_the_events_does_not_matter(stand):
    assert stand(*CHAIN) == stand(*reversed(CHAIN))


def test_later_events_are_left_out(stand):
    assert stand(*CHAIN, on="2021-02-15") == stand(*CHAIN[:3], on="2021-02-15")


def test_a_step_on_its_last_day_is_in_time_and_a_day_later_is_late(stand):
    assert found(stand(("remind", "2021-01-04"), ("request", "2021-01-31"), ("reply", "2021-02-28"))) == []
    standing = stand(("remind", "2021-01-04"), ("request", "2021-01-31"), ("reply", "2021-03-01"))
    (late,) = standing.findings
    assert (late.code, late.step, late.severity, late.day) == ("reply-late", "reply", "breach", day("2021-03-01"))
    assert late.clause == "《样例办法（2020）》第一条（2020-01-01 起施行）"
    assert "2021-02-28" in late.because
    assert late.remedy == "尽快批复"


def test_a_last_day_counted_backwards(stand):
    assert found(stand(("remind", "2021-02-28"), term_end=day("2021-08-31"))) == []
    standing = stand(("remind", "2021-03-01"), term_end=day("2021-08-31"))
    assert [(one.code, one.severity) for one in standing.findings] == [("remind-late", "departure")]
    assert "往前数 6个月，为 2021-02-28" in standing.findings[0].because


def test_a_rule_younger_than_the_start_counts_from_its_first_day(stand):
    """There was no limit between reply and election before 2020."""
    first = (("request", "2019-09-01"), ("reply", "2019-09-05"))
    assert found(stand(*first, Event("elect", day("2020-02-01"), vote=VOTE), on="2020-02-01")) == []
    standing = stand(*first, Event("elect", day("2020-02-02"), vote=VOTE), on="2020-02-02")
    assert found(standing) == [("elect-late", "elect")]
    assert "开始时还没有这条规定，从施行之日起算" in standing.findings[0].because


def test_an_older_version_is_not_asked_for_what_a_newer_one_asks(stand):
    events = (("request", "2019-09-01"), ("reply", "2019-09-05"), Event("elect", day("2019-12-31"), vote=VOTE))
    assert found(stand(*events, on="2020-06-01")) == []


def test_a_step_is_spared_by_what_was_taken_before_the_version(stand):
    standing = stand(("request", "2019-12-01"), ("reply", "2019-12-10"), on="2020-01-05", since=None)
    assert [one.step for one in standing.next] == ["elect"]
    standing = stand(("remind", "2019-01-01"), ("request", "2019-12-01"), ("reply", "2020-01-02"), on="2020-01-05")
    assert "notice" in [one.step for one in standing.next]


def test_replaced_step_of_the_older_version_counts(stand):
    events = (("request", "2019-09-01"), ("reply", "2019-09-05"), Event("elect", day("2019-12-01"), vote=VOTE))
    assert [one.step for one in stand(*events, on="2020-06-01").next] == ["filing"]
    ended = stand(*events, ("approval", "2019-12-20"), on="2020-06-01")
    assert ended.ended
    assert ended.next == ()


class TestMissing:
    def test_complete_record(self, stand):
        standing = stand(("remind", "2021-01-04"), ("reply", "2021-02-10"), members=5)
        (missing,) = standing.findings
        assert (missing.code, missing.step, missing.severity) == ("step-missing", "request", "breach")
        assert missing.because == "“批复”（2021-02-10）之前，没有“请示”的记录"
        assert missing.clause == "《样例办法（2020）》第三条（2020-01-01 起施行）"

    def test_named_once(self, stand):
        elect = Event("elect", day("2021-03-02"), vote=VOTE)
        standing = stand(("remind", "2021-01-04"), ("reply", "2021-02-10"), elect, members=5)
        assert [one.step for one in standing.findings if one.code == "step-missing"] == ["request", "notice"]

    def test_nothing_says_since_when_all_is_on_record(self, stand):
        standing = stand(("reply", "2021-02-10"), members=5, since=None)
        assert found(standing) == []
        assert [one.step for one in standing.unknown if "账上没有" in one.because and "全程" in one.because][:2] == [
            "remind",
            "request",
        ]

    def test_before_the_recording_began(self, stand):
        assert found(stand(("reply", "2021-02-10"), members=5, since=day("2021-02-11"))) == []

    def test_on_the_day_the_recording_began(self, stand):
        standing = stand(("reply", "2021-02-10"), members=5, since=day("2021-02-10"))
        assert found(standing) == [("step-missing", "remind"), ("step-missing", "request")]

    def test_passed_by_a_step_from_before_the_recording(self, stand):
        elect = Event("elect", day("2021-03-02"), vote=VOTE)
        standing = stand(("reply", "2021-02-10"), elect, members=5, since=day("2021-02-20"))
        assert [one.step for one in standing.findings] == ["notice"]

    def test_an_unknown_step_does_not_hide_a_missing_one(self, stand):
        """The step before is unknown; the one between is missing all the same."""
        elect = Event("elect", day("2021-03-02"), vote=VOTE)
        standing = stand(("request", "2021-02-01"), elect, members=5, since=day("2021-02-20"))
        assert [one.step for one in standing.findings if one.code == "step-missing"] == ["reply", "notice"]
        assert "remind" not in [one.step for one in standing.findings]

    def test_what_rests_on_a_missing_step_is_not_offered(self, stand):
        elect = Event("elect", day("2021-03-02"), vote=VOTE)
        standing = stand(("remind", "2021-01-04"), ("request", "2021-02-01"), elect, members=5)
        assert [one.step for one in standing.next] == ["reply"]
        assert [(one.step, one.waits_for) for one in standing.waiting] == [
            ("notice", ("reply",)),
            ("filing", ("reply",)),
        ]


def test_out_of_order(stand):
    standing = stand(("remind", "2021-01-04"), ("request", "2021-02-20"), ("reply", "2021-02-10"), members=5)
    (found_one,) = standing.findings
    assert (found_one.code, found_one.step) == ("out-of-order", "reply")
    assert found_one.because == "“批复”（2021-02-10）早于“请示”（2021-02-20）"


def test_condition_unknown_true_false(stand):
    first = (("remind", "2021-01-04"), ("request", "2021-02-01"))
    assert found(stand(*first, members=7)) == [("step-missing", "committee")]
    assert found(stand(*first, members=6)) == []
    unknown = stand(*first)
    assert found(unknown) == []
    assert [one.step for one in unknown.unknown] == ["committee"]
    assert "不知道是否适用" in unknown.unknown[0].because


def test_papers_are_unknown_or_lacking(stand):
    def asked(papers, **facts):
        request = Event("request", day("2021-02-01"), papers=papers)
        return stand(("remind", "2021-01-04"), request, members=5, **facts)

    assert found(asked(None, sort="甲")) == []
    assert found(asked(frozenset({"请示"}), sort="丙")) == []
    standing = asked(frozenset({"请示"}), sort="甲")
    assert [(one.code, one.because) for one in standing.findings] == [
        ("paper-missing", "2021-02-01 请示缺少材料：章程")
    ]


class TestVotes:
    def test_bases(self, stand):
        """Four fifths of those due; more than half of those present."""
        assert found(stand(*CHAIN[:4], elect(10, 8, 5), members=5)) == []
        assert stand(*CHAIN[:4], elect(10, 8, 4), members=5).state.id == "open"

    def test_without_quorum_it_was_not_held(self, stand):
        standing = stand(*CHAIN[:4], elect(10, 7, 7), members=5)
        (void,) = standing.findings
        assert (void.code, void.severity) == ("vote-void", "breach")
        assert "至少 8 人" in void.because
        assert "elect" not in dict(standing.done)
        assert [one.step for one in standing.next] == ["elect"]

    def test_it_may_be_held_again(self, stand):
        again = Event("elect", day("2021-03-05"), vote=VOTE)
        standing = stand(*CHAIN[:4], elect(10, 7, 7), again, members=5)
        assert found(standing) == [("vote-void", "elect")]
        assert dict(standing.done)["elect"] == day("2021-03-05")

    @pytest.mark.parametrize("vote", [Vote(10, 11, 5), Vote(10, 8, 9), Vote(10, 8, 5, written=3), Vote(10, 8, -1)])
    def test_impossible_numbers_are_named(self, stand, vote):
        standing = stand(*CHAIN[:4], Event("elect", day("2021-03-02"), vote=vote), members=5)
        assert found(standing) == [("contradiction", "elect")]
        assert contradictions(standing) == standing.findings
        assert "elect" not in dict(standing.done)

    def test_an_outcome_against_its_vote_is_named_and_the_vote_counts(self, stand):
        said = Event("elect", day("2021-03-02"), outcome="passed", vote=Vote(10, 8, 4))
        standing = stand(*CHAIN[:4], said, members=5)
        assert found(standing) == [("contradiction", "elect")]
        assert "写的结果是“选出”，按票数是“没有选出”" in standing.findings[0].because
        assert "elect" not in dict(standing.done)

    def test_surplus(self, stand):
        def seats(number, candidates):
            return stand(
                *CHAIN[:4],
                Event("elect", day("2021-03-02"), vote=VOTE, amounts={"seats": number, "candidates": candidates}),
                members=5,
            )

        assert found(seats(3, 4)) == []
        assert found(seats(7, 9)) == []
        assert found(seats(7, 8)) == [("surplus-short", "elect")]


def elect(due, present, yes):
    return Event("elect", day("2021-03-02"), vote=Vote(due, present, yes))


def test_amount_between_two(stand):
    def tellers(number):
        return stand(*CHAIN[:4], Event("elect", day("2021-03-02"), vote=VOTE, amounts={"tellers": number}), members=5)

    assert found(tellers(1)) == found(tellers(2)) == []
    assert found(tellers(0)) == found(tellers(3)) == [("teller-count", "elect")]


def test_bar_is_a_departure(stand):
    standing = stand(*CHAIN, members=5, poor=True)
    assert [(one.code, one.severity) for one in standing.findings] == [("poor-candidate", "departure")]


def test_publicity_counts_whole_working_days(stand):
    """Posted on Monday: the fifth working day is the Monday after, the election may be on Tuesday."""
    assert found(stand(*CHAIN[:3], ("notice", "2021-02-22"), Event("elect", day("2021-03-02"), vote=VOTE))) == []
    standing = stand(*CHAIN[:3], ("notice", "2021-02-22"), Event("elect", day("2021-03-01"), vote=VOTE))
    assert found(standing) == [("notice-short", "elect")]
    assert not standing.findings[0].provisional


def test_publicity_in_a_year_not_published_is_provisional(stand):
    events = (("remind", "2022-01-04"), ("request", "2022-01-05"), ("reply", "2022-01-10"), ("notice", "2022-01-12"))
    standing = stand(*events, Event("elect", day("2022-01-13"), vote=VOTE), on="2022-02-01", members=5)
    assert [(one.code, one.provisional) for one in standing.findings] == [("notice-short", True)]
    assert [one.provisional for one in stand(*events, on="2022-01-13", members=5).next] == [True]


class TestTwice:
    def test_twice_is_a_contradiction_and_the_first_counts(self, stand):
        standing = stand(*CHAIN[:2], ("request", "2021-02-05"), members=5)
        assert found(standing) == [("contradiction", "request")]
        assert dict(standing.done)["request"] == day("2021-02-01")

    def test_the_same_event_twice_is_one(self, stand):
        assert stand(*CHAIN[:2], CHAIN[1], members=5) == stand(*CHAIN[:2], members=5)

    def test_a_refusal_reopens(self, stand):
        refused = Event("reply", day("2021-02-10"), outcome="refused")
        standing = stand(*CHAIN[:2], refused, on="2021-02-11", members=5)
        assert [one.step for one in standing.next] == ["request"]
        again = stand(*CHAIN[:2], refused, ("request", "2021-03-01"), ("reply", "2021-03-31"), members=5)
        assert found(again) == []
        assert dict(again.done)["reply"] == day("2021-03-31")

    def test_after_the_end(self, stand):
        standing = stand(*CHAIN, ("filing", "2021-03-10"), ("request", "2021-04-01"), members=5)
        assert found(standing) == [("contradiction", "request")]
        assert standing.ended


class TestOverdue:
    def test_apart_from_findings(self, stand):
        standing = stand(*CHAIN[:2], on="2021-03-02", members=5)
        assert found(standing) == []
        (overdue,) = standing.overdue
        assert (overdue.code, overdue.step, overdue.day) == ("reply-late", "reply", day("2021-03-02"))
        assert stand(*CHAIN[:2], on="2021-03-01", members=5).overdue == ()

    def test_before_the_recording_it_is_unknown(self, stand):
        standing = stand(*CHAIN[:2], on="2021-03-02", members=5, since=day("2021-03-02"))
        assert standing.overdue == ()
        assert "不算逾期" in standing.unknown[-1].because

    def test_next_says_by_when(self, stand):
        (reply,) = stand(*CHAIN[:2], on="2021-02-15", members=5).next
        assert (reply.earliest, reply.latest) == (day("2021-02-01"), day("2021-03-01"))
        assert reply.clause == "《样例办法（2020）》第一条（2020-01-01 起施行）"


def test_waived_where_it_may_be(stand):
    standing = stand(*CHAIN, Event("filing", day("2021-03-10"), outcome="waived"), members=5)
    assert found(standing) == []
    assert standing.ended
    with pytest.raises(UnknownOutcome, match="步骤 request（请示）没有结果 waived；可用的结果：（这一步不写结果）"):
        stand(Event("request", day("2021-02-01"), outcome="waived"))


def test_unknown_steps_and_outcomes_are_refused_with_the_nearest(stand):
    with pytest.raises(UnknownStep, match="没有步骤 requests；是否 request？"):
        stand(("requests", "2021-02-01"))
    with pytest.raises(UnknownOutcome, match="没有结果 agree；是否 agreed？可用的结果：agreed、refused"):
        stand(Event("reply", day("2021-02-01"), outcome="agree"))


def test_what_was_read_is_kept(stand):
    standing = stand(*CHAIN, members=5)
    assert ("sample.reply.limit", day("2021-02-10")) in [(one.key, one.day) for one in standing.readings]
