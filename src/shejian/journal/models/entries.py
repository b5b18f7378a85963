"""The chain of entries. An entry is never changed or deleted; a wrong one is reversed by another."""

from __future__ import annotations

from django.conf import settings
from django.db import models

DIGEST_LENGTH = 64


class Entry(models.Model):
    """One act: who did what, when, on what paper. Its number is the recorded clock."""

    number = models.BigIntegerField(
        "账号序", primary_key=True, help_text="记账序号，从 1 起连续；“以哪一笔的账为准”就是它。"
    )
    act = models.CharField("行为", max_length=64, help_text="行为的名称，例如 exchange.import、registry.register。")
    moment = models.DateTimeField("记账时刻", help_text="经办时刻，界面按北京时间显示。")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name="经办人",
        help_text="谁记的这一笔。",
    )
    channel = models.CharField("途径", max_length=64, help_text="从哪里记的，例如 命令行、网页。")
    paper = models.ForeignKey(
        "journal.Paper",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name="依据",
        help_text="记这一笔依据的文件；没有依据文件的为空。",
    )
    request_key = models.CharField(
        "请求号",
        max_length=64,
        null=True,
        blank=True,
        unique=True,
        help_text="同一请求重发时只记一笔，靠它辨认。",
    )
    reverses = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reversed_by",
        verbose_name="冲销",
        help_text="本笔撤销的那一笔；不是撤销的为空。",
    )
    statement = models.TextField("陈述", help_text="行为的内容，规范 JSON；不含公民身份号码。")
    digest = models.CharField(
        "摘要", max_length=DIGEST_LENGTH, help_text="本笔陈述、各表封印与上一笔摘要合算的 SM3，十六进制。"
    )

    class Meta:
        verbose_name = "记账"
        verbose_name_plural = "记账"
        constraints = [
            models.UniqueConstraint(
                fields=["reverses"], condition=models.Q(reverses__isnull=False), name="journal_entry_reversed_once"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="journal_entry_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"第 {self.number} 笔"


class Seal(models.Model):
    """What one entry did to one table: the rows it recorded, each with its mark, and the facts it superseded."""

    entry = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        related_name="seals",
        db_constraint=True,
        verbose_name="记账",
        help_text="哪一笔。",
    )
    table = models.CharField("表", max_length=64, help_text="表名，例如 registry.registration。")
    first = models.BigIntegerField("首行", help_text="本笔在此表记下的第一行的编号；没有记下行时为 0。")
    count = models.BigIntegerField("行数", help_text="本笔在此表记下几行，编号连续。")
    marks = models.BinaryField("行印", help_text="每行内容的 BLAKE2b 摘要（16 字节），依编号相接。")
    superseded = models.BinaryField("废止的行", help_text="本笔废止的各行编号，8 字节大端相接，从小到大。")
    restored = models.BinaryField(
        "恢复自", help_text="撤销时，本笔记下的各行是哪些旧行的恢复，8 字节大端相接；平时为空。"
    )

    class Meta:
        verbose_name = "封印"
        verbose_name_plural = "封印"
        constraints = [
            models.UniqueConstraint(fields=["entry", "table"], name="journal_seal_once_per_table"),
        ]
        indexes = [models.Index(fields=["table", "first"], name="journal_seal_by_table")]

    def __str__(self) -> str:
        return f"第 {self.entry_id} 笔 · {self.table}"


class Head(models.Model):
    """The end of the chain: one row, locked by whoever writes the next entry."""

    number = models.BigIntegerField("末笔序号", default=0, help_text="最后一笔的序号；还没有记账时为 0。")
    digest = models.CharField(
        "末笔摘要",
        max_length=DIGEST_LENGTH,
        default="0" * DIGEST_LENGTH,
        help_text="最后一笔的摘要；还没有记账时全为 0。",
    )

    class Meta:
        verbose_name = "链尾"
        verbose_name_plural = "链尾"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_head_is_one_row")]

    def __str__(self) -> str:
        return f"链尾：第 {self.number} 笔"
