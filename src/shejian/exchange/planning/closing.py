"""As of which day a workbook speaks (台账时点): what it says itself, or else the latest thing it tells of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shejian.core.calendar import DateFault, add_months, previous_day, read_date
from shejian.core.sheets import Kind, Nature, Records

_DAY = r"(\d{4}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}[日号]?)|(?<!\d)\d{8}(?!\d))"
_PERIOD = (
    r"(?<!\d)((?:19|20)\d{2})(?:年度|年|(?=[-./]\d{1,2}(?!\d))|(?![\d元万人个家户名%]))"
    r"(?:(上半年|下半年)|第?([一二三四1-4])季度?|[-./]?(?:\d{1,2}月?[-至到])?(\d{1,2})(?:月份?|(?![\d月元人个家户名]))|)(?:底|末)?"
)
_JOINTS = r"(?:日期|时间|时点|期限|截[至止]|日|[到至于为是:(])*"
AS_OF = re.compile(r"(?:截[至止]|时点|统计(?:日期|时间|截[至止])|数据截[至止]|台账(?:日期|时间))" + _JOINTS + _DAY)
AS_OF_END = re.compile(r"(?:截[至止]|时点|统计(?:日期|时间))" + _JOINTS + _PERIOD)
UNTIL = re.compile(_DAY + r"(?:\)|为)?(?:止|截[至止])")
FILLED = re.compile(_DAY)
PERIOD = re.compile(_PERIOD)
PAPER = re.compile(r"[〔\[(【]\d{4}[〕\])】]第?\d+号?|(?<!\d)\d{4}年?(?:版|修订|印发|制发|制定)")
DASHES = str.maketrans("—–―−~", "-----")
NUMERALS = "〇一二三四五六七八九"
WRITTEN_DAY = re.compile(
    r"[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}[日号]"
)
WRITTEN_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")
HAPPENING = (Nature.EVENT, Nature.END, Nature.KEY)
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Closing:
    """A ledger's day, and how it was found, as a Chinese phrase."""

    day: date
    how: str


@dataclass(frozen=True, slots=True)
class _Latest:
    """The latest thing that a file tells of, and where it stands."""

    day: date
    sheet: str
    row: int
    heading: str


def find_closing(preamble: Iterable[str], records: Iterable[Records], today: date) -> Closing:
    """The day as of which the file speaks.

    What the file says (截至 a day; else 填报日期; else the period in a title or in the file's name) stands, unless it
    tells of later days. Days after ``today``, and days in rows that cannot be read, are taken for slips of the pen.
    """
    said = list(_said([_plain(text) for text in preamble]))
    latest = _latest(records, today)
    for closing in said:
        if closing.day <= today and (latest is None or latest.day <= closing.day):
            return closing
    if latest is None:
        return Closing(today, "今天（文件里没有日期）")
    how = f"文件里最晚的日期，在“{latest.sheet}”第 {latest.row} 行“{latest.heading}”"
    past = [closing for closing in said if closing.day <= today]
    if past:
        how += f"，晚于{past[0].how}；如果是笔误，请改正后重新导入，或用 --closing 指定"
    return Closing(latest.day, how)


def _plain(text: str) -> str:
    """Half-width, without white space, written-out days and years in digits, without numbers of papers."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).translate(DASHES)
    plain = WRITTEN_DAY.sub(lambda found: next(map(str, _days([found[0]])), found[0]), plain)
    plain = WRITTEN_YEAR.sub(
        lambda found: "".join(str(NUMERALS.find(one) % 10) if one in NUMERALS else "0" for one in found[0]), plain
    )
    return PAPER.sub("", plain)


def _said(texts: Sequence[str]) -> Iterator[Closing]:
    """What a file says of its day, the most telling first."""
    as_of = [*_days(one for text in texts for one in (*AS_OF.findall(text), *UNTIL.findall(text)))]
    as_of += [end for text in texts for end in _ends(AS_OF_END, FILLED.sub("|", text))]
    yield from (Closing(day, f"表上写的日期 {day}") for day in sorted(as_of, reverse=True))
    filled = sorted(_days(one for text in texts for one in FILLED.findall(text)), reverse=True)
    ends = [end for text in texts for end in sorted(_ends(PERIOD, FILLED.sub("|", text)), reverse=True)]
    for day in filled:
        yield from _before(day, ends)
        yield Closing(day, f"表上写的日期 {day}")
    yield from (Closing(end, f"表题或文件名写的{_named(end)}") for end in ends)


def _before(filled: date, ends: Sequence[date]) -> Iterator[Closing]:
    """A ledger of a past period filled in later speaks as of that period's end."""
    past = [end for end in ends if end < filled]
    if past and not any(end.year == filled.year for end in ends):
        yield Closing(max(past), f"表题写的{_named(max(past))}（填报于 {filled}）")


def _named(end: date) -> str:
    return f"年度 {end.year}" if (end.month, end.day) == (12, 31) else f"时期，到 {end}"


def _days(texts: Iterable[str]) -> Iterator[date]:
    for text in texts:
        try:
            yield read_date(text)
        except DateFault:
            continue


def _ends(pattern: re.Pattern[str], text: str) -> Iterator[date]:
    """The last day of each period that a text names: a year, half of it, a quarter or a month."""
    for year, half, quarter, month in pattern.findall(text):
        last = 12
        if half:
            last = 6 if half == "上半年" else 12
        elif quarter:
            last = QUARTERS.get(quarter) or int(quarter)
            last *= 3
        elif month:
            last = int(month)
        if 1 <= last <= 12:
            yield previous_day(add_months(date(int(year), last, 1), 1))


def _latest(records: Iterable[Records], today: date) -> _Latest | None:
    found: _Latest | None = None
    for each in records:
        columns = [
            (place, column.heading)
            for place, column in enumerate(each.layout.sheet.columns)
            if column.kind is Kind.DATE and column.nature in HAPPENING
        ]
        taken = [index for index in range(len(each.rows)) if index not in each.faulty]
        for place, heading in columns:
            days = {each.rows[index][place] for index in taken}
            day = max((one for one in days if isinstance(one, date) and one <= today), default=None)
            if day is not None and (found is None or day > found.day):
                index = next(index for index in taken if each.rows[index][place] == day)
                found = _Latest(day, each.title, each.numbers[index], heading)
    return found
