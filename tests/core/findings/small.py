"""A ledger as fact tables, written by hand; and what the checks say of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from tests.core.indicators.generating import DTYPES

from shejian.core.facts import TABLES, Picture
from shejian.core.findings import bases, judge, sentence
from shejian.core.indicators.evaluate import rows_of
from shejian.core.rules import load_law

LONG_AGO = date(2015, 3, 2)
ON = date(2022, 12, 31)
Row = dict[str, Any]


class Ledger:
    """Facts by table; every method records some, and answers the number of what it is about."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        self._last = 0

    def put(self, table: str, **row: Any) -> None:
        self.rows[table].append({"entry": 1, **row})

    def number(self) -> int:
        self._last += 1
        return self._last

    def organization(self, founded: date = LONG_AGO, *, ended: date | None = None) -> int:
        one = self.number()
        self.put("standing", organization=one, status="active", start=founded, end=ended)
        if ended:
            self.put("standing", organization=one, status="deregistered", start=ended)
        self.put("registration", organization=one, type="association", authority=1, name="某会", code="")
        return one

    def body(self, *covers: int, kind: str = "branch", founded: date = LONG_AGO, dissolved: date | None = None) -> int:
        one = self.number()
        self.put("establishment", party_organization=one, start=founded, end=dissolved)
        self.put("party_organization_particulars", party_organization=one, kind=kind, unit=1)
        for position, organization in enumerate(covers):
            self.put("coverage", party_organization=one, organization=organization, position=position)
        return one

    def member(
        self,
        body: int | None,
        start: date | None = LONG_AGO,
        end: date | None = None,
        *,
        admitted: date | None = LONG_AGO,
        full_on: date | None = LONG_AGO,
    ) -> int:
        one = self.number()
        category = "probationary" if full_on is None else "full"
        self.put("membership", person=one, category=category, full_on=full_on, start=admitted)
        if body is not None:
            self.put("affiliation", person=one, party_organization=body, start=start, end=end)
        return one

    def members(self, body: int, count: int, start: date | None = LONG_AGO, end: date | None = None) -> list[int]:
        return [self.member(body, start, end) for _ in range(count)]

    def picture(self) -> Picture:
        return Picture(
            {
                name: pl.DataFrame(
                    [[row.get(column.name) for column in table.columns] for row in self.rows[name]],
                    schema={column.name: DTYPES[column.type] for column in table.columns},
                    orient="row",
                )
                for name, table in TABLES.items()
            },
            known=1,
        )

    def judged(self, key: str, on: date = ON) -> dict[int, Row]:
        """The rows of a check, by the number of what they are about."""
        return {row["id"]: row for row in rows_of(judge(self.picture(), on, load_law(), [key]))}

    def said(self, key: str, one: int, on: date = ON) -> tuple[bool | None, str, date | None]:
        """Of one row of a check: the verdict, the reason as a sentence, and since when."""
        row = self.judged(key, on)[one]
        return row["verdict"], sentence(row, bases(on, load_law())[key]), row["since"]
