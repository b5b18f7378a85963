"""One case: everything that was ever recorded of it."""

from __future__ import annotations

from shejian.cases.kept import DEVELOPMENT
from shejian.cases.models import CaseEnding, CaseParticulars, CaseStep
from shejian.journal.models import DatedFact
from shejian.party.models import DevelopmentStep

HIGHEST = 2**63 - 1


def handler_of(case: int, known: int | None) -> int | None:
    """The party organization that handles a case, as known at an entry; ``None`` where there is no such case."""
    if case > HIGHEST:
        return None
    held = CaseParticulars.objects.known(known).filter(case=case).order_by("start", "id")
    return held.values_list("handled_by", flat=True).last()


def facts_of_case(case: int) -> list[DatedFact]:
    """Every fact that was ever recorded of a case; of one that develops a member, the stages of that person too."""
    found: list[DatedFact] = []
    for kind in (CaseParticulars, CaseStep, CaseEnding):
        found += kind.objects.filter(case=case).order_by("entry_id", "id")
    persons = {
        fact.person_id
        for fact in found
        if isinstance(fact, CaseParticulars) and fact.procedure == DEVELOPMENT and fact.person_id is not None
    }
    found += DevelopmentStep.objects.filter(person__in=persons).order_by("entry_id", "id")
    return found
