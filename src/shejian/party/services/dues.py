"""What members are to pay in dues and what they paid, month by month."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shejian.core.calendar import Span
from shejian.core.facts.terms import DuesBasis
from shejian.journal.services import Posting
from shejian.journal.services.holding import Held, standing_facts
from shejian.journal.services.uniting import span_of
from shejian.party.models import Dues
from shejian.party.services.refusals import Refused

KEY = "person_id"
STATED = ("party_organization_id", "basis", "base_fen", "due_fen", "paid_fen", "paid_on")
COLUMNS = (KEY, "start", "end", *STATED)


@dataclass(frozen=True, slots=True)
class DuesDraft:
    """One member's dues in each month of a span; amounts are of one month, in fen.

    Attributes:
        base: from what the dues are calculated; ``None``: not known, or not needed.
        due: what the party organization decided is to be paid; ``None``: what follows from the base.
        paid: what was paid, 0 for nothing; ``None``: not known.
        paid_on: the day of payment, which may lie outside the month.
    """

    person: int
    party_organization: int
    basis: str
    base: int | None = None
    due: int | None = None
    paid: int | None = None
    paid_on: date | None = None


def dues_fault(draft: DuesDraft) -> tuple[str, str] | None:
    """What cannot be about one member's dues: the attribute it is about, and the words; ``None`` if nothing."""
    for name, what in (("base", "计算基数"), ("due", "核定数额"), ("paid", "实交数额")):
        amount = getattr(draft, name)
        if amount is not None and amount < 0:
            return name, f"{what}不能是负数，请核对"
    for name, what in (("due", "核定数额"), ("paid", "实交数额")):
        amount = getattr(draft, name)
        if amount and draft.base is not None and amount > draft.base:
            return name, f"{what}比计算基数还多，请核对两个数是否填反，单位都是元"
    if draft.basis == DuesBasis.EXEMPT and draft.due:
        return "due", "已定为免交，就没有应交的数额；请清空它，或改计算办法"
    if draft.paid_on is not None and not draft.paid:
        return "paid_on", "写了交纳日期，没有写实交数额；请补数额，或清空日期"
    return None


def record_dues(made: Posting, months: Span, drafts: Sequence[DuesDraft]) -> None:
    """Record dues of whole months; what was said of a member in those months before is corrected.

    Raises:
        Refused: the span is not of whole months; a member is named twice; or what ``dues_fault`` says.
    """
    _refuse(months, drafts)
    held = standing_facts(Dues, KEY, {draft.person for draft in drafts})
    same: dict[int, dict[str, Any]] = {}
    rows: list[tuple[Any, ...]] = []
    withdrawn: list[int] = []
    for draft in drafts:
        stated = (draft.party_organization, draft.basis, draft.base, draft.due, draft.paid, draft.paid_on)
        own = held.get(draft.person, [])
        whole = next((fact for fact in own if span_of(fact) == months), None)
        if whole is not None:
            if stated != tuple(whole.values[name] for name in STATED):
                same[whole.id] = dict(zip(STATED, stated, strict=True))
            continue
        gone, kept = _cut(own, months)
        withdrawn += gone
        rows += [*kept, (draft.person, months.start, months.end, *stated)]
    made.withdraw(Dues, withdrawn)
    made.amend(Dues, same)
    made.record(Dues, COLUMNS, rows)


def withdraw_dues(made: Posting, months: Span, persons: Collection[int]) -> None:
    """Nothing is known of these members' dues in those months."""
    held = standing_facts(Dues, KEY, persons)
    cuts = [_cut(facts, months) for facts in held.values()]
    made.withdraw(Dues, [one for gone, _ in cuts for one in gone])
    made.record(Dues, COLUMNS, [row for _, kept in cuts for row in kept])


def _refuse(months: Span, drafts: Sequence[DuesDraft]) -> None:
    if not all(day is not None and day.day == 1 for day in (months.start, months.end)):
        raise Refused("month", "党费按整月记，请写从哪个月到哪个月")
    if len({draft.person for draft in drafts}) < len(drafts):
        raise Refused("person", "同一名党员在一张表里出现了两次，请只留一行")
    for draft in drafts:
        fault = dues_fault(draft)
        if fault is not None:
            raise Refused(*fault)


def _stated(fact: Held) -> tuple[Any, ...]:
    return tuple(fact.values[name] for name in STATED)


def _cut(facts: Sequence[Held], months: Span) -> tuple[list[int], list[tuple[Any, ...]]]:
    """The facts that speak of those months, and rows for what they say of other months."""
    touching = [fact for fact in facts if span_of(fact).overlaps(months)]
    rows = [
        (fact.values[KEY], piece.start, piece.end, *_stated(fact))
        for fact in touching
        for piece in span_of(fact).without([months])
    ]
    return [fact.id for fact in touching], rows
