"""Every sealed table, every entry, every seal: whatever is done to a row behind the ledger's back is named exactly.

Verifying the journal reads all of it, so that every table is tampered with at once, and each has to be named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import QuerySet
from tests.conftest import make_act
from tests.factories import make

from shejian.base.models import Unit
from shejian.journal.models import DatedFact, Entry, Head, Seal, Sealed
from shejian.journal.models.sealed import sealed_models
from shejian.journal.services import marks, posting
from shejian.journal.services.verification import verify_end, verify_journal

SEALED = sealed_models()
FACTS = [model for model in SEALED if issubclass(model, DatedFact)]
COLUMNS = {model: (*marks.columns(model), "entry_id") for model in SEALED}
MOST_COLUMNS = max(map(len, COLUMNS.values()))
BROKEN = "内容、封印或次序与记账时的摘要不符，这一笔或上一笔被改动过"


@dataclass(frozen=True)
class Ledger:
    """Two rows of every sealed table, each recorded by an entry of its own; of facts, the second is superseded."""

    rows: dict[type[Sealed], tuple[Any, Any]]
    superseding: dict[type[Sealed], int]


@pytest.fixture(scope="module")
def ledger(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ledger]:
    """Made once for the module; each test tampers inside a transaction that is rolled back."""
    with django_db_blocker.unblock():
        rows = {model: (make(model), make(model)) for model in SEALED}
        superseding = {}
        for model in FACTS:
            with posting(make_act(), "test.supersede") as made:
                made.supersede(model, [rows[model][1].pk])
            superseding[model] = made.number
        with posting(make_act(), "test.last") as made:
            made.record(Unit, (), [()])
        yield Ledger(rows, superseding)
        call_command("flush", verbosity=0, interactive=False)


@contextmanager
def tampering() -> Iterator[None]:
    """What is done inside is undone at the end; foreign keys are deferred, so nothing stops it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def unchecked(model: type[Sealed]) -> Iterator[None]:
    """Whoever can edit the tables can switch off what they check, too."""
    table = connection.ops.quote_name(model._meta.db_table)
    checks = [one.name for one in model._meta.constraints if isinstance(one, models.CheckConstraint)]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            for name in checks:
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {connection.ops.quote_name(name)}")
    try:
        yield
    finally:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


def raw(model: type[models.Model]) -> QuerySet[Any]:
    """The table itself, past the ledger's refusals."""
    return QuerySet(model=model)


def found() -> list[str]:
    return [str(breach) for breach in verify_journal()]


def named(row: Any, entry: int, wrong: str) -> str:
    return f"{row._meta.verbose_name}第 {row.pk} 行：{wrong}（第 {entry} 笔记的）"


def other_value(row: Any, column: str) -> Any:
    """Another value that the column takes."""
    field, value = row._meta.get_field(column.removesuffix("_id")), getattr(row, column)
    if column == "start" and value is not None:
        return value - timedelta(days=1)
    if isinstance(field, models.DateField):
        return date(2031, 5, 6) if value is None else value + timedelta(days=1)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.ForeignKey | models.IntegerField):
        return (value or 0) + (10**6 if field.unique else 1)
    if isinstance(field, models.BinaryField):
        return b"\x00" if value is None else bytes(value) + b"\x00"
    return f"{value}甲"[-field.max_length :] if field.max_length else f"{value}甲"


def test_a_ledger_left_alone_has_no_breach(ledger: Ledger) -> None:
    assert found() == []
    assert [str(model) for model in SEALED if raw(model).count() < 2] == []


@pytest.mark.parametrize("at", range(MOST_COLUMNS))
def test_an_edited_column_is_named(ledger: Ledger, at: int) -> None:
    """Of each table that has so many columns, the one at that place."""
    expected = []
    edited = [(model, columns[at]) for model, columns in COLUMNS.items() if at < len(columns)]
    with tampering(), ExitStack() as stack:
        for model, column in edited:
            stack.enter_context(unchecked(model))
            row = ledger.rows[model][0]
            raw(model).filter(pk=row.pk).update(**{column: other_value(row, column)})
            expected.append(named(row, row.entry_id, "内容被改动过"))
            if column == "sha256":
                expected.append(f"文件《{row.title}》：原件 甲… 不在 papers 文件夹里")
        assert sorted(found()) == sorted(expected)


@pytest.mark.parametrize("which", [0, 1])
def test_a_deleted_row_is_named(ledger: Ledger, which: int) -> None:
    rows = {model: ledger.rows[model][which] for model in SEALED}
    with tampering():
        for model, row in rows.items():
            raw(model).filter(pk=row.pk)._raw_delete("default")
        assert sorted(found()) == sorted(named(row, row.entry_id, "不见了") for row in rows.values())


def test_an_inserted_row_is_named(ledger: Ledger) -> None:
    expected = []
    with tampering():
        for model in SEALED:
            copy = raw(model).get(pk=ledger.rows[model][1].pk)
            copy.pk = 10**6
            for field in model._meta.concrete_fields:
                if field.unique and not field.primary_key:
                    setattr(copy, field.attname, other_value(copy, field.attname))
            raw(model).bulk_create([copy])
            name = model._meta.verbose_name
            expected.append(f"{name}第 1000000 行：没有封印，不是经总账记的")
            if issubclass(model, DatedFact):
                number = ledger.superseding[model]
                expected.append(f"{name}第 1000000 行：标为第 {number} 笔废止，而那一笔没有废止它")
        assert sorted(found()) == sorted(expected)


def test_two_rows_that_changed_places_are_named(ledger: Ledger) -> None:
    with tampering():
        for model in SEALED:
            first, second = ledger.rows[model]
            for old, new in ((first.pk, 10**6), (second.pk, first.pk), (10**6, second.pk)):
                raw(model).filter(pk=old).update(id=new)
        assert sorted(line for line in found() if "内容" in line) == sorted(
            named(row, row.entry_id, "内容被改动过") for model in SEALED for row in ledger.rows[model]
        )


def test_a_supersession_made_up_taken_away_or_moved_is_named(ledger: Ledger) -> None:
    last = Head.objects.get().number
    with tampering():
        for model in FACTS:
            raw(model).filter(pk=ledger.rows[model][0].pk).update(superseded_by=last)
        assert sorted(found()) == sorted(
            f"{model._meta.verbose_name}第 {ledger.rows[model][0].pk} 行：标为第 {last} 笔废止，而那一笔没有废止它"
            for model in FACTS
        )
    for moved in (None, last):
        with tampering():
            for model in FACTS:
                raw(model).filter(pk=ledger.rows[model][1].pk).update(superseded_by=moved)
            assert sorted(found()) == sorted(
                f"{model._meta.verbose_name}第 {ledger.rows[model][1].pk} 行："
                f"第 {ledger.superseding[model]} 笔废止了它，而行上的标记不是"
                for model in FACTS
            )


ENTRY_COLUMNS = {
    "act": "test.other",
    "moment": timedelta(microseconds=1),
    "by_id": 1,
    "channel": "别处",
    "paper_id": 1,
    "request_key": "other",
    "reverses_id": 1,
    "statement": '{"甲":1}',
}


@pytest.mark.parametrize(("column", "value"), ENTRY_COLUMNS.items())
def test_every_column_of_an_entry_is_under_its_digest(ledger: Ledger, column: str, value: Any) -> None:
    entry = Entry.objects.get(number=3)
    with tampering():
        edited = (getattr(entry, column) or 0) + value if isinstance(value, timedelta | int) else value
        raw(Entry).filter(pk=3).update(**{column: edited})
        assert found() == [f"第 3 笔：{BROKEN}"]


def test_a_digest_rewritten_is_named_with_the_entry_after_it(ledger: Ledger) -> None:
    last = Head.objects.get().number
    with tampering():
        raw(Entry).filter(pk=3).update(digest="0" * 64)
        assert found() == [f"第 3 笔：{BROKEN}", f"第 4 笔：{BROKEN}"]
    with tampering():
        raw(Entry).filter(pk=last).update(digest="0" * 64)
        assert found() == [f"第 {last} 笔：{BROKEN}", "链尾：与最后一笔的摘要不符"]


SEAL_COLUMNS = {
    "table": "base.unit_gone",
    "first": 9,
    "count": 7,
    "marks": b"\x01" * 16,
    "superseded": marks.pack([5]),
    "restored": marks.pack([5]),
}


@pytest.mark.parametrize(("column", "value"), SEAL_COLUMNS.items())
def test_every_column_of_a_seal_is_under_its_entrys_digest(ledger: Ledger, column: str, value: Any) -> None:
    seal = Seal.objects.filter(count=1).order_by("entry").first()
    with tampering():
        raw(Seal).filter(pk=seal.pk).update(**{column: value})
        assert found()[0] == f"第 {seal.entry_id} 笔：{BROKEN}"
        assert [line for line in found() if line.endswith(BROKEN)] == [f"第 {seal.entry_id} 笔：{BROKEN}"]


def test_a_seal_moved_to_another_entry_names_both(ledger: Ledger) -> None:
    last = Head.objects.get().number
    seal = Seal.objects.filter(count=1).order_by("entry").first()
    with tampering():
        raw(Seal).filter(pk=seal.pk).update(entry=last)
        assert found()[:2] == [f"第 {seal.entry_id} 笔：{BROKEN}", f"第 {last} 笔：{BROKEN}"]


def test_a_seal_taken_away_names_its_entry_and_its_rows(ledger: Ledger) -> None:
    row = ledger.rows[FACTS[0]][0]
    with tampering():
        raw(Seal).filter(entry=row.entry_id, table=FACTS[0]._meta.label_lower)._raw_delete("default")
        assert found() == [
            f"第 {row.entry_id} 笔：{BROKEN}",
            f"{row._meta.verbose_name}第 {row.pk} 行：没有封印，不是经总账记的",
        ]


def test_a_seal_slipped_in_names_its_entry(ledger: Ledger) -> None:
    last = Head.objects.get().number
    with tampering():
        Seal.objects.create(
            entry_id=last, table=FACTS[0]._meta.label_lower, first=0, count=0, marks=b"", superseded=b"", restored=b""
        )
        assert found() == [f"第 {last} 笔：{BROKEN}"]


def test_the_heads_digest_rewritten_is_named(ledger: Ledger) -> None:
    with tampering():
        raw(Head).update(digest="0" * 64)
        assert found() == ["链尾：与最后一笔的摘要不符"]


def test_the_head_taken_away_is_named(ledger: Ledger) -> None:
    last = Head.objects.get().number
    with tampering():
        raw(Head).filter(pk=1)._raw_delete("default")
        assert found() == [f"链尾：记到第 0 笔，而账上有第 {last} 笔"]


def test_last_entries_and_their_facts_cut_off_whole_are_seen_only_from_outside(ledger: Ledger) -> None:
    """The limit that docs/adr/0002 states: a chain cannot know that it once was longer. The digest of its end, which
    ``verify`` prints to be kept elsewhere, is then no longer the digest of any entry."""
    kept = Head.objects.get()
    with tampering():
        raw(Unit).filter(entry=kept.number)._raw_delete("default")
        raw(Seal).filter(entry=kept.number)._raw_delete("default")
        raw(Entry).filter(pk=kept.number)._raw_delete("default")
        before = Entry.objects.get(number=kept.number - 1)
        raw(Head).update(number=before.number, digest=before.digest)
        assert found() == []
        assert [str(one) for one in verify_end(kept.number, kept.digest)] == [
            f"第 {kept.number} 笔：不见了：抄下链尾的时候账上有它"
        ]
    assert verify_end(kept.number, kept.digest) == []


def test_last_entries_cut_off_while_the_head_stays_are_named(ledger: Ledger) -> None:
    last = Head.objects.get().number
    with tampering():
        raw(Entry).filter(pk=last)._raw_delete("default")
        assert found() == [f"第 {last} 笔：不见了", "链尾：与最后一笔的摘要不符", f"第 {last} 笔的封印：没有对应的记账"]
