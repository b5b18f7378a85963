"""``shejian import FILE``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from shejian import clock
from shejian.console.arguments import UsageError, day
from shejian.console.output import say, say_json, say_table
from shejian.console.store import console_act, open_store
from shejian.core.sheets import CellNote
from shejian.exchange.planning import Plan, Request
from shejian.exchange.planning.mapping import BadMappingFile, FileMapping, mapping_document, read_mapping_file
from shejian.exchange.reading.refusals import not_opened
from shejian.exchange.services.importing import Outcome, import_workbook, read_and_plan, silent
from shejian.exchange.showing import absent, differences

SHOWN = 20
COUNTS = {"new": "新增", "changed": "修改", "unchanged": "相同", "absent": "未列", "faulty": "退回"}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="Excel 工作簿（.xlsx、.xls、.ods）")
    parser.add_argument(
        "--dry-run", action="store_true", help="只核对，不入账：列出新增、修改、相同、未列、退回各几行，账不动"
    )
    parser.add_argument("--strict", action="store_true", help="有一行要退回就整个不导入，账不动")
    parser.add_argument(
        "--effective",
        type=day,
        metavar="DATE",
        help="变更日：文件里没有写日期的不同，从这一天起按变更记；不写按更正记（以前记错了）",
    )
    parser.add_argument(
        "--closing",
        type=day,
        metavar="DATE",
        help="台账时点：文件说的是截至哪一天的情况；不写从表题、填报日期或最晚的日期认",
    )
    parser.add_argument(
        "--mapping", type=Path, metavar="YAML", help="列对应：表头认不出时，写明每张表是哪种台账、每个表头是哪一列"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    _refuse_unopened(arguments.file)  # before a store is made for it
    mapping = _mapping(arguments.mapping)
    open_store(make=True)
    request = Request(today=clock.today(), effective=arguments.effective, closing=arguments.closing, mapping=mapping)
    progress = silent if arguments.json or not sys.stderr.isatty() else _progress
    plan = read_and_plan(arguments.file, arguments.file.name, request, progress)
    if arguments.strict and plan.faults:
        _report(Outcome(plan), json=arguments.json, untouched="没有导入，账没有动。")
        raise UsageError(f"有 {len(plan.faults)} 处错误，按 --strict 没有导入，账没有动；改正后再导入，或不用 --strict")
    if arguments.dry_run:
        _report(Outcome(plan), json=arguments.json)
        return 0
    outcome = import_workbook(act=console_act(), path=arguments.file, plan=plan, progress=progress)
    _report(outcome, json=arguments.json, untouched="没有可以入账的行，没有导入，账没有动。")
    return 0


def _mapping(path: Path | None) -> FileMapping:
    if path is None:
        return {}
    try:
        return read_mapping_file(path)
    except BadMappingFile as problem:
        raise UsageError(f"{problem}。账没有动") from None


def _refuse_unopened(path: Path) -> None:
    try:
        with path.open("rb"):
            pass
    except OSError as problem:
        raise not_opened(path.name or str(path), problem) from None


def _progress(stage: str, count: int) -> None:
    sys.stderr.write(f"\r\033[K{stage} {count if count else ''}")
    sys.stderr.flush()


def document(outcome: Outcome) -> dict[str, Any]:
    """The outcome as ``--json`` gives it."""
    plan = outcome.plan
    return {
        "batch": outcome.batch,
        "entry": outcome.entry,
        "applied": outcome.applied,
        "closing": plan.context.closing.isoformat(),
        "mapping": mapping_document(plan.request.mapping),
        "sheets": plan.counts(),
        "faults": [asdict(fault) for fault in plan.faults],
        "notices": [asdict(notice) for notice in plan.all_notices()],
        "differences": [asdict(difference) for difference in differences(plan)],
        "absent": absent(plan),
    }


def _report(outcome: Outcome, *, json: bool, untouched: str = "没有动账，只是看会怎样。") -> None:
    if json:
        say_json(document(outcome))
        return
    plan = outcome.plan
    if outcome.applied:
        say(f"已导入：第 {outcome.batch} 批，记为第 {outcome.entry} 笔。撤销用 shejian undo {outcome.batch}")
    else:
        say(untouched)
    say(f"台账时点 {plan.context.closing}（{plan.closing.how}）")
    rows = [["", *COUNTS.values()]]
    rows += [[title, *(str(counts[key]) for key in COUNTS)] for title, counts in plan.counts().items()]
    say_table(rows, numbers=range(1, len(COUNTS) + 1))
    _say_differences(plan)
    _say_notes("错误（退回，不导入）", plan.faults)
    _say_notes("提示（照记，请留意）", plan.all_notices())


def _say_differences(plan: Plan) -> None:
    listed = list(differences(plan))
    if not listed:
        return
    say(f"\n修改 {len(listed)} 行：")
    for one in listed[:SHOWN]:
        fields = "；".join(f"{field.column} {field.old} → {field.new}" for field in one.fields)
        say(f"  “{one.sheet}”第 {one.row} 行 {one.name}：{fields}")
    if len(listed) > SHOWN:
        say(f"  …其余 {len(listed) - SHOWN} 行用 --json 查看")


def _say_notes(title: str, notes: list[CellNote]) -> None:
    if not notes:
        return
    say(f"\n{title} {len(notes)} 处：")
    for note in notes[:SHOWN]:
        sheet = f"“{note.sheet}”" if note.sheet else ""
        place = f"{sheet}第 {note.row} 行" if note.row else sheet
        cell = f"“{note.column}”" if note.column else ""
        value = f"（{note.value}）" if note.value else ""
        say(f"  {place}{cell}{value}：{note.reason}" if place or cell else f"  {note.reason}")
    if len(notes) > SHOWN:
        say(f"  …其余 {len(notes) - SHOWN} 处用 --json 查看")
