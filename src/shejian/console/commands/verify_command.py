"""``shejian verify``."""

from __future__ import annotations

import argparse
import re

from shejian import clock
from shejian.base.queries import head_number
from shejian.console.arguments import day
from shejian.console.output import say, warn
from shejian.console.store import open_store
from shejian.core.calendar import previous_day, year_start
from shejian.exchange.queries import standing_batches
from shejian.figures.verification import verify_figures
from shejian.journal.models import Head
from shejian.journal.services.verification import verify_end, verify_journal, verify_spans

SHOWN = 50
SHORTEST = 16
END = re.compile(rf"(\d{{1,9}})[:：]([0-9a-f]{{{SHORTEST},64}})")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on",
        action="append",
        default=[],
        type=day,
        metavar="DATE",
        help="另外核验这一天的指标；可写几次",
    )
    parser.add_argument(
        "--end",
        action="append",
        default=[],
        type=_end,
        metavar="N:DIGEST",
        help="以前核验时抄下的链尾，例如 17:9f86d081884c7d65；查后来的账有没有整笔抽掉过；可写几次",
    )


def _end(text: str) -> tuple[int, str]:
    found = END.fullmatch(text.strip().lower())
    if found is None:
        raise argparse.ArgumentTypeError(
            f"“{text}”不是链尾；写成“笔数:摘要”，摘要至少抄开头 {SHORTEST} 位，例如 17:9f86d081884c7d65"
        )
    return int(found[1]), found[2]


def run(arguments: argparse.Namespace) -> int:
    open_store()
    today = clock.today()
    days = {today, previous_day(year_start(today)), *arguments.on}
    for batch in standing_batches():
        days |= {batch.closing, previous_day(year_start(batch.closing))}
    ends = (breach for end in arguments.end for breach in verify_end(*end))
    wrong = [str(breach) for breach in (*ends, *verify_journal(), *verify_spans())]
    if not wrong:
        wrong = verify_figures(days)
    for one in wrong[:SHOWN]:
        warn(one)
    if wrong:
        more = f"（只列前 {SHOWN} 处）" if len(wrong) > SHOWN else ""
        warn(f"shejian：核验没有通过，{len(wrong)} 处不符{more}。请不要再记账，用备份恢复，或请人查明")
        return 2
    head = Head.objects.filter(pk=1).first()
    say(f"核验通过：{head_number()} 笔账前后相连，各表各行与封印相符，{len(days)} 天的指标与凭据相符、期初期末相接。")
    if head is not None and head.number:
        say(f"链尾：{head.number}:{head.digest}")
        say(f"可抄在纸上，抄开头 {SHORTEST} 位就够；日后用 shejian verify --end {head.number}:… 核对有没有整笔抽掉过")
    return 0
