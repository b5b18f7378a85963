"""Having a workbook marked by the child process, within limits of memory and time."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from shejian.exchange.marking.hints import expected
from shejian.exchange.summaries import MOST, Note, Summary

logger = logging.getLogger(__name__)
START = "import sys; sys.path.insert(0, sys.argv[1]); from shejian.exchange.marking.child import main; "
START += "sys.exit(main(*sys.argv[2:]))"
SOURCE = Path(__file__).resolve().parents[3]
MOST_CELLS = 400_000
LONGEST_TIME = 100
NO_MEMORY = 3
KINDS = {"xls": "旧的 .xls 格式", "xlsb": ".xlsb 格式", "ods": ".ods 格式", "": "读不出格式"}
FOUND = {"faults": "错误", "notices": "提示"}
INSTEAD = "请改用错误清单对照原文件修改"


class CannotMark(Exception):
    """The file is not marked, for it would lose something or is too large; ``str()`` says so in Chinese."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What to write at a cell; without a cell it only stands in the list."""

    sheet: str
    cell: str
    fault: bool
    column: str
    value: str
    reason: str
    expected: str

    @classmethod
    def of(cls, note: Note, summary: Summary, *, fault: bool) -> Mark:
        wanted = expected(note) if fault else ""
        return cls(note.sheet, summary.cell(note), fault, note.column, note.value, note.reason, wanted)


def may_mark(summary: Summary) -> str:
    """Why the file cannot be marked, as far as that is known without opening it; empty if it may be tried."""
    if summary.kind != "xlsx":
        return f"原文件是{KINDS.get(summary.kind, summary.kind)}，不能在里面标；{INSTEAD}，或另存为 .xlsx 再上传。"
    if summary.cells > MOST_CELLS:
        return f"原文件有 {summary.cells} 格，超过 {MOST_CELLS} 格的不在里面标；{INSTEAD}。"
    return ""


def mark_workbook(content: bytes, summary: Summary) -> bytes:
    """The workbook with every fault and notice marked, and a first sheet that lists them.

    Raises:
        CannotMark: it cannot be marked without loss, or not within the limits.
    """
    why = may_mark(summary)
    if why:
        raise CannotMark(why)
    marks = [
        *(Mark.of(note, summary, fault=True) for note in summary.faults),
        *(Mark.of(note, summary, fault=False) for note in summary.notices),
    ]
    with tempfile.TemporaryDirectory(prefix=".marking-", dir=settings.HOME) as folder:
        return _marked(Path(folder), content, marks, cut(summary))


def cut(summary: Summary) -> str:
    """That not all faults and notices are listed, for there are too many; empty when they are."""
    kept = {"faults": len(summary.faults), "notices": len(summary.notices)}
    more = [f"{word} {summary.totals[name]} 处" for name, word in FOUND.items() if summary.totals[name] > kept[name]]
    return f"文件里一共有{'、'.join(more)}，只列前 {MOST} 处；改好这些再上传，会列其余的。" if more else ""


def _marked(folder: Path, content: bytes, marks: Sequence[Mark], more: str) -> bytes:
    source, target, orders = folder / "source.xlsx", folder / "target.xlsx", folder / "marks.json"
    for path in (source, orders):
        path.touch(mode=0o600)
    source.write_bytes(content)
    said = {"marks": [asdict(mark) for mark in marks], "cut": more}
    orders.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-I", "-c", START, str(SOURCE), str(source), str(target), str(orders)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module on files of our own
            command, env=dict(os.environ), capture_output=True, timeout=LONGEST_TIME, check=False
        )
    except subprocess.TimeoutExpired:
        raise CannotMark(f"标了 {LONGEST_TIME} 秒还没有标完，已停下；{INSTEAD}。") from None
    if done.returncode == 0:
        lost = json.loads(done.stdout)["lost"]
        if lost:
            raise CannotMark(f"在原文件里标会丢掉其中的{'、'.join(lost)}，所以没有标；{INSTEAD}。")
        return target.read_bytes()
    if done.returncode == NO_MEMORY or done.returncode < 0:
        raise CannotMark(f"原文件太大，超过了内存或时间的上限，没有标；{INSTEAD}。")
    kind = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2].partition(":")[0]
    logger.error("marking a workbook failed: %s", kind)  # not the message: it may quote a cell
    raise CannotMark(f"原文件里有标记程序不认识的内容，没有标；{INSTEAD}。")
