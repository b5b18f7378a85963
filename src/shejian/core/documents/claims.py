"""Numbers that an author typed by hand where he speaks of a figure of the ledger, and whether they agree with it.

Only what ``law/indicators/phrases.yaml`` lists is recognised, in the year of the document: a number that is not
recognised is left in peace, and what is recognised wrongly can be kept with one click.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from shejian.core.documents.approximate import SCALES, Approximately, NotApproximate, read_approximation
from shejian.core.documents.notation import SLOT
from shejian.core.documents.sentences import CLAUSE, year_before
from shejian.core.documents.tree import Bound, Writing
from shejian.core.indicators import Figure, catalogue
from shejian.core.rules.loading import LAW_FOLDER
from shejian.core.rules.strict_yaml import read_yaml

FILE = "indicators/phrases.yaml"
FARTHEST = 4
UNITS = {
    "家": ("家", "个"),
    "个": ("个",),
    "人": ("人", "名", "位"),
    "场次": ("场次", "场", "次"),
    "人次": ("人次",),
    "%": ("%", "％"),
    "元": ("元",),
}
_NUMBER = re.compile(r"(近?\d[\d,]*(?:\.\d+)?[多余]?[万亿]?[多余]?)(人次|场次|家|个|人|名|位|场|次|%|％|元)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A number typed by hand, and the figure of which it speaks.

    Attributes:
        start, end: where the number stands in the text, without its unit.
        clause: the words around it: a mark that was settled stays settled until they change.
    """

    key: str
    start: int
    end: int
    number: str
    unit: str
    clause: str

    def objection(self, figure: Figure) -> str | None:
        """Why the ledger says otherwise; ``None`` where it agrees or does not know."""
        if figure.value is None:
            return None
        try:
            approximation = read_approximation(self.number)
        except NotApproximate as fault:
            if self.is_approximate:
                return str(fault)
            return None if self._agrees(figure.value) else f"账上是 {figure.text}"
        if not isinstance(figure.value, int):
            return approximation.objection(int(figure.value))
        return approximation.objection(figure.value)

    @property
    def is_approximate(self) -> bool:
        return any(word in self.number for word in Approximately)

    @property
    def bound(self) -> Bound:
        """What to bind in its stead: the same figure, written in the same manner."""
        word = next((one for one in Approximately if one in self.number), None)
        return Bound(self.key, Writing.EXACT if word is None else Writing(word))

    def _agrees(self, value: int | float) -> bool:
        """Whether the number is the exact one, rounded at most to the digits that are written before 万 or 亿."""
        scale = next((size for sign, size in SCALES if sign in self.number), 1)
        written = Decimal(self.number.rstrip("万亿").replace(",", ""))
        exact = Decimal(str(value))
        if scale == 1:
            return exact == written
        return round(exact / scale, -int(written.as_tuple().exponent)) == written


def claims(text: str, year: int) -> list[Claim]:
    """The numbers in a text that speak of a figure in this year; what is bound already is no number of the text."""
    plain = SLOT.sub(lambda match: "\0" * len(match[0]), text)
    found: list[Claim] = []
    for clause in CLAUSE.finditer(plain):
        if not _of_another_year(plain, clause, year):
            found += _in_clause(clause)
    return found


def _of_another_year(text: str, clause: re.Match[str], year: int) -> bool:
    """Whether the last year named in the sentence, up to and with this clause, is another one."""
    return (year_before(text, clause.end()) or year) != year


def _in_clause(clause: re.Match[str]) -> Iterator[Claim]:
    text, done = clause[0], 0
    for match in _NUMBER.finditer(text):
        number, unit = match.groups()
        before, after = text[done : match.start()], text[match.end() :]
        key = _key(before, after, unit, begins=done == 0)
        if key is not None:
            start = clause.start() + match.start(1)
            yield Claim(key, start, start + len(number), number, unit, text.replace("\0", ""))
        done = match.end()


def _key(before: str, after: str, unit: str, *, begins: bool) -> str | None:
    """The figure whose phrase stands nearest to the number; of several that end there, the longest."""
    best: tuple[int, int, str] | None = None
    for phrase, key in _phrases():
        if unit not in UNITS[catalogue()[key].unit]:
            continue
        distance = _distance(phrase, before, after, begins=begins)
        if distance is not None and (best is None or (distance, -len(phrase)) < best[:2]):
            best = (distance, -len(phrase), key)
    return best[2] if best else None


def _distance(phrase: str, before: str, after: str, *, begins: bool) -> int | None:
    if phrase.startswith(">"):
        return 0 if after.startswith(phrase[1:]) else None
    words = phrase.lstrip("^")
    at = before.rfind(words)
    if at < 0 or (phrase.startswith("^") and (at or not begins)):
        return None
    if at and before[at - 1] in "新未":
        return None  # 新建立党组织 is not 建立党组织
    distance = len(before) - at - len(words)
    return distance if distance <= FARTHEST else None


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    node = read_yaml(LAW_FOLDER, LAW_FOLDER / FILE)
    node.allow((), tuple(catalogue()))
    found: list[tuple[str, str]] = []
    for key, phrases in node.fields.items():
        if not isinstance(phrases, list) or not all(isinstance(phrase, str) and phrase for phrase in phrases):
            raise node.fault(f"{key} 应为几种说法")
        found += [(phrase, key) for phrase in phrases]
    return tuple(found)
