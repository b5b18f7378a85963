"""``shejian report debrief --year Y --out F.docx``, ``report handbook``, ``report list`` and ``report check``."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from shejian import clock
from shejian.console.arguments import UsageError, add_scope
from shejian.console.asking import figure_document, heading, put
from shejian.console.grammar import Whole
from shejian.console.handbook import HANDBOOK, LABEL, configure_handbook, write_handbook
from shejian.console.issues import check_issues, list_issues
from shejian.console.output import say, say_json, warn
from shejian.console.store import open_store
from shejian.console.targets import WORD, add_force, target
from shejian.core.calendar import long_date, year_end
from shejian.core.calendar.reading import EARLIEST_YEAR, LATEST_YEAR
from shejian.core.documents import outlines
from shejian.exchange.services.whole_files import whole_file
from shejian.reports.drawing_up import Report, Use, draw_up
from shejian.reports.word import render_word

LIST, CHECK = "list", "check"


def configure(parser: argparse.ArgumentParser) -> None:
    names = "|".join((*outlines(), HANDBOOK, LIST, CHECK))
    actions = parser.add_subparsers(dest="action", required=True, metavar=names)
    for kind, outline in outlines().items():
        _configure_drawing(actions.add_parser(kind, aliases=[outline.label], help=f"起草{outline.label}"))
    configure_handbook(actions.add_parser(HANDBOOK, aliases=[LABEL], help="出一个党支部一年的工作手册"))
    actions.add_parser(LIST, help="列出签发的文书")
    one = actions.add_parser(CHECK, help="账上现在还这样说吗：冻结的数和今天的账逐个比较，并核对原件和指纹")
    one.add_argument(
        "number",
        nargs="?",
        type=Whole(1, 10**9),
        metavar="N",
        help="第几份文书（见 report list）；不写是没有作废的每一份",
    )
    one.add_argument("--json", action="store_true", help="输出 JSON：每一个数、进出的行和使它变的账")


def _configure_drawing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--year",
        type=Whole(EARLIEST_YEAR, LATEST_YEAR),
        required=True,
        metavar="Y",
        help="哪一年；用当年 12 月 31 日的数，这一年还没有过完时用今天的",
    )
    add_scope(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="F", help="写到哪个 .docx 文件")
    add_force(parser)
    parser.add_argument("--json", action="store_true", help="写文件以外，输出 JSON：文中用到的每一个数")


def run(arguments: argparse.Namespace) -> int:
    if arguments.action == LIST:
        return list_issues()
    if arguments.action == CHECK:
        return check_issues(arguments.number, json=arguments.json)
    if arguments.action in (HANDBOOK, LABEL):
        return write_handbook(arguments)
    return _draw_up(arguments)


def _draw_up(arguments: argparse.Namespace) -> int:
    outline = next(one for kind, one in outlines().items() if arguments.action in (kind, one.label))
    today = clock.today()
    on = _day(arguments.year, today)
    open_store()
    with target(arguments.out, force=arguments.force, suffix=WORD) as path, whole_file(path) as draft:
        report = draw_up(outline, put(arguments, on=on), today)
        draft.write_bytes(render_word(report.document, _note(report)))
    if arguments.json:
        say_json(_document(report))
    else:
        _say(report, arguments.out)
    if on == today and on != year_end(on):
        warn(f"提示：{on.year} 年还没有过完，所用的数截至今天（{on}），和上年末比较")
    for missing in report.missing:
        warn(f"待补：{missing}")
    return 0


def _day(year: int, today: date) -> date:
    """The last day of the year, or today while it is running."""
    if year > today.year:
        raise UsageError(f"{year} 年还没有开始，没有数可写；--year 最晚是 {today.year}")
    return min(year_end(date(year, 1, 1)), today)


def _note(report: Report) -> str:
    question = report.asked.question
    return f"文中的数截至 {question.on}，以第 {report.asked.picture.known} 笔的账为准"


def _say(report: Report, out: Path) -> None:
    say(f"已写到 {out}：{report.outline.label}，{_note(report)}")
    say(f"文中用了 {len(report.uses)} 处台账的数，其中 {_unknown(report)} 处待补；另有 {report.blanks} 处请您填写。")
    say(f"落款日期是起草这天（{long_date(report.document.signature.dated)}），签发时请核对。")


def _unknown(report: Report) -> int:
    return sum(use.written.missing is not None for use in report.uses)


def _document(report: Report) -> dict[str, Any]:
    """The figures as ``shejian figures --json`` gives them, and every place where one stands."""
    return heading(report.asked) | {
        "document": report.outline.kind,
        "dated": report.document.signature.dated.isoformat(),
        "figures": {use.figure.key: figure_document(use.figure) for use in report.uses},
        "bound": [_bound(use) for use in report.uses],
        "blanks": report.blanks,
    }


def _bound(use: Use) -> dict[str, Any]:
    bound = use.written.bound
    document: dict[str, Any] = {"key": bound.key, "writing": str(bound.writing), "written": use.written.text}
    if use.before is not None:
        day, figure = use.before
        document["before"] = {"on": day.isoformat()} | figure_document(figure)
    return document
