"""Figures: populations first, numbers second."""

from shejian.core.indicators.catalogue import Indicator, catalogue, nature, population
from shejian.core.indicators.evaluate import Tallies, tally
from shejian.core.indicators.evidence import Evidence, EvidenceRow, Move, RollForward, evidence, roll_forward, total
from shejian.core.indicators.figure import UNKNOWN, Figure, figures, grouped_figures, percent_tenths, quantity
from shejian.core.indicators.population import Nature, Population, Ratio, Subject, Total, Via
from shejian.core.indicators.scope import (
    GROUPING_LINES,
    Grouping,
    Scope,
    bodies_within,
    body_homes,
    contributions_within,
    home_column,
    organization_homes,
    organizations_within,
)
from shejian.core.indicators.units import tally_units
from shejian.core.indicators.view import Relations, View, When

__all__ = [
    "GROUPING_LINES",
    "UNKNOWN",
    "Evidence",
    "EvidenceRow",
    "Figure",
    "Grouping",
    "Indicator",
    "Move",
    "Nature",
    "Population",
    "Ratio",
    "Relations",
    "RollForward",
    "Scope",
    "Subject",
    "Tallies",
    "Total",
    "Via",
    "View",
    "When",
    "bodies_within",
    "body_homes",
    "catalogue",
    "contributions_within",
    "evidence",
    "figures",
    "grouped_figures",
    "home_column",
    "nature",
    "organization_homes",
    "organizations_within",
    "percent_tenths",
    "population",
    "quantity",
    "roll_forward",
    "tally",
    "tally_units",
    "total",
]
