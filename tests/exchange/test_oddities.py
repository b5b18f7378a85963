"""What is unlikely, blank, hidden, merged, going round in circles, or over on the day it began."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
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
    write,
)

from shejian.exchange.services.exporting import export_ledgers, ledgers_called
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.journal.models import Entry, ImportBatch
from shejian.journal.services.verification import verify_journal, verify_spans
from shejian.party.models import Affiliation, Coverage, Establishment, Guidance, PartyOrganizationParticulars
from shejian.registry.models import Headcount, Registration, Standing

pytestmark = pytest.mark.django_db(transaction=True)

Import = Callable[..., Any]
CLOSING = date(2022, 12, 31)


@pytest.fixture
def load(tmp_path: Path) -> Import:
    return importing(tmp_path)


def parents() -> dict[str, str | None]:
    rows = PartyOrganizationParticulars.objects.known(None).values_list("party_organization", "name", "parent")
    names = {one: name for one, name, _ in rows}
    return {name: names.get(parent) for _, name, parent in rows}


def test_who_stands_under_himself_keeps_the_parent_he_had(load: Import) -> None:
    bodies = [committee(), committee(党组织名称="甲党委", 上级党组织="云川县社会组织综合党委")]
    load({"社会组织台账": [organization("书画协会", CODES[0])], "党组织台账": bodies})
    before = parents()
    bodies[0] |= {"上级党组织": "甲党委"}
    circle = load({"党组织台账": bodies})
    reason = "转着圈互为上级，上级党组织照台账原样不动；请核对谁是谁的上级"
    assert notices(circle, "circle") == [
        ("党组织台账", 2, "上级党组织", "甲党委", reason),
        ("党组织台账", 3, "上级党组织", "云川县社会组织综合党委", reason),
    ]
    assert (counts(circle)["党组织台账"], parents()) == ((0, 0, 2, 0, 0), before)


def test_a_new_circle_is_recorded_without_parents(load: Import) -> None:
    bodies = [
        committee(党组织名称="甲党委", 上级党组织="乙党委"),
        committee(党组织名称="乙党委", 上级党组织="丙党委"),
        committee(党组织名称="丙党委", 上级党组织="甲党委"),
        branch("丁党支部", "书画协会", 上级党组织="丙党委"),
    ]
    ledger = {"社会组织台账": [organization("书画协会", CODES[0])], "党组织台账": bodies}
    assert [row[1] for row in notices(load(ledger), "circle")] == [2, 3, 4]
    assert parents() == {"甲党委": None, "乙党委": None, "丙党委": None, "丁党支部": "丙党委"}
    assert counts(load(ledger))["党组织台账"] == (0, 0, 4, 0, 0)


def test_a_branch_under_a_branch_is_noted(load: Import) -> None:
    bodies = [committee(), branch("甲党支部", "书画协会"), branch("乙党支部", "书画协会", 上级党组织="甲党支部")]
    noted = load({"社会组织台账": [organization("书画协会", CODES[0])], "党组织台账": bodies})
    reason = "是党支部，不是党委、工委或党总支，下面一般不设党组织，请核对"
    assert notices(noted, "parent-is-branch") == [("党组织台账", 4, "上级党组织", "甲党支部", reason)]
    assert parents()["乙党支部"] == "甲党支部"


def test_an_organization_listed_twice_is_covered_once(load: Import) -> None:
    bodies = [committee(), branch("甲党支部", "书画协会、书画协会"), branch("乙党支部", "书画协会、书画 协会")]
    noted = load({"社会组织台账": [organization("书画协会", CODES[0])], "党组织台账": bodies})
    reason = "“书画协会”写了不止一次，按一次计"
    assert notices(noted, "listed-twice") == [
        ("党组织台账", 3, "覆盖社会组织", "书画协会、书画协会", reason),
        ("党组织台账", 4, "覆盖社会组织", "书画协会", reason),
    ]
    assert Coverage.objects.count() == 2


def test_days_after_the_ledgers_day_are_noted(load: Import) -> None:
    rows = [
        organization("书画协会", CODES[0], 成立登记日期="2023-03-01"),
        organization("羊业协会", CODES[1], 成立登记日期="2027-03-01"),
    ]
    bodies = [committee(), branch("甲党支部", "书画协会", 最近换届日期="2023-01-01")]
    noted = load({"社会组织台账": rows, "党组织台账": bodies}, effective=date(2026, 11, 23))
    assert notices(noted, "future") == [
        ("社会组织台账", 2, "成立登记日期", "2023-03-01", "日期晚于台账时点 2022-12-31，请核对"),
        ("社会组织台账", 3, "成立登记日期", "2027-03-01", "日期晚于今天，请核对"),
        ("党组织台账", 3, "最近换届日期", "2023-01-01", "日期晚于台账时点 2022-12-31，请核对"),
    ]
    late = ("", 0, "", "", "变更日 2026-11-23 晚于今天，那一天以前照旧，请核对")
    assert notices(noted, "effective-to-come") == [late]
    assert noted.plan.faults == []


def test_more_members_than_staff_and_one_name_for_two_are_noted(load: Import) -> None:
    rows = [
        organization("书画协会", CODES[0], 从业人员数=3, 专职工作人员中正式党员数=4),
        organization("书画 协会", CODES[1], 从业人员数=4, 专职工作人员中正式党员数=4),
    ]
    first = load({"社会组织台账": rows})
    assert notices(first, "more-than-staff") == [
        ("社会组织台账", 2, "专职工作人员中正式党员数", "4", "多于从业人员数 3，请核对")
    ]
    same = "同名而代码不同，请核对是不是同一家"
    assert notices(first, "same-name") == [("社会组织台账", 3, "社会组织名称", "书画 协会", f"与第 2 行{same}")]
    later = load({"社会组织台账": [organization("书画协会", CODES[2])]})
    assert notices(later, "same-name") == [("社会组织台账", 2, "社会组织名称", "书画协会", f"与台账上另一家{same}")]


def test_hidden_rows_and_columns_are_read_and_told(load: Import, tmp_path: Path) -> None:
    rows = [organization(f"协会{number}", code, 法定代表人="王敏") for number, code in enumerate(CODES)]
    path = write(tmp_path / "hidden.xlsx", {"社会组织台账": rows})
    book = openpyxl.load_workbook(path)
    sheet = book["社会组织台账"]
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["F"].hidden = True
    book.save(path)
    told = import_file(path)
    assert counts(told) == {"社会组织台账": (3, 0, 0, 0, 0)}
    assert notices(told, "rows-hidden") == [
        ("社会组织台账", 0, "", "", "有 2 行是隐藏的或被筛掉的（第 3 行、第 4 行），也读了；请核对")
    ]
    assert notices(told, "columns-hidden") == [
        ("社会组织台账", 0, "", "", "“法定代表人”这 1 列是隐藏的，也读了；请核对")
    ]


def test_cells_merged_in_data_rows(tmp_path: Path) -> None:
    rows = [
        organization("协会甲", CODES[0], 所在乡镇="城关镇", 从业人员数=None, 法定代表人="王敏", 行业领域="体育"),
        organization("协会乙", CODES[1]),
        organization("协会丙", CODES[2], 所在乡镇="双岭乡"),
    ]
    path = write(tmp_path / "merged.xlsx", {"社会组织台账": rows})
    book = openpyxl.load_workbook(path)
    sheet = book["社会组织台账"]
    assert [sheet.cell(1, at).value for at in (6, 7, 8, 9)] == ["所在乡镇", "从业人员数", "法定代表人", "行业领域"]
    sheet["G2"] = "=1+1"
    for area in ("F2:F3", "G2:G3", "H2:I3"):
        sheet.merge_cells(area)
    book.save(path)
    read = import_file(path)
    formula = "是公式，而文件里没有存它算出的结果；请在 Excel 里打开、重新计算并保存，或改填数值"
    assert faults(read) == [(row, "从业人员数", "", "formula", formula) for row in (2, 3)]
    place = read.plan.sheets[0].binding.place
    taken = read.plan.sheets[0].records.rows
    assert len({taken[index][place("town")] for index in (0, 1)}) == 1
    assert [row[place("representative")] for row in taken] == ["王敏", "王敏", None]
    assert [one[:3] + one[4:] for one in notices(read, "merged-across")] == [
        ("社会组织台账", 2, "行业领域", "H2 起左右合并了，只算最左一列，“行业领域”按空读；请拆开填写")
    ]


def test_a_blank_column_says_nothing_and_a_blank_cell_clears(load: Import) -> None:
    def rows(**second: object) -> list[Any]:
        first = organization("书画协会", CODES[0], 法定代表人="王敏", 从业人员数=5, 状态="正常", 章程载明党建="是")
        return [first, organization("羊业协会", CODES[1], 法定代表人="李明", 从业人员数=7) | second]

    load({"社会组织台账": rows()})
    blank = [row | {"法定代表人": None, "从业人员数": None, "状态": "", "章程载明党建": None} for row in rows()]
    told = load({"社会组织台账": blank})
    assert counts(told) == {"社会组织台账": (0, 0, 2, 0, 0)}
    reason = "“从业人员数”、“状态”、“法定代表人”、“章程载明党建”整列是空的，当作没有这一列：账上原有的内容不动"
    assert [set(one[4].split("整列")[0].split("、")) for one in notices(told, "columns-blank")] == [
        set(reason.split("整列")[0].split("、"))
    ]
    cleared = load({"社会组织台账": rows(法定代表人=None, 从业人员数=None)})
    assert changed(cleared) == {"羊业协会": [("法定代表人", "李明", "（空）"), ("从业人员数", "7", "（空）")]}
    reason = "有 1 格是空的，而账上有内容，按更正为空记；如果只是没填，请补上再导入"
    assert sorted(notices(cleared, "cleared")) == [
        ("社会组织台账", 0, "从业人员数", "", reason),
        ("社会组织台账", 0, "法定代表人", "", reason),
    ]
    assert Registration.objects.known(None).get(code=CODES[1]).legal_representative == ""


def test_an_ended_organization_needs_a_day_even_if_the_column_is_blank(load: Import) -> None:
    missing = load({"社会组织台账": [organization("书画协会", CODES[0], 状态="注销", 注销日期=None)]})
    reason = "状态是注销（撤销），却没有写注销日期；请补上日期"
    assert faults(missing) == [(2, "注销日期", "", "missing", reason)]
    load({"社会组织台账": [organization("书画协会", CODES[0], 状态="注销", 注销日期="2022-05-01")]})
    known = load({"社会组织台账": [organization("书画协会", CODES[0], 状态="注销", 注销日期=None)]})
    assert counts(known) == {"社会组织台账": (0, 0, 1, 0, 0)}


def test_a_sheet_without_rows_leaves_the_ledger_alone(load: Import, tmp_path: Path) -> None:
    first = {"社会组织台账": [organization("书画协会", CODES[0])], "党组织台账": [committee()]}
    load(first)
    book = openpyxl.load_workbook(write(tmp_path / "empty.xlsx", first))
    book["党组织台账"].delete_rows(2)
    book.save(tmp_path / "empty.xlsx")
    told = import_file(tmp_path / "empty.xlsx")
    assert counts(told) == {"社会组织台账": (0, 0, 1, 0, 0), "党组织台账": (0, 0, 0, 0, 0)}
    reason = "工作表“党组织台账”只有表头，没有数据行；账上的党组织台账不动，也不算未列"
    assert notices(told, "no-rows") == [("党组织台账", 0, "", "", reason)]
    book["社会组织台账"].delete_rows(2)
    book.save(tmp_path / "empty.xlsx")
    before = Entry.objects.count(), ImportBatch.objects.count()
    nothing = import_file(tmp_path / "empty.xlsx")
    assert (nothing.applied, Entry.objects.count(), ImportBatch.objects.count()) == (False, *before)


def test_what_is_over_on_the_day_it_began_is_taken_and_stands_on_no_day(load: Import, tmp_path: Path) -> None:
    ledger = {
        "社会组织台账": [
            organization("书画协会", CODES[0], 注销日期="2015-01-01", 状态="注销", 注销原因="自愿"),
            organization("羊业协会", CODES[1]),
        ],
        "党组织台账": [
            committee(),
            branch("甲党支部", "羊业协会", 撤销日期="2018-01-01"),
            branch("乙党支部", "羊业协会"),
        ],
        "党员名册": [member("李明", IDENTITIES[0], "乙党支部", 转出日期="2019-01-01")],
        "党建指导员选派表": [
            {
                "社会组织名称": "羊业协会",
                "姓名": "王敏",
                "职务": "联络员",
                "选派日期": "2022-01-01",
                "结束日期": "2022-01-01",
            }
        ],
    }
    first = load(ledger)
    assert first.plan.faults == []
    same = {"社会组织台账": (0, 0, 2, 0, 0), "党组织台账": (0, 0, 3, 0, 0)}
    same |= {"党员名册": (0, 0, 1, 0, 0), "党建指导员选派表": (0, 0, 1, 0, 0)}
    assert counts(load(ledger)) == same
    export_ledgers(tmp_path / "out.xlsx", ledgers_called("全部"), TODAY)
    assert same.items() <= counts(import_file(tmp_path / "out.xlsx")).items()
    for day in (date(2015, 1, 1), date(2018, 1, 1), date(2019, 1, 1), date(2022, 1, 1), CLOSING):
        figures = answer(ask(Question(on=day, since=day))).figures
        assert (figures["organizations"].value, figures["members"].value) == (1, 0)
    assert [
        one.objects.filter(start=day, end=day).count()
        for one, day in (
            (Establishment, date(2018, 1, 1)),
            (Affiliation, date(2019, 1, 1)),
            (Guidance, date(2022, 1, 1)),
        )
    ] == [1, 1, 1]
    assert (verify_journal(), verify_spans()) == ([], [])


def test_a_life_without_a_day_is_corrected_and_taken_back(load: Import) -> None:
    def lived(founded: str, ended: str | None) -> list[Any]:
        other = organization("羊业协会", CODES[1], 注销日期="2020-01-01", 状态="注销")
        return [
            organization("书画协会", CODES[0], 成立登记日期=founded, 注销日期=ended, 状态="注销" if ended else "正常"),
            other,
        ]

    steps = [
        ("2015-01-01", "2015-01-01", [(date(2015, 1, 1), None, "deregistered")]),
        (
            "2014-01-01",
            "2015-01-01",
            [(date(2014, 1, 1), date(2015, 1, 1), "active"), (date(2015, 1, 1), None, "deregistered")],
        ),
        ("2015-01-01", "2015-01-01", [(date(2015, 1, 1), None, "deregistered")]),
        (
            "2016-01-01",
            "2017-01-01",
            [(date(2016, 1, 1), date(2017, 1, 1), "active"), (date(2017, 1, 1), None, "deregistered")],
        ),
        (
            "2012-01-01",
            "2013-01-01",
            [(date(2012, 1, 1), date(2013, 1, 1), "active"), (date(2013, 1, 1), None, "deregistered")],
        ),
        ("2013-01-01", "2013-01-01", [(date(2013, 1, 1), None, "deregistered")]),
        ("2013-01-01", None, [(date(2013, 1, 1), None, "active")]),
    ]
    for founded, ended, wanted in steps:
        load({"社会组织台账": lived(founded, ended)})
        one = Registration.objects.known(None).get(code=CODES[0]).organization_id
        found = Standing.objects.known(None).filter(organization=one).order_by("start")
        assert list(found.values_list("start", "end", "status")) == wanted
    assert (verify_journal(), verify_spans()) == ([], [])


def test_an_end_before_its_start_cannot_be_read_as_one(load: Import) -> None:
    refused = load({"社会组织台账": [organization("书画协会", CODES[0], 注销日期="2014.12.31", 状态="注销")]})
    reason = "注销日期早于成立登记日期 2015-01-01，不能当作注销的日子，请核对两个日期"
    assert faults(refused) == [(2, "注销日期", "2014.12.31", "order", reason)]
    assert (refused.applied, Registration.objects.count()) == (False, 0)


def test_numbers_that_no_database_holds_are_refused(load: Import) -> None:
    rows = [
        organization("书画协会", CODES[0], 从业人员数=10**12),
        organization("羊业协会", CODES[1], 从业人员数=10**9),
        organization("书" * 201, CODES[2]),
    ]
    refused = load({"社会组织台账": rows})
    assert faults(refused) == [
        (
            2,
            "从业人员数",
            "1000000000000",
            "unreadable",
            "“从业人员数”大得不合理，最多 1,000,000,000；要填整数，例如 12",
        ),
        (4, "社会组织名称", "书" * 59 + "…", "too-long", "有 201 个字，最多 200 个字，请缩短"),
    ]
    assert Headcount.objects.get().staff == 10**9


def test_an_authority_is_exported_as_its_office(load: Import, tmp_path: Path) -> None:
    load({"社会组织台账": [organization("书画协会", CODES[0])]})
    path = tmp_path / "out.xlsx"
    export_ledgers(path, ledgers_called("社会组织台账"), TODAY)
    sheet = openpyxl.load_workbook(path)["社会组织台账"]
    at = [one.value for one in sheet[3]].index("登记管理机关") + 1
    assert sheet.cell(4, at).value == "云川县民政局"
    assert counts(import_file(path)) == {"社会组织台账": (0, 0, 1, 0, 0)}


def test_messages_quote_what_was_written_and_name_the_command(load: Import) -> None:
    load({"社会组织台账": [organization("书画协会", CODES[0], 所在乡镇="城关镇")]})
    rows = [
        organization("书画协会", CODES[0], 所在乡镇="石门乡"),
        organization("羊业协会", CODES[1], 组织类型="社会服务机构", 登记管理机关="青原县民政局"),
        organization("云川幼儿园", CODES[2], 组织类型="社团", 成立登记日期="待定"),
    ]
    wrong = load({"社会组织台账": rows})
    ask_for = "请核对名称，确需新设的先用 {0} 设立，再重新导入"
    assert faults(wrong) == [
        (
            2,
            "所在乡镇",
            "石门乡",
            "unknown-name",
            "台账里没有叫“石门乡”的单位；" + ask_for.format("shejian unit add 云川县/石门乡 --kind town"),
        ),
        (
            3,
            "登记管理机关",
            "青原县民政局",
            "unknown-name",
            "台账里没有叫“青原县民政局”的单位；"
            + ask_for.format("shejian unit add 青原县 --kind region --alias 青原县民政局"),
        ),
        (4, "成立登记日期", "待定", "no-such-date", "不是日期，请写成 2022-04-08、2022.4.8 或 2022年4月8日"),
    ]
    quoted = load({"社会组织台账": [organization("羊业协会", CODES[1], 组织类型="社会服务机构")]})
    assert [one[3] for one in notices(quoted, "type-and-code")] == ["社会服务机构"]
