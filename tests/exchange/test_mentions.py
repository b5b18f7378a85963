"""Persons without an identity number, and persons of whose number only a part is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import TODAY, import_file
from tests.exchange.ledger_files import (
    CODES,
    IDENTITIES,
    branch,
    changed,
    committee,
    counts,
    faults,
    importing,
    member,
    notices,
    organization,
)

from shejian.exchange.services.exporting import export_ledgers, ledgers_called
from shejian.figures.answers import answer_evidence
from shejian.figures.asking import Question, ask
from shejian.journal.services.verification import verify_journal, verify_spans
from shejian.people.models import Person, PersonParticulars

pytestmark = pytest.mark.django_db(transaction=True)

Import = Callable[..., Any]
MASKED = "620602********7616"
DAY = date(2022, 12, 31)


@pytest.fixture
def load(tmp_path: Path) -> Import:
    return importing(tmp_path)


def ledger(*members: Any, **sheets: Any) -> dict[str, Any]:
    bodies = [committee(), branch("甲党支部", "书画协会"), branch("乙党支部", "羊业协会")]
    organizations = [organization("书画协会", CODES[0]), organization("羊业协会", CODES[1])]
    return {"社会组织台账": organizations, "党组织台账": bodies, "党员名册": members} | sheets


def step(name: str, identity: str | None, body: str = "甲党支部", applied: str = "2022-02-01", **more: Any) -> Any:
    return {"姓名": name, "公民身份号码": identity, "所在党组织": body, "递交入党申请书日期": applied} | more


NAMELESS = (
    member("李明", None, "甲党支部", 联系电话="13953141018"),
    member("李明", None, "甲党支部", 联系电话="13991021662"),
    member("李明", None, "乙党支部"),
    member("李明", IDENTITIES[0], "甲党支部"),
)


def test_who_has_no_number_is_a_person_of_one_row(load: Import) -> None:
    first = load(ledger(*NAMELESS))
    assert (counts(first)["党员名册"], first.plan.faults) == ((4, 0, 0, 0, 0), [])
    reason = "没有公民身份号码，只按这一行记，不与任何同名的人合并；有号码的请补上"
    assert notices(first, "no-identity") == [("党员名册", row, "公民身份号码", "", reason) for row in (2, 3, 4)]
    assert Person.objects.count() == 4
    assert PersonParticulars.objects.filter(identity_digest=None, identity_cipher=None).count() == 3
    found = answer_evidence(ask(Question(on=DAY, since=DAY)), "members")
    assert sorted((row.name, row.code) for row in found.rows) == [
        ("李＊", ""),
        ("李＊", ""),
        ("李＊", ""),
        ("李＊", "6206**********7616"),
    ]
    assert (verify_journal(), verify_spans()) == ([], [])


def test_they_are_found_again_by_branch_name_and_day(load: Import) -> None:
    load(ledger(*NAMELESS))
    assert counts(load(ledger(*NAMELESS)))["党员名册"] == (0, 0, 4, 0, 0)
    ended = [NAMELESS[0], NAMELESS[1] | {"转出日期": "2022-06-01"}, *NAMELESS[2:]]
    later = load(ledger(*ended))
    assert changed(later) == {"李明": [("转出日期", "（空）", "2022-06-01")]}
    moved = [*ended[:2], NAMELESS[2] | {"转入日期": "2020-01-01"}, NAMELESS[3]]
    assert counts(load(ledger(*moved)))["党员名册"] == (1, 0, 3, 1, 0)
    assert Person.objects.count() == 5


def test_a_number_filled_in_later_is_that_of_the_mention(load: Import) -> None:
    load(ledger(*NAMELESS))
    numbered = [*NAMELESS[:2], NAMELESS[2] | {"公民身份号码": IDENTITIES[1]}, NAMELESS[3]]
    later = load(ledger(*numbered, 发展党员台账=[step("李明", IDENTITIES[1], "乙党支部")]))
    assert changed(later) == {"李明": [("公民身份号码", "（空）", "6201**********4284")]}
    assert (counts(later)["党员名册"], Person.objects.count()) == ((0, 1, 3, 0, 0), 4)
    assert counts(load(ledger(*numbered)))["党员名册"] == (0, 0, 4, 0, 0)
    ambiguous = [NAMELESS[0] | {"公民身份号码": IDENTITIES[2]}, *numbered[2:]]
    assert counts(load(ledger(*ambiguous)))["党员名册"] == (1, 0, 2, 2, 0)
    assert (verify_journal(), verify_spans()) == ([], [])


def test_an_export_of_mentions_comes_back_unchanged(load: Import, tmp_path: Path) -> None:
    load(ledger(*NAMELESS, 发展党员台账=[step("周平", None), step("周平", None)]))
    path = tmp_path / "out.xlsx"
    export_ledgers(path, ledgers_called("全部"), TODAY)
    again = counts(import_file(path))
    assert (again["党员名册"], again["发展党员台账"]) == ((0, 0, 4, 0, 0), (0, 0, 2, 0, 0))


def test_steps_of_who_has_no_number_are_kept_apart(load: Import) -> None:
    rows = [step("周平", None), step("周平", None, "乙党支部"), step("周平", IDENTITIES[1])]
    first = load(ledger(member("赵刚", IDENTITIES[2], "甲党支部"), 发展党员台账=rows))
    assert counts(first)["发展党员台账"] == (3, 0, 0, 0, 0)
    rows[1] = step("周平", None, "乙党支部", 谈话日期="2022-02-20")
    later = load({"发展党员台账": rows})
    assert changed(later) == {"周平": [("谈话日期", "（空）", "2022-02-20")]}
    assert Person.objects.count() == 4


def test_a_name_changed_beside_a_masked_number_is_a_change_of_name(load: Import) -> None:
    load(ledger(member("李明", IDENTITIES[0], "甲党支部"), member("王敏", IDENTITIES[1], "甲党支部")))
    renamed = load({"党员名册": [member("李铭", MASKED, "甲党支部"), member("王敏", IDENTITIES[1], "甲党支部")]})
    assert (changed(renamed), renamed.plan.faults) == ({"李明": [("姓名", "李明", "李铭")]}, [])
    assert sorted(PersonParticulars.objects.known(None).values_list("name", flat=True)) == ["李铭", "王敏"]


def test_a_masked_number_in_another_branch_is_nobodys(load: Import) -> None:
    load(ledger(member("李明", IDENTITIES[0], "甲党支部")))
    refused = load({"党员名册": [member("李铭", MASKED, "乙党支部")]})
    reason = (
        "号码掩去了一部分，而台账里没有姓名和号码都对得上的人，按党组织和号码也认不出是谁；请填写完整的公民身份号码"
    )
    assert faults(refused) == [(2, "公民身份号码", "6206**********7616", "unknown-name", reason)]
    assert PersonParticulars.objects.known(None).get().name == "李明"
