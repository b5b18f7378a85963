"""党费 by member and month, as it was recorded."""

from __future__ import annotations

from datetime import date

from shejian.core.documents import Align, Block, Chapter, Column, Prose
from shejian.core.facts.terms import DuesBasis
from shejian.party.models import Dues
from shejian.reports.handbook.blocks import listed
from shejian.reports.handbook.reading import YearOfBranch

MONTHS = range(1, 13)
FEN = 100
BLANK, NOT_PAID, EXEMPT, NOT_STATED = "", "未交", "免交", "未填"


def dues_chapter(year: YearOfBranch) -> Chapter:
    """What each paid for each month. A month without a record is left blank, which is not the same as not paid."""
    by_person: dict[int, list[Dues]] = {}
    for fact in year.dues:
        by_person.setdefault(fact.person_id, []).append(fact)
    people = dict.fromkeys([*(member.person for member in year.members), *by_person])
    columns = (
        Column("姓名", 2.1),
        *(Column(f"{month}月", 1.15) for month in MONTHS),
        Column("合计", 1.5, Align.RIGHT),
    )
    rows = [_row(year, person, by_person.get(person, [])) for person in people] if by_person else []
    nothing = f"{year.on.year} 年没有党费的记录。"
    blocks: list[Block] = [listed(columns, rows, nothing=nothing, narrow=True)]
    if rows:
        blocks.append(
            Prose(f"单位：元，按月份记实交数额。空格为没有记录；“{NOT_STATED}”为有党费记录而没有填实交数额。")
        )
    return Chapter("党费交纳", tuple(blocks))


def _row(year: YearOfBranch, person: int, held: list[Dues]) -> tuple[str, ...]:
    months = [_of_month(held, date(year.on.year, month, 1)) for month in MONTHS]
    paid = [fact.paid_fen for fact in months if fact is not None and fact.paid_fen is not None]
    total = yuan(sum(paid)) if paid else BLANK
    return (year.called.listed([person]), *map(_cell, months), total)


def _of_month(held: list[Dues], first: date) -> Dues | None:
    return next(
        (
            fact
            for fact in reversed(held)
            if (fact.start is None or fact.start <= first) and (fact.end is None or first < fact.end)
        ),
        None,
    )


def _cell(fact: Dues | None) -> str:
    if fact is None:
        return BLANK
    if fact.paid_fen is None:
        return EXEMPT if fact.basis == str(DuesBasis.EXEMPT) else NOT_STATED
    if fact.paid_fen == 0:
        return EXEMPT if fact.basis == str(DuesBasis.EXEMPT) else NOT_PAID
    return yuan(fact.paid_fen)


def yuan(fen: int) -> str:
    """An amount in yuan without needless zeros: 12.5."""
    whole, rest = divmod(fen, FEN)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)
