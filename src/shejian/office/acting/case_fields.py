"""The fields of one step of a procedure: only those that the step has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from shejian.cases.queries import Taken
from shejian.core.procedures import WAIVED, Step, Vote
from shejian.core.sheets import Column, Kind
from shejian.core.sheets.columns import Nature
from shejian.office.acting.fields import UNCHOSEN, CellField, PickField

OUTCOME, PAPERS, CHECKED = "outcome", "papers", "papers_checked"
VOTES = {"due": "应到会人数", "present": "实到会人数", "yes": "赞成票"}
WRITTEN, SEATS = "written", "seats"
AMOUNT = "amount-"
UNCHECKED = "unknown"
CHECKS = ((UNCHECKED, "还没有核对，不知道有没有"), ("known", "核对过：有的打勾，没打勾的就是没有"))


def whole(label: str, *, required: bool, **more: Any) -> CellField:
    """A number of heads, votes, hours or days."""
    field = CellField(
        Column(label, label, Kind.WHOLE, Nature.ATTRIBUTE, required=required), required=required, label=label, **more
    )
    field.widget.attrs["size"] = "6"
    return field


def step_fields(step: Step) -> dict[str, forms.Field]:
    """The fields that a step has besides its day."""
    found: dict[str, forms.Field] = {}
    if step.outcomes:
        choices = [UNCHOSEN, *((one.id, one.label) for one in step.outcomes)]
        if step.waivable is not None:
            choices.append((WAIVED, "免予办理"))
        found[OUTCOME] = PickField(choices, label="结论")
    elif step.waivable is not None:
        found[OUTCOME] = PickField([("", "办了"), (WAIVED, "免予办理")], label="办没办", required=False)
    if step.vote is not None:
        found |= {name: whole(label, required=False) for name, label in VOTES.items()}
        hint = "未到会、事先正式书面表明意见的人数；没有的空着。"
        found[WRITTEN] = whole("书面表明意见的", required=False, help_text=hint)
        if step.surplus is not None:
            found[SEATS] = whole("应选名额", required=False)
    for name, label in amounts_of(step).items():
        found[AMOUNT + name] = whole(label, required=False)
    if step.papers:
        papers = [(one.label, one.label) for one in step.papers]
        found[CHECKED] = PickField(CHECKS, label="材料齐不齐")
        found[PAPERS] = forms.MultipleChoiceField(
            choices=papers, label="有哪些材料", required=False, widget=forms.CheckboxSelectMultiple
        )
    return found


def amounts_of(step: Step) -> dict[str, str]:
    """The numbers of a step by their ids, each with its label and unit; what a vote says is not asked twice."""
    found: dict[str, str] = {}
    for rule in step.amounts:
        if step.surplus is not None and step.vote is not None and rule.id == step.surplus.seats:
            continue
        found[rule.id] = f"{rule.label}（{rule.unit}）" if rule.unit else rule.label
    return found


def presented(step: Step, one: Taken) -> Iterator[tuple[str, Any]]:
    """What a step that is on record says, by the names of the fields."""
    yield OUTCOME, one.outcome
    for name in VOTES:
        yield name, getattr(one.vote, name) if one.vote else None
    yield WRITTEN, (one.vote.written or None) if one.vote else None
    yield SEATS, one.vote.seats if one.vote else None
    for name in amounts_of(step):
        yield AMOUNT + name, one.amounts.get(name)
    yield CHECKED, UNCHECKED if one.papers is None else "known"
    known = one.papers or frozenset()
    yield PAPERS, [each.label for each in step.papers if each.label in known]


def vote_said(said: Mapping[str, Any]) -> Vote | None:
    """The vote, if the three numbers were said."""
    counts = [said.get(name) for name in VOTES]
    if any(one is None for one in counts):
        return None
    due, present, yes = counts
    return Vote(int(due or 0), int(present or 0), int(yes or 0), said.get(WRITTEN) or 0, said.get(SEATS))


def amounts_said(step: Step, said: Mapping[str, Any]) -> dict[str, int]:
    """The numbers that were said."""
    held = {name: said.get(AMOUNT + name) for name in amounts_of(step)}
    found = {name: int(value) for name, value in held.items() if value is not None}
    if step.surplus is not None and step.vote is not None and said.get(SEATS) is not None:
        found[step.surplus.seats] = int(said[SEATS])
    return found


def papers_said(said: Mapping[str, Any]) -> frozenset[str] | None:
    """The papers that there are; ``None`` where nobody looked. Who ticks one has looked."""
    ticked = frozenset(said.get(PAPERS) or ())
    return ticked if ticked or said.get(CHECKED) not in (None, "", UNCHECKED) else None


def check_vote(form: forms.Form, said: Mapping[str, Any]) -> None:
    """The three numbers come together, and none is larger than the one before."""
    counts = {name: said.get(name) for name in VOTES if name in form.fields}
    given = [name for name, value in counts.items() if value is not None]
    if not given or form.errors.keys() & counts.keys():
        return
    for name in counts.keys() - set(given):
        form.add_error(name, f"写了{VOTES[given[0]]}，也请写{VOTES[name]}")
    due, present, yes = (counts[name] for name in VOTES)
    if due is not None and present is not None and present > due:
        form.add_error("present", f"实到会 {present} 人多于应到会 {due} 人，请核对")
    if present is not None and yes is not None and yes > present + (said.get(WRITTEN) or 0):
        form.add_error("yes", f"赞成票 {yes} 张多于投票的 {present + (said.get(WRITTEN) or 0)} 人，请核对")
