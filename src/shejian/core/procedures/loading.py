"""From the files under ``law/procedures`` to checked procedures: what names something that is not there is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from shejian.core.procedures.definition import (
    Fact,
    FactKind,
    Procedure,
    Procedures,
    Step,
    SubjectKind,
    Version,
)
from shejian.core.procedures.loading_parts import (
    Names,
    one_or_more,
    read_amount,
    read_bar,
    read_basis,
    read_conditions,
    read_limit,
    read_outcome,
    read_papers,
    read_repeat,
    read_surplus,
    read_vote,
)
from shejian.core.procedures.standing import State
from shejian.core.rules import Law, LawFileError, load_law
from shejian.core.rules.loading import LAW_FOLDER
from shejian.core.rules.nearness import near_hint
from shejian.core.rules.strict_yaml import Node, read_yaml

PROCEDURE_KEYS = ("procedure", "label", "since", "instrument", "subject", "transition", "stages", "steps")
STEP_KEYS = ("id", "label", "stage", "actor", "cite")
STEP_FLAGS = ("again", "optional", "ends")
STEP_WORDS = ("enters", "ledger", "replaces", "spared_by", "until", "note")
STEP_OPTIONS = (
    *("modality", "requires", "papers", "limits", "amounts", "vote", "surplus", "bars", "outcomes", "when", "repeat"),
    *("waivable", *STEP_FLAGS, *STEP_WORDS),
)
IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


@cache
def load_procedures() -> Procedures:
    """The procedures that are shipped with the program, read once."""
    return read_procedures(LAW_FOLDER, load_law())


def read_procedures(folder: Path, law: Law) -> Procedures:
    """All procedures of a folder with ``procedures/<name>/<since>.yaml`` in it, citing ``law``.

    Raises:
        LawFileError: the first file that is refused.
    """
    procedures = Procedures()
    root = folder / "procedures"
    stray = next((path for path in sorted(root.rglob("*.y*ml")) if path.parent.parent != root), None)
    if stray is not None:
        raise LawFileError(stray.relative_to(folder).as_posix(), "", "应放在 procedures/<程序>/<施行日>.yaml")
    for place in sorted(path for path in root.iterdir() if path.is_dir()) if root.is_dir() else ():
        nodes = [_node(folder, path) for path in sorted(place.glob("*.y*ml"))]
        if nodes:
            procedures[place.name] = _procedure(nodes, law)
    if not procedures:
        raise LawFileError(folder.name, "", "没有找到任何程序文件 procedures/*/*.yaml")
    return procedures


def _node(folder: Path, path: Path) -> Node:
    node = read_yaml(folder, path)
    node.allow(PROCEDURE_KEYS, ("facts",))
    node.choice("subject", SubjectKind)
    expected = f"procedures/{node.text('procedure')}/{node.day('since')}.yaml"
    if node.file != expected:
        raise LawFileError(node.file, "", f"程序 {node.text('procedure')} 的这一版应放在 {expected}")
    return node


def _procedure(nodes: list[Node], law: Law) -> Procedure:
    versions: list[Version] = []
    first = nodes[0]
    earlier: dict[str, Step] = {}
    for node in nodes:
        for key in ("label", "subject"):
            if node.text(key) != first.text(key):
                raise node.fault(f"{key} 与 {first.file} 的不同：{node.text(key)}，那里是 {first.text(key)}")
        version = _version(node, law, earlier)
        versions.append(version)
        earlier |= version.steps
    for one, other in pairwise(versions):
        _refuse_other_ends(nodes[versions.index(other)], one, other)
    return Procedure(
        name=first.text("procedure"),
        label=first.text("label"),
        subject=first.choice("subject", SubjectKind),
        versions=tuple(versions),
        steps=MappingProxyType(earlier),
    )


def _refuse_other_ends(node: Node, earlier: Version, later: Version) -> None:
    """Stages and facts keep their words from version to version: a case may go through both."""
    for id_ in earlier.stages.keys() & later.stages.keys():
        if earlier.stages[id_] != later.stages[id_]:
            raise node.fault(
                f"阶段 {id_} 的 label 与上一版的不同：{later.stages[id_].label}、{earlier.stages[id_].label}"
            )
    for id_ in earlier.facts.keys() & later.facts.keys():
        if earlier.facts[id_] != later.facts[id_]:
            raise node.fault(f"情况 {id_} 与上一版的不同")


def _version(node: Node, law: Law, earlier: Mapping[str, Step]) -> Version:
    since = node.day("since")
    instrument = law.instruments.get(node.text("instrument"))
    if instrument is None:
        name = node.text("instrument")
        raise node.fault(f"没有文件 {name}{near_hint(name, law.instruments)}")
    facts = _facts(node)
    stages = {one.text("id"): State(one.text("id"), one.text("label")) for one in _listed(node, "stages")}
    items = _listed(node, "steps", (*STEP_KEYS,), STEP_OPTIONS)
    _refuse_shared(node, facts, (one.text("id") for one in items))
    names = _names(since, facts, stages, items, law)
    steps = {step.id: step for step in (_step(one, names, earlier) for one in items)}
    before = _closure(node, {id_: step.requires for id_, step in steps.items()})
    after = {id_: frozenset(other for other in steps if id_ in before[other]) for id_ in steps}
    return Version(
        since=since,
        instrument=instrument,
        transition=node.text("transition"),
        facts=MappingProxyType(facts),
        stages=MappingProxyType(stages),
        steps=MappingProxyType(steps),
        order=MappingProxyType({id_: at for at, id_ in enumerate(steps)}),
        before=MappingProxyType(before),
        after=MappingProxyType(after),
        repeating=tuple(step for step in steps.values() if step.repeat),
        upwards=tuple(sorted(steps, key=lambda id_: len(before[id_]))),
        conditional=tuple(id_ for id_, step in steps.items() if step.when),
        sparing=frozenset(one for step in steps.values() for one in (step.replaces, step.spared_by) if one),
        ahead=MappingProxyType({id_: step.ahead for id_, step in steps.items()}),
    )


def _listed(
    node: Node, name: str, required: tuple[str, ...] = ("id", "label"), optional: tuple[str, ...] = ()
) -> list[Node]:
    """The mappings of a list, each with an ``id`` of its own."""
    seen: set[str] = set()
    items = node.nodes(name)
    for item in items:
        item.allow(required, optional)
        id_ = item.text("id")
        if not IDENTIFIER.fullmatch(id_):
            raise item.fault(f"id 应为小写英文，用 - 或 _ 连接，现为 {id_}")
        if id_ in seen:
            raise item.fault(f"id {id_} 重复")
        seen.add(id_)
    return items


def _facts(node: Node) -> dict[str, Fact]:
    if "facts" not in node.fields:
        return {}
    facts = {}
    for one in _listed(node, "facts", ("id", "label", "kind"), ("default", "needed")):
        kind = one.choice("kind", FactKind)
        if "default" in one.fields and kind is not FactKind.FLAG:
            raise one.fault(f"只有 flag 可以有 default，{one.text('id')} 是 {kind}")
        default = one.flag("default") if "default" in one.fields else None
        needed = one.flag("needed") if "needed" in one.fields else False
        facts[one.text("id")] = Fact(one.text("id"), one.text("label"), kind, default, needed)
    return facts


def _refuse_shared(node: Node, facts: Mapping[str, Fact], steps: Iterable[str]) -> None:
    shared = next((id_ for id_ in steps if id_ in facts), None)
    if shared is not None:
        raise node.fault(f"{shared} 既是情况又是步骤，请改一个 id")


def _names(since: date, facts: dict[str, Fact], stages: dict[str, State], items: list[Node], law: Law) -> Names:
    outcomes, amounts = {}, {}
    for item in items:
        id_ = item.text("id")
        outcomes[id_] = frozenset(one.text("id") for one in _parts(item, "outcomes"))
        amounts[id_] = frozenset(one.text("id") for one in _parts(item, "amounts"))
    return Names(since, facts, frozenset(stages), outcomes, amounts, law, law.instruments)


def _parts(step: Node, name: str) -> list[Node]:
    """The mappings of an optional list, each with an ``id`` of its own."""
    if name not in step.fields:
        return []
    items = step.nodes(name)
    for item in items:
        if "id" not in item.fields:
            raise item.fault("缺少 id")
    ids = [item.text("id") for item in items]
    doubled = next((id_ for id_ in ids if ids.count(id_) > 1), None)
    if doubled is not None:
        raise step.fault(f"{name} 里 {doubled} 重复")
    return items


def _step(node: Node, names: Names, earlier: Mapping[str, Step]) -> Step:
    outcomes, amounts = names.steps[node.text("id")], names.amounts[node.text("id")]
    flags: dict[str, Any] = {key: node.flag(key) for key in STEP_FLAGS if key in node.fields}
    words: dict[str, Any] = {key: node.text(key) for key in STEP_WORDS if key in node.fields}
    for key, among in (
        ("enters", names.stages),
        ("replaces", earlier),
        ("spared_by", names.steps),
        ("until", names.steps),
    ):
        if key in words:
            names.known(node, {"enters": "阶段"}.get(key, "步骤"), words[key], among)
    repeat = read_repeat(node, names) if "repeat" in node.fields else None
    if repeat is not None:
        flags["again"] = True
        if repeat.until is not None:
            words.setdefault("until", repeat.until)
    return Step(
        id=node.text("id"),
        label=node.text("label"),
        stage=names.known(node, "阶段", node.text("stage"), names.stages),
        actor=node.text("actor"),
        basis=read_basis(node, names),
        requires=tuple(names.step(node, one) for one in one_or_more(node, "requires")),
        papers=read_papers(node, names),
        limits=tuple(read_limit(one, names, outcomes) for one in _some(node, "limits")),
        amounts=tuple(read_amount(one, names, outcomes, amounts) for one in _some(node, "amounts")),
        vote=read_vote(node.node("vote"), names) if "vote" in node.fields else None,
        surplus=read_surplus(node.node("surplus"), names, amounts) if "surplus" in node.fields else None,
        bars=tuple(read_bar(one, names) for one in _some(node, "bars")),
        outcomes=tuple(read_outcome(one, names, "vote" in node.fields) for one in _some(node, "outcomes")),
        when=read_conditions(node, names),
        repeat=repeat,
        waivable=read_basis(node, names, "waivable", "modality") if "waivable" in node.fields else None,
        **flags,
        **words,
    )


def _some(node: Node, name: str) -> list[Node]:
    return node.nodes(name) if name in node.fields else []


def _closure(node: Node, requires: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Of each step all that come before it, directly or not."""
    found: dict[str, frozenset[str]] = {}

    def before(id_: str, trail: tuple[str, ...]) -> frozenset[str]:
        if id_ in trail:
            raise node.fault(f"requires 绕成了圈：{' → '.join((*trail[trail.index(id_) :], id_))}")
        if id_ not in found:
            inner = (before(one, (*trail, id_)) for one in requires[id_])
            found[id_] = frozenset(requires[id_]).union(*inner)
        return found[id_]

    return {id_: before(id_, ()) for id_ in requires}
