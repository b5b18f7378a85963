"""How matching sees a text. What is stored is always the text as written."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Dots within names of minorities are typed in many ways; invisible characters come with texts copied from elsewhere.
_DOTS = "•・‧∙⋅"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SEEN = str.maketrans(_DOTS, "·" * len(_DOTS), _INVISIBLE)


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """A text as matching sees it: half-width, lower case, without white space and invisible characters. Never stored.

    Folding a folded text changes nothing.
    """
    if text.isascii():
        return "".join(text.split()).lower()
    folded = text
    for _ in range(4):
        before, folded = folded, _once(folded)
        if folded == before:
            break
    return folded


def _once(text: str) -> str:
    seen = unicodedata.normalize("NFKC", text).translate(_SEEN)
    return unicodedata.normalize("NFKC", "".join(seen.split()).casefold())


def trimmed(text: str) -> str:
    """A text as written, without the white space and invisible characters around it."""
    stripped = text.strip()
    if stripped.isprintable():
        return stripped
    while stripped != (less := stripped.strip(_INVISIBLE).strip()):
        stripped = less
    return stripped
