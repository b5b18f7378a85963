"""``shejian report handbook``: the record book of a branch, of one year."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from shejian import clock
from shejian.base.recorded import last_heeded
from shejian.console.arguments import UsageError, day, known
from shejian.console.grammar import Whole
from shejian.console.output import say, say_json, warn
from shejian.console.store import open_store
from shejian.console.targets import WORD, add_force, target
from shejian.core.calendar import year_end
from shejian.core.calendar.reading import EARLIEST_YEAR, LATEST_YEAR
from shejian.core.rules import in_short, near
from shejian.exchange.services.whole_files import whole_file
from shejian.party.queries import body_names
from shejian.reports.handbook import NoSuchBook, YearOfBranch, handbook, read_year
from shejian.reports.pdf import NoTypesetter, render_pdf_book
from shejian.reports.word import render_word_book
from shejian.snapshot.frames import SNAPSHOT

HANDBOOK, LABEL = "handbook", "工作手册"
PDF = ".pdf"


def configure_handbook(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--branch", required=True, metavar="B", help="哪个党组织：编号，或和台账一字不差的名称")
    parser.add_argument(
        "--year", type=Whole(EARLIEST_YEAR, LATEST_YEAR), required=True, metavar="Y", help="哪一年的工作手册"
    )
    parser.add_argument(
        "--on", type=day, metavar="DATE", help="截至那一年的哪一天；不写是 12 月 31 日，这一年还没有过完时是今天"
    )
    parser.add_argument(
        "--known", type=known, metavar="MOMENT|ENTRY", help="以哪一笔账或哪一时刻的账为准；不写是最新的账"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="F", help="写到哪个 .docx 文件；写 .pdf 就出 PDF")
    add_force(parser)
    parser.add_argument("--json", action="store_true", help="写文件以外，输出 JSON：手册里各有多少条记录")


def write_handbook(arguments: argparse.Namespace) -> int:
    """Write the book.

    Raises:
        UsageError: there is no such branch, it was not there, or the file cannot be written; then none is.
    """
    today = clock.today()
    on = _day(arguments.year, arguments.on, today)
    open_store()
    point = SNAPSHOT.picture(last_heeded(arguments.known)).known
    body = _named(arguments.branch, point)
    suffix = PDF if arguments.out.suffix.lower() == PDF else WORD
    with target(arguments.out, force=arguments.force, suffix=suffix) as path:
        year, content = _made(body, on, point, today, suffix)
        with whole_file(path) as draft:
            draft.write_bytes(content)
    if arguments.json:
        say_json(_document(year))
    else:
        said = f"数据截至 {year.on}，以第 {year.known} 笔的账为准"
        say(f"已写到 {arguments.out}：{year.particulars.name} {on.year} 年度工作手册，{said}")
        say(f"组织生活 {len(year.meetings)} 次，其中 {year.unlisted} 次没有到会名单。含党员姓名，请按内部资料保管。")
    if on == today and on != year_end(on):
        warn(f"提示：{on.year} 年还没有过完，手册截至今天（{on}）")
    return 0


def _made(body: int, on: date, point: int, today: date, suffix: str) -> tuple[YearOfBranch, bytes]:
    try:
        year = read_year(body, on, point)
        book = handbook(year, today)
        return year, render_pdf_book(book) if suffix == PDF else render_word_book(book)
    except (NoSuchBook, NoTypesetter) as refusal:
        raise UsageError(str(refusal)) from None


def _day(year: int, on: date | None, today: date) -> date:
    if year > today.year:
        raise UsageError(f"{year} 年还没有开始，没有工作手册；--year 最晚是 {today.year}")
    if on is None:
        return min(year_end(date(year, 1, 1)), today)
    if on.year != year:
        raise UsageError(f"--on {on} 不在 {year} 年，请改 --on 或 --year")
    if on > today:
        raise UsageError(f"--on {on} 还没有到（今天是 {today}），请改早一些，或不写")
    return on


def _named(text: str, point: int) -> int:
    """The party organization of that number or name.

    Raises:
        UsageError: there is none, or several bear the name.
    """
    names = body_names(point)
    wanted = text.strip()
    if wanted.isdecimal() and int(wanted) in names:
        return int(wanted)
    found = sorted(one for one, each in names.items() if each.name == wanted)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "、".join(str(one) for one in found)
        raise UsageError(f"叫 {in_short(wanted)} 的党组织不止一个，请写编号：{listed}")
    by_name = {each.name: one for one, each in names.items()}
    hint = "、".join(f"{name}（编号 {by_name[name]}）" for name in near(wanted, by_name))
    raise UsageError(
        f"没有编号或名称是 {in_short(wanted)} 的党组织{'；相近的有：' + hint if hint else ''}。"
        "编号是党组织页网址里的数，名称要和台账一字不差"
    )


def _document(year: YearOfBranch) -> dict[str, object]:
    return {
        "branch": year.body,
        "name": year.particulars.name,
        "year": year.on.year,
        "on": year.on.isoformat(),
        "known": year.known,
        "members": sum(member.here for member in year.members),
        "meetings": len(year.meetings),
        "meetings_without_list": year.unlisted,
        "due": [
            {
                "kind": str(row.kind),
                "period": str(row.duty.period),
                "required": row.required,
                "held": row.held,
                "state": str(row.state),
            }
            for row in year.life.rows
            if row.duty.period.first.year == year.on.year
        ],
        "dues_records": len(year.dues),
        "learning_records": len(year.hours),
        "development_steps": len(year.steps),
    }
