"""请补齐: asking party organizations for what they lack to cover effectively."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shejian.core.indicators.effective import Condition
from shejian.journal.services import Posting
from shejian.oversight.models import CompletionRequest
from shejian.oversight.queries.asked import in_order, lacking, named
from shejian.party.services.refusals import Refused
from shejian.snapshot.frames import SNAPSHOT

NAMES = ("party_organization_id", "conditions", "said", "clause", "due", "start")


@dataclass(frozen=True, slots=True)
class CompletionDraft:
    """What one party organization is asked for: which conditions, in which words, by which clause, until when."""

    party_organization: int
    conditions: tuple[Condition, ...]
    said: str
    clause: str
    due: date


def ask_to_complete(made: Posting, drafts: Sequence[CompletionDraft], day: date) -> None:
    """Ask party organizations for what they lack; what was asked before and is past its day is taken over.

    Raises:
        Refused: one of them lacks none of it, was asked for all of it already and still has time, is asked without a
            word, or by a day that is over.
    """
    bodies = [one.party_organization for one in drafts]
    lacks = lacking(SNAPSHOT.picture(), day, bodies)
    before = _standing(bodies)
    over: dict[int, date] = {}
    rows = []
    for draft in drafts:
        left = lacks.get(draft.party_organization, frozenset()).intersection(draft.conditions)
        _refuse(draft, left, day)
        earlier = before.get(draft.party_organization, [])
        waiting = [one for one in earlier if one.due >= day]
        fresh = left.difference(*(named(one.conditions) for one in waiting))
        if not fresh:
            raise Refused(place_of(draft.party_organization), _already(waiting[-1]))
        over |= {one.id: day for one in earlier if one.due < day and named(one.conditions) & fresh}
        conditions = " ".join(in_order(fresh))
        rows.append((draft.party_organization, conditions, draft.said.strip(), draft.clause, draft.due, day))
    made.close(CompletionRequest, over)
    made.record(CompletionRequest, NAMES, rows)


def place_of(body: int) -> str:
    """The place of a refusal about a party organization: the words for it."""
    return f"said-{body}"


def _standing(bodies: Sequence[int]) -> dict[int, list[CompletionRequest]]:
    found: dict[int, list[CompletionRequest]] = {}
    rows = CompletionRequest.objects.known(None).filter(end__isnull=True, party_organization__in=bodies)
    for one in rows.order_by("id"):
        found.setdefault(one.party_organization_id, []).append(one)
    return found


def _already(one: CompletionRequest) -> str:
    return f"已于 {one.start} 请它在 {one.due} 以前补齐，不用再请一次；要改说法，先撤销第 {one.entry_id} 笔，再重新请"


def _refuse(draft: CompletionDraft, left: frozenset[Condition], day: date) -> None:
    place = place_of(draft.party_organization)
    if not left:
        raise Refused(place, "台账上已经不缺，不用请它补齐；请去掉它前面的勾")
    if not draft.said.strip():
        raise Refused(place, "请写明缺什么、怎么补")
    if draft.due < day:
        raise Refused("due", f"希望补齐的日子 {draft.due} 已经过了；请写今天或以后的日子")
