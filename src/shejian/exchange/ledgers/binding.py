"""How a declared sheet meets the ledger: what it refers to, what the ledger holds of it, what to do with the rest."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from shejian.core.sheets import ABSENT, Kind, Masked, Records, Sheet, says_nothing
from shejian.exchange.ledgers.context import Context, Directory, Ids, Unresolved
from shejian.journal.services import Posting


@dataclass(slots=True)
class Held:
    """What the ledger holds of one row: a reference (the id of what the row is about), and the row's values.

    ``fact`` is the row's own fact where one thing may have several rows.
    """

    ref: int
    values: tuple[Any, ...]
    label: str
    fact: int = 0


@dataclass(slots=True)
class Difference:
    """A row that says something else than the ledger: per column, what the ledger holds and what the row says."""

    index: int
    held: Held
    fields: dict[str, tuple[Any, Any]]


MASKABLE = (Kind.IDENTITY_NUMBER, Kind.PHONE)


@dataclass
class SheetPlan:
    """What importing one sheet would do; ``dated`` holds, by row, the day of a change that the row does not date."""

    binding: Binding
    records: Records
    new: list[int] = field(default_factory=list)
    changed: list[Difference] = field(default_factory=list)
    same: list[tuple[int, Held]] = field(default_factory=list)
    absent: list[Held] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)
    dated: dict[int, date] = field(default_factory=dict)

    @property
    def takes(self) -> bool:
        """Whether there is a row that is not left out."""
        return bool(self.new or self.changed or self.same)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": len(self.same),
            "absent": len(self.absent),
            "faulty": len(self.records.faulty | self.left_out),
        }

    @cached_property
    def _keys(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The columns' keys: all, those the sheet does not have, and those whose cells may be masked."""
        columns = self.binding.sheet.columns
        places = self.records.layout.places
        absent = tuple(one.key for one in columns if one.key not in places or one.key in self.binding.silent)
        return tuple(one.key for one in columns), absent, tuple(one.key for one in columns if one.kind in MASKABLE)

    def row(self, index: int) -> dict[str, Any]:
        """The values of a row by column; columns the sheet does not have, or masks, are ``None``."""
        every, absent, maskable = self._keys
        row = dict(zip(every, self.records.rows[index], strict=True))
        for key in absent:
            if row[key] is ABSENT:
                row[key] = None
        for key in maskable:
            if isinstance(row[key], Masked):
                row[key] = None
        return row

    def matched(self) -> Iterable[tuple[int, Held]]:
        """Every row that the ledger knows, changed or not."""
        yield from ((one.index, one.held) for one in self.changed)
        yield from self.same


class Binding(ABC):
    """One ledger: its declared sheet and its meeting with the facts."""

    sheet: ClassVar[Sheet]
    silent: ClassVar[tuple[str, ...]] = ()
    """Columns of which a single row may say nothing, though the sheet has them."""

    @abstractmethod
    def held(self, context: Context, records: Records | None) -> list[tuple[Hashable, Held]]:
        """What the ledger holds now, row by row, with the key by which rows are matched.

        Args:
            records: the file's rows, when only what they can be about is wanted; ``None`` for an export.
        """

    @abstractmethod
    def key(self, values: Sequence[Any]) -> Hashable:
        """The key by which a resolved row is matched with what the ledger holds."""

    def order(self, values: Sequence[Any]) -> Any:
        """How rows of one key are put in order, to meet the ledger's facts in theirs."""
        return 0

    @abstractmethod
    def resolve(self, plan: SheetPlan, context: Context) -> None:
        """Turn names into references; names that lead to nothing make the row faulty or leave it out."""

    @abstractmethod
    def apply(self, made: Posting, plan: SheetPlan, context: Context, ids: Ids) -> None:
        """Record what is new and what differs."""

    def doubts(self, plan: SheetPlan, context: Context) -> None:
        """Note what is merely unlikely in the rows that are taken."""
        return

    def place(self, key: str) -> int:
        return self.sheet.place(key)

    def differences(self, values: Sequence[Any], held: Held, context: Context) -> dict[str, tuple[Any, Any]]:
        """What a resolved row says differently from the ledger, by column."""
        if values == held.values:
            return {}
        return {
            column.key: (old, new)
            for column, old, new in zip(self.sheet.columns, held.values, values, strict=True)
            if new != old and not says_nothing(new)
        }

    def match(self, plan: SheetPlan, context: Context) -> None:
        """Sort rows into new, changed and the same, and find what the ledger holds and the file does not list."""
        held: dict[Hashable, list[Held]] = {}
        for key, one in self.held(context, plan.records):
            held.setdefault(key, []).append(one)
        rows: dict[Hashable, list[int]] = {}
        for index, values in enumerate(plan.records.rows):
            if index not in plan.records.faulty and index not in plan.left_out:
                rows.setdefault(self.key(values), []).append(index)
        for key, indexes in rows.items():
            if len(indexes) > 1:
                indexes.sort(key=lambda index: self.order(plan.records.rows[index]))
            self._pair(plan, indexes, held.pop(key, []), context)
        if plan.records.rows:
            plan.absent += [one for rest in held.values() for one in rest if self.expected(one, context)]
        plan.new.sort()
        self.spare(plan, context)

    def _pair(self, plan: SheetPlan, indexes: list[int], held: list[Held], context: Context) -> None:
        """Rows and facts of one key, both in order; the latest rows meet the latest facts."""
        skipped = max(0, len(held) - len(indexes))
        for one in held[:skipped]:
            if self.expected(one, context):
                plan.absent.append(one)
        for index, one in zip(indexes, held[skipped:], strict=False):
            fields = self.differences(plan.records.rows[index], one, context)
            if fields:
                plan.changed.append(Difference(index, one, fields))
            else:
                plan.same.append((index, one))
        plan.new += indexes[len(held) - skipped :]

    def spare(self, plan: SheetPlan, context: Context) -> None:
        """Leave out what would change a neighbour's ledger."""
        return

    def expected(self, held: Held, context: Context) -> bool:
        """Whether a complete file of this year would list what the ledger holds."""
        return True


def resolve_name(
    plan: SheetPlan, index: int, key: str, name: str | None, directory: Directory, thing: str
) -> int | None:
    """The reference of a name in a cell, or ``None`` after noting what is wrong.

    What is only in a neighbour's ledger is not this file's to write about: the row stays out.
    """
    if name is None:
        return None
    found = directory.find(name)
    if isinstance(found, int):
        if directory.is_beside(found):
            plan.left_out.add(index)
            plan.records.notice(index, key, name, "other-ledger", NOT_OURS.format(thing, name, "本行略过"))
        return found
    if found is Unresolved.LEFT_OUT:
        plan.left_out.add(index)
        plan.records.notice(index, key, name, "refers-to-faulty", f"{thing}“{name}”所在的行有错没有导入，本行随之略过")
    elif found is Unresolved.AMBIGUOUS:
        plan.records.fault(
            index, key, name, "ambiguous-name", f"叫“{name}”的{thing}不止一个，分不清是哪一个；请先让名称各不相同"
        )
    else:
        plan.records.fault(
            index, key, name, "unknown-name", f"文件和台账里都没有{thing}“{name}”；请核对名称，或先补上它的那一行"
        )
    return None


def resolve_names(
    plan: SheetPlan,
    index: int,
    key: str,
    names: tuple[str, ...],
    directory: Directory,
    thing: str,
    *,
    neighbours: bool = True,
) -> tuple[int, ...]:
    """References of a list of names. Those that stay out are dropped; if none is left the row stays out too.

    Args:
        neighbours: what is in a neighbour's ledger may be named, as whom one met or acted with.
    """
    refs: list[int] = []
    dropped = 0
    for name in names:
        found = directory.find(name)
        if isinstance(found, int) and (neighbours or not directory.is_beside(found)):
            refs.append(found)
        elif isinstance(found, int):
            dropped += 1
            plan.records.notice(index, key, name, "other-ledger", NOT_OURS.format(thing, name, "本行不含它"))
        elif found is Unresolved.LEFT_OUT:
            dropped += 1
            plan.records.notice(
                index, key, name, "refers-to-faulty", f"{thing}“{name}”所在的行有错没有导入，本行不含它"
            )
        else:
            resolve_name(plan, index, key, name, directory, thing)
    if dropped and not refs:
        plan.left_out.add(index)
    once = tuple(dict.fromkeys(refs))
    for ref in once:
        if refs.count(ref) > 1:
            named = directory.names[ref]
            plan.records.notice(index, key, named, "listed-twice", f"“{named}”写了不止一次，按一次计")
    return once


NOT_OURS = "{0}“{1}”在别的单位的台账上，不由这个文件改动，{2}；请核对名称，或在那个单位的台账里改"


def replaced(values: tuple[Any, ...], places: dict[int, Any]) -> tuple[Any, ...]:
    """A row with some of its values replaced."""
    row = list(values)
    for place, value in places.items():
        row[place] = value
    return tuple(row)
