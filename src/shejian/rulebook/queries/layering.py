"""The law made of its parts: the nation's, what was confirmed of it, and the local values of units, one under another.

Nothing here asks the store. On the days on which an upper layer has overtaken a local value, the value is passed over:
the law stays whole, and the stricter upper value holds. What was judged by the local value before stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from shejian.core.rules import (
    Citation,
    DatedValue,
    Instrument,
    Law,
    LaxerRuleError,
    Layer,
    Level,
    Modality,
    Parameter,
    TextRead,
    UnknownRuleError,
)
from shejian.rulebook.enums import ValueStatus
from shejian.rulebook.queries.recorded import Confirmed, LocalRule
from shejian.rulebook.values import BadValue, value_of

EVER = date.min


def with_confirmations(law: Law, confirmed: Sequence[Confirmed]) -> Law:
    """The law in which what was read in the official text bears its article and words, and counts as confirmed."""
    if not confirmed:
        return law
    nation = law.layers[0]
    parameters = dict(nation.parameters)
    for one in confirmed:
        if one.key in parameters:
            parameters[one.key] = _confirmed(parameters[one.key], one)
    made = Law((replace(nation, parameters=MappingProxyType(parameters)), *law.layers[1:]))
    return made.with_confirmed(frozenset((one.key, one.since) for one in confirmed))


def _confirmed(parameter: Parameter, one: Confirmed) -> Parameter:
    values = tuple(_cited(value, one) if value.since == one.since else value for value in parameter.values)
    return replace(parameter, values=values)


def _cited(value: DatedValue, one: Confirmed) -> DatedValue:
    cites = [
        Citation(cite.instrument, one.article, one.words, True) if cite.instrument.id == one.instrument else cite
        for cite in value.citations
    ]
    return replace(value, citations=tuple(cites))


def local_layer(law: Law, name: str, rules: Iterable[LocalRule]) -> Layer:
    """The layer that local values in force make; drafts and what names no parameter (any more) are left out."""
    instruments: dict[str, Instrument] = {}
    values: dict[str, list[DatedValue]] = {}
    for rule in rules:
        if rule.status is not ValueStatus.IN_FORCE or rule.paper is None:
            continue
        try:
            parameter = law.parameter(rule.key)
            made = dated_value(parameter, rule)
        except (UnknownRuleError, BadValue):
            continue
        values.setdefault(rule.key, []).append(made)
        instruments[made.citations[0].instrument.id] = made.citations[0].instrument
    parameters = {key: local_parameter(law.parameter(key), found) for key, found in values.items()}
    return Layer(name, Level.LOCAL, MappingProxyType(instruments), MappingProxyType(parameters))


def local_parameter(parameter: Parameter, values: Sequence[DatedValue]) -> Parameter:
    """A parameter of a lower layer with these values, the earliest first."""
    ordered = tuple(sorted(values, key=lambda one: one.since))
    return replace(
        parameter, level=Level.LOCAL, recorded_from=ordered[0].since, ended=ordered[-1].until, values=ordered
    )


def dated_value(parameter: Parameter, rule: LocalRule) -> DatedValue:
    """A local value as the law reads it, resting on its paper.

    Raises:
        BadValue: the parameter cannot have such a value.
    """
    value, unit = value_of(parameter, rule.mapping)
    return DatedValue(
        key=rule.key,
        label=parameter.label,
        value=value,
        unit=unit,
        modality=Modality(rule.modality),
        since=rule.start or EVER,
        until=rule.end,
        citations=(_citation(rule),),
    )


def _citation(rule: LocalRule) -> Citation:
    paper = rule.paper
    instrument = Instrument(
        id=f"paper-{paper.id if paper else 0}",
        title=paper.title if paper else "草稿",
        short_title=paper.title if paper else "草稿",
        number=(paper.number if paper else "") or None,
        issuer=paper.issuer if paper else "",
        issued=paper.issued_on if paper else None,
        in_force=rule.start or EVER,
        ended=None,
        superseded_by=None,
        source="本地登记的文件",
        read=TextRead.OFFICIAL,
        layer=Level.LOCAL,
    )
    confirmed = bool(rule.article and rule.words)
    return Citation(instrument, rule.article or None, rule.words if confirmed else None, confirmed)


def laid_under(law: Law, layer: Layer) -> Law:
    """The law with a layer under it, without those of its values that are laxer than what stands above."""
    if not layer.parameters:
        return law
    try:
        return law.with_local(layer)
    except LaxerRuleError:
        pass
    kept: dict[str, Parameter] = {}
    for key, parameter in layer.parameters.items():
        parts = [part for value in parameter.values for part in _parts(law, key, value)]
        values = [part for part in parts if why_laxer(law, layer.name, parameter, part) is None]
        if values:
            kept[key] = local_parameter(parameter, values)
    return law.with_local(replace(layer, parameters=MappingProxyType(kept))) if kept else law


def _parts(law: Law, key: str, value: DatedValue) -> list[DatedValue]:
    """A value cut at the days on which a value above it begins or ends."""
    above = [one for layer in law.layers if key in layer.parameters for one in layer.parameters[key].values]
    days = {day for one in above for day in (one.since, one.until) if day is not None}
    cuts = sorted(day for day in days if day > value.since and value.span.holds_on(day))
    starts, ends = [value.since, *cuts], [*cuts, value.until]
    return [replace(value, since=start, until=end) for start, end in zip(starts, ends, strict=True)]


def why_laxer(law: Law, name: str, parameter: Parameter, value: DatedValue) -> str | None:
    """Why a unit's value may not stand under the law, in a sentence; ``None`` if it may."""
    layer = Layer(
        name, Level.LOCAL, MappingProxyType({}), MappingProxyType({value.key: local_parameter(parameter, [value])})
    )
    try:
        law.with_local(layer)
    except LaxerRuleError as laxer:
        return str(laxer)
    return None
