"""The notation in which outlines and authors bind figures into their sentences, read and written.

``{社会组织}`` or ``{organizations}`` is a figure as it is, ``{捐款捐物的社会组织|多}`` in approximate words,
``{党组织覆盖率|较上年}`` its change; ``{年度}`` ``{截至日}`` ``{单位}`` are given; 〔请填写：…〕 waits for words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from shejian.core.documents.tree import Blank, Bound, Given, Paragraph, Slot, Text, Writing
from shejian.core.indicators import Nature, Ratio, catalogue, nature

SLOT = re.compile(r"\{([^{}\n]*)\}|〔请填写：([^〔〕\n]+)〕")
GIVEN = {Given.YEAR: "年度", Given.DAY: "截至日", Given.UNIT: "单位"}
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class NotASlot(ValueError):
    """What stands in braces binds no figure; ``str()`` says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An author's text as paragraphs; what could not be read stays as it was typed, and is said in ``faults``."""

    paragraphs: tuple[Paragraph[Slot], ...]
    faults: tuple[str, ...] = ()


def slot_of(text: str) -> Slot:
    """What the text between braces stands for.

    Raises:
        NotASlot: no such figure, or it cannot be written that way.
    """
    name, bar, how = text.partition("|")
    if not name:
        raise NotASlot("花括号里没有写指标")
    if not bar:
        for given, label in GIVEN.items():
            if name in (given, label):
                return given
    key = name if name in catalogue() else _labels().get(name, "")
    if not key:
        near = get_close_matches(name, [*catalogue(), *_labels(), *Given, *GIVEN.values()], n=1)
        raise NotASlot(f"没有“{name}”这个指标{f'；是否 {near[0]}？' if near else ''}")
    if bar and how not in list(Writing):
        raise NotASlot(f"{{{text}}} 的写法不认识；可用：{'、'.join(Writing)}")
    bound = Bound(key, Writing(how) if bar else Writing.EXACT)
    objection = objection_to(bound)
    if objection:
        raise NotASlot(f"{{{text}}} {objection}")
    return bound


def objection_to(bound: Bound) -> str | None:
    """Why a figure cannot be written that way; ``None`` if it can."""
    if bound.writing is Writing.CHANGE:
        # a year that is still running would be set against a whole one
        return "说的是一段时期，不能较上年" if nature(bound.key) is Nature.FLOW else None
    if bound.writing is not Writing.EXACT and isinstance(catalogue()[bound.key].measure, Ratio):
        return "是百分比，不写约数"
    return None


@cache
def _labels() -> dict[str, str]:
    return {indicator.label: key for key, indicator in catalogue().items()}


def read_passage(text: str) -> Passage:
    """An author's text: a paragraph for every line that has words."""
    faults: list[str] = []
    lines = [line.strip() for line in tidy(text).split("\n")]
    return Passage(tuple(_paragraph(line, faults) for line in lines if line), tuple(faults))


def _paragraph(line: str, faults: list[str]) -> Paragraph[Slot]:
    runs: list[Slot] = []
    done = 0
    for match in SLOT.finditer(line):
        _add(runs, faults, line[done : match.start()])
        slot, prompt = match.groups()
        if prompt is not None:
            runs.append(Blank(prompt))
        else:
            try:
                runs.append(slot_of(slot.strip()))
            except NotASlot as fault:
                faults.append(str(fault))
                runs.append(Text(match[0]))
        done = match.end()
    _add(runs, faults, line[done:])
    return Paragraph(tuple(runs))


def _add(runs: list[Slot], faults: list[str], text: str) -> None:
    if "{" in text or "}" in text:
        faults.append(f"“{text[:20]}”里的花括号没有配成 {{指标}}")
    if text:
        runs.append(Text(text))


def tidy(text: str) -> str:
    """Text as it is kept: one kind of line end, nothing that cannot be seen or printed, no empty end."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).rstrip()


def write_passage(paragraphs: tuple[Paragraph[Slot], ...]) -> str:
    """Paragraphs in the notation, with the labels that people know."""
    return "\n".join("".join(map(notation, paragraph.runs)) for paragraph in paragraphs)


def notation(slot: Slot) -> str:
    """A slot as an author writes it."""
    if isinstance(slot, Given):
        return f"{{{GIVEN[slot]}}}"
    if isinstance(slot, Bound):
        label = catalogue()[slot.key].label
        return f"{{{label}}}" if slot.writing is Writing.EXACT else f"{{{label}|{slot.writing}}}"
    return slot.text
