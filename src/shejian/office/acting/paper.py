"""The paper on which an act rests: part of a form. Its file is kept as soon as it comes: no mistake loses it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from shejian.journal.services import PaperDraft
from shejian.journal.services.papers import DamagedPaper, keep_file, kept_file
from shejian.office.acting.fields import DayField
from shejian.office.wording import size_text

PAPER = "document"
LONGEST_TITLE, LONGEST_NUMBER, LONGEST_ISSUER, LONGEST_NAME = 200, 64, 100, 200
LARGEST = 20 << 20
ENDINGS = (".pdf", ".ofd", ".doc", ".docx", ".wps", ".jpg", ".jpeg", ".png")
FILE, KEPT = "paper_file", "paper_kept"
TOO_LONG = "最多 %(limit_value)d 个字，现在有 %(show_value)d 个"


def with_kept_file(data: QueryDict, file: UploadedFile[bytes] | None) -> QueryDict:
    """What was handed in, with the file it brought kept, and named by a signed word that further tries carry along."""
    if file is None:
        return data
    name = PurePath(file.name or "").name
    said: dict[str, Any]
    if PurePath(name).suffix.lower() not in ENDINGS:
        said = {"refused": f"“{name[-40:]}”不是这里收的文件，可以是 {'、'.join(one[1:] for one in ENDINGS)}"}
    elif (file.size or 0) > LARGEST:
        said = {"refused": f"文件有 {size_text(file.size or 0)}，最多 {size_text(LARGEST)}，请压缩或只选要紧的几页"}
    elif len(name) > LONGEST_NAME:
        said = {"refused": f"文件名太长（{len(name)} 个字），请改短到 {LONGEST_NAME} 个字以内"}
    else:
        kept = keep_file(file.read(), kind=PAPER, file_name=name)
        said = {"name": name, "size": kept.size, "sha256": kept.sha256}
    fresh = data.copy()
    fresh[KEPT] = Signer(salt=KEPT).sign_object(said)
    return fresh


class FileBox(forms.Widget):
    """The browser's control for a file, and beside it the file that came before."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return str(data.get(KEPT, ""))

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        described = (attrs or {}).get("aria-describedby", "")
        box = format_html(
            '<input type="file" name="{}" id="{}" accept="{}" aria-describedby="{}">',
            name,
            (attrs or {}).get("id", name),
            ",".join(ENDINGS),
            described,
        )
        said = read_kept(value or "")
        if "name" not in said:
            return box
        words = f"已收到 {said['name']}（{size_text(said['size'])}），另选一个就换掉它"
        return format_html(
            '{}<input type="hidden" name="{}" value="{}"><span class="hint">{}</span>', box, KEPT, value, words
        )


def read_kept(word: str) -> dict[str, Any]:
    """What a signed word says of a kept file; nothing if it is none of ours."""
    try:
        said: dict[str, Any] = Signer(salt=KEPT).unsign_object(word)
    except (BadSignature, ValueError):
        return {}
    return said


class FileField(forms.CharField):
    """The file of a paper."""

    widget = FileBox

    def clean(self, value: Any) -> dict[str, Any] | None:
        if not value:
            return None
        said = read_kept(value)
        if "refused" in said:
            raise forms.ValidationError(said["refused"])
        try:
            kept_file(said["sha256"])
        except (KeyError, DamagedPaper):
            raise forms.ValidationError("没有收到这个文件，请重新选一次") from None
        return said


def _text(label: str, longest: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
        help_text=help_text,
        error_messages={"max_length": TOO_LONG},
    )


class OnPaper(forms.Form):
    """The fields of a paper: part of a form."""

    paper_title = _text("文件名称", LONGEST_TITLE, "例如：关于同意变更名称的批复。没有文件就空着。")
    paper_number = _text("文号", LONGEST_NUMBER, "例如：民社登〔2022〕17号")
    paper_issuer = _text("发文机关", LONGEST_ISSUER)
    paper_day = DayField(label="成文日期", required=False)
    paper_file = FileField(
        label="扫描件", required=False, help_text=f"PDF、OFD、Word 或图片，最多 {size_text(LARGEST)}。"
    )


def paper_said(said: Mapping[str, Any]) -> PaperDraft | None:
    """The paper that was named, by its title or by its file."""
    file = said.get(FILE) or {}
    title = said.get("paper_title") or file.get("name", "")
    if not title:
        return None
    return PaperDraft(
        PAPER,
        title,
        said["paper_number"],
        said["paper_day"],
        file_name=file.get("name", ""),
        size=file.get("size", 0),
        sha256=file.get("sha256", ""),
        issuer=said["paper_issuer"] or None,
    )
