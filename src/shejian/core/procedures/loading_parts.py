"""The parts of a step, from its file: limits, amounts, votes, papers, outcomes, conditions, clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shejian.core.calendar import LimitUnit
from shejian.core.procedures.definition import (
    AmountMeaning,
    AmountRule,
    Bar,
    Basis,
    Condition,
    Fact,
    FactKind,
    Lengthening,
    LimitMeaning,
    LimitRule,
    Outcome,
    Paper,
    Repeat,
    SurplusRule,
    VoteResult,
    VoteRule,
)
from shejian.core.rules import Citation, Instrument, Law, Modality, TextRead
from shejian.core.rules.nearness import near_hint
from shejian.core.rules.parameters import Parameter
from shejian.core.rules.strict_yaml import Node
from shejian.core.rules.values import Kind

CITE_KEYS = ("instrument", "article", "words", "confirmed")


@dataclass(frozen=True)
class Names:
    """What a file may name: its facts, stages and steps, and the law's parameters and instruments."""

    since: date
    facts: Mapping[str, Fact]
    stages: frozenset[str]
    steps: Mapping[str, frozenset[str]]  # outcomes by step
    amounts: Mapping[str, frozenset[str]]  # by step
    law: Law
    instruments: Mapping[str, Instrument]

    def known(self, node: Node, what: str, name: str, among: Iterable[str]) -> str:
        """``name``, which has to be one of ``among``."""
        listed = tuple(among)
        if name not in listed:
            hint = near_hint(name, listed) or "；"
            raise node.fault(f"没有{what} {name}{hint}可用的：{'、'.join(listed) or '（没有）'}")
        return name

    def step(self, node: Node, name: str) -> str:
        return self.known(node, "步骤", name, self.steps)

    def parameter(self, node: Node, key: str, *kinds: Kind) -> str:
        """The key of a parameter of the law that has one of ``kinds`` of values."""
        if key not in self.law.keys:
            raise node.fault(f"没有参数 {key}{near_hint(key, self.law.keys)}")
        parameter: Parameter = self.law.parameter(key)
        if parameter.kind not in kinds:
            wanted = "或".join(kind.label for kind in kinds)
            raise node.fault(f"参数 {key} 是{parameter.kind.label}，这里要{wanted}")
        return key


def one_or_more(node: Node, name: str) -> tuple[str, ...]:
    """A text, or several in a list; none if the key is not there."""
    if name not in node.fields:
        return ()
    return tuple(node.distinct_texts(name)) if isinstance(node.fields[name], list) else (node.text(name),)


def read_basis(step: Node, names: Names, cite: str = "cite", modality: str = "modality") -> Basis:
    """The clause of a step or bar; what is not said to be otherwise is 必须.

    The article of a text that was read may stand without its words: a step rests on what the article asks for, not on a
    number that would have to be quoted.
    """
    node = step.node(cite)
    node.allow(CITE_KEYS)
    instrument = names.instruments[names.known(node, "文件", node.text("instrument"), names.instruments)]
    if not instrument.span.holds_on(names.since):
        ended = f"，{instrument.ended} 起不再施行" if instrument.ended else ""
        fault = f"{instrument.id} 自 {instrument.in_force} 起施行{ended}，{names.since} 不在其施行期内"
        raise node.fault(fault)
    article, words, confirmed = node.text_or_null("article"), node.text_or_null("words"), node.flag("confirmed")
    if confirmed and article is None:
        raise node.fault("confirmed 为 true 时 article 要写")
    if not confirmed and words is not None:
        raise node.fault("confirmed 为 false 时 words 只能是 null：原文不得猜测")
    if instrument.read is not TextRead.OFFICIAL and (confirmed or article is not None):
        fault = (
            f"{instrument.id} 没有读过正式全文（read: {instrument.read}），article 只能是 null，confirmed 只能是 false"
        )
        raise node.fault(fault)
    binding = step.choice(modality, Modality) if modality in step.fields else Modality.MUST
    return Basis(Citation(instrument, article, words, confirmed), binding)


def read_conditions(node: Node, names: Names) -> tuple[Condition, ...]:
    if "when" not in node.fields:
        return ()
    return tuple(_condition(one, names) for one in node.nodes("when"))


def _condition(node: Node, names: Names) -> Condition:
    node.allow((), ("fact", "step", "is", "outcome", "at_least", "below"))
    if ("fact" in node.fields) == ("step" in node.fields):
        raise node.fault("fact（情况）和 step（步骤）要有一个，也只能有一个")
    if "step" in node.fields:
        return _condition_of_step(node, names)
    fact = names.facts[names.known(node, "情况", node.text("fact"), names.facts)]
    allowed = {FactKind.FLAG: ("is",), FactKind.WORDS: ("is",), FactKind.NUMBER: ("at_least", "below")}.get(
        fact.kind, ()
    )
    wrong = next((key for key in node.fields if key != "fact" and key not in allowed), None)
    if wrong is not None:
        raise node.fault(f"{fact.id} 是 {fact.kind}，不能用 {wrong}；可用的：{'、'.join(allowed) or '（没有）'}")
    if fact.kind is FactKind.FLAG:
        return Condition(fact=fact.id, equals=node.flag("is") if "is" in node.fields else True)
    if fact.kind is FactKind.WORDS:
        return Condition(fact=fact.id, equals=frozenset(one_or_more(node, "is")))
    bounds = {key: names.parameter(node, node.text(key), Kind.NUMBER) for key in allowed if key in node.fields}
    if fact.kind is FactKind.NUMBER and not bounds:
        raise node.fault(f"{fact.id} 是数，要有 at_least 或 below")
    return Condition(fact=fact.id, at_least=bounds.get("at_least"), below=bounds.get("below"))


def _condition_of_step(node: Node, names: Names) -> Condition:
    step = names.step(node, node.text("step"))
    outcome = None
    if "outcome" in node.fields:
        outcome = names.known(node, "结果", node.text("outcome"), names.steps[step])
    return Condition(step=step, outcome=outcome, equals=node.flag("is") if "is" in node.fields else True)


def read_limit(node: Node, names: Names, outcomes: frozenset[str]) -> LimitRule:
    """What a ``limits`` item says: from what, by which rule, and which days are too early or too late."""
    node.allow(
        ("code", "kind", "from", "remedy"), ("parameter", "back", "less", "lengthened", "when", "outcomes", "at_start")
    )
    meaning = node.choice("kind", LimitMeaning)
    days = [fact.id for fact in names.facts.values() if fact.kind is FactKind.DAY]
    starts = one_or_more(node, "from")
    for start in starts:
        names.known(node, "步骤或者日期", start, (*names.steps, *days))
    keys = tuple(names.parameter(node, key, Kind.LIMIT) for key in one_or_more(node, "parameter"))
    back = node.flag("back") if "back" in node.fields else False
    if back:
        _refuse_workdays(node, names, keys)
    at_start = node.flag("at_start") if "at_start" in node.fields else False
    if at_start and (back or not keys):
        raise node.fault("at_start 要有 parameter，不能和 back 同用")
    return LimitRule(
        code=node.text("code"),
        meaning=meaning,
        starts=starts,
        parameters=keys,
        back=back,
        lengthened=_lengthening(node, names) if "lengthened" in node.fields else None,
        when=read_conditions(node, names),
        outcomes=_outcomes(node, names, outcomes),
        remedy=node.text("remedy"),
        less=tuple(names.parameter(node, key, Kind.LIMIT) for key in one_or_more(node, "less")),
        at_start=at_start,
    )


def _refuse_workdays(node: Node, names: Names, keys: tuple[str, ...]) -> None:
    values = (value for key in keys for value in names.law.parameter(key).values)
    worked = next((value for value in values if value.limit.unit is LimitUnit.WORKDAY), None)
    if worked is not None:
        raise node.fault(f"参数 {worked.key} 以工作日计，不能往前数（back）")


def _outcomes(node: Node, names: Names, outcomes: frozenset[str]) -> frozenset[str]:
    return frozenset(names.known(node, "结果", one, sorted(outcomes)) for one in one_or_more(node, "outcomes"))


def _lengthening(limit: Node, names: Names) -> Lengthening:
    node = limit.node("lengthened")
    node.allow(("step", "outcome", "amount", "unit"))
    step = names.step(node, node.text("step"))
    return Lengthening(
        step=step,
        outcome=names.known(node, "结果", node.text("outcome"), names.steps[step]),
        amount=names.known(node, "数目", node.text("amount"), names.amounts[step]),
        unit=node.choice("unit", LimitUnit),
    )


def read_amount(node: Node, names: Names, outcomes: frozenset[str], amounts: frozenset[str]) -> AmountRule:
    """What an ``amounts`` item says: what is counted at a step, and the rule of how many."""
    node.allow(("id", "label", "unit"), ("kind", "of", "parameter", "code", "remedy", "when", "outcomes"))
    meaning = node.choice("kind", AmountMeaning) if "kind" in node.fields else None
    given = [key for key in ("parameter", "code", "remedy") if key in node.fields]
    if meaning is None and given:
        raise node.fault(f"没有 kind，就不能有 {given[0]}")
    if meaning is not None and len(given) < 3:
        raise node.fault("有 kind 就要有 parameter、code 和 remedy")
    if (meaning is AmountMeaning.SHARE) != ("of" in node.fields):
        raise node.fault("kind 为 share 时要有 of（占哪个数目的比例），也只有这时可以有")
    kinds = (Kind.SHARE,) if meaning is AmountMeaning.SHARE else (Kind.NUMBER, Kind.LIMIT)
    keys = tuple(names.parameter(node, key, *kinds) for key in one_or_more(node, "parameter"))
    wanted = 2 if meaning is AmountMeaning.BETWEEN else 1
    if meaning is not None and len(keys) != wanted:
        raise node.fault(f"kind 为 {meaning} 时 parameter 要 {wanted} 个，现为 {len(keys)} 个")
    return AmountRule(
        id=node.text("id"),
        label=node.text("label"),
        unit=node.text("unit"),
        meaning=meaning,
        parameters=keys,
        code=node.text("code") if meaning else None,
        remedy=node.text("remedy") if meaning else None,
        when=read_conditions(node, names),
        outcomes=_outcomes(node, names, outcomes),
        of=names.known(node, "数目", node.text("of"), sorted(amounts)) if "of" in node.fields else None,
    )


def read_vote(node: Node, names: Names) -> VoteRule:
    """What ``vote`` says: the rules of who must be present and how many must agree."""
    node.allow(("remedy",), ("quorum", "majority", "written"))
    quorum, majority = (
        names.parameter(node, node.text(key), Kind.SHARE) if key in node.fields else None
        for key in ("quorum", "majority")
    )
    if quorum is None and majority is None:
        raise node.fault("quorum（到会）和 majority（赞成）至少要有一个")
    written = node.flag("written") if "written" in node.fields else False
    return VoteRule(quorum, majority, written, node.text("remedy"))


def read_surplus(node: Node, names: Names, amounts: frozenset[str]) -> SurplusRule:
    """What ``surplus`` says: the rule of how many more candidates than seats there must be."""
    node.allow(("parameter", "candidates", "seats", "code", "remedy"), ("when",))
    return SurplusRule(
        parameter=names.parameter(node, node.text("parameter"), Kind.SHARE),
        candidates=names.known(node, "数目", node.text("candidates"), sorted(amounts)),
        seats=names.known(node, "数目", node.text("seats"), sorted(amounts)),
        code=node.text("code"),
        remedy=node.text("remedy"),
        when=read_conditions(node, names),
    )


def read_bar(node: Node, names: Names) -> Bar:
    node.allow(("code", "label", "when", "cite", "remedy"), ("modality",))
    return Bar(
        code=node.text("code"),
        label=node.text("label"),
        when=read_conditions(node, names),
        basis=read_basis(node, names),
        remedy=node.text("remedy"),
    )


def read_papers(step: Node, names: Names) -> tuple[Paper, ...]:
    """Papers are words, or mappings of a ``label`` and ``when`` it is asked for."""
    items = step.fields.get("papers", [])
    if not isinstance(items, list):
        raise step.fault("papers 应为几份材料的名称")
    papers = tuple(_paper(step, at, one, names) for at, one in enumerate(items, 1))
    labels = [paper.label for paper in papers]
    doubled = next((label for label in labels if labels.count(label) > 1), None)
    if doubled is not None:
        raise step.fault(f"papers 里 {doubled} 重复")
    return papers


def _paper(step: Node, at: int, item: object, names: Names) -> Paper:
    if isinstance(item, str) and item.strip():
        return Paper(item.strip())
    if isinstance(item, dict):
        node = Node(step.file, f"{step.place} papers 第 {at} 项".strip(), item)
        node.allow(("label", "when"))
        return Paper(node.text("label"), read_conditions(node, names))
    raise step.fault(f"papers 第 {at} 项应为文字，或者 label 和 when")


def read_repeat(step: Node, names: Names) -> Repeat:
    """What ``repeat`` says: how often a step is taken again, from when until when."""
    node = step.node("repeat")
    node.allow(("every", "from", "code", "remedy"), ("until",))
    starts = [names.step(node, one) for one in one_or_more(node, "from")]
    limit = LimitRule(
        code=node.text("code"),
        meaning=LimitMeaning.LATEST,
        starts=(step.text("id"), *starts),
        parameters=(names.parameter(node, node.text("every"), Kind.LIMIT),),
        back=False,
        lengthened=None,
        when=(),
        outcomes=frozenset(),
        remedy=node.text("remedy"),
    )
    return Repeat(limit, names.step(node, node.text("until")) if "until" in node.fields else None)


OUTCOME_OPTIONS = (
    *("by_vote", "stands", "enters", "ends", "reopens", "takes_effect_at", "once", "concludes", "without", "remedy"),
)


def read_outcome(node: Node, names: Names, has_vote: bool) -> Outcome:
    """What an ``outcomes`` item says: how a step can end, and what that leads to."""
    node.allow(("id", "label"), OUTCOME_OPTIONS)
    flags = {key: node.flag(key) for key in ("stands", "ends", "concludes") if key in node.fields}
    result = node.choice("by_vote", VoteResult) if "by_vote" in node.fields else None
    if result is not None and not has_vote:
        raise node.fault("这一步没有 vote，不能有 by_vote")
    if "once" in node.fields and "remedy" not in node.fields:
        raise node.fault("有 once 就要有 remedy")
    effect = names.step(node, node.text("takes_effect_at")) if "takes_effect_at" in node.fields else None
    if result is VoteResult.VOID:
        flags["stands"] = False
    return Outcome(
        id=node.text("id"),
        label=node.text("label"),
        by_vote=result,
        enters=_stage(node, names, "enters"),
        reopens=tuple(names.step(node, one) for one in one_or_more(node, "reopens")),
        takes_effect_at=effect,
        once=node.text("once") if "once" in node.fields else None,
        remedy=node.text("remedy") if "remedy" in node.fields else None,
        without=frozenset(names.step(node, one) for one in one_or_more(node, "without")),
        **flags,
    )


def _stage(node: Node, names: Names, key: str) -> str | None:
    if key not in node.fields:
        return None
    return names.known(node, "阶段", node.text(key), sorted(names.stages))
