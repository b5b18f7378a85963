"""Names by their sound: initials typed for them (拼音首字母), and the order in which people look them up.

Readings are those of single characters. Telling by its neighbours which of several readings a character has would take
about 0.1 ms for every name and still be wrong for proper names; here any of its readings will do, and nothing has to be
computed, stored or kept up to date for each name: what was typed becomes one pattern over the characters.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from pypinyin.pinyin_dict import pinyin_dict

FEWEST = 2
"""One letter alone is in every name."""


@cache
def _readings() -> dict[int, tuple[str, ...]]:
    """The readings of every character without their tones, the usual one first."""
    return {at: tuple(_toneless(said).split(",")) for at, said in pinyin_dict.items()}


def _toneless(said: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", said) if not unicodedata.combining(one))


@cache
def _by_initial() -> dict[str, str]:
    """For each letter, every character of which some reading begins with it, as the inside of a character class."""
    found: dict[str, list[str]] = {}
    for at, readings in _readings().items():
        for letter in {reading[0] for reading in readings if reading}:
            found.setdefault(letter, []).append(chr(at))
    return {letter: "".join(characters) for letter, characters in found.items()}


def initials_pattern(text: str) -> str | None:
    """A pattern for names with these initials, one after the other, anywhere; ``None`` if the text is no initials.

    A letter also stands for itself: names have Latin letters in them.
    """
    if len(text) < FEWEST or not (text.isascii() and text.isalpha()):
        return None
    characters = _by_initial()
    return "".join(f"[{letter}{characters.get(letter, '')}]" for letter in text.lower())


@cache
def _spelling() -> dict[int, str]:
    """What each character becomes in a sort key: its usual reading, and itself to tell those of one sound apart."""
    return {at: f"{readings[0]} {chr(at)} " for at, readings in _readings().items()}


def sort_key(name: str) -> str:
    """What names are sorted by, to come in the order of a Chinese dictionary."""
    return name.translate(_spelling())
