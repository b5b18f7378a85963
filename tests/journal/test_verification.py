"""Whatever is changed behind the ledger's back is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, connection
from tests.conftest import import_file, make_act

from shejian.journal.models import Entry, Head, Paper, Seal
from shejian.journal.services import marks, papers, posting
from shejian.journal.services.posting import said
from shejian.journal.services.verification import verify_journal, verify_spans
from shejian.registry.services.charters import set_charter
from shejian.registry.services.organizations import correct_registration


def run(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, parameters)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


def found() -> list[str]:
    return [str(breach) for breach in verify_journal()]


@pytest.fixture
def three_entries(organization: int) -> int:
    for name in ("云川县养羊业协会", "云川县养羊产业协会"):
        with posting(make_act(), "test.correct") as made:
            correct_registration(made, {organization: {"name": name}})
    assert found() == []
    return organization


def test_an_edited_fact_is_named(three_entries: int) -> None:
    run("UPDATE registry_registration SET name = '别的名字' WHERE id = 2")
    assert found() == ["登记事项第 2 行：内容被改动过（第 2 笔记的）"]


def test_an_edited_date_is_named(three_entries: int) -> None:
    run("UPDATE registry_standing SET start = '2014-03-02' WHERE id = 1")
    assert found() == ["存续状态第 1 行：内容被改动过（第 1 笔记的）"]


def test_a_deleted_fact_is_named(three_entries: int) -> None:
    run("DELETE FROM registry_registration WHERE id = 2")
    assert found() == ["登记事项第 2 行：不见了（第 2 笔记的）"]


def test_an_inserted_fact_is_named(three_entries: int) -> None:
    run("INSERT INTO registry_charter (id, entry_id, organization_id, party_building) VALUES (1, 1, 1, '1')")
    assert found() == ["章程第 1 行：没有封印，不是经总账记的"]


def test_two_facts_exchanged_are_named(three_entries: int) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        run("UPDATE registry_registration SET id = %s WHERE id = %s", new, old)
    assert found() == [
        "登记事项第 2 行：内容被改动过（第 2 笔记的）",
        "登记事项第 2 行：第 3 笔废止了它，而行上的标记不是",
        "登记事项第 3 行：内容被改动过（第 3 笔记的）",
        "登记事项第 3 行：标为第 3 笔废止，而那一笔没有废止它",
    ]


def test_a_supersession_taken_away_is_named(three_entries: int) -> None:
    for written in (False, True):
        with posting(make_act(), "test.charter") as made:
            set_charter(made, {three_entries: written})
    run("UPDATE registry_charter SET superseded_by_id = NULL WHERE id = 1")
    assert found() == ["章程第 1 行：第 5 笔废止了它，而行上的标记不是"]


def test_the_database_itself_refuses_a_second_holder_of_a_code(three_entries: int) -> None:
    with pytest.raises(IntegrityError):
        run("UPDATE registry_registration SET superseded_by_id = NULL WHERE id = 2")
    assert found() == []


def test_a_supersession_made_up_is_named(three_entries: int) -> None:
    run("UPDATE registry_standing SET superseded_by_id = 3 WHERE id = 1")
    assert found() == ["存续状态第 1 行：标为第 3 笔废止，而那一笔没有废止它"]


def test_an_edited_entry_is_named(three_entries: int) -> None:
    run("UPDATE journal_entry SET act = 'test.other' WHERE number = 2")
    assert found() == ["第 2 笔：内容、封印或次序与记账时的摘要不符，这一笔或上一笔被改动过"]


def test_an_entry_rewritten_with_its_digest_breaks_the_next(three_entries: int) -> None:
    run("UPDATE journal_entry SET act = 'test.other' WHERE number = 2")
    entry = Entry.objects.get(number=2)
    seals = list(Seal.objects.filter(entry=2).values())
    digest = marks.entry_digest(Entry.objects.get(number=1).digest, said(entry), seals)
    run("UPDATE journal_entry SET digest = %s WHERE number = 2", digest)
    assert found() == ["第 3 笔：内容、封印或次序与记账时的摘要不符，这一笔或上一笔被改动过"]


def test_an_entry_taken_out_of_the_middle_is_named(three_entries: int) -> None:
    run("DELETE FROM journal_seal WHERE entry_id = 2")
    run("DELETE FROM journal_entry WHERE number = 2")
    assert found()[:2] == ["第 2 笔：不见了", "第 3 笔：内容、封印或次序与记账时的摘要不符，这一笔或上一笔被改动过"]


def test_the_last_entry_taken_away_is_named(three_entries: int) -> None:
    run("DELETE FROM journal_seal WHERE entry_id = 3")
    run("DELETE FROM journal_entry WHERE number = 3")
    assert found()[0] == "第 3 笔：不见了"


def test_an_entry_put_at_the_end_is_named(three_entries: int) -> None:
    run(
        "INSERT INTO journal_entry (number, act, moment, channel, statement, digest, by_id) "
        "SELECT 4, act, moment, channel, statement, digest, by_id FROM journal_entry WHERE number = 3"
    )
    assert found() == [
        "第 4 笔：内容、封印或次序与记账时的摘要不符，这一笔或上一笔被改动过",
        "链尾：记到第 3 笔，而账上有第 4 笔",
    ]


def test_two_entries_exchanged_are_named(three_entries: int) -> None:
    for old, new in ((1, 98), (2, 1), (98, 2)):
        run("UPDATE journal_entry SET number = %s WHERE number = %s", new, old)
        run("UPDATE journal_seal SET entry_id = %s WHERE entry_id = %s", new, old)
    broken = "内容、封印或次序与记账时的摘要不符，这一笔或上一笔被改动过"
    assert found()[:3] == [f"第 1 笔：{broken}", f"第 2 笔：{broken}", f"第 3 笔：{broken}"]


def test_an_edited_seal_is_named_with_its_entry(three_entries: int) -> None:
    run("UPDATE journal_seal SET count = 0, first = 0 WHERE entry_id = 2")
    assert found()[0].startswith("第 2 笔：")


def test_the_head_put_back_is_named(three_entries: int) -> None:
    Head.objects.update(number=2)
    assert found() == ["链尾：记到第 2 笔，而账上有第 3 笔"]


def test_a_kept_file_touched_or_gone_is_named(transactional_db: None, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    (kept,) = papers.folder().rglob(f"{Paper.objects.get().sha256}.sm4")  # other tests have left files of theirs
    content = kept.read_bytes()
    try:
        kept.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        assert [one.rpartition("… ")[2] for one in found()] == ["被改动过，或密钥不对"]
        kept.unlink()
        assert found()[0].endswith("不在 papers 文件夹里")
    finally:
        kept.write_bytes(content)


def test_overlapping_facts_are_named(organization: int, act: Callable[..., object]) -> None:
    from shejian.registry.models import Charter

    with posting(make_act(), "test.twice") as made:
        made.record(Charter, ("organization_id", "party_building"), [(organization, True), (organization, False)])
    assert [str(one) for one in verify_spans()] == ["章程第 1 行和第 2 行：说的是同一个对象，时间重叠"]
