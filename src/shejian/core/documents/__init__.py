"""Documents as parts of a 公文, with figures of the ledger bound into their sentences."""

from shejian.core.documents.approximate import (
    Approximately,
    Approximation,
    NotApproximate,
    approximate,
    read_approximation,
)
from shejian.core.documents.layout import Font, Layout, Role, official_layout, read_layout
from shejian.core.documents.outlines import outlines, read_outlines
from shejian.core.documents.tree import (
    DEEPEST,
    Blank,
    Bound,
    Document,
    Given,
    Outline,
    Paragraph,
    Run,
    Section,
    Signature,
    Slot,
    Text,
    Writing,
    Written,
    number_of,
    text_of,
)
from shejian.core.documents.wording import change, write_figure

__all__ = [
    "DEEPEST",
    "Approximately",
    "Approximation",
    "Blank",
    "Bound",
    "Document",
    "Font",
    "Given",
    "Layout",
    "NotApproximate",
    "Outline",
    "Paragraph",
    "Role",
    "Run",
    "Section",
    "Signature",
    "Slot",
    "Text",
    "Writing",
    "Written",
    "approximate",
    "change",
    "number_of",
    "official_layout",
    "outlines",
    "read_approximation",
    "read_layout",
    "read_outlines",
    "text_of",
    "write_figure",
]
