"""What holds of every case: the order of the events does not matter, and a later, unrelated one takes nothing back."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from shejian.core.procedures import Event, Subject, Vote, judge, load_procedures
from shejian.core.rules import load_law, load_workdays

PROCEDURE = load_procedures()["member-development"]
FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
TODAY = date(2029, 6, 1)
# Nobody was asked for a listing when the sponsors were named; who became a target in the year of the new rules is.
SPARED_BY_ONE_ASKED_FOR_BY_ANOTHER = [
    Event("application", date(2024, 1, 1)),
    Event("sponsors", date(2024, 1, 1)),
    Event("target", date(2026, 6, 1)),
    Event("political-review", date(2026, 6, 1)),
]
LINE = [id_ for id_, step in PROCEDURE.steps.items() if not step.optional]

days = st.dates(FIRST, LAST)
votes = st.builds(Vote, due=st.integers(15, 20), present=st.integers(5, 15), yes=st.integers(0, 5))


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    """Some steps of the procedure, mostly in order, sometimes the same one twice."""
    chosen = draw(st.lists(st.sampled_from(LINE), max_size=14))
    if draw(st.booleans()):
        chosen.sort(key=LINE.index)
        on = draw(st.dates(FIRST, date(2026, 6, 1)))
        made = []
        for step in chosen:
            on += timedelta(days=draw(st.integers(0, 90)))
            made.append(_event(draw, step, on))
        return made
    return [_event(draw, step, draw(days)) for step in chosen]


def _event(draw: st.DrawFn, step: str, on: date) -> Event:
    vote = draw(st.none() | votes) if PROCEDURE.step(step, on).vote else None
    return Event(step, on, vote=vote)


subjects = st.builds(
    Subject,
    facts=st.fixed_dictionaries({}, optional={"born": st.dates(date(1960, 1, 1), date(2012, 1, 1))}),
    recorded_since=st.none() | st.just(date.min) | days,
)


def standing(subject: Subject, taken: list[Event], on: date = TODAY):
    return judge(PROCEDURE, subject, taken, on=on, law=load_law(), workdays=load_workdays())


@given(subject=subjects, taken=events(), rearranged=st.randoms(use_true_random=False))
def test_the_order_of_the_events_does_not_matter(subject, taken, rearranged):
    shuffled = list(taken)
    rearranged.shuffle(shuffled)
    assert standing(subject, taken) == standing(subject, shuffled)


@given(subject=subjects, taken=events())
def test_judging_twice_says_the_same(subject, taken):
    assert standing(subject, taken) == standing(subject, taken)


@given(subject=subjects, taken=events())
def test_an_event_after_all_others_takes_no_breach_back(subject, taken):
    """A move of an activist changes nothing of what came before."""
    later = Event("cultivation-transfer", LAST + timedelta(days=1))
    before, after = standing(subject, taken).findings, standing(subject, [*taken, later]).findings
    assert after[: len(before)] == before


@given(subject=subjects, taken=events(), on=days)
def test_a_day_is_judged_as_though_nothing_came_after(subject, taken, on):
    assert standing(subject, taken, on) == standing(subject, [one for one in taken if one.on <= on], on)


@given(subject=subjects, taken=events())
@example(subject=Subject(recorded_since=date(2024, 1, 2)), taken=SPARED_BY_ONE_ASKED_FOR_BY_ANOTHER)
def test_what_is_offered_rests_on_nothing_that_is_missing(subject, taken):
    """Nobody is led past a step that is missing."""
    found = standing(subject, taken)
    missing = {one.step for one in found.findings if one.code == "step-missing"} - dict(found.done).keys()
    version = PROCEDURE.version(TODAY)
    for one in found.next:
        assert not missing & version.before[one.step]


@given(subject=subjects, taken=events())
def test_a_step_is_not_both_offered_and_waiting(subject, taken):
    found = standing(subject, taken)
    offered, waiting = {one.step for one in found.next}, {one.step for one in found.waiting}
    assert not offered & waiting
    assert all(one.waits_for for one in found.waiting)
    assert not any(one.waits_for for one in found.next)


@given(taken=events())
def test_without_a_day_since_when_all_is_on_record_nothing_is_missing(taken):
    assert all(one.code != "step-missing" for one in standing(Subject(), taken).findings)


@given(taken=events())
def test_the_earlier_all_is_on_record_the_more_is_missing(taken):
    def missing(since: date) -> set[str]:
        found = standing(Subject(recorded_since=since), taken).findings
        return {one.step for one in found if one.code == "step-missing"}

    assert missing(date(2026, 6, 1)) <= missing(date.min)
