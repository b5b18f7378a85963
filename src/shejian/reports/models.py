"""Drafts of documents, which change as they are written; and documents that were issued, which never do."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from shejian.core.facts import Term
from shejian.core.facts.terms import Line
from shejian.journal.models import Sealed

KEY_LENGTH = 32
PLACE_LENGTH = 16
FIGURE_LENGTH = 64


class DraftState(Term):
    """How far a draft has come."""

    OPEN = "open", "草稿"
    ISSUED = "issued", "已签发"
    DISCARDED = "discarded", "已放弃"


def _person(verbose: str, help_text: str, *, null: bool = False) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=null,
        blank=null,
        related_name="+",
        verbose_name=verbose,
        help_text=help_text,
    )


class Draft(models.Model):
    """A document that is being written: of what unit and year; the author's words are its passages."""

    key = models.CharField(
        "请求号", max_length=KEY_LENGTH, unique=True, help_text="起稿的表单带的随机号；重发只起一份。"
    )
    kind = models.CharField("文书", max_length=32, help_text="哪一种文书，debrief 是述职报告。")
    unit = models.ForeignKey(
        "base.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="单位", help_text="哪个单位的报告。"
    )
    line = models.CharField("线", max_length=16, choices=Line.choices(), help_text="沿哪条线取数。")
    own = models.BooleanField("只算本级", default=False, help_text="真：只算本级；假：含下级。")
    year = models.IntegerField("年度", help_text="报告哪一年。")
    on = models.DateField("截至日", help_text="文中的数截至哪一天；年度过完的是当年末日。")
    created = models.DateTimeField("起稿时刻", help_text="何时起稿，界面按北京时间显示。")
    by = _person("起稿人", "谁起的稿。")
    edited = models.DateTimeField("改动时刻", help_text="最近一次改动在何时，界面按北京时间显示。")
    edited_by = _person("改动人", "最近一次是谁改的。")
    version = models.IntegerField("稿次", default=1, help_text="改动一次加一；签发时据此知道看过以后有没有人再改。")
    state = models.CharField(
        "状态", max_length=16, choices=DraftState.choices(), default=str(DraftState.OPEN), help_text="走到了哪一步。"
    )
    source = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name="据以起稿",
        help_text="照哪一份起的稿；从提纲起的为空。",
    )
    issue = models.OneToOneField(
        "reports.Issue",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="draft",
        verbose_name="签发的文书",
        help_text="签发后成为哪一份文书；没有签发的为空。",
    )

    class Meta:
        verbose_name = "文书草稿"
        verbose_name_plural = "文书草稿"
        indexes = [models.Index(fields=["state", "edited"], name="reports_draft_by_state")]

    def __str__(self) -> str:
        return f"{self.year} 年度文书草稿"


class Passage(models.Model):
    """The author's words at one place of a draft; where there is none, the outline's words stand."""

    draft = models.ForeignKey(
        Draft, on_delete=models.PROTECT, related_name="passages", verbose_name="草稿", help_text="哪一份草稿。"
    )
    place = models.CharField("位置", max_length=PLACE_LENGTH, help_text="文书的哪一处，例如 1.2 是第一部分的（二）。")
    text = models.TextField("文字", blank=True, help_text="这一处的文字，一行一段；{指标} 是随账变的数。")
    edited = models.DateTimeField("改动时刻", help_text="何时改的，界面按北京时间显示。")
    edited_by = _person("改动人", "谁改的。")

    class Meta:
        verbose_name = "文段"
        verbose_name_plural = "文段"
        constraints = [models.UniqueConstraint(fields=["draft", "place"], name="reports_passage_once_per_place")]

    def __str__(self) -> str:
        return f"文段 {self.place}"


class Comment(models.Model):
    """What somebody remarks on a place of a draft; before issuing it is dealt with."""

    draft = models.ForeignKey(
        Draft, on_delete=models.PROTECT, related_name="comments", verbose_name="草稿", help_text="哪一份草稿。"
    )
    key = models.CharField("请求号", max_length=KEY_LENGTH, unique=True, help_text="表单带的随机号；重发只记一条。")
    place = models.CharField("位置", max_length=PLACE_LENGTH, help_text="对文书的哪一处说的。")
    text = models.TextField("批注", help_text="说了什么。")
    by = _person("批注人", "谁说的。")
    moment = models.DateTimeField("批注时刻", help_text="何时说的，界面按北京时间显示。")
    resolved_by = _person("处理人", "谁处理的；还没有处理的为空。", null=True)
    resolved = models.DateTimeField(
        "处理时刻", null=True, blank=True, help_text="何时处理的，界面按北京时间显示；还没有处理的为空。"
    )

    class Meta:
        verbose_name = "批注"
        verbose_name_plural = "批注"

    def __str__(self) -> str:
        return f"批注：{self.text[:20]}"


class KeptNumber(models.Model):
    """A number that disagrees with the ledger and that the author keeps on purpose, as long as its clause stands."""

    draft = models.ForeignKey(
        Draft, on_delete=models.PROTECT, related_name="kept_numbers", verbose_name="草稿", help_text="哪一份草稿。"
    )
    place = models.CharField("位置", max_length=PLACE_LENGTH, help_text="文书的哪一处。")
    figure = models.CharField(
        "指标", max_length=FIGURE_LENGTH, help_text="和哪个指标不符；周年数不对的写 anniversary。"
    )
    clause = models.TextField("原文", help_text="那一句的原文；原文改了，就要重新看。")
    by = _person("决定人", "谁决定不改的。")
    moment = models.DateTimeField("决定时刻", help_text="何时决定的，界面按北京时间显示。")

    class Meta:
        verbose_name = "保留的数"
        verbose_name_plural = "保留的数"

    def __str__(self) -> str:
        return f"保留：{self.clause[:20]}"


class Issue(Sealed):
    """A document that was issued: its words, the question behind its figures, and the fingerprint of both."""

    paper = models.ForeignKey(
        "journal.Paper",
        on_delete=models.PROTECT,
        related_name="issues",
        db_index=False,
        verbose_name="文件",
        help_text="签发时登记的 Word 原件。",
    )
    kind = models.CharField("文书", max_length=32, help_text="哪一种文书，debrief 是述职报告。")
    unit = models.ForeignKey(
        "base.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="单位",
        help_text="哪个单位的报告。",
    )
    line = models.CharField("线", max_length=16, choices=Line.choices(), help_text="沿哪条线取的数。")
    own = models.BooleanField("只算本级", default=False, help_text="真：只算本级；假：含下级。")
    year = models.IntegerField("年度", help_text="报告哪一年。")
    on = models.DateField("截至日", help_text="文中的数截至哪一天。")
    known = models.BigIntegerField("以哪一笔的账为准", help_text="取数时总账记到第几笔。")
    dated = models.DateField("成文日期", help_text="签发之日。")
    title = models.CharField("标题", max_length=200, help_text="文书的标题。")
    document = models.TextField("全文", help_text="文书的各部分和文中的数，规范 JSON。")
    fingerprint = models.CharField("指纹", max_length=64, help_text="问题、全文和各数凭据合算的 SM3，十六进制。")

    class Meta:
        verbose_name = "签发的文书"
        verbose_name_plural = "签发的文书"

    def __str__(self) -> str:
        return f"第 {self.pk} 份文书"


class FrozenFigure(Sealed):
    """A figure as it was when its document was issued, with the rows it rested on."""

    issue = models.ForeignKey(
        Issue,
        on_delete=models.PROTECT,
        related_name="figures",
        verbose_name="文书",
        help_text="哪一份签发的文书。",
    )
    figure = models.CharField("指标", max_length=FIGURE_LENGTH, help_text="指标的代号。")
    on = models.DateField("截至日", help_text="截至哪一天；较上年的另有上年末的一行。")
    text = models.CharField("数", max_length=32, help_text="这个数，如指标页所写。")
    numerator = models.BigIntegerField("分子", null=True, blank=True, help_text="百分比的分子；不是百分比的为空。")
    denominator = models.BigIntegerField("分母", null=True, blank=True, help_text="百分比的分母；不是百分比的为空。")
    rows = models.TextField("凭据", help_text="计入的各行：编号和各计多少，JSON；百分比的是分子的行。")
    whole_rows = models.TextField("分母的凭据", blank=True, help_text="百分比分母的各行，JSON；不是百分比的为空。")
    digest = models.CharField("凭据摘要", max_length=64, help_text="各行合算的 SM3，十六进制。")

    class Meta:
        verbose_name = "冻结的数"
        verbose_name_plural = "冻结的数"

    def __str__(self) -> str:
        return f"冻结的数 {self.figure}"


class Withdrawal(Sealed):
    """An issued document was withdrawn: it is in force no longer, and stays where it is to be read."""

    issue = models.OneToOneField(
        Issue, on_delete=models.PROTECT, related_name="withdrawal", verbose_name="文书", help_text="作废的是哪一份。"
    )
    reason = models.TextField("原因", help_text="为什么作废。")

    class Meta:
        verbose_name = "作废"
        verbose_name_plural = "作废"

    def __str__(self) -> str:
        return f"作废第 {self.issue_id} 份文书"
