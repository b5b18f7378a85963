"""Why a file cannot be read as a workbook, and what to do about it, in Chinese."""

from __future__ import annotations

import errno
from collections.abc import Sequence


class Unreadable(Exception):
    """The file cannot be read as a workbook; ``str()`` says why and what to do, in Chinese."""


REASONS = {
    "password": "文件设了打开密码。请在 Excel 里取消密码（文件 › 信息 › 保护工作簿）后另存，再导入。",
    "broken": "文件打不开：内容不完整，或不是 Excel 工作簿。请用 Excel 打开检查，另存为 .xlsx 后再导入。",
    "document": "这是 Word 等其他文档，不是 Excel 工作簿。请把其中的表格复制到 Excel，另存为 .xlsx 后再导入。",
    "archive": "这是压缩包，不是 Excel 工作簿。请先解压，再导入其中的 .xlsx 文件。",
    "archive-of": "这是压缩包，不是 Excel 工作簿。请先解压，再导入其中的 {0}。",
    "bomb": "文件的 {0} 展开后有 {1} MB，远大于正常台账，已停止读取。请用 Excel 打开、只保留台账内容，另存后再导入。",
    "too-wide": (
        "工作表“{0}”的单元格 {1} 有内容，超出了台账的范围（最多 300 列）。"
        "请在 Excel 里删除台账右侧多余的列，另存后再导入。"
    ),
    "too-long": ("工作表“{0}”写到第 {1} 行，超过了 Excel 工作表的上限（1048576 行）。请把台账分成几个文件，分批导入。"),
    "too-far": (
        "工作表“{0}”只有 {1} 格有内容，却一直写到单元格 {2}，按这么大的范围读会超过内存上限（1 GB）。"
        "请在 Excel 里删除台账以外的行和列，另存后再导入。"
    ),
    "too-much": (
        "工作表“{0}”有 {1} 行、{2} 列、{3} 格内容，展开后超过了内存上限（1 GB）。请把台账分成几个文件，分批导入。"
    ),
    "too-big": "工作表“{0}”展开后有 {1} MB，放不进内存上限（1 GB）。请把台账分成几个文件，分批导入。",
    "memory": "文件展开后超过了内存上限（1 GB）或时间上限，已停止读取。请把大表分成几个文件，分批导入。",
    "heavy": "工作表“{0}”从第 {1} 行起，单元格里的内容多得不像台账，已停止读取。请检查这些行，另存后再导入。",
    "error-value": "工作表“{0}”的单元格 {1} 是出错的公式（{2}），整个文件因此读不出来。请改正公式或改填数值后再导入。",
}

NOT_OPENED = {
    errno.ENOENT: "没有这个文件，请检查路径",
    errno.EACCES: "没有读取的权限，请改权限，或换一个位置",
    errno.EISDIR: "这是文件夹，请写出其中工作簿的名称",
}


def unreadable(code: str, details: Sequence[object] = ()) -> Unreadable:
    """The refusal with this code, with the details that its sentence names."""
    if code == "archive" and details and details[0]:
        code = "archive-of"
    return Unreadable(REASONS[code].format(*details))


def not_opened(name: str, problem: OSError) -> Unreadable:
    """The refusal of a file that the system does not open."""
    why = NOT_OPENED.get(problem.errno or 0) or f"系统说 {problem.strerror or problem}，请检查路径和权限"
    return Unreadable(f"打不开 {name}：{why}。")
