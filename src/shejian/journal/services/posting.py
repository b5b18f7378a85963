"""Writing an entry: the facts it records, the facts it supersedes, its seals and its place in the chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from shejian.journal.models import DatedFact, Entry, Head, Paper, Seal, Sealed
from shejian.journal.models.sealed import table_name
from shejian.journal.services import marks
from shejian.journal.services.acts import Act, PaperDraft
from shejian.journal.services.writing import insert_rows, supersede_rows

CHUNK = 500
_under_way: ContextVar[int] = ContextVar("entries being written", default=0)


class AlreadyPosted(Exception):
    """The request key was used before: the act was done then, and is not done again."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"这一请求已经记为第 {entry.number} 笔")
        self.entry = entry


class StaleFact(Exception):
    """A fact to be superseded no longer stands: somebody else was faster, and nothing was written."""


class Posting:
    """An entry being written. Use it inside ``posting``; nothing lasts until that closes."""

    def __init__(self, number: int, act: Act, name: str) -> None:
        self.number = number
        self.act = act
        self.name = name
        self.statement: dict[str, Any] = {}
        self.paper: int | None = None
        self._next: dict[type[Sealed], int] = {}
        self._first: dict[type[Sealed], int] = {}
        self._marks: dict[type[Sealed], list[bytes]] = {}
        self._restored: dict[type[Sealed], list[int]] = {}
        self._superseded: dict[type[Sealed], list[int]] = {}

    def record(self, model: type[Sealed], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> range:
        """Record rows and return their ids.

        Args:
            names: the columns that ``rows`` give, as attribute names (``organization_id``); the others keep their
                defaults.
            rows: their values in that order; days as dates.
        """
        given = list(rows)
        if not given:
            return range(0)
        values = marks.canonical_rows(model, names, given)
        first = self._reserve(model, len(values))
        self._marks[model].append(marks.marks(first, self.number, values))
        insert_rows(connection, model, first, self.number, values)
        return range(first, first + len(values))

    def supersede(self, model: type[DatedFact], ids: Iterable[int]) -> None:
        """Mark facts as no longer held to be true from this entry on.

        Raises:
            StaleFact: one of them no longer stood.
        """
        wanted = sorted(set(ids))
        if not wanted:
            return
        changed = supersede_rows(connection, model, self.number, wanted)
        if changed != len(wanted):
            raise StaleFact(f"{model._meta.verbose_name}有 {len(wanted) - changed} 行已被别的账改动，请刷新后重做")
        self._superseded.setdefault(model, []).extend(wanted)

    def amend(self, model: type[DatedFact], changes: Mapping[int, Mapping[str, Any]]) -> dict[int, int]:
        """更正: what was recorded was wrong. Each fact is replaced, for the whole of its span unless the span itself is
        amended. Returns the new id for each old one."""
        return self._replace(model, {old: [dict(values)] for old, values in changes.items()})

    def change(self, model: type[DatedFact], changes: Mapping[int, tuple[date, Mapping[str, Any]]]) -> None:
        """变更: the world changed on a day. Each fact ends on that day and another begins."""
        self._replace(model, {old: [{"end": day}, {"start": day, **new}] for old, (day, new) in changes.items()})

    def close(self, model: type[DatedFact], ends: Mapping[int, date]) -> None:
        """The facts stopped holding, each on its day."""
        self._replace(model, {old: [{"end": day}] for old, day in ends.items()})

    def withdraw(self, model: type[DatedFact], ids: Iterable[int]) -> None:
        """撤回: the facts never held."""
        self.supersede(model, ids)

    def restore(self, model: type[DatedFact], ids: Sequence[int]) -> None:
        """Record superseded facts anew, as they were; the seal remembers what each is the restoration of."""
        held = rows_by_id(model, ids)
        self.record(model, marks.columns(model), [held[one] for one in ids])
        self._restored.setdefault(model, []).extend(ids)

    def _replace(self, model: type[DatedFact], versions: Mapping[int, list[dict[str, Any]]]) -> dict[int, int]:
        names = marks.columns(model)
        held = rows_by_id(model, list(versions))
        self.supersede(model, versions)
        rows, olds = [], []
        for old, made in versions.items():
            for changes in made:
                values = dict(zip(names, held[old], strict=True)) | changes
                rows.append(tuple(values[name] for name in names))
                olds.append(old)
        return dict(zip(olds, self.record(model, names, rows), strict=True))

    def _reserve(self, model: type[Sealed], count: int) -> int:
        if model not in self._next:
            last = model._default_manager.aggregate(last=Max("id"))["last"] or 0
            self._first[model] = self._next[model] = last + 1
            self._marks[model] = []
        first = self._next[model]
        self._next[model] = first + count
        return first

    def seals(self) -> list[dict[str, Any]]:
        """What this entry did to each table, ready to be stored."""
        touched = {*self._marks, *self._superseded}
        return [
            {
                "table": table_name(model),
                "first": self._first.get(model, 0),
                "count": self._next.get(model, 0) - self._first.get(model, 0),
                "marks": b"".join(self._marks.get(model, [])),
                "superseded": marks.pack(sorted(self._superseded.get(model, []))),
                "restored": marks.pack(self._restored.get(model, [])),
            }
            for model in sorted(touched, key=table_name)
        ]


def rows_by_id(model: type[Sealed], ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """The stated columns of rows, by id.

    Raises:
        StaleFact: one of the rows does not exist.
    """
    found: dict[int, tuple[Any, ...]] = {}
    for at in range(0, len(ids), CHUNK):
        rows = model._default_manager.filter(id__in=ids[at : at + CHUNK]).values_list("id", *marks.columns(model))
        found.update((row[0], tuple(row[1:])) for row in rows)
    missing = [one for one in ids if one not in found]
    if missing:
        raise StaleFact(f"{model._meta.verbose_name}没有编号 {missing[0]} 的行")
    return found


@contextmanager
def posting(act: Act, name: str, *, reverses: Entry | None = None) -> Iterator[Posting]:
    """Write one entry in one transaction. Whatever is raised inside, nothing is written.

    Args:
        act: by whom, when, on what paper.
        name: the act's name, as the journal shows it.
        reverses: the entry that this one takes back.

    Raises:
        AlreadyPosted: the act's request key was used before.
        StaleFact: the ledger changed under the act.
    """
    with transaction.atomic():
        head = Head.objects.select_for_update().get_or_create(pk=1)[0]
        if act.request_key:
            earlier = Entry.objects.filter(request_key=act.request_key).first()
            if earlier:
                raise AlreadyPosted(earlier)
        made = Posting(head.number + 1, act, name)
        outer = _under_way.set(_under_way.get() + 1)
        try:
            made.paper = _register_paper(made, act.paper)
            yield made
            _close(made, head, reverses)
        finally:
            _under_way.reset(outer)


def under_way() -> bool:
    """Whether an entry is being written here: the journal's head does not yet speak for what the tables hold."""
    return _under_way.get() > 0


def _register_paper(made: Posting, paper: PaperDraft | int | None) -> int | None:
    if not isinstance(paper, PaperDraft):
        return paper
    names = ("kind", "title", "number", "issued_on", "file_name", "size", "sha256", "issuer")
    return made.record(Paper, names, [tuple(getattr(paper, name) for name in names)])[0]


def _close(made: Posting, head: Head, reverses: Entry | None) -> None:
    seals = made.seals()
    act = made.act
    entry = Entry(
        number=made.number,
        act=made.name,
        moment=act.moment,
        by_id=act.by,
        channel=act.channel,
        paper_id=made.paper,
        request_key=act.request_key,
        reverses=reverses,
        statement=marks.canonical_json(made.statement),
    )
    entry.digest = marks.entry_digest(head.digest, said(entry), seals)
    entry.save(force_insert=True)
    Seal.objects.bulk_create(Seal(entry=entry, **seal) for seal in seals)
    head.number, head.digest = entry.number, entry.digest
    head.save()


def said(entry: Entry) -> dict[str, Any]:
    """What an entry says, as its digest takes it."""
    return {
        "number": entry.number,
        "act": entry.act,
        "moment": int(entry.moment.timestamp() * 1_000_000),
        "by": entry.by_id,
        "channel": entry.channel,
        "paper": entry.paper_id,
        "request_key": entry.request_key,
        "reverses": entry.reverses_id,
        "statement": entry.statement,
    }
