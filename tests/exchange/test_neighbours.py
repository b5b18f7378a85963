"""Two counties in one store: a file speaks of its own county only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import TODAY, import_file, make_act
from tests.exchange.ledger_files import (
    CODES,
    IDENTITIES,
    OTHER_CODES,
    QING,
    YUN,
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

from shejian.activities.models import ContributionRecord
from shejian.base.models import Unit
from shejian.base.services.units import add_unit
from shejian.core.facts.terms import Line, UnitKind
from shejian.exchange.services.exporting import export_ledgers, ledgers_called
from shejian.journal.models import Entry, ImportBatch
from shejian.journal.services.verification import verify_journal, verify_spans
from shejian.party.models import Affiliation, PartyOrganization
from shejian.registry.models import Placement, Registration

pytestmark = pytest.mark.django_db(transaction=True)

Import = Callable[..., Any]
BRANCH = "机关党支部"
ACTIVITY = {"活动名称": "我为群众办实事第1场", "活动类别": "实践活动", "日期": "2022-05-04"}


def ledger(county: str, codes: tuple[str, ...], persons: tuple[str, ...], **activity: object) -> dict[str, Any]:
    """A county's whole ledger; both counties use the same names."""
    return {
        "社会组织台账": [organization("书画协会", codes[0], county), organization("羊业协会", codes[1], county)],
        "党组织台账": [committee(county), branch(BRANCH, "书画协会", county)],
        "党员名册": [member("李明", one, BRANCH) for one in persons],
        "党建指导员选派表": [
            {"社会组织名称": "羊业协会", "姓名": "王敏", "职务": "党建指导员", "选派日期": "2022-01-01"}
        ],
        "组织生活记录": [{"党组织名称": BRANCH, "活动类型": "主题党日", "日期": "2022-07-01", "主题": "学习"}],
        "作用发挥台账": [ACTIVITY | activity | {"参与社会组织": "书画协会"}],
    }


@pytest.fixture
def load(tmp_path: Path) -> Import:
    return importing(tmp_path)


@pytest.fixture
def two(load: Import) -> Any:
    """云川县's ledger, and then 青原县's with the same names in it."""
    load(ledger(YUN, CODES, IDENTITIES[:1], 服务人数=10))
    add_unit(act=make_act(), path=QING, kind=UnitKind.REGION, aliases=(f"{QING}民政局",), on=TODAY)
    return load(ledger(QING, OTHER_CODES, IDENTITIES[1:2], 服务人数=99))


def test_the_same_names_in_another_county_are_other_things(two: Any) -> None:
    assert counts(two) == {
        "社会组织台账": (2, 0, 0, 0, 0),
        "党组织台账": (2, 0, 0, 0, 0),
        "党员名册": (1, 0, 0, 0, 0),
        "党建指导员选派表": (1, 0, 0, 0, 0),
        "组织生活记录": (1, 0, 0, 0, 0),
        "作用发挥台账": (1, 0, 0, 0, 0),
    }
    served = ContributionRecord.objects.known(None).order_by("id").values_list("name", "people_served")
    assert list(served) == [("我为群众办实事第1场", 10), ("我为群众办实事第1场", 99)]
    assert not Registration.objects.exclude(superseded_by=None).exists()
    assert (verify_journal(), verify_spans()) == ([], [])


def test_what_the_other_county_holds_is_not_missing(load: Import, two: Any) -> None:
    for county, codes, person, served in ((YUN, CODES, 0, 10), (QING, OTHER_CODES, 1, 99)):
        again = load(ledger(county, codes, IDENTITIES[person : person + 1], 服务人数=served))
        assert {tuple(one[index] for index in (0, 1, 3, 4)) for one in counts(again).values()} == {(0, 0, 0, 0)}


def test_a_file_without_authorities_is_that_of_the_county_whose_names_it_uses(load: Import, two: Any) -> None:
    load(
        {
            "党组织台账": [branch("书法协会党支部", "羊业协会", QING)],
            "社会组织台账": [organization("书法协会", OTHER_CODES[2], QING)],
        }
    )
    later = load({"党员名册": [member("赵刚", IDENTITIES[2], "书法协会党支部")]})
    assert counts(later) == {"党员名册": (1, 0, 0, 1, 0)}
    assert later.plan.context.tree.name(later.plan.context.root) == QING


def test_a_members_relation_elsewhere_is_moved_by_a_transfer_only(load: Import, two: Any) -> None:
    rows = [member("李明", IDENTITIES[0], BRANCH), member("李明", IDENTITIES[1], BRANCH)]
    kept = load({"社会组织台账": [organization("书画协会", OTHER_CODES[0], QING)], "党员名册": rows})
    assert counts(kept)["党员名册"] == (0, 0, 1, 0, 1)
    reason = "组织关系在别的单位的“机关党支部”，本行没有写更晚的转入日期，略过；请核对"
    assert notices(kept, "other-ledger") == [("党员名册", 2, "所在党组织", BRANCH, reason)]
    assert not Affiliation.objects.exclude(superseded_by=None).exists()
    moved = [member("李明", IDENTITIES[0], BRANCH, 转入日期="2022-03-01"), rows[1]]
    load({"社会组织台账": [organization("书画协会", OTHER_CODES[0], QING)], "党员名册": moved})
    person = Affiliation.objects.known(None).filter(start=date(2022, 3, 1)).get().person_id
    stays = Affiliation.objects.known(None).filter(person=person).order_by("start")
    assert list(stays.values_list("start", "end")) == [
        (date(2019, 1, 1), date(2022, 3, 1)),
        (date(2022, 3, 1), None),
    ]
    rows = [member("李明", IDENTITIES[0], BRANCH), member("赵刚", IDENTITIES[2], BRANCH, 转出日期="2022-01-01")]
    stale = load({"社会组织台账": [organization("书画协会", CODES[0])], "党员名册": rows})
    assert counts(stale)["党员名册"] == (1, 0, 0, 0, 1)
    assert (
        notices(stale, "other-ledger")[0][4] == "组织关系已于 2022-03-01 转到别的单位的“机关党支部”，本行略过；请核对"
    )
    assert list(stays.values_list("start", "end"))[1] == (date(2022, 3, 1), None)
    assert verify_spans() == []


def test_an_organization_of_another_county_is_not_taken_over(load: Import, two: Any) -> None:
    rows = [organization("书画协会", OTHER_CODES[0], QING), organization("羊业协会", OTHER_CODES[1], QING)]
    taken = load({"社会组织台账": [*rows, organization("羊业协会", CODES[1], QING)]})
    assert counts(taken)["社会组织台账"] == (0, 0, 2, 0, 1)
    assert notices(taken, "other-ledger")[0][:4] == ("社会组织台账", 4, "登记管理机关", "青原县民政局")
    assert not Registration.objects.exclude(superseded_by=None).exists()
    moved = load({"社会组织台账": [*rows, organization("羊业协会", CODES[1], QING)]}, effective=date(2022, 6, 1))
    assert changed(moved) == {"羊业协会": [("登记管理机关", "云川县民政局", "青原县民政局")]}


def test_names_in_a_neighbours_ledger_are_not_written_about(load: Import, two: Any) -> None:
    load({"社会组织台账": [organization("书法协会", CODES[2])], "党组织台账": [branch("书法协会党支部", "书法协会")]})
    rows = [member("赵刚", IDENTITIES[2], "书法协会党支部")]
    left = load({"社会组织台账": [organization("书画协会", OTHER_CODES[0], QING)], "党员名册": rows})
    assert counts(left)["党员名册"] == (0, 0, 0, 1, 1)
    reason = "党组织“书法协会党支部”在别的单位的台账上，不由这个文件改动，本行略过；请核对名称，或在那个单位的台账里改"
    assert notices(left, "other-ledger") == [("党员名册", 2, "所在党组织", "书法协会党支部", reason)]
    assert left.plan.faults == []


def test_a_committee_does_not_lead_the_organizations_of_another_county(load: Import) -> None:
    load({"社会组织台账": [organization("书画协会", CODES[0])]})
    add_unit(act=make_act(), path=QING, kind=UnitKind.REGION, aliases=(f"{QING}民政局",), on=TODAY)
    load({"社会组织台账": [organization("书画协会", OTHER_CODES[0], QING)], "党组织台账": [committee(QING)]})
    led = Placement.objects.known(None).filter(line=str(Line.PARTY)).values_list("organization", flat=True)
    theirs = Registration.objects.known(None).get(code=OTHER_CODES[0]).organization_id
    assert list(led) == [theirs]


def test_a_file_of_an_unknown_authority_is_refused_as_a_whole(load: Import) -> None:
    load({"社会组织台账": [organization("书画协会", CODES[0])]})
    before = [model.objects.count() for model in (Entry, ImportBatch, Unit, PartyOrganization, Registration)]
    refused = load(ledger(QING, OTHER_CODES, IDENTITIES[:1]))
    assert (refused.applied, refused.batch, refused.entry) == (False, None, None)
    assert {title: one[4] for title, one in counts(refused).items()} == {
        "社会组织台账": 2,
        "党组织台账": 2,
        "党员名册": 1,
        "党建指导员选派表": 1,
        "组织生活记录": 1,
        "作用发挥台账": 1,
    }
    reason = "登记管理机关“青原县民政局”不在台账里，这个文件整个没有导入；见提示"
    assert faults(refused) == [
        (2, "登记管理机关", "青原县民政局", "unknown-name", reason),
        (3, "登记管理机关", "青原县民政局", "unknown-name", reason),
    ]
    assert notices(refused, "other-authority")[0][4] == (
        "文件里的登记管理机关“青原县民政局”不在台账里：这可能是别的单位的台账，整个文件没有导入，账没有动。"
        "确要放进同一个台账的，先用 shejian unit add 青原县 --kind region --alias 青原县民政局 设立，再重新导入"
    )
    assert [model.objects.count() for model in (Entry, ImportBatch, Unit, PartyOrganization, Registration)] == before


def test_each_county_is_exported_alone_and_comes_back_unchanged(two: Any, tmp_path: Path) -> None:
    tree = two.plan.context.tree
    for name in (YUN, QING):
        path = tmp_path / f"out-{name}.xlsx"
        written = export_ledgers(path, ledgers_called("全部"), TODAY, unit=tree.find(name).id)
        assert written["社会组织台账"] == 2
        again = import_file(path)
        assert counts(again) == {
            "社会组织台账": (0, 0, 2, 0, 0),
            "党组织台账": (0, 0, 2, 0, 0),
            "党员名册": (0, 0, 1, 0, 0),
            "发展党员台账": (0, 0, 0, 0, 0),
            "党建指导员选派表": (0, 0, 1, 0, 0),
            "组织生活记录": (0, 0, 1, 0, 0),
            "作用发挥台账": (0, 0, 1, 0, 0),
        }
