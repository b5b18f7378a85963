"""Outlines of documents, read strictly from ``law/documents``: what is unknown or cannot be said is refused."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from shejian.core.documents.notation import SLOT, NotASlot, slot_of
from shejian.core.documents.tree import DEEPEST, Blank, Outline, Paragraph, Section, Slot, Text
from shejian.core.rules.loading import LAW_FOLDER
from shejian.core.rules.strict_yaml import Node, read_yaml

KEYS = ("kind", "label", "title", "addressee", "opening", "sections", "issuer")


@cache
def outlines() -> dict[str, Outline]:
    """The outlines shipped with the program, by kind."""
    return read_outlines(LAW_FOLDER)


def read_outlines(folder: Path) -> dict[str, Outline]:
    """The outlines of a folder with ``documents/`` in it.

    Raises:
        LawFileError: the first file that is refused.
    """
    found: dict[str, Outline] = {}
    for path in sorted((folder / "documents").glob("*.y*ml")):
        outline = _outline(read_yaml(folder, path))
        found[outline.kind] = outline
    return found


def _outline(node: Node) -> Outline:
    node.allow(KEYS)
    kind = node.text("kind")
    if node.file != f"documents/{kind}.yaml":
        raise node.fault(f"文书 {kind} 应放在 documents/{kind}.yaml")
    addressee = node.text_or_null("addressee")
    return Outline(
        kind=kind,
        label=node.text("label"),
        title=_paragraphs(node, "title"),
        addressee=_paragraph(node, "addressee", addressee) if addressee is not None else None,
        opening=_paragraphs(node, "opening"),
        sections=_sections(node, 1),
        issuer=_paragraph(node, "issuer", node.text("issuer")),
    )


def _sections(node: Node, level: int) -> tuple[Section[Slot], ...]:
    if level > DEEPEST:
        raise node.fault(f"标题最多 {DEEPEST} 层")
    return tuple(_section(one, level) for one in node.nodes("sections"))


def _section(node: Node, level: int) -> Section[Slot]:
    node.allow(("heading",), ("paragraphs", "sections"))
    if len(node.fields) == 1:
        raise node.fault("标题之下没有内容；paragraphs 和 sections 至少要有一个")
    return Section(
        heading=_paragraph(node, "heading", node.text("heading")),
        paragraphs=_paragraphs(node, "paragraphs") if "paragraphs" in node.fields else (),
        sections=_sections(node, level + 1) if "sections" in node.fields else (),
    )


def _paragraphs(node: Node, name: str) -> tuple[Paragraph[Slot], ...]:
    items = node.fields[name]
    if not isinstance(items, list) or not items:
        raise node.fault(f"{name} 至少要有一项")
    made = []
    for at, item in enumerate(items, 1):
        place = f"{name} 第 {at} 项"
        if not isinstance(item, str) or not item.strip():
            raise node.fault(f"{place}应为文字，现为 {item if item else '空'}")
        made.append(_paragraph(node, place, item.strip()))
    return tuple(made)


def _paragraph(node: Node, place: str, text: str) -> Paragraph[Slot]:
    """Text with its slots. Folded lines of YAML leave spaces that Chinese does not want."""
    runs: list[Slot] = []
    done = 0
    for match in SLOT.finditer(text):
        _add_text(node, place, runs, text[done : match.start()])
        slot, prompt = match.groups()
        runs.append(Blank(prompt) if prompt is not None else _slot(node, place, slot))
        done = match.end()
    _add_text(node, place, runs, text[done:])
    return Paragraph(tuple(runs))


def _add_text(node: Node, place: str, runs: list[Slot], text: str) -> None:
    for sign in "{}〔〕":
        if sign in text:
            raise node.fault(f"{place}：“{sign}”没有配成 {{指标}} 或 〔请填写：…〕")
    if plain := re.sub(r"\s+", "", text):
        runs.append(Text(plain))


def _slot(node: Node, place: str, slot: str) -> Slot:
    try:
        return slot_of(slot)
    except NotASlot as fault:
        raise node.fault(f"{place}：{fault}") from None
