"""A case written down in a file: its subject and dated events, read as strictly as the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shejian.core.calendar import DateFault, refuse_far_year
from shejian.core.procedures.definition import Fact, FactKind, Procedure, Step, UnknownStep
from shejian.core.procedures.events import WAIVED, Event, Subject, Vote
from shejian.core.procedures.standing import Verdict
from shejian.core.procedures.voting import UnknownOutcome
from shejian.core.rules import LawFileError
from shejian.core.rules.nearness import in_short, near_hint
from shejian.core.rules.strict_yaml import Node, read_yaml

EVENT_OPTIONS = ("outcome", "vote", "amounts", "papers", "reason")
FACT_KINDS: Mapping[FactKind, tuple[type, str]] = {
    FactKind.DAY: (date, "日期（如 2026-05-11）"),
    FactKind.FLAG: (bool, " true 或 false"),
    FactKind.NUMBER: (int, "整数"),
    FactKind.WORDS: (str, "文字"),
}


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a file says of one case; ``name`` is the file's."""

    name: str
    subject: Subject
    events: tuple[Event, ...]

    def contradicted(self, verdict: Verdict) -> LawFileError:
        """A contradiction as a refusal of the file, with the place of the event."""
        places = [at for at, one in enumerate(self.events, 1) if (one.step, one.on) == (verdict.step, verdict.day)]
        place = f"events 第 {places[-1]} 项" if places else "events"
        return LawFileError(self.name, place, f"{verdict.because}；{verdict.remedy}")


def read_case(path: Path, procedure: Procedure) -> CaseFile:
    """The case that a file holds: ``subject`` and ``recorded_since`` (if not given, all is on record), ``events``.

    Raises:
        LawFileError: it is refused, with the file, the place in it, and what would be right.
        OSError: it cannot be read.
    """
    node = read_yaml(path.parent, path)
    node.allow(("events",), ("subject", "recorded_since"))
    facts = read_facts(node.node("subject"), procedure) if "subject" in node.fields else {}
    since = _since(node) if "recorded_since" in node.fields else date.min
    items = [] if node.fields["events"] == [] else node.nodes("events")
    return CaseFile(path.name, Subject(facts, since), tuple(read_event(one, procedure) for one in items))


def read_facts(node: Node, procedure: Procedure) -> dict[str, date | bool | int | str]:
    """The facts of a subject, each of the kind that the procedure says.

    Raises:
        LawFileError: one is refused.
    """
    known: dict[str, Fact] = {id_: fact for version in procedure.versions for id_, fact in version.facts.items()}
    facts: dict[str, date | bool | int | str] = {}
    for name in node.fields:
        if name not in known:
            listed = "、".join(f"{one.id}（{one.label}）" for one in known.values())
            raise node.fault(f"没有情况 {in_short(name)}{near_hint(name, known) or '；'}可用的：{listed or '（没有）'}")
        value, fact = node.fields[name], known[name]
        kind, wanted = FACT_KINDS[fact.kind]
        if fact.kind is FactKind.DAY:
            facts[name] = _day(node, name)
        elif isinstance(value, kind) and (isinstance(value, bool) is (kind is bool)):
            facts[name] = value  # type: ignore[assignment]
        else:
            raise node.fault(f"{name}（{fact.label}）应为{wanted}，现为 {node.shown(name)}")
    return facts


def read_event(node: Node, procedure: Procedure) -> Event:
    """One step that was taken.

    Raises:
        LawFileError: the procedure has no such step, or the step no such outcome, number or paper.
    """
    node.allow(("step", "on"), EVENT_OPTIONS)
    on = _day(node, "on")
    try:
        step = procedure.step(node.text("step"), on)
        outcome = _outcome(node, step)
    except (UnknownStep, UnknownOutcome) as unknown:
        raise node.fault(str(unknown)) from None
    return Event(
        step=step.id,
        on=on,
        outcome=outcome,
        vote=_vote(node, step) if "vote" in node.fields else None,
        amounts=_amounts(node, step) if "amounts" in node.fields else {},
        papers=_papers(node, step) if "papers" in node.fields else None,
        reason=node.text("reason") if "reason" in node.fields else None,
    )


def _since(node: Node) -> date | None:
    return None if node.fields["recorded_since"] is None else _day(node, "recorded_since")


def _day(node: Node, name: str) -> date:
    """A day of this age: what is typed for another is a slip, and limits cannot be counted from it."""
    day = node.day(name)
    try:
        refuse_far_year(day.year)
    except DateFault as fault:
        raise node.fault(f"{name} 的{fault}，请核对") from None
    return day


def _outcome(node: Node, step: Step) -> str | None:
    if "outcome" not in node.fields:
        return None
    outcome = node.text("outcome")
    if step.outcome(outcome) is None and not (outcome == WAIVED and step.waivable):
        raise UnknownOutcome(step, outcome)
    return outcome


def _vote(event: Node, step: Step) -> Vote:
    if step.vote is None:
        raise event.fault(f"步骤 {step.id}（{step.label}）不表决，不能有 vote")
    node = event.node("vote")
    node.allow(("due", "present", "yes"), ("written",))
    return Vote(
        due=_count(node, "due"),
        present=_count(node, "present"),
        yes=_count(node, "yes"),
        written=_count(node, "written") if "written" in node.fields else 0,
    )


def _amounts(event: Node, step: Step) -> dict[str, int]:
    node = event.node("amounts")
    known = {one.id: one.label for one in step.amounts}
    for name in node.fields:
        if name not in known:
            listed = "、".join(f"{id_}（{label}）" for id_, label in known.items())
            raise node.fault(
                f"步骤 {step.id} 没有数目 {in_short(name)}{near_hint(name, known) or '；'}"
                f"可用的：{listed or '（没有）'}"
            )
    return {name: _count(node, name) for name in node.fields}


def _count(node: Node, name: str) -> int:
    value = node.fields[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise node.fault(f"{name} 应为 0 或者正整数，现为 {node.shown(name)}")
    return value


def _papers(node: Node, step: Step) -> frozenset[str]:
    papers = frozenset() if node.fields["papers"] == [] else frozenset(node.distinct_texts("papers"))
    known = [paper.label for paper in step.papers]
    wrong = next((one for one in sorted(papers) if one not in known), None)
    if wrong is not None:
        hint = near_hint(wrong, known) or "；"
        raise node.fault(
            f"步骤 {step.id}（{step.label}）不要材料 {in_short(wrong)}{hint}可用的：{'、'.join(known) or '（没有）'}"
        )
    return papers
