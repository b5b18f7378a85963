"""What the ledger records of the law: confirmations, and the local values of units."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from shejian.core.calendar import Span
from shejian.rulebook.enums import ValueStatus
from shejian.rulebook.models import Confirmation, LocalValue
from shejian.rulebook.values import read


@dataclass(frozen=True, slots=True)
class Confirmed:
    """One value of a parameter, read in the official text."""

    id: int
    key: str
    since: date
    instrument: str
    article: str
    words: str
    read_in: str
    entry: int


@dataclass(frozen=True, slots=True)
class BasisPaper:
    """The paper that a local value rests on."""

    id: int
    title: str
    number: str
    issuer: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class LocalRule:
    """What a unit asks for from a day on, and perhaps until another."""

    id: int
    unit: int
    key: str
    mapping: dict[str, Any]
    modality: str
    status: ValueStatus
    article: str
    words: str
    start: date | None
    end: date | None
    paper: BasisPaper | None
    entry: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def confirmations(known: int | None = None, key: str | None = None) -> tuple[Confirmed, ...]:
    """The confirmations that stand, as the ledger knew them; of all parameters, or of one."""
    rows = Confirmation.objects.known(known).order_by("key", "since", "id")
    if key is not None:
        rows = rows.filter(key=key)
    columns = ("id", "key", "since", "instrument", "article", "words", "read_in", "entry")
    return tuple(Confirmed(*row) for row in rows.values_list(*columns))


def local_rules(
    known: int | None = None, units: Collection[int] | None = None, key: str | None = None
) -> tuple[LocalRule, ...]:
    """Local values, drafts among them, as the ledger knew them; of all units or of some."""
    rows = (
        LocalValue.objects.known(known).select_related("paper").order_by("key", F("start").asc(nulls_first=True), "id")
    )
    if units is not None:
        rows = rows.filter(unit__in=units)
    if key is not None:
        rows = rows.filter(key=key)
    return tuple(_local(row) for row in rows)


def _local(row: LocalValue) -> LocalRule:
    paper = row.paper
    basis = BasisPaper(paper.pk, paper.title, paper.number, paper.issuer or "", paper.issued_on) if paper else None
    return LocalRule(
        id=row.pk,
        unit=row.unit_id,
        key=row.key,
        mapping=read(row.value),
        modality=row.modality,
        status=ValueStatus(row.status),
        article=row.article,
        words=row.words,
        start=row.start,
        end=row.end,
        paper=basis,
        entry=row.entry_id,
    )
