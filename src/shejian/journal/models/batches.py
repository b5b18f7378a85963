"""Import batches: what one file did to the ledger."""

from __future__ import annotations

from django.db import models

from shejian.journal.models.sealed import Sealed


class ImportBatch(Sealed):
    """One applied import. Its number is what ``undo`` takes; it is undone when an entry reverses its entry."""

    paper = models.ForeignKey(
        "journal.Paper",
        on_delete=models.PROTECT,
        related_name="batches",
        db_index=False,
        verbose_name="文件",
        help_text="导入的工作簿。",
    )
    closing = models.DateField("台账时点", help_text="工作簿说的是截至哪一天的情况。")
    effective = models.DateField(
        "变更日", null=True, blank=True, help_text="未写日期的不同按“从这一天起变更”处理；空表示按更正处理。"
    )
    sheets = models.TextField("各表", help_text="各表新增、修改、相同、未列、退回的行数，JSON。")
    faults = models.TextField("错误", help_text="退回的单元格及原因，JSON；身份号码已掩去。")
    notices = models.TextField("提示", help_text="照记但请留意之处，JSON；身份号码已掩去。")

    class Meta:
        verbose_name = "导入批次"
        verbose_name_plural = "导入批次"

    def __str__(self) -> str:
        return f"第 {self.pk} 批导入"
