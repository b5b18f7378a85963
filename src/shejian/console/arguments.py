"""Options that several commands share: days, moments, and what figures are asked of."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from shejian.base.recorded import BadPoint, read_point
from shejian.core.calendar import DateFault, read_date, year_start
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
    try:
        return read_point(text)
    except BadPoint as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None


def unit(text: str) -> str:
    """The path or name of a unit."""
    if not text.strip():
        raise argparse.ArgumentTypeError("单位是空的；请写路径或名称，例如 云川县/城关镇；要最上级单位，就不写 --unit")
    return text


def add_unit(parser: argparse.ArgumentParser) -> None:
    """The option that names a unit."""
    parser.add_argument(
        "--unit",
        type=unit,
        metavar="U",
        help="单位的路径或名称，例如 云川县/城关镇；不写是最上级单位（有几个时是 unit list 里的第一个）",
    )


def add_scope(parser: argparse.ArgumentParser) -> None:
    """The options that say of what, along which line, and as known when figures are asked."""
    add_unit(parser)
    parser.add_argument(
        "--line",
        choices=[str(line) for line in Line],
        help="沿哪条线：territory 属地（默认）、competent 主管、party 党建领导",
    )
    parser.add_argument("--own", action="store_true", help="只算本级，不含下级")
    parser.add_argument(
        "--known",
        type=known,
        metavar="MOMENT|ENTRY",
        help="以哪一笔账或哪一时刻的账为准：17、2022-12-31（当日终了）或 2022-12-31 18:00（就是 18:00:00，"
        "不写时区是北京时间）；不写是最新的账",
    )


def add_question(parser: argparse.ArgumentParser) -> None:
    """``add_scope``, and for which day and period."""
    add_scope(parser)
    parser.add_argument("--on", type=day, metavar="DATE", help="截至哪一天（当日终了）；不写是今天")
    parser.add_argument("--since", type=day, metavar="DATE", help="时期的起日；不写是截至日所在年的 1 月 1 日")


def since_of(since: date | None, on: date) -> date:
    """The first day of the period: as given, or 1 January of the year of ``on``."""
    if since is None:
        return year_start(on)
    if since > on:
        raise UsageError(f"时期的起日 {since} 晚于止日 {on}，请调整 --since 或 --on")
    return since
