"""Uploads: workbooks on their way into the ledger. They are no part of it, and change as they go."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from shejian.core.facts import Term

KEY_LENGTH = 32


class UploadState(Term):
    """How far an upload has come."""

    READING = "reading", "正在读取"
    REFUSED = "refused", "不能读取"
    UNSURE = "unsure", "待对应"
    READY = "ready", "待核对"
    APPLYING = "applying", "正在入账"
    APPLIED = "applied", "已入账"
    DISCARDED = "discarded", "已放弃"
    FAILED = "failed", "出了故障"


AT_WORK = (UploadState.READING, UploadState.APPLYING)
OPEN = (UploadState.READING, UploadState.UNSURE, UploadState.READY, UploadState.APPLYING, UploadState.FAILED)


class Upload(models.Model):
    """A workbook that was handed in through a page, what importing it would do, and what became of it.

    The file itself is kept encrypted under ``sha256``; an identity number is written down nowhere else.
    """

    key = models.CharField("编号", max_length=KEY_LENGTH, unique=True, help_text="随机的编号，出现在网址里。")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="uploads",
        verbose_name="上传人",
        help_text="谁上传的。",
    )
    file_name = models.CharField("文件名", max_length=200, help_text="上传时的文件名。")
    sha256 = models.CharField("文件摘要", max_length=64, help_text="文件内容的 SHA-256；据此找到加密保存的原件。")
    size = models.BigIntegerField("字节数", help_text="文件的大小，字节。")
    created = models.DateTimeField("上传时刻", help_text="何时上传，界面按北京时间显示。")
    effective = models.DateField(
        "变更日", null=True, blank=True, help_text="未写日期的不同从这一天起按变更记；空表示按更正记。"
    )
    closing = models.DateField("台账时点", null=True, blank=True, help_text="上传时指定的台账时点；空表示从文件里认。")
    state = models.CharField(
        "状态",
        max_length=16,
        choices=UploadState.choices(),
        default=str(UploadState.READING),
        help_text="走到了哪一步。",
    )
    summary = models.TextField(
        "核对结果", blank=True, help_text="导入会怎样，JSON；身份号码和电话已掩去。没有核对出来时为空。"
    )
    heads = models.TextField(
        "表头样子", blank=True, help_text="各张工作表的前几行，JSON，供人指明哪列是什么；身份号码和电话已掩去。"
    )
    mapping = models.TextField("列对应", blank=True, help_text="经办人指明的各张工作表怎么读，JSON；空表示照表头认。")
    error = models.TextField("原因", blank=True, help_text="没有读成、没有入账的原因；没有的为空。")
    batch = models.ForeignKey(
        "journal.ImportBatch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="uploads",
        verbose_name="导入批次",
        help_text="入账后成为哪一批；没有入账的为空。",
    )

    class Meta:
        verbose_name = "上传"
        verbose_name_plural = "上传"
        indexes = [models.Index(fields=["state", "created"], name="exchange_upload_by_state")]

    def __str__(self) -> str:
        return self.file_name


class HeadingMapping(models.Model):
    """Which column each heading of a sheet is, as a unit's clerk said it: offered again with the same headings."""

    unit = models.ForeignKey(
        "base.Unit",
        on_delete=models.PROTECT,
        related_name="heading_mappings",
        db_index=False,
        verbose_name="单位",
        help_text="哪个单位的经办人这样对应的。",
    )
    headings = models.CharField("表头摘要", max_length=64, help_text="这一行表头的 SHA-256；同样的表头再来，据此找到。")
    ledger = models.CharField("台账", max_length=32, help_text="读作哪种台账；空表示不读。")
    columns = models.TextField("各列", help_text="每个表头对到台账的哪一列，JSON。")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="heading_mappings",
        verbose_name="对应的人",
        help_text="谁这样对应的。",
    )
    moment = models.DateTimeField("时刻", help_text="何时这样对应的。")

    class Meta:
        verbose_name = "列对应"
        verbose_name_plural = "列对应"
        constraints = [models.UniqueConstraint(fields=["unit", "headings"], name="exchange_one_mapping_for_headings")]

    def __str__(self) -> str:
        return f"列对应 {self.pk}"
