"""Layers of rules: the nation's, and local ones that may depart from it only the stricter way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shejian.core.rules.comparing import keeps_to, stricter_way, why_not_comparable
from shejian.core.rules.instruments import Instrument, Level
from shejian.core.rules.nearness import near
from shejian.core.rules.parameters import DatedValue, Modality, Parameter, Stricter
from shejian.core.rules.values import kind_of

BINDING = (Modality.LOCAL, Modality.MAY, Modality.USUALLY, Modality.MUST)


@dataclass(frozen=True, eq=False)
class Layer:
    """The instruments and parameters of one rule-maker; ``name`` is whose they are, for example 国家 or 某市."""

    name: str
    level: Level
    instruments: Mapping[str, Instrument]
    parameters: Mapping[str, Parameter]


class UnknownRuleError(KeyError):
    """No parameter has this key; ``str()`` names those that nearly do."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        self.key = key
        self.near = near(key, known)
        hint = f"；相近的有：{'、'.join(self.near)}" if self.near else ""
        super().__init__(f"没有参数 {key}{hint}")

    def __str__(self) -> str:
        return str(self.args[0])


class LaxerRuleError(ValueError):
    """A lower layer departs from an upper one otherwise than the stricter way."""


def refuse_laxer(lower: Layer, upper: Layer) -> None:
    """Compare every parameter of ``lower`` with that of ``upper``, on the days on which both have a value.

    Raises:
        LaxerRuleError: the first departure that is not allowed, in a sentence.
    """
    for key, parameter in lower.parameters.items():
        above = upper.parameters.get(key)
        if above is None:
            continue
        if parameter.stricter is not above.stricter:
            raise LaxerRuleError(f"“{lower.name}”的 {key} 把 stricter 写成 {parameter.stricter}，应为 {above.stricter}")
        for ours in parameter.values:
            for theirs in above.values:
                if ours.span.overlaps(theirs.span):
                    _refuse_laxer_value(ours, theirs, above.stricter, f"“{lower.name}”", f"“{upper.name}”")


def _refuse_laxer_value(ours: DatedValue, theirs: DatedValue, stricter: Stricter, name: str, above: str) -> None:
    said = f"{name}的{ours.label}（{ours.key}）自 {ours.since} 起为 {ours}"
    obstacle = why_not_comparable(ours, theirs, stricter)
    if obstacle is not None:
        raise LaxerRuleError(f"{said}，与{above}的 {theirs} {obstacle}")
    if stricter is Stricter.FREE:
        return
    if not keeps_to(ours.value, theirs.value, stricter):
        way = stricter_way(kind_of(theirs.value), stricter)
        raise LaxerRuleError(f"{said}，不合{above}的 {theirs}：{way}")
    if BINDING.index(ours.modality) < BINDING.index(theirs.modality):
        raise LaxerRuleError(f"{said}，却把{above}的“{theirs.modality}”降为“{ours.modality}”")
