"""书记 of known party organizations: another one is an event, a name that was wrong is a correction."""

from __future__ import annotations

from datetime import date
from typing import Any

from shejian.core.facts.terms import PostTitle
from shejian.exchange.ledgers.binding import Difference, SheetPlan
from shejian.exchange.ledgers.context import Context
from shejian.exchange.ledgers.standing import latest
from shejian.exchange.queries import closings
from shejian.journal.services import Posting
from shejian.party.models import Post
from shejian.party.services import organizations as acts

Fields = dict[str, tuple[Any, Any]]


def held_again(fields: Fields, context: Context) -> bool:
    """Whether the row tells of one more election, rather than of a better date for the one that the ledger has."""
    if "elected" not in fields or fields["elected"][1] is None:
        return False
    before, day = fields["elected"]
    return before is None or context.happened_since(day)


def date_secretaries(plan: SheetPlan, context: Context) -> None:
    """Decide from which day on a new secretary is one.

    The day of change that the import was given, else that of a new election. Else a ledger of a later day than the one
    that told of the old secretary shows that he was followed by another, but not when: at the latest by that later day,
    and there it is recorded. A ledger of the same day that says something else corrects the name.
    """
    differing = [one for one in plan.changed if "secretary" in one.fields]
    if not differing:
        return
    posts = latest(
        Post, "party_organization_id", ("start", "entry_id"), title=str(PostTitle.SECRETARY), end__isnull=True
    )
    told = closings()
    for one in differing:
        since, entry = posts.get(one.held.ref, (None, None))
        day = _day(one, since, told.get(entry, context.last_closing), context)
        if day is None:
            continue
        plan.dated[one.index] = day
        old, new = one.fields["secretary"]
        if context.effective is None and not held_again(one.fields, context):
            reason = f"书记由{old}改为{new}，文件没写从哪天起，按台账时点 {day} 起记；知道日子的，用 --effective 或更正"
            plan.records.notice(one.index, "secretary", new, "secretary-undated", reason)


def _day(one: Difference, since: date | None, told: date | None, context: Context) -> date | None:
    """From which day on the new secretary is one; ``None`` if the name was wrong."""
    old, new = one.fields["secretary"]
    if context.effective is not None:
        return context.effective
    if new and held_again(one.fields, context):
        elected: date = one.fields["elected"][1]
        return elected
    later = told is not None and context.closing > told and (since is None or since < context.closing)
    return context.closing if old and new and later else None


def elect(made: Posting, plan: SheetPlan, changed: dict[int, tuple[Fields, dict[str, Any]]], context: Context) -> None:
    """Record elections and secretaries of known party organizations."""
    days = {one.held.ref: plan.dated[one.index] for one in plan.changed if one.index in plan.dated}
    elected, corrected = {}, {}
    appointed: dict[int, tuple[str, date | None]] = {}
    stepped_down: dict[int, date] = {}
    renamed: dict[int, str] = {}
    for ref, (fields, row) in changed.items():
        if held_again(fields, context):
            elected[ref] = row["elected"]
        elif "elected" in fields:
            corrected[ref] = row["elected"]
        if "secretary" not in fields:
            continue
        if ref in days and row["secretary"]:
            appointed[ref] = (row["secretary"], days[ref])
        elif ref in days:
            stepped_down[ref] = days[ref]
        else:
            renamed[ref] = row["secretary"] or ""
    acts.elect(made, elected)
    acts.correct_election(made, corrected)
    acts.appoint_secretary(made, appointed)
    acts.dismiss_secretary(made, stepped_down)
    acts.correct_secretary(made, renamed)
