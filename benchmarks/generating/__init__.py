"""A generated nation, as facts."""

from benchmarks.generating.drawing import DTYPES, LAST_ENTRY, ON, SINCE
from benchmarks.generating.nation import Nation, drawn, main, makers, read, write
from benchmarks.generating.sizes import NATION, PREFECTURE, PROVINCE, VILLAGE, Sizes, of_name

__all__ = [
    "DTYPES",
    "LAST_ENTRY",
    "NATION",
    "ON",
    "PREFECTURE",
    "PROVINCE",
    "SINCE",
    "VILLAGE",
    "Nation",
    "Sizes",
    "drawn",
    "main",
    "makers",
    "of_name",
    "read",
    "write",
]
