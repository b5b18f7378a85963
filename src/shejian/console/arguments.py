"""Options that several commands share: days, moments, and what figures are asked of."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from shejian.core.calendar import DateFault, close_of, read_date, year_start
from shejian.core.calendar.days import SHANGHAI
from shejian.core.facts.terms import Line


class UsageError(Exception):
    """The command cannot be carried out as asked; ``str()`` says why and what to do, in Chinese."""


def day(text: str) -> date:
    """A day on the command line."""
    try:
        return read_date(text)
    except DateFault as fault:
        raise argparse.ArgumentTypeError(f"“{text}”{fault}") from None


def known(text: str) -> int | datetime:
    """An entry's number, a moment, or a day (which means its close)."""
    if text.isdigit() and len(text) < len("20220408"):
        return int(text)
    try:
        return close_of(read_date(text))
    except DateFault:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}”既不是记账序号，也不是日期或时刻；可写 17、2022-12-31 或 2022-12-31T18:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def add_question(parser: argparse.ArgumentParser) -> None:
    """The options that say of what, along which line, for when and as known when figures are asked."""
    parser.add_argument("--unit", metavar="U", help="单位的路径或名称，例如 云川县/城关镇；不写是最上级单位")
    parser.add_argument(
        "--line",
        choices=[str(line) for line in Line],
        default=str(Line.TERRITORY),
        help="沿哪条线：territory 属地（默认）、competent 主管、party 党建领导",
    )
    parser.add_argument("--own", action="store_true", help="只算本级，不含下级")
    parser.add_argument("--on", type=day, metavar="DATE", help="截至哪一天（当日终了）；不写是今天")
    parser.add_argument("--since", type=day, metavar="DATE", help="时期的起日；不写是截至日所在年的 1 月 1 日")
    parser.add_argument(
        "--known", type=known, metavar="MOMENT|ENTRY", help="以哪一笔账或哪一时刻的账为准；不写是最新的账"
    )


def since_of(since: date | None, on: date) -> date:
    """The first day of the period: as given, or 1 January of the year of ``on``."""
    if since is None:
        return year_start(on)
    if since > on:
        raise UsageError(f"时期的起日 {since} 晚于止日 {on}，请调整 --since 或 --on")
    return since
