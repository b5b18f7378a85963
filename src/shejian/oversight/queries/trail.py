"""What was done about findings, one after another, and how each stands now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shejian.journal.models import DatedFact
from shejian.oversight.models import Answer, Assignment, KeptFinding, Verification, Waiver
from shejian.oversight.queries.open_set import Kept


class State(StrEnum):
    """How a finding stands."""

    CLOSED = "closed"
    WAIVED = "waived"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    OVERDUE = "overdue"
    SENT_BACK = "sent_back"
    ASSIGNED = "assigned"
    OPEN = "open"

    @property
    def label(self) -> str:
        return {
            "closed": "已销号",
            "waived": "不再督办",
            "accepted": "已核实，待台账改正",
            "answered": "已答复，待核实",
            "overdue": "逾期未答复",
            "sent_back": "退回重办",
            "assigned": "已交办",
            "open": "待交办",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Handling:
    """What was done about one finding, as facts in the order of their entries."""

    assignments: tuple[Assignment, ...] = ()
    answers: tuple[Answer, ...] = ()
    verifications: tuple[Verification, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    order: tuple[DatedFact, ...] = field(default=())

    @property
    def assignment(self) -> Assignment | None:
        """To whom it is given now."""
        return next((one for one in reversed(self.assignments) if one.end is None), None)

    def waived_on(self, day: date) -> bool:
        """Whether nothing is to be done about it on a day."""
        return any((one.start or day) <= day and (one.end is None or one.end > day) for one in self.waivers)

    def state(self, kept: Kept, day: date) -> State:
        """How the finding stands at the close of a day."""
        if kept.closed is not None:
            return State.CLOSED
        if self.waived_on(day):
            return State.WAIVED
        last = self.order[-1] if self.order else None
        if isinstance(last, Verification) and last.accepted:
            return State.ACCEPTED
        if isinstance(last, Answer):
            return State.ANSWERED
        given = self.assignment
        if given is not None and given.due is not None and given.due < day:
            return State.OVERDUE
        if isinstance(last, Verification):
            return State.SENT_BACK
        return State.OPEN if given is None else State.ASSIGNED


NOTHING = Handling()


def handlings(findings: Iterable[int], known: int | None = None) -> dict[int, Handling]:
    """What was done about each of some findings, as the ledger knew it; those about which nothing was are left out."""
    wanted = list(findings)
    facts: dict[int, dict[type[DatedFact], list[DatedFact]]] = {}
    for model in (Assignment, Answer, Verification, Waiver):
        for fact in model.objects.known(known).filter(finding__in=wanted).order_by("entry", "id"):
            facts.setdefault(fact.finding_id, {}).setdefault(model, []).append(fact)
    return {finding: _handling(by_model) for finding, by_model in facts.items()}


def given_to(user: int, known: int | None = None) -> set[int]:
    """The findings that are given to an account now."""
    held = Assignment.objects.known(known).filter(user=user, end__isnull=True)
    return set(held.values_list("finding", flat=True))


def _handling(by_model: dict[type[DatedFact], list[DatedFact]]) -> Handling:
    acted = [fact for model, some in by_model.items() if model is not Waiver for fact in some]
    return Handling(
        assignments=tuple(one for one in by_model.get(Assignment, []) if isinstance(one, Assignment)),
        answers=tuple(one for one in by_model.get(Answer, []) if isinstance(one, Answer)),
        verifications=tuple(one for one in by_model.get(Verification, []) if isinstance(one, Verification)),
        waivers=tuple(one for one in by_model.get(Waiver, []) if isinstance(one, Waiver)),
        order=tuple(sorted(acted, key=lambda one: one.entry_id)),
    )


def facts_of_finding(finding: int) -> list[DatedFact]:
    """Everything that was ever recorded of a finding, in the order of entries."""
    found: list[DatedFact] = []
    for model in (KeptFinding, Assignment, Answer, Verification, Waiver):
        found += model.objects.filter(finding=finding)
    return sorted(found, key=lambda fact: (fact.entry_id, fact.id))
