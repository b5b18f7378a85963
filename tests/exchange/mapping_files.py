"""A ledger of organizations under headings that nobody declared, and the same one tidily headed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.exchange.reading.making import workbook

from shejian.core.sheets import SheetMapping

SHEET = "花名册"
TITLE = ["云川县社会组织情况汇总（截至2022年12月31日）"]
ODD = ["序", "单位全称", "代码证号", "归类", "发证日子", "人手", "归谁登记", "联络方式", "备忘"]
TIDY = [
    "序号",
    "社会组织名称",
    "统一社会信用代码",
    "组织类型",
    "成立登记日期",
    "从业人员数",
    "登记管理机关",
    "办公地点",
    "等级",
]
ROWS = [
    [1, "云川县养羊协会", "51620699177763177J", "社会团体", "2008-09-20", 48, "云川县民政局", "13912345678", "好"],
    [2, "云川县羽毛球协会", "51620699806360830B", "社会团体", "2003-07-28", 16, "云川县民政局", "0935-2212345", None],
    [3, "云川县博文学校", "52620699124158686R", "民办非企业单位", "2015-13-01", 20, "云川县民政局", None, None],
]
COLUMNS = {
    "序": "",
    "单位全称": "name",
    "代码证号": "code",
    "归类": "type",
    "发证日子": "founded",
    "人手": "staff",
    "归谁登记": "authority",
    "联络方式": "",
    "备忘": "",
}
MAPPING = {SHEET: SheetMapping("organizations", 2, COLUMNS)}
YAML = """\
工作表:
  花名册:
    台账: 社会组织台账
    表头行: 2
    列:
      单位全称: 社会组织名称
      代码证号: 统一社会信用代码
      归类: 组织类型
      发证日子: 成立登记日期
      人手: 从业人员数
      归谁登记: 登记管理机关
      联络方式: 不读
"""


def odd(path: Path, **more: list[list[Any]]) -> Path:
    """The workbook with odd headings, and a sheet of explanations."""
    return workbook(path, {SHEET: [TITLE, ODD, *ROWS], "填表说明": [["请勿改动"], ["单位", "电话"]], **more})


def tidy(path: Path) -> Path:
    """The same rows under the ledger's own headings."""
    return workbook(path, {SHEET: [TITLE, TIDY, *ROWS]})
