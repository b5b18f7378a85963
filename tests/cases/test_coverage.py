"""Each limit, number and vote of each version of each procedure is just kept in one case and broken in another.

The edges are worked out here from the law and the calendar, not by the engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from tests.cases.reading import Case, read_cases

from shejian.core.calendar import Limit, LimitUnit, add_months, at_least, publicity, within
from shejian.core.procedures import Event, Version, load_procedures
from shejian.core.procedures.definition import AmountMeaning, AmountRule, LimitMeaning, LimitRule, Step
from shejian.core.procedures.taking import NO_QUORUM
from shejian.core.rules import load_law, load_workdays

CASES = read_cases()
VERSIONS = [(procedure, version) for procedure in load_procedures().values() for version in procedure.versions]
COUNTED = {LimitMeaning.LATEST: within, LimitMeaning.EARLIEST: at_least, LimitMeaning.PUBLICITY: publicity}
DAY = timedelta(days=1)
WANTED_OF_VOTES = {
    *("present by one too few", "just enough present", "just enough in favour", "in favour by one too few"),
}


@dataclass(frozen=True)
class Seen:
    """One event of a case, with what the case expects to be found of it; ``codes`` is ``None`` if it does not say."""

    case: Case
    event: Event
    codes: frozenset[str] | None

    def keeps(self, code: str) -> bool:
        return self.codes is not None and code not in self.codes

    def breaks(self, code: str) -> bool:
        return self.codes is not None and code in self.codes


def seen(name: str, version: Version, step: str) -> Iterator[Seen]:
    """The events of one step that one version judges."""
    for case in CASES:
        if case.procedure.name != name:
            continue
        for event in case.events:
            if event.step == step and event.on >= version.since and case.procedure.version(event.on) is version:
                yield Seen(case, event, _codes(case, event))


def _codes(case: Case, event: Event) -> frozenset[str] | None:
    if case.findings is None:
        return None
    alike = [one.on for one in case.events if one.step == event.step]
    ours = (one for one in case.findings if one.step == event.step)
    return frozenset(one.code for one in ours if len(alike) == 1 or one.day == event.on)


def rules(kind: str) -> list[object]:
    """What is to be covered: one parameter of pytest for each rule of each step of each version."""
    return [
        pytest.param(procedure.name, version, step, rule, id=f"{procedure.name}-{version.since}-{step.id}-{label}")
        for procedure, version in VERSIONS
        for step in version.steps.values()
        for label, rule in _rules_of(step, kind)
    ]


def _rules_of(step: Step, kind: str) -> list[tuple[str, object]]:
    if kind == "limits":
        return [(f"{rule.code}-{'+'.join(rule.parameters)}", rule) for rule in step.limits if rule.meaning in COUNTED]
    if kind == "due":
        return [(rule.code, rule) for rule in step.limits if rule.meaning is LimitMeaning.DUE]
    if kind == "amounts":
        return [(f"{rule.code}-{rule.id}", rule) for rule in step.amounts if rule.meaning is not None]
    if kind == "bars":
        return [(bar.code, bar) for bar in step.bars]
    one = getattr(step, kind)
    return [(kind, one)] if one is not None else []


def edge(rule: LimitRule, one: Seen) -> date | None:
    """The day to which the limit leads for an event, if it applies to it and its start is in the case."""
    start = _start(rule, one)
    if start is None or not _applies(rule, one):
        return None
    law = load_law().on(one.event.on)
    day = start
    for limit in (law.limit(key) for key in rule.parameters):
        day = _back(day, limit) if rule.back else COUNTED[rule.meaning](day, limit, load_workdays()).day
    for limit in (law.limit(key) for key in rule.less):
        day = _back(day, limit)
    return day


def _start(rule: LimitRule, one: Seen) -> date | None:
    for start in rule.starts:
        taken = [event.on for event in one.case.events if event.step == start and event is not one.event]
        fact = one.case.subject.facts.get(start)
        if taken or isinstance(fact, date):
            return max(taken) if taken else fact if isinstance(fact, date) else None
    return None


def _applies(rule: LimitRule, one: Seen) -> bool:
    if rule.outcomes and one.event.outcome not in rule.outcomes:
        return False
    longer = rule.lengthened
    if longer is not None and any(event.outcome == longer.outcome for event in one.case.events):
        return False
    for condition in rule.when:
        if condition.fact is not None:
            holds = one.case.subject.facts.get(condition.fact, False) is condition.equals
        else:
            ways = {event.outcome for event in one.case.events if event.step == condition.step}
            holds = (bool(ways) if condition.outcome is None else condition.outcome in ways) is condition.equals
        if not holds:
            return False
    return True


def _back(day: date, limit: Limit) -> date:
    return add_months(day, -_months(limit))


@pytest.mark.parametrize(("name", "version", "step", "rule"), rules("limits"))
def test_limit(name: str, version: Version, step: Step, rule: LimitRule) -> None:
    beyond = DAY if rule.meaning is LimitMeaning.LATEST else -DAY
    known = [(one, edge(rule, one)) for one in seen(name, version, step.id)]
    edges = [(one, day) for one, day in known if day is not None]
    assert any(one.event.on == day and one.keeps(rule.code) for one, day in edges), "no case keeps it on the very day"
    assert any(one.event.on == day + beyond and one.breaks(rule.code) for one, day in edges), (
        "no case breaks it by a day"
    )


@pytest.mark.parametrize(("name", "version", "step", "rule"), rules("due"))
def test_due(name: str, version: Version, step: Step, rule: LimitRule) -> None:
    days = [
        case.days[step.id]["due"]
        for case in CASES
        if case.procedure.name == name
        and case.procedure.version(case.on) is version
        and "due" in case.days.get(step.id, {})
    ]
    assert days, f"no case expects {rule.code}"


@pytest.mark.parametrize(("name", "version", "step", "rule"), rules("repeat"))
def test_repeat(name: str, version: Version, step: Step, rule: object) -> None:
    repeat = step.repeat
    assert repeat is rule
    assert repeat is not None
    kept, broken = False, False
    for one in seen(name, version, step.id):
        before = [
            event.on for event in one.case.events if event.on < one.event.on and event.step in repeat.limit.starts
        ]
        if one.case.subject.recorded_since is None or not before:
            continue
        last = within(max(before), load_law().on(one.event.on).limit(repeat.every)).day
        kept = kept or (one.event.on == last and one.keeps(repeat.limit.code))
        broken = broken or (one.event.on == last + DAY and one.breaks(repeat.limit.code))
    assert kept, "no case keeps it on the very day"
    assert broken, "no case breaks it by a day"


@pytest.mark.parametrize(("name", "version", "step", "rule"), rules("amounts"))
def test_amount(name: str, version: Version, step: Step, rule: AmountRule) -> None:
    kept, broken = set(), set()
    for one in seen(name, version, step.id):
        amount = one.event.amounts.get(rule.id)
        others = {other.id for other in step.amounts if other.code == rule.code and other is not rule}
        if amount is None or others & one.event.amounts.keys():
            continue
        code = rule.code or ""
        whole = one.event.amounts.get(rule.of) if rule.of is not None else None
        distance = amount - whole_share(rule, one.event.on, whole) if whole is not None else amount
        (broken if one.breaks(code) else kept if one.keeps(code) else set()).add(distance)
    for value in edges_kept(rule, version):
        assert value in kept, f"no case keeps it with {value}"
    for value in edges_broken(rule, version):
        assert value in broken, f"no case breaks it with {value}"


def whole_share(rule: AmountRule, on: date, whole: int) -> int:
    """The most that a share lets a number be."""
    return load_law().on(on).value(rule.parameters[0]).share.most(whole)


def _bounds(rule: AmountRule, version: Version) -> list[int]:
    law = load_law().on(version.since)
    values = [law.value(key) for key in rule.parameters]
    return [_months(value.limit) if isinstance(value.value, Limit) else value.number for value in values]


def _months(limit: Limit) -> int:
    return limit.count * {LimitUnit.MONTH: 1, LimitUnit.YEAR: 12, LimitUnit.AGE: 12}[limit.unit]


def edges_kept(rule: AmountRule, version: Version) -> list[int]:
    return [0] if rule.meaning is AmountMeaning.SHARE else _bounds(rule, version)


def edges_broken(rule: AmountRule, version: Version) -> list[int]:
    """The numbers nearest to those that keep the rule, on each side on which it binds."""
    if rule.meaning is AmountMeaning.SHARE:
        return [1]
    bounds = _bounds(rule, version)
    low = [bounds[0] - 1] if rule.meaning is not AmountMeaning.AT_MOST else []
    high = [bounds[-1] + 1] if rule.meaning is not AmountMeaning.AT_LEAST else []
    return low + high


@pytest.mark.parametrize(("name", "version", "step", "rule"), rules("vote"))
def test_vote(name: str, version: Version, step: Step, rule: object) -> None:
    vote_rule = step.vote
    assert vote_rule is rule
    assert vote_rule is not None
    assert vote_rule.quorum is not None
    assert vote_rule.majority is not None
    found: set[str] = set()
    for one in seen(name, version, step.id):
        vote, law = one.event.vote, load_law().on(one.event.on)
        if vote is None or one.codes is None or one.case.done is None:
            continue
        least = law.share(vote_rule.quorum).least(vote.due)
        holds = one.case.done.get(step.id) == one.event.on
        if vote.present == least - 1 and one.breaks(NO_QUORUM):
            found.add("present by one too few")
        if vote.present < least:
            continue
        majority = law.share(vote_rule.majority)
        needed = majority.least(vote.due if majority.of == "应到会" else vote.present)
        if vote.present == least and one.keeps(NO_QUORUM) and holds:
            found.add("just enough present")
        if vote.yes == needed and holds:
            found.add("just enough in favour")
        if vote.yes == needed - 1 and not holds:
            found.add("in favour by one too few")
    assert found == {
        "present by one too few",
        "just enough present",
        "just enough in favour",
        "in favour by one too few",
    }


@pytest.mark.parametrize(("name", "version", "step", "rule"), rules("surplus"))
def test_surplus(name: str, version: Version, step: Step, rule: object) -> None:
    surplus = step.surplus
    assert surplus is rule
    assert surplus is not None
    kept, broken = False, False
    for one in seen(name, version, step.id):
        seats, candidates = one.event.amounts.get(surplus.seats), one.event.amounts.get(surplus.candidates)
        if seats is None or candidates is None:
            continue
        least = load_law().on(one.event.on).share(surplus.parameter).least(seats)
        kept = kept or (candidates - seats == least and one.keeps(surplus.code))
        broken = broken or (candidates - seats == least - 1 and one.breaks(surplus.code))
    assert kept, "no case has just enough candidates"
    assert broken, "no case has one candidate too few"


@pytest.mark.parametrize(("name", "version", "step", "rule"), rules("bars"))
def test_bar(name: str, version: Version, step: Step, rule: object) -> None:
    codes = [bar.code for bar in step.bars if bar is rule]
    events = list(seen(name, version, step.id))
    assert any(one.breaks(code) for one in events for code in codes), "no case meets it"
    assert any(one.keeps(code) for one in events for code in codes), "no case is free of it"
