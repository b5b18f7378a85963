"""The fingerprint of a question and its answer: the same for the same question, definition, number and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from shejian.core.indicators import Figure, Nature, catalogue, nature
from shejian.figures.asking import Asked
from shejian.journal.services.marks import canonical_json, sm3


class Judged(Protocol):
    """A row as far as a fingerprint goes: which one it is, and what it adds."""

    @property
    def id(self) -> int: ...

    @property
    def amount(self) -> str: ...


def fingerprint_of(asked: Asked, figure: Figure, lists: Mapping[str, Sequence[Judged]], group: str = "") -> str:
    """SM3 of what was asked, of the definition by which it was answered, and of the answer with its rows.

    Args:
        lists: the rows by verdict; their order does not count.
        group: the one group that was asked about, if any.
    """
    question, indicator = asked.question, catalogue()[figure.key]
    said = {
        "figure": figure.key,
        "definition": indicator.definition,
        "unit": asked.node.id if asked.node else None,
        "line": str(question.line),
        "own": question.own,
        "group": group,
        "on": question.on.isoformat(),
        "since": question.since.isoformat() if nature(figure.key) is Nature.FLOW else None,
        "known": asked.picture.known,
        "answer": [figure.text, figure.numerator, figure.denominator],
        "rows": {verdict: sorted([row.id, row.amount] for row in rows) for verdict, rows in lists.items()},
    }
    return sm3(canonical_json(said).encode())
