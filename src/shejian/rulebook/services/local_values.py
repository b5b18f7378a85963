"""A unit's own values: drafted, put in force with their paper, ended. They may only be stricter than what is above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from shejian.base.models import UnitParticulars
from shejian.core.calendar import Span
from shejian.core.rules import DatedValue, Law, Modality, Parameter, Stricter, UnknownRuleError
from shejian.journal.services.posting import Posting
from shejian.rulebook.enums import ValueStatus
from shejian.rulebook.models import LocalValue
from shejian.rulebook.queries.laws import law_for
from shejian.rulebook.queries.layering import dated_value, why_laxer
from shejian.rulebook.queries.recorded import LocalRule, local_rules
from shejian.rulebook.services.refusals import RuleRefused
from shejian.rulebook.values import BadValue, written

NAMES = ("unit_id", "key", "value", "modality", "status", "article", "words", "start")


@dataclass(frozen=True, slots=True)
class ValueDraft:
    """What a unit means to ask for.

    Attributes:
        mapping: the value, as a file under ``law/`` writes it: ``{"limit": {"count": 20, "unit": "日"}}``.
        start: the first day on which it is to hold.
        article, words: where it stands in the local paper, and how; without both it is only a hint.
    """

    unit: int
    key: str
    mapping: Mapping[str, Any]
    modality: Modality
    start: date
    article: str = ""
    words: str = ""


def draft(made: Posting, drafts: Sequence[ValueDraft]) -> range:
    """Keep local values as drafts, which judge nothing yet; returns their ids. A unit has one draft of a parameter.

    Raises:
        RuleRefused: there is a draft already, or the value may not stand under the law above.
    """
    for one in drafts:
        refuse_unfit(one)
    return made.record(LocalValue, NAMES, [_row(one) for one in drafts])


def refuse_unfit(one: ValueDraft) -> None:
    """Refuse a draft that could not be kept.

    Raises:
        RuleRefused: the unit has a draft of the parameter already, or the value may not stand under the law above.
    """
    held = LocalValue.objects.filter(
        unit=one.unit, key=one.key, status=str(ValueStatus.DRAFT), superseded_by__isnull=True
    )
    if held.exists():
        raise RuleRefused("value", "本单位这条规则已有一份草稿，请先施行或者撤掉它")
    refuse_laxer(_rule(one))


def put_in_force(made: Posting, id_: int, start: date) -> None:
    """施行: a draft becomes law from a day on, on the entry's paper; what the unit asked for before ends on that day.

    Raises:
        RuleRefused: there is no such draft, no paper, a later value, or the law above has become stricter.
    """
    rule = _standing(id_, ValueStatus.DRAFT)
    if made.paper is None:
        raise RuleRefused("paper_title", "施行地方规则要有文件，请写文件名称")
    refuse_laxer(replace(rule, start=start))
    before = [
        one
        for one in local_rules(units=[rule.unit], key=rule.key)
        if one.status is ValueStatus.IN_FORCE and one.span.overlaps(Span(start, None))
    ]
    later = [one.start for one in before if one.start is not None and one.start >= start]
    if later:
        raise RuleRefused("day", f"本单位这条规则已有自 {min(later)} 起施行的值，施行日要晚于它")
    made.close(LocalValue, {one.id: start for one in before})
    made.amend(
        LocalValue,
        {id_: {"status": str(ValueStatus.IN_FORCE), "start": start, "paper_id": made.paper}},
    )


def end_value(made: Posting, id_: int, day: date) -> None:
    """废止: a local value holds no longer from a day on; the law above holds again.

    Raises:
        RuleRefused: it does not stand, ended earlier, or began only on that day or later.
    """
    rule = _standing(id_, ValueStatus.IN_FORCE)
    if rule.end is not None and rule.end <= day:
        raise RuleRefused("day", f"这个值 {rule.end} 就已经废止了")
    if rule.start is not None and rule.start >= day:
        raise RuleRefused("day", f"这个值自 {rule.start} 起施行，废止日要晚于它；记错了的，请撤销施行的那一笔账")
    made.close(LocalValue, {id_: day})


def discard(made: Posting, id_: int) -> None:
    """A draft is thrown away.

    Raises:
        RuleRefused: there is no such draft.
    """
    _standing(id_, ValueStatus.DRAFT)
    made.withdraw(LocalValue, [id_])


def refuse_laxer(rule: LocalRule) -> None:
    """Refuse what may not stand under the law above the rule's unit.

    Raises:
        RuleRefused: no parameter has the key, it cannot have the value, or the value is laxer on some day.
    """
    law = law_above(rule.unit)
    try:
        parameter = law.parameter(rule.key)
        value = dated_value(parameter, rule)
    except UnknownRuleError as unknown:
        raise RuleRefused("key", str(unknown)) from None
    except BadValue as bad:
        raise RuleRefused("value", str(bad)) from None
    if parameter.stricter is Stricter.FIXED:
        raise RuleRefused("value", f"{parameter.label}由上级定死，地方不得另定")
    _refuse_before_law(parameter, value)
    why = why_laxer(law, "本单位", parameter, value)
    if why is not None:
        raise RuleRefused("modality" if "降为" in why else "value", why)


def law_above(unit: int) -> Law:
    """The law under which a unit's own values come to stand: that of the unit above it."""
    parent = (
        UnitParticulars.objects.known(None).filter(unit=unit).order_by("-start", "-id").values_list("parent", flat=True)
    )
    return law_for(parent.first())


def _refuse_before_law(parameter: Parameter, value: DatedValue) -> None:
    if value.since < parameter.values[0].since:
        raise RuleRefused(
            "start", f"{parameter.label}的上级规定自 {parameter.values[0].since} 起施行，请写不早于它的日期"
        )
    if parameter.ended is not None and value.since >= parameter.ended:
        raise RuleRefused("start", f"{parameter.label}的上级规定 {parameter.ended} 起已废止，不能再定地方的值")


def _standing(id_: int, status: ValueStatus) -> LocalRule:
    found = [one for one in local_rules() if one.id == id_ and one.status is status]
    if not found:
        raise RuleRefused("", f"这份{status.label}刚刚被别人改过，没有改动；请刷新后再看")
    return found[0]


def _rule(one: ValueDraft) -> LocalRule:
    return LocalRule(
        0,
        one.unit,
        one.key,
        dict(one.mapping),
        str(one.modality),
        ValueStatus.DRAFT,
        one.article,
        one.words,
        one.start,
        None,
        None,
        0,
    )


def _row(one: ValueDraft) -> tuple[object, ...]:
    return (
        one.unit,
        one.key,
        written(one.mapping),
        str(one.modality),
        str(ValueStatus.DRAFT),
        one.article,
        one.words,
        one.start,
    )
