"""Approximate words (约数) as people write them, made from exact numbers and checked against them.

The rules, and why: docs/adr/0008-documents.md.

- 多, 余: the round number lies strictly below the exact one, and the next round number of its kind strictly above.
- 近: the round number lies strictly above the exact one, which reaches nineteen twentieths of it.
- A round number is a whole ten or more; whole 万 and 亿 are written with their character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LEAST = 10
NEAR = (19, 20)
SCALES = (("亿", 10**8), ("万", 10**4))
_WRITTEN = re.compile(r"(近?)([1-9]\d*)([多余]?)([万亿]?)([多余]?)")


class Approximately(StrEnum):
    """The word that makes a number approximate."""

    OVER = "多"
    ABOVE = "余"
    NEAR = "近"


class NotApproximate(ValueError):
    """A text is no approximate number, or no such number is true of the exact one; ``str()`` says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Approximation:
    """A round number with the word that says on which side of it the exact one lies: 100多, 近300万.

    Raises:
        NotApproximate: the number is not a round one.
    """

    base: int
    word: Approximately

    def __post_init__(self) -> None:
        if self.base < LEAST or self.base % LEAST:
            raise NotApproximate(f"{self.base} 不是整十、整百的数，不能说“{self.word}”")

    @property
    def next(self) -> int:
        """The next round number of the same kind: 200 after 100, 130 after 120."""
        kind = LEAST
        while self.base % (kind * 10) == 0:
            kind *= 10
        return self.base + kind

    def objection(self, exact: int) -> str | None:
        """Why this is not true of the exact number; ``None`` when it is."""
        if self.word is Approximately.NEAR:
            if exact >= self.base:
                return f"“{self}”要比 {self.base} 少，实际是 {exact}"
            if exact * NEAR[1] < self.base * NEAR[0]:
                return f"“{self}”离 {self.base} 太远（不到九成五），实际是 {exact}"
            return None
        if exact <= self.base:
            return f"“{self}”要比 {self.base} 多，实际是 {exact}"
        if exact >= self.next:
            return f"“{self}”要不到 {self.next}，实际是 {exact}"
        return None

    def __str__(self) -> str:
        number, scale = self.base, ""
        for sign, size in SCALES:
            if self.base % size == 0:
                number, scale = self.base // size, sign
                break
        if self.word is Approximately.NEAR:
            return f"近{number}{scale}"
        # 10多万, but 1万多: the word follows the last round place that is spoken
        return f"{number}{scale}{self.word}" if number % LEAST else f"{number}{self.word}{scale}"


def read_approximation(text: str) -> Approximation:
    """The approximate number that a text writes: 100多, 10余万, 1万多, 近300万.

    Raises:
        NotApproximate: it is none, or is written otherwise than people write it.
    """
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise NotApproximate(f"“{text}”不是约数；请写成 100多、10余、近300万 这样")
    near, digits, before, scale, after = match.groups()
    words = [word for word in (near, before, after) if word]
    if len(words) != 1:
        raise NotApproximate(f"“{text}”要有“多”“余”“近”中的一个，也只能有一个")
    made = Approximation(int(digits) * dict(SCALES).get(scale, 1), Approximately(words[0]))
    if str(made) != text:
        raise NotApproximate(f"“{text}”应写成“{made}”")
    return made


def approximate(exact: int, word: Approximately) -> Approximation:
    """The closest approximate number with this word that is true of the exact one: of 176, 170多 rather than 100多.

    Raises:
        NotApproximate: there is none: the number is small, or round itself, or (近) no round number is near above it.
    """
    for base in _bases(exact, word):
        made = Approximation(base, word)
        if made.objection(exact) is None:
            return made
    raise NotApproximate(f"{exact} 没有恰当的“{word}”的说法，请照实写 {exact}")


def _bases(exact: int, word: Approximately) -> Iterator[int]:
    """Round numbers worth trying. 近 rounds as far as it may (近300万); 多 and 余 no further than they must."""
    if exact < LEAST:
        return
    one = 10 ** (len(str(exact)) - 1)
    steps = [step for step in (one, one // 10) if step >= LEAST]
    if word is Approximately.NEAR:
        yield from ((exact // step + 1) * step for step in steps if exact % step)  # 300 is not 近310
    else:
        yield from (exact // step * step for step in reversed(steps))
