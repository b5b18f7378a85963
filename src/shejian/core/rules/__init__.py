"""The law as dated, cited values: read on a day, with a log of what was read."""

from shejian.core.rules.calendars import load_workdays, read_workdays
from shejian.core.rules.instruments import ARTICLE_UNVERIFIED, Citation, Instrument, TextRead
from shejian.core.rules.layers import LaxerRuleError, Layer, UnknownRuleError
from shejian.core.rules.loading import load_law, read_law, read_local_layer
from shejian.core.rules.parameters import (
    DatedValue,
    Level,
    Modality,
    NotRecorded,
    NotYetInForce,
    Parameter,
    Repealed,
    RuleUnavailable,
    Stricter,
)
from shejian.core.rules.reading import Law, LawOn, Reading, ReadingLog
from shejian.core.rules.strict_yaml import LawFileError

__all__ = [
    "ARTICLE_UNVERIFIED",
    "Citation",
    "DatedValue",
    "Instrument",
    "Law",
    "LawFileError",
    "LawOn",
    "LaxerRuleError",
    "Layer",
    "Level",
    "Modality",
    "NotRecorded",
    "NotYetInForce",
    "Parameter",
    "Reading",
    "ReadingLog",
    "Repealed",
    "RuleUnavailable",
    "Stricter",
    "TextRead",
    "UnknownRuleError",
    "load_law",
    "load_workdays",
    "read_law",
    "read_local_layer",
    "read_workdays",
]
