"""The page of one rule: its history with clauses, the local values of the visitor's line, and where it is used."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shejian.base.enums import Role
from shejian.core.calendar import Span
from shejian.core.rules import DatedValue, Parameter, RuleUnavailable, Stricter, load_uses
from shejian.office.asking import Posed
from shejian.office.build import rule_words as words
from shejian.office.build.rules import maker_of
from shejian.office.build.shell import shell
from shejian.office.ledger_pages import FactCard, FactLine
from shejian.office.pages import Link
from shejian.office.rule_pages import LocalRow, RulePage, ValueRow
from shejian.office.visitors import Visitor
from shejian.rulebook.enums import ValueStatus
from shejian.rulebook.queries import LocalRule, confirmations, local_rules, national_law
from shejian.rulebook.values import BadValue, value_of

LABELS = {
    "confirm": ("核对条款", "check"),
    "withdraw": ("撤回核对", "undo"),
    "draft": ("起草本地的值", "pen"),
    "enforce": ("施行", "check"),
    "end": ("废止", "x"),
    "discard": ("撤掉草稿", "x"),
}
"""What can be done with a rule, with its words and icon."""


def rule_page(request: HttpRequest, one: Visitor, posed: Posed, parameter: Parameter) -> RulePage:
    """A rule as the unit asked about is judged by it."""
    key, asking = parameter.key, posed.asking
    nation = national_law(posed.known).parameter(key)
    known = national_law(posed.known).instruments
    try:
        value = posed.asked.law.on(posed.on).value(key)
        now, (state, tone), judged = f"{value.modality} {value}", words.state_of(value), words.judged_as(value)
        maker = maker_of(posed, value)
        judged = f"由{maker}另定；{judged}" if maker else judged
    except RuleUnavailable as unavailable:
        value, now, state, tone, judged = None, "当日没有值", "当日没有值", "none", str(unavailable)
    mine = _of_the_line(one, posed, key)
    acts = () if posed.is_past else _acts(one, posed, nation)
    return RulePage(
        shell=shell(request, one, parameter.label, "rules", posed),
        back=reverse("office:rules") + asking.query(),
        key=key,
        label=parameter.label,
        meaning=parameter.meaning,
        now=now,
        state=state,
        tone=tone,
        judged=judged,
        acts=acts,
        acts_note="正在看以往，只能看" if posed.is_past else "",
        values=tuple(_value(posed, each, value, known) for each in reversed(nation.values)),
        local=tuple(_local(one, posed, nation, rule) for rule in mine),
        local_note=words.departing(parameter),
        about=_about(parameter, nation),
        uses=tuple(str(use) for use in load_uses().get(key, ())),
    )


def _value(posed: Posed, value: DatedValue, now: DatedValue | None, known: object) -> ValueRow:
    state, tone = words.state_of(value)
    ids = tuple(known) if isinstance(known, dict) else ()
    return ValueRow(
        span=words.span_words(value.span),
        value=str(value),
        modality=value.modality,
        state=state,
        tone=tone,
        clauses=words.clauses(value, posed.asking, ids),
        now=value.span.holds_on(posed.on),
    )


def _about(parameter: Parameter, nation: Parameter) -> FactCard:
    asked_from = f"{parameter.recorded_from} 起（以前有没有规定，本库不知道）"
    lines = [
        FactLine("代号", parameter.key),
        FactLine("值的种类", parameter.kind.label),
        FactLine("地方另定", words.departing(parameter)),
        FactLine("收录", asked_from),
    ]
    if nation.ended is not None:
        lines.append(FactLine("废止", f"{nation.ended} 起"))
    return FactCard("这条规则", tuple(lines))


# ---- local values ----


def _of_the_line(one: Visitor, posed: Posed, key: str) -> list[LocalRule]:
    """Local values of the unit asked about, of those above it, and of those below it that the visitor reaches."""
    tree = posed.asked.tree
    if posed.node is None:
        return []
    above = frozenset(tree.lineage(posed.node.id))
    reached = one.within(tree)
    below = tree.subtree(posed.node.id) & reached
    rules = [rule for rule in local_rules(posed.known, key=key) if rule.unit in above | below]
    return [rule for rule in rules if rule.status is ValueStatus.IN_FORCE or rule.unit in reached]


def _local(one: Visitor, posed: Posed, nation: Parameter, rule: LocalRule) -> LocalRow:
    try:
        value, unit = value_of(nation, rule.mapping)
        said = f"{value}{unit}" if isinstance(value, int) else str(value)
    except BadValue as bad:
        said = f"读不出：{bad}"
    draft = rule.status is ValueStatus.DRAFT
    ended = rule.end is not None and rule.end <= posed.on
    status, tone = ("草稿", "run") if draft else ("已废止", "past") if ended else ("施行", "ok")
    paper = rule.paper
    basis = f"《{paper.title}》{paper.number}{rule.article}" if paper else ""
    acts = () if posed.is_past else _acts_on(one, posed, rule, ended)
    return LocalRow(
        unit=posed.asked.tree.name(rule.unit),
        value=said,
        modality=rule.modality,
        span=words.span_words(Span(rule.start, rule.end)),
        status=status,
        tone=tone,
        paper=basis,
        words=rule.words,
        acts=acts,
    )


def _acts_on(one: Visitor, posed: Posed, rule: LocalRule, ended: bool) -> tuple[Link, ...]:
    if rule.status is ValueStatus.DRAFT:
        verbs = ["enforce"] * holds(one, posed, rule.unit, Role.ADMINISTRATOR)
        verbs += ["discard"] * holds(one, posed, rule.unit, Role.CLERK)
    else:
        verbs = ["end"] * (holds(one, posed, rule.unit, Role.ADMINISTRATOR) and not ended and rule.end is None)
    role = Role.CLERK if rule.status is ValueStatus.DRAFT else Role.ADMINISTRATOR
    entry = Link(f"第 {rule.entry} 笔", reverse("office:entry", args=[rule.entry]))
    own = (entry,) if holds(one, posed, rule.unit, role) else ()
    return (*(_link(rule.key, verb, posed, value=str(rule.id)) for verb in verbs), *own)


def _acts(one: Visitor, posed: Posed, nation: Parameter) -> tuple[Link, ...]:
    """What can be done with the rule itself."""
    found = []
    if one.is_chief:
        if any(not cite.confirmed for value in nation.values for cite in value.citations):
            found.append("confirm")
        if confirmations(posed.known, nation.key):
            found.append("withdraw")
    if posed.node is not None and nation.stricter is not Stricter.FIXED and nation.ended is None:
        found += ["draft"] * holds(one, posed, posed.node.id, Role.CLERK)
    return tuple(_link(nation.key, verb, posed) for verb in found)


def _link(key: str, verb: str, posed: Posed, **more: str) -> Link:
    label, icon = LABELS[verb]
    return Link(label, reverse("office:rule-act", args=[key, verb]) + posed.asking.query(**more), icon=icon)


def holds(one: Visitor, posed: Posed, unit: int, role: Role) -> bool:
    """Whether the visitor holds a role at a unit or above it, along whichever line."""
    return any(unit in units for units in one.along(posed.asked.tree, role).values())
