"""Which unit a file's names mean, when one store holds more than one county."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import TODAY, import_file, make_act

from shejian.base.queries import unit_tree
from shejian.base.services.units import add_unit
from shejian.base.tree import UnknownUnit
from shejian.core.facts.terms import UnitKind
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.journal.services.verification import verify_journal

pytestmark = pytest.mark.django_db(transaction=True)


def organizations(unit: str | None) -> Any:
    asked = ask(Question(on=date(2022, 12, 31), since=date(2022, 1, 1), unit=unit))
    return answer(asked, ["organizations"]).figures["organizations"].value


@pytest.fixture
def two_counties(data: Path) -> Any:
    import_file(data / "county-2022.xlsx")
    add_unit(act=make_act(), path="青原县", kind=UnitKind.REGION, aliases=("青原县民政局",), on=TODAY)
    return import_file(data / "county-as-kept.xlsx")


def test_the_first_import_founds_the_units_it_names(data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    tree = unit_tree(TODAY)
    assert tree.root is not None
    assert (tree.root.name, tree.root.aliases) == ("云川县", ("云川县民政局",))
    kinds = [UnitKind(node.kind) for node in tree.children(tree.root.id)]
    assert [kinds.count(kind) for kind in (UnitKind.TOWN, UnitKind.COMPETENT_UNIT, UnitKind.PARTY_BODY)] == [6, 8, 1]


def test_another_countys_file_is_left_out_and_says_what_to_do(data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    outcome = import_file(data / "county-as-kept.xlsx")
    assert outcome.plan.counts()["社会组织台账"]["faulty"] == 266
    notice = next(one for one in outcome.plan.all_notices() if one.code == "other-authority")
    assert notice.reason.startswith("文件里的登记管理机关“青原县民政局”不在台账里")
    assert organizations(None) == 176


def test_two_counties_keep_their_own_towns(two_counties: Any) -> None:
    assert len(two_counties.plan.faults) == 5
    assert [organizations(unit) for unit in ("云川县", "青原县")] == [176, 239]
    assert [organizations(unit) for unit in ("云川县/城关镇", "青原县/城关镇")] == [21, 31]
    assert verify_journal() == []


def test_the_first_countys_file_is_unchanged_by_the_seconds(two_counties: Any, data: Path) -> None:
    again = import_file(data / "county-2022.xlsx")
    assert {tuple(one[key] for key in ("new", "changed", "absent")) for one in again.plan.counts().values()} == {
        (0, 0, 0)
    }
    once_more = import_file(data / "county-as-kept.xlsx")
    assert {tuple(one[key] for key in ("new", "changed", "absent")) for one in once_more.plan.counts().values()} == {
        (0, 0, 0)
    }


def test_a_name_that_two_units_bear_is_refused_with_both_paths(two_counties: Any) -> None:
    with pytest.raises(UnknownUnit, match="叫“城关镇”的单位有 2 个，请写全路径：云川县/城关镇、青原县/城关镇"):
        organizations("城关镇")


def test_with_two_counties_the_root_is_the_first_and_counts_its_own(two_counties: Any) -> None:
    assert organizations(None) == 176
