"""Every figure there is, in the order in which people read them, with its wording from ``law/indicators``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from shejian.core.indicators.population import Nature, Part, Population, Ratio, Total
from shejian.core.indicators.populations.activities import ACTIVITY_POPULATIONS, MEETINGS_BY_KIND
from shejian.core.indicators.populations.building import BUILDING_POPULATIONS, BUILT_BY_KIND
from shejian.core.indicators.populations.effective import EFFECTIVE_POPULATIONS
from shejian.core.indicators.populations.learning import LEARNING_POPULATIONS
from shejian.core.indicators.populations.organizations import COVERED_BY_MODE, ORGANIZATION_POPULATIONS
from shejian.core.indicators.populations.party import (
    PARTY_ORGANIZATIONS_BY_KIND,
    PARTY_ORGANIZATIONS_BY_MODE,
    PARTY_POPULATIONS,
)
from shejian.core.indicators.populations.persons import PERSON_POPULATIONS

Measure = Population | Part | Ratio | Total

_ALL: tuple[Measure, ...] = (
    *ORGANIZATION_POPULATIONS,
    *COVERED_BY_MODE,
    *PARTY_POPULATIONS,
    *PARTY_ORGANIZATIONS_BY_KIND,
    *PARTY_ORGANIZATIONS_BY_MODE,
    *BUILDING_POPULATIONS,
    *BUILT_BY_KIND,
    *EFFECTIVE_POPULATIONS,
    *PERSON_POPULATIONS,
    *LEARNING_POPULATIONS,
    *ACTIVITY_POPULATIONS,
    *MEETINGS_BY_KIND,
    Ratio("organization_coverage", part="covered", whole="organizations"),
    Ratio("effective_coverage", part="effectively_covered", whole="organizations"),
    Ratio("work_coverage", part="work_covered", whole="organizations"),
    Ratio("charter_rate", part="charter", whole="organizations"),
    Ratio("commitment_rate", part="commitments", whole="organizations"),
    Ratio("secretary_training_coverage", part="secretaries_trained", whole="secretaries"),
    Ratio("attendance_rate", part="attendance_present", whole="attendance_due"),
    Total("attendance_due", of="meetings_attended", amount="due"),
    Total("attendance_present", of="meetings_attended", amount="present"),
    Total("donated_money", of="donation_activities", amount="money_fen", money=True),
    Total("donated_goods", of="donation_activities", amount="goods_fen", money=True),
    Total("staff", of="staffed", amount="staff"),
    Total("instructors", of="instructed", amount="instructors"),
    Total("people_served", of="practice_activities", amount="people_served"),
)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure's wording and what computes it.

    Attributes:
        key: its name in every layer.
        label: 指标名称.
        unit: what it is counted in (家, 个, 人, 场次, %, 元).
        definition: 口径, one sentence.
        basis: where the definition comes from.
        section: the heading under which people look for it.
        rules: keys of the rule parameters it reads.
    """

    key: str
    label: str
    unit: str
    definition: str
    basis: str
    section: str
    rules: tuple[str, ...]
    measure: Measure


@cache
def catalogue() -> dict[str, Indicator]:
    """All indicators by key, in reading order.

    Raises:
        ValueError: an indicator lacks its wording, or a wording its indicator.
    """
    text = resources.files("shejian").joinpath("law/indicators/catalogue.yaml").read_text(encoding="utf-8")
    measures = {measure.key: measure for measure in _ALL}
    found: dict[str, Indicator] = {}
    for section in yaml.safe_load(text):
        for key, wording in section["indicators"].items():
            if key not in measures:
                raise ValueError(f"law/indicators: {key} has a wording but nothing computes it")
            found[key] = Indicator(
                key=key,
                label=wording["label"],
                unit=wording["unit"],
                definition=wording["definition"],
                basis=wording.get("basis", section["basis"]),
                section=section["section"],
                rules=tuple(wording.get("rules", ())),
                measure=measures[key],
            )
    unworded = measures.keys() - found.keys()
    if unworded:
        raise ValueError(f"law/indicators: no wording for {', '.join(sorted(unworded))}")
    return found


def population(key: str) -> Population:
    """The population behind an indicator: its own, that of which it is a part, the part of a ratio, what a total sums.

    Raises:
        KeyError: there is no such indicator.
    """
    measure = catalogue()[key].measure
    while not isinstance(measure, Population):
        measure = catalogue()[measure.part if isinstance(measure, Ratio) else measure.of].measure
    return measure


def nature(key: str) -> Nature:
    """Whether the indicator speaks of a day or of a period."""
    return population(key).nature
