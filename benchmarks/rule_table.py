"""The rules of member development as a table of a rule engine (JDM, as zen reads it): the same findings, by hand.

A node of expressions finds which steps are demanded and not on record; a decision table that collects has one row for
each thing that can be amiss, with its clause, its reason with the days in it, and its remedy. When publicity was over
is worked out before, as the engine knows no calendar of holidays.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks.development_cases import NEW_RULES, Case
from shejian.core.calendar import Workdays, publicity
from shejian.core.procedures import Procedure, Step, Version
from shejian.core.rules import Law

NEW = f'd("{NEW_RULES}")'


def context(case: Case, law: Law, workdays: Workdays) -> dict[str, Any]:
    """One case as the table reads it: the day of each step that holds, numbers, votes, and gaps between reviews."""
    given: dict[str, Any] = {"on": {}, "is": {}, "n": {}, "votes": [], "reviews": []}
    taken: dict[str, date] = {}
    for event in case.events:
        if event.vote is not None and event.vote.present * 2 <= event.vote.due:
            given["votes"].append(
                {"step": event.step, "on": str(event.on), "due": event.vote.due, "present": event.vote.present}
            )
            continue
        if event.step in ("cultivation-review", "target"):
            last = taken.get("cultivation-review") or taken.get("activist")
            if last is not None:
                given["reviews"].append({"after": str(last), "on": str(event.on)})
        taken[event.step] = event.on
        given["n"] |= event.amounts
    given["on"] = {name(step): str(day) for step, day in taken.items()}
    for fact, value in case.subject.facts.items():
        given["is" if isinstance(value, bool) else "on"][fact] = value if isinstance(value, bool) else str(value)
    posted = taken.get("publicity")
    if posted is not None:
        least = law.on(posted).limit("development.publicity.min")
        given["on"]["publicity_over"] = str(publicity(posted, least, workdays).day)
    return given


def name(step: str) -> str:
    return step.replace("-", "_")


def table(procedure: Procedure) -> str:
    """The decision as JSON."""
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {
            "id": "missing",
            "name": "missing",
            "type": "expressionNode",
            "position": {"x": 1, "y": 0},
            "content": {"passThrough": True, "expressions": list(_expressions(procedure))},
        },
        {
            "id": "rules",
            "name": "rules",
            "type": "decisionTableNode",
            "position": {"x": 2, "y": 0},
            "content": _content(procedure),
        },
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 3, "y": 0}},
    ]
    ids = [str(node["id"]) for node in nodes]
    edges = [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
        for one, other in itertools.pairwise(ids)
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def _content(procedure: Procedure) -> dict[str, Any]:
    outputs = ("code", "step", "clause", "because", "remedy")
    rows = [*_limits(procedure), *_amounts(procedure), *_missing(procedure)]
    return {
        "hitPolicy": "collect",
        "passThrough": False,
        "inputs": [{"id": "when", "name": "when", "type": "expression", "field": ""}],
        "outputs": [{"id": one, "name": one, "type": "expression", "field": one} for one in outputs],
        "rules": [
            {
                "_id": f"r{at}",
                "when": when,
                **dict(zip(outputs, (*map(_quoted, row[:3]), row[3], _quoted(row[4])), strict=True)),
            }
            for at, (when, *row) in enumerate(rows)
        ],
    }


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


Row = tuple[str, str, str, str, str, str]


def _row(when: str, code: str, step: Step, because: str, remedy: str) -> Row:
    return when, code, step.id, str(step.basis), f"`{because}`", remedy


def _day(step: str) -> str:
    return f"d(on.{name(step)})"


def _has(*steps: str) -> str:
    return " and ".join(f"on.{name(step)} != null" for step in steps)


def _limits(procedure: Procedure) -> Iterator[Row]:
    old, new = procedure.versions[0], procedure.versions[-1]
    fixed = {
        "under-age": ("application", "born", '"18y"', False),
        "talk-late": ("talk", "application", '"1M"', True),
        "cultivation-short": ("target", "activist", '"1y"', False),
        "probation-short": ("conversion-meeting", "meeting", '"1y"', False),
        "conversion-approval-late": ("conversion-approval", "conversion-meeting", '"3M"', True),
    }
    for code, (step, start, length, late) in fixed.items():
        edge = f"{_day(start)}.add({length})"
        when = f"{_has(step, start)} and {_day(step)}.{'isAfter' if late else 'isBefore'}({edge})"
        yield from _both(
            old, new, when, code, step, f"${{on.{name(step)}}}，应{'不迟' if late else '不早'}于 ${{{edge}}}"
        )
    for code, step, start in (("meeting-late", "meeting", "pre-review"), ("oath-late", "oath", "approval")):
        begun = f"({_day(start)}.isBefore({NEW}) ? {NEW} : {_day(start)})"
        edge = f'{begun}.add("1M")'
        when = f"by_new.{name(step)} and {_has(start)} and {_day(step)}.isAfter({edge})"
        yield _row(
            when, code, new.steps[step], f"${{on.{name(step)}}}，应不迟于 ${{{edge}}}", "尽快办理；逾期的写明理由"
        )
    for special, length in (("not", '"3M"'), ("", '"6M"')):
        edge = f"{_day('meeting')}.add({length})"
        when = f"{_has('approval', 'meeting')} and {special} is.special_approval and {_day('approval')}.isAfter({edge})"
        yield from _both(old, new, when, "approval-late", "approval", f"${{on.approval}}，应不迟于 ${{{edge}}}")
    when = f"{_has('listing', 'publicity')} and {_day('listing')}.isBefore({_day('publicity_over')})"
    yield _row(
        when, "publicity-short", new.steps["listing"], "${on.listing}，公示至 ${on.publicity_over} 才满", "重新公示"
    )
    edge = f'{_day("leaving")}.sub("3M")'
    when = f"{_has('pre-review', 'leaving')} and {_day('pre-review')}.isAfter({edge})"
    yield from _both(old, new, when, "leaving-soon", "pre-review", f"${{on.pre_review}}，应不迟于 ${{{edge}}}")
    when = 'len(reviews) > 0 and some(reviews, d(#.on).isAfter(d(#.after).add("6M")))'
    step = new.steps["cultivation-review"]
    yield _row(when, "review-late", step, "两次考察之间超过 6 个月", "尽快考察，写入登记表")


def _both(old: Version, new: Version, when: str, code: str, step: str, because: str) -> Iterator[Row]:
    """A row for each version: the clause is that of the day of the step."""
    remedy = next((rule.remedy for rule in new.steps[step].limits if rule.code == code), "请核对")
    yield _row(f"by_old.{name(step)} and {when}", code, old.steps[step], because, remedy)
    yield _row(f"by_new.{name(step)} and {when}", code, new.steps[step], because, remedy)


def _amounts(procedure: Procedure) -> Iterator[Row]:
    steps = procedure.versions[-1].steps
    taken = {step: _has(step) for step in ("contacts", "sponsors", "training")}
    rows = (
        (
            "contact-count",
            "contacts",
            "(n.contacts < 1 or n.contacts > 2)",
            "培养联系人 ${n.contacts} 名，应为 1 至 2 名",
        ),
        ("sponsor-count", "sponsors", "n.sponsors != 2", "入党介绍人 ${n.sponsors} 名，应为 2 名"),
        ("training-short", "training", "n.days < 3 and n.hours < 24", "培训 ${n.days} 天、${n.hours} 学时，不足"),
        ("sponsor-barred", "sponsors", "is.sponsor_barred", "受留党察看处分的党员作入党介绍人"),
        (
            "sponsor-censured",
            "sponsors",
            "is.sponsor_censured == true and by_new.sponsors",
            "影响期内的党员作入党介绍人",
        ),
    )
    for code, step, when, because in rows:
        yield _row(f"{taken[step]} and {when}", code, steps[step], because, f"{steps[step].label}要重新办理")
    for step in ("meeting", "conversion-meeting"):
        when = f'len(votes) > 0 and some(votes, #.step == "{step}")'
        yield _row(when, "vote-void", steps[step], "到会不足，会议无效", "重新召开")


def _missing(procedure: Procedure) -> Iterator[Row]:
    """A step is missing where one that rests on it is on record, and it is demanded: by either version."""
    for version, tag in ((procedure.versions[0], "old"), (procedure.versions[-1], "new")):
        for step in version.steps.values():
            if step.optional or step.id not in _rested_on(version):
                continue
            when = f"{tag}.{name(step.id)}"
            if tag == "new" and step.id in procedure.versions[0].steps:
                when += f" and not old.{name(step.id)}"
            yield _row(
                when, "step-missing", step, f"后面的步骤已经办理，没有{step.label}的记录", "补办此步；已经办过的，补录"
            )


def _rested_on(version: Version) -> set[str]:
    return {required for step in version.steps.values() for required in step.requires}


def _expressions(procedure: Procedure) -> Iterator[dict[str, str]]:
    """Which steps were taken by the old rules and which by the new; then, for each version and step, from the last one
    back, whether something taken by that version reaches it over steps that are not on record, and whether it is
    missing, then."""
    old, new = procedure.versions[0], procedure.versions[-1]
    for step in dict.fromkeys((*old.order, *new.order)):
        yield _expression(f"by_old.{name(step)}", f"{_has(step)} and {_day(step)}.isBefore({NEW})")
        yield _expression(f"by_new.{name(step)}", f"{_has(step)} and not $.by_old.{name(step)}")
    for version, tag in ((old, "old"), (new, "new")):
        for id_ in reversed(list(version.order)):
            above = [step for step in version.steps.values() if id_ in step.requires]
            reached = [f"$.by_{tag}.{name(step.id)}" for step in above]
            reached += [
                f"(on.{name(step.id)} == null and $.{tag}_reached.{name(step.id)})"
                for step in above
                if not step.optional
            ]
            yield _expression(f"{tag}_reached.{name(id_)}", " or ".join(reached) or "false")
            demanded = f"on.{name(id_)} == null and $.{tag}_reached.{name(id_)}{_spared(version.steps[id_])}"
            yield _expression(f"{tag}.{name(id_)}", demanded)


def _spared(step: Step) -> str:
    """Not asked for where the older version's step was taken in its place, or spares it: it is on record by the old
    rules, or not on record, while something that rests on it is."""
    parts = [name(one) for one in (step.replaces, step.spared_by) if one is not None]
    return "".join(f" and not ($.by_old.{one} or (on.{one} == null and $.old_reached.{one}))" for one in parts)


def _expression(key: str, value: str) -> dict[str, str]:
    return {"id": key, "key": key, "value": value}
