"""Papers: what an act rests on. The file itself is kept encrypted beside the store."""

from __future__ import annotations

from django.db import models

from shejian.journal.models.sealed import Sealed


class Paper(Sealed):
    """A document that an act cites: an approval, a workbook that was imported, a report that was issued."""

    kind = models.CharField("类别", max_length=32, help_text="文件的类别：workbook 导入的工作簿，document 文件。")
    title = models.CharField("题名", max_length=200, help_text="文件的题名；工作簿用文件名。")
    number = models.CharField("文号", max_length=64, blank=True, help_text="发文字号，照原样；没有的为空。")
    issued_on = models.DateField("成文日期", null=True, blank=True, help_text="文件的成文日期；不知道的为空。")
    file_name = models.CharField("文件名", max_length=200, blank=True, help_text="上传时的文件名。")
    size = models.BigIntegerField("字节数", default=0, help_text="文件的大小，字节。")
    sha256 = models.CharField(
        "文件摘要", max_length=64, blank=True, help_text="文件内容的 SHA-256；据此找到加密保存的原件。"
    )
    issuer = models.CharField(  # noqa: DJ001 - added later: old rows keep their marks only if it is empty there
        "发文机关", max_length=100, null=True, blank=True, help_text="谁发的文件，照原样；不知道的为空。"
    )

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"

    def __str__(self) -> str:
        return self.title
