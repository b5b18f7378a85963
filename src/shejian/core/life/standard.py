"""The standard of organization life (组织生活的标准) as data: who is held to counts, by which rule, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from shejian.core.facts.terms import MeetingKind, PartyOrganizationKind
from shejian.core.rules import Kind, Law, load_law
from shejian.core.rules.loading import LAW_FOLDER
from shejian.core.rules.nearness import near_hint
from shejian.core.rules.strict_yaml import Node, read_yaml

FILE = "standards/organization-life.yaml"


class Applies(StrEnum):
    """When a kind of organization life is asked for at all."""

    ALWAYS = "always"
    COMMITTEE = "committee"  # where a committee is on record
    GROUPS = "groups"  # where there are groups, of which the ledger knows nothing
    PAIRS = "pairs"  # of every two persons, of which records of a branch say nothing
    UNSET = "unset"  # no rule says how often


@dataclass(frozen=True, slots=True)
class KindStandard:
    """How one kind of organization life is counted.

    Attributes:
        rule: key of the parameter that says how often; ``None`` where none does.
        note: what has to be said of it, if anything.
    """

    kind: MeetingKind
    applies: Applies
    rule: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class LifeStandard:
    """The standard.

    Attributes:
        counted: kinds of party organizations that are held to counts.
        apart: the other kinds, each with why it is not.
        kinds: every kind of organization life, in reading order.
    """

    label: str
    meaning: str
    counted: frozenset[PartyOrganizationKind]
    apart: Mapping[PartyOrganizationKind, str]
    kinds: tuple[KindStandard, ...]

    def of(self, kind: MeetingKind) -> KindStandard:
        """How one kind is counted; the file has every kind."""
        return next(one for one in self.kinds if one.kind is kind)


@cache
def life_standard() -> LifeStandard:
    """The standard shipped with the program."""
    return read_life_standard(LAW_FOLDER, load_law())


def read_life_standard(folder: Path, law: Law) -> LifeStandard:
    """The standard that a law folder holds.

    Raises:
        LawFileError: something in it is unknown, doubled, missing, or rests on a rule that does not say how often.
    """
    node = read_yaml(folder, folder / FILE)
    node.allow(("key", "label", "meaning", "bodies", "kinds"))
    if node.text("key") != "organization_life":
        raise node.fault(f"key 应为 organization_life，现为 {node.shown('key')}")
    counted, apart = _bodies(node.node("bodies"))
    kinds = tuple(_kind(one, law) for one in node.nodes("kinds"))
    _each_once(node, [one.kind for one in kinds])
    return LifeStandard(node.text("label"), node.text("meaning"), counted, apart, kinds)


def _bodies(node: Node) -> tuple[frozenset[PartyOrganizationKind], dict[PartyOrganizationKind, str]]:
    every = [str(kind) for kind in PartyOrganizationKind]
    node.allow(every)
    counted: set[PartyOrganizationKind] = set()
    apart: dict[PartyOrganizationKind, str] = {}
    for name in every:
        one = node.node(name)
        one.allow(("counted", "why"))
        if one.flag("counted"):
            counted.add(PartyOrganizationKind(name))
            one.text("why")
        else:
            apart[PartyOrganizationKind(name)] = one.text("why")
    return frozenset(counted), apart


def _kind(node: Node, law: Law) -> KindStandard:
    node.allow(("kind", "applies", "rule", "note"))
    name = node.text("kind")
    if name not in {str(kind) for kind in MeetingKind}:
        raise node.fault(f"没有组织生活的类型 {name}{near_hint(name, [str(kind) for kind in MeetingKind])}")
    applies, rule = node.choice("applies", Applies), node.text_or_null("rule")
    if (rule is None) != (applies is Applies.UNSET):
        raise node.fault("applies 为 unset 的没有 rule，其余的都要有")
    if rule is not None:
        _refuse_rule(node, rule, law)
    return KindStandard(MeetingKind(name), applies, rule, node.text_or_null("note"))


def _refuse_rule(node: Node, rule: str, law: Law) -> None:
    if rule not in law.keys:
        raise node.fault(f"没有参数 {rule}{near_hint(rule, law.keys)}")
    kind = law.parameter(rule).values[-1].kind
    if kind is not Kind.FREQUENCY:
        raise node.fault(f"参数 {rule} 是{kind.label}，不是频次")


def _each_once(node: Node, kinds: list[MeetingKind]) -> None:
    for kind in MeetingKind:
        if kinds.count(kind) != 1:
            raise node.fault(f"kinds 里 {kind} 应有一项，现有 {kinds.count(kind)} 项")
