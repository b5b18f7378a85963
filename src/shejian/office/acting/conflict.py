"""Two people at the same thing: what somebody else recorded between the showing of a form and its handing in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from shejian.journal.models import Entry
from shejian.journal.queries import entries
from shejian.office.acting.fields import as_typed
from shejian.office.acting.form import ActForm, Present

TAKE = "take"
"""The name of the button that puts the ledger's value into a field instead of the one typed."""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A field that somebody else changed: by which entry, from what to what; ``mine`` says that it was typed over."""

    entry: Entry
    before: Present
    now: Present
    mine: bool


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """All that was recorded of the subject since the form was first shown."""

    entries: Sequence[Entry]
    fields: dict[str, Overtaken]


def meanwhile(form: ActForm, since: int, data: QueryDict) -> Meanwhile:
    """What was recorded of the form's subject after an entry, and which of its fields that changed."""
    if form.subject is None:
        return Meanwhile((), {})
    numbers = form.subject.touched_since(since)
    made = entries(numbers)
    states = [form.present(since), *(form.present(number) for number in numbers)]
    found: dict[str, Overtaken] = {}
    for name, now in form.held.items():
        before = states[0].get(name, Present(None, ""))
        if before.value == now.value or name not in form.fields:
            continue
        after = [state.get(name, Present(None, "")).value for state in states]
        last = max(at for at in range(1, len(after)) if after[at] != after[at - 1])
        mine = data.getlist(name) not in (
            as_typed(form.fields[name], before.value),
            as_typed(form.fields[name], now.value),
        )
        found[name] = Overtaken(made[numbers[last - 1]], before, now, mine)
    return Meanwhile([made[number] for number in numbers], found)


def renewed(form: ActForm, found: Meanwhile, data: QueryDict) -> QueryDict:
    """What was typed, with the entry now seen; fields that were left as they had been follow the ledger, and so does
    the one of which the other's value is taken."""
    fresh = data.copy()
    assert form.subject is not None  # noqa: S101 - without a subject nothing overtakes
    fresh["seen"] = str(form.subject.known)
    taken = data.get(TAKE, "")
    for name, each in found.fields.items():
        if not each.mine or name == taken:
            fresh.setlist(name, as_typed(form.fields[name], each.now.value))
    return fresh
