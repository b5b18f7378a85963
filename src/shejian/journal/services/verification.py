"""Checking that the ledger is what was written: every entry follows from the one before, every row bears its mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from shejian.core.calendar import Span
from shejian.journal.models import DatedFact, Entry, Head, Paper, Seal, Sealed
from shejian.journal.models.sealed import sealed_models, table_name
from shejian.journal.moment import at_one_moment
from shejian.journal.services import marks, papers
from shejian.journal.services.posting import said

CHUNK = 5000
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that is not as it was written: the place, and what is wrong with it."""

    place: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.place}：{self.wrong}"


@at_one_moment()
def verify_journal() -> list[Breach]:
    """Every breach found: of the chain, of sealed rows, of kept files. An empty list means that all is as written."""
    seals: dict[str, list[Seal]] = {}
    for seal in Seal.objects.order_by("entry"):
        seals.setdefault(seal.table, []).append(seal)
    known = {table_name(model) for model in sealed_models()}
    found = list(_chain())
    found += [Breach(f"表 {table}", "有封印而没有这张表") for table in seals if table not in known]
    for model in sealed_models():
        found += _rows(model, seals.get(table_name(model), []))
    found += _files()
    return found


def verify_end(number: int, digest: str) -> list[Breach]:
    """Whether the journal still holds the entry that was its end when somebody wrote number and digest down.

    Only this shows that the latest entries were cut off together with everything they wrote: what is left is a whole
    chain. ``digest`` may be the beginning of one.
    """
    entry = Entry.objects.filter(number=number).first()
    if entry is None:
        return [Breach(f"第 {number} 笔", "不见了：抄下链尾的时候账上有它")]
    if not entry.digest.startswith(digest):
        return [Breach(f"第 {number} 笔", "与抄下的链尾不是同一笔账")]
    return []


def _chain() -> Iterator[Breach]:
    head = Head.objects.filter(pk=1).first() or Head()
    previous, expected = "0" * 64, 1
    by_entry: dict[int, list[dict[str, Any]]] = {}
    for seal in Seal.objects.values("entry", "table", "first", "count", "marks", "superseded", "restored"):
        by_entry.setdefault(seal["entry"], []).append(dict(seal))
    for entry in Entry.objects.order_by("number").iterator(CHUNK):
        while expected < entry.number:
            yield Breach(f"第 {expected} 笔", "不见了")
            expected += 1
        if marks.entry_digest(previous, said(entry), by_entry.pop(entry.number, [])) != entry.digest:
            yield Breach(f"第 {entry.number} 笔", "内容、封印或次序与记账时的摘要不符，这一笔或上一笔被改动过")
        previous, expected = entry.digest, entry.number + 1
    while expected <= head.number:
        yield Breach(f"第 {expected} 笔", "不见了")
        expected += 1
    if expected - 1 == head.number and previous != head.digest:
        yield Breach("链尾", "与最后一笔的摘要不符")
    if expected - 1 > head.number:
        yield Breach("链尾", f"记到第 {head.number} 笔，而账上有第 {expected - 1} 笔")
    for number in by_entry:
        yield Breach(f"第 {number} 笔的封印", "没有对应的记账")


def _rows(model: type[Sealed], seals: list[Seal]) -> list[Breach]:
    """Compare every row with its mark, and every supersession with the entry that made it."""
    label = f"{model._meta.verbose_name}"
    stated = {one: seal.entry_id for seal in seals for one in marks.unpack(seal.superseded)}
    ranges = [seal for seal in seals if seal.count]
    found: list[Breach] = []
    names = ["id", "entry_id", *marks.columns(model)]
    is_fact = issubclass(model, DatedFact)
    rows = model._default_manager.order_by("id").values_list(*names, *(["superseded_by_id"] if is_fact else []))
    pending = iter(_marks_of(ranges))
    expected = next(pending, None)
    for row in rows.iterator(CHUNK):
        values = row[: len(names)]
        while expected is not None and expected[0] < values[0]:
            found.append(Breach(f"{label}第 {expected[0]} 行", f"不见了（第 {expected[1]} 笔记的）"))
            expected = next(pending, None)
        if expected is None or expected[0] != values[0]:
            found.append(Breach(f"{label}第 {values[0]} 行", "没有封印，不是经总账记的"))
        else:
            if values[1] != expected[1] or _mark(values) != expected[2]:
                found.append(Breach(f"{label}第 {values[0]} 行", f"内容被改动过（第 {expected[1]} 笔记的）"))
            expected = next(pending, None)
        if is_fact:
            found += _supersession(label, values[0], row[-1], stated.pop(values[0], None))
    while expected is not None:
        found.append(Breach(f"{label}第 {expected[0]} 行", f"不见了（第 {expected[1]} 笔记的）"))
        expected = next(pending, None)
    return found


def _marks_of(seals: list[Seal]) -> Iterator[tuple[int, int, bytes]]:
    for seal in sorted(seals, key=lambda one: one.first):
        held = bytes(seal.marks)
        for at in range(seal.count):
            yield seal.first + at, seal.entry_id, held[at * marks.MARK_SIZE : (at + 1) * marks.MARK_SIZE]


def _mark(row: tuple[object, ...]) -> bytes:
    row_id, entry = row[0], row[1]
    assert isinstance(row_id, int)  # noqa: S101 - columns of the query
    assert isinstance(entry, int)  # noqa: S101 - columns of the query
    return marks.mark(row_id, entry, [marks.canonical(value) for value in row[2:]])


def _supersession(label: str, row_id: int, actual: int | None, stated: int | None) -> list[Breach]:
    if actual == stated:
        return []
    if stated is None:
        return [Breach(f"{label}第 {row_id} 行", f"标为第 {actual} 笔废止，而那一笔没有废止它")]
    return [Breach(f"{label}第 {row_id} 行", f"第 {stated} 笔废止了它，而行上的标记不是")]


@at_one_moment()
def verify_spans() -> list[Breach]:
    """Facts of which there can be only one at a time, and two stand on the same day."""
    found: list[Breach] = []
    for model in sealed_models():
        if issubclass(model, DatedFact) and model.one_at_a_time:
            found += _overlaps(model)
    return found


def _overlaps(model: type[DatedFact]) -> Iterator[Breach]:
    keys = model.one_at_a_time
    rows = model.objects.filter(superseded_by__isnull=True).order_by(*keys, F("start").asc(nulls_first=True), "id")
    held: tuple[object, ...] | None = None
    last: tuple[int, Span] | None = None
    for row_id, start, end, *values in rows.values_list("id", "start", "end", *keys).iterator(CHUNK):
        if start is not None and start == end:
            continue  # over on the day it began: it holds on no day that another could hold on too
        span = Span(start, end)
        if held == tuple(values) and last is not None and last[1].overlaps(span):
            yield Breach(f"{model._meta.verbose_name}第 {last[0]} 行和第 {row_id} 行", "说的是同一个对象，时间重叠")
        held, last = tuple(values), (row_id, span)


def _files() -> Iterator[Breach]:
    for paper in Paper.objects.exclude(sha256="").order_by("id"):
        try:
            papers.kept_file(paper.sha256)
        except papers.DamagedPaper as damaged:
            yield Breach(f"文件《{paper.title}》", str(damaged))
