"""The law as dated, cited values: read on a day, with a log of what was read."""

from shejian.core.rules.calendars import load_workdays, read_workdays
from shejian.core.rules.comparing import stricter_way
from shejian.core.rules.instruments import ARTICLE_UNVERIFIED, Citation, Instrument, Level, TextRead
from shejian.core.rules.layers import LaxerRuleError, Layer, UnknownRuleError
from shejian.core.rules.loading import load_law, read_law, read_local_layer
from shejian.core.rules.nearness import in_short, near
from shejian.core.rules.parameters import (
    DatedValue,
    Modality,
    NotRecorded,
    NotYetInForce,
    Parameter,
    Repealed,
    RuleUnavailable,
    Severity,
    Stricter,
)
from shejian.core.rules.reading import Law, LawOn, Reading, ReadingLog
from shejian.core.rules.strict_yaml import LawFileError
from shejian.core.rules.uses import Reader, Use, load_uses
from shejian.core.rules.values import (
    AnnualDay,
    Band,
    Bands,
    Bound,
    Choice,
    Frequency,
    Items,
    Kind,
    Per,
    RuleValue,
    Share,
)
from shejian.core.rules.writing import as_written

__all__ = [
    "ARTICLE_UNVERIFIED",
    "AnnualDay",
    "Band",
    "Bands",
    "Bound",
    "Choice",
    "Citation",
    "DatedValue",
    "Frequency",
    "Instrument",
    "Items",
    "Kind",
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
    "Per",
    "Reader",
    "Reading",
    "ReadingLog",
    "Repealed",
    "RuleUnavailable",
    "RuleValue",
    "Severity",
    "Share",
    "Stricter",
    "TextRead",
    "UnknownRuleError",
    "Use",
    "as_written",
    "in_short",
    "load_law",
    "load_uses",
    "load_workdays",
    "near",
    "read_law",
    "read_local_layer",
    "read_workdays",
    "stricter_way",
]
