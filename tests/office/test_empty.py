"""A ledger with units and people, and nothing else in it yet."""

from __future__ import annotations

import pytest
from tests.conftest import TODAY, make_act
from tests.office.conftest import add_people, signed_in, words

from shejian.base.services.units import add_unit
from shejian.core.facts.terms import UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _units() -> None:
    for path in ("云川县", "云川县/西河镇", "云川县/县教育局"):
        add_unit(act=make_act(), path=path, kind=UnitKind.REGION, on=TODAY)
    add_people()


def test_an_empty_ledger_offers_the_one_next_step() -> None:
    page = signed_in("clerk").get("/figures/")
    assert "台账里还没有社会组织 从手头的 Excel 台账导入最快，表头不必改。 导入 Excel" in words(page)
    assert 'class="btn primary" href="/import/"' in page.content.decode()
    assert "%" not in words(page)


def test_who_may_not_import_is_told_who_will() -> None:
    page = signed_in("town").get("/figures/")
    assert "由最上级单位的经办人导入台账以后，这里就有数。" in words(page)
    assert "/import/" not in page.content.decode()


def test_rows_of_an_empty_ledger_are_none_and_unknown_is_not_zero() -> None:
    said = words(signed_in("clerk").get("/figures/organization_coverage/"))
    assert "— = 0 家已覆盖社会组织 0 家社会组织" in said
    assert "计入 0 未计入 0 不知道 0" in said


def test_the_list_of_batches_is_empty_and_says_how_to_begin() -> None:
    assert "还没有导入过。选一个手头的 Excel 台账上传" in words(signed_in("clerk").get("/import/"))
