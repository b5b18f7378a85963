"""What is wrong with an identifier, and the text forms in which an identifier may arrive."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum


class FaultCode(StrEnum):
    """The kinds of fault; each value is a slug that reports and tests may rely on."""

    LENGTH = "length"
    OLD_NUMBER = "old-number"
    CHARACTER = "character"
    BIRTH_DATE = "birth-date"
    CHECK_CHARACTER = "check-character"


@dataclass(frozen=True, slots=True)
class IdentifierFault:
    """Why a text is not the identifier it should be.

    ``reason`` is a Chinese sentence for the person who typed the text. It never repeats the whole identifier, so it
    may stand in a list of faults; one wrong character, or a birth date that no calendar has, it does name.
    ``position`` counts from 1 and is ``None`` when no single place is wrong; ``expected`` is the one character that
    would be right there, where that is known.
    """

    code: FaultCode
    reason: str
    position: int | None = None
    expected: str | None = None

    def __str__(self) -> str:
        return self.reason


def fold_identifier(text: str) -> str:
    """``text`` as an identifier is written: half-width, upper case, without blanks or invisible characters.

    Folding never changes what was meant (５２６２ → 5262, x → X) and never mends a wrong character. The apostrophe
    with which spreadsheets keep a number as text is dropped from the front.
    """
    if text.isascii() and text.isalnum():
        return text.upper()
    folded = unicodedata.normalize("NFKC", text)
    kept = (char for char in folded if not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf"})
    return "".join(kept).lstrip("'‘’`").upper()


def length_fault(text: str, length: int) -> IdentifierFault:
    """The fault of a text that does not have ``length`` characters."""
    reason = f"应为{length}位，写了{len(text)}位"
    if any(char.isspace() for char in text):
        reason += "（其中有空格）"
    return IdentifierFault(FaultCode.LENGTH, reason)


def first_stray(text: str, allowed: Sequence[Collection[str]]) -> int | None:
    """The index of the first character that its place does not allow; ``None`` when every one is allowed."""
    return next((index for index, char in enumerate(text) if char not in allowed[index]), None)


def character_fault(text: str, index: int, allowed: Collection[str], wanted: str) -> IdentifierFault:
    """The fault of the character at ``index``, whose place allows ``allowed``, in words: ``wanted``.

    A full-width or lower-case form of an allowed character is named with the form to use.
    """
    found, position = text[index], index + 1
    folded = fold_identifier(found)
    if folded not in allowed:
        return IdentifierFault(FaultCode.CHARACTER, f"第{position}位应为{wanted}，写的是 {_shown(found)}", position)
    form = "半角" if unicodedata.normalize("NFKC", found) != found else "大写"
    reason = f"第{position}位应写成{form}的 {folded}，写的是 {found}"
    return IdentifierFault(FaultCode.CHARACTER, reason, position, folded)


def _shown(char: str) -> str:
    """A character as a sentence can show it: blanks and invisible ones by name."""
    if char.isspace():
        return "空格"
    return char if char.isprintable() else f"不可见字符（U+{ord(char):04X}）"
