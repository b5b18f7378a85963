"""As of which day a workbook speaks (台账时点): what it says itself, or else the latest thing it tells of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shejian.core.calendar import DateFault, read_date
from shejian.core.sheets import Kind, Nature, Records

SAID = re.compile(
    r"(?:填报|统计|截至|截止|台账|报表|数据)(?:日期|时间|时点|到|至)?[:：]?(\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?)"
)
YEAR = re.compile(r"(?<!\d)(20\d{2}|19\d{2})(?!\d)(?:年度|年)?")
HAPPENING = (Nature.EVENT, Nature.END, Nature.KEY)


@dataclass(frozen=True, slots=True)
class Closing:
    """A ledger's day, and how it was found, as a Chinese phrase."""

    day: date
    how: str


def find_closing(preamble: Iterable[str], records: Iterable[Records], today: date) -> Closing:
    """The day as of which the file speaks.

    What the file says (填报日期, or the year in a title or in the file's name) stands, unless it tells of later days;
    days after ``today`` are taken for slips of the pen.
    """
    texts = ["".join(unicodedata.normalize("NFKC", text).split()) for text in preamble]
    latest = _latest(records, today)
    years = [date(int(year), 12, 31) for text in texts for year in YEAR.findall(SAID.sub("", text))]
    said = [day for text in texts for day in _said(text)]
    candidates = [
        *(_within_year(day, years) for day in said),
        *((day, f"表题或文件名写的年度 {day.year}") for day in years),
    ]
    for day, how in candidates:
        if day <= today and (latest is None or latest <= day):
            return Closing(day, how)
    if latest is not None:
        return Closing(latest, f"文件里最晚的日期 {latest}")
    return Closing(today, "今天（文件里没有日期）")


def _said(text: str) -> Iterable[date]:
    for found in SAID.findall(text):
        try:
            yield read_date(found)
        except DateFault:
            continue


def _within_year(said: date, years: list[date]) -> tuple[date, str]:
    """A ledger of a past year filled in later speaks as of that year's end."""
    past = [year for year in years if year < said]
    if past and not any(year.year == said.year for year in years):
        day = max(past)
        return day, f"表题写的年度 {day.year}（填报于 {said}）"
    return said, f"表上写的日期 {said}"


def _latest(records: Iterable[Records], today: date) -> date | None:
    found: list[date] = []
    for each in records:
        places = [
            at
            for at, column in enumerate(each.layout.sheet.columns)
            if column.kind is Kind.DATE and column.nature in HAPPENING
        ]
        for place in places:
            days = {row[place] for row in each.rows}
            found += [day for day in days if isinstance(day, date) and day <= today]
    return max(found, default=None)
