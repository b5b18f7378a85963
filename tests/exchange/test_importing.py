"""Importing, importing again, importing what differs, and taking an import back."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.conftest import import_file, make_act

from shejian.core.indicators import Figure
from shejian.exchange.services.pausing import collector_paused
from shejian.exchange.services.undoing import NoSuchBatch, undo_import
from shejian.exchange.showing import absent, differences
from shejian.figures.answers import answer, answer_evidence
from shejian.figures.asking import Question, ask
from shejian.journal.models import Entry
from shejian.journal.services.reversal import AlreadyReversed, RestedOn
from shejian.journal.services.verification import verify_journal, verify_spans
from shejian.registry.models import Registration

pytestmark = pytest.mark.django_db(transaction=True)

YEAR_END = date(2022, 12, 31)
DAYS = (YEAR_END, date(2022, 6, 30), date(2021, 12, 31), date(2015, 1, 1), date(2026, 11, 22))
Edit = Callable[[openpyxl.Workbook], None]


@pytest.fixture
def edited(tmp_path: Path, data: Path) -> Callable[..., Path]:
    """The tidy county's workbook with something changed in it."""

    def make(edit: Edit, name: str = "county-2022.xlsx") -> Path:
        book = openpyxl.load_workbook(data / "county-2022.xlsx")
        edit(book)
        path = tmp_path / name
        book.save(path)
        return path

    return make


def cell(book: openpyxl.Workbook, sheet: str, row: int, heading: str) -> Any:
    headings = [one.value for one in book[sheet][2]]
    return book[sheet].cell(row, headings.index(heading) + 1)


def setting(sheet: str, row: int, **values: Any) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        for heading, value in values.items():
            cell(book, sheet, row, heading).value = value

    return edit


def figures_on(day: date, known: int | None = None, since: date | None = None) -> dict[str, Figure]:
    return answer(ask(Question(on=day, since=since or day.replace(month=1, day=1), known=known))).figures


def every_figure(known: int | None = None) -> list[dict[str, Figure]]:
    return [figures_on(day, known) for day in DAYS]


def counts(outcome: Any) -> dict[str, tuple[int, ...]]:
    return {title: tuple(one.values()) for title, one in outcome.plan.counts().items()}


def changed(outcome: Any) -> dict[str, list[tuple[str, str, str]]]:
    return {
        one.name: [(field.column, field.old, field.new) for field in one.fields] for one in differences(outcome.plan)
    }


def sound() -> bool:
    return verify_journal() == [] and verify_spans() == []


@pytest.mark.parametrize("name", ["county-2022.xlsx", "county-as-kept.xlsx"])
def test_the_same_file_again_is_all_unchanged(data: Path, name: str) -> None:
    first = import_file(data / name)
    before = every_figure()
    again = import_file(data / name)
    assert {title: (0, 0, rows[0], 0, rows[4]) for title, rows in counts(first).items()} == counts(again)
    assert every_figure() == before
    assert sound()


def test_an_import_is_one_entry(data: Path) -> None:
    outcome = import_file(data / "county-2022.xlsx")
    assert (outcome.batch, outcome.entry, Entry.objects.count()) == (1, 1, 1)


def test_undoing_the_first_import_leaves_nothing_but_units(data: Path) -> None:
    empty = every_figure()
    import_file(data / "county-2022.xlsx")
    undo_import(act=make_act(), batch=1)
    assert every_figure() == empty
    assert {figure.value for day in every_figure() for figure in day.values()} == {0, None}
    assert ask(Question(on=YEAR_END, since=YEAR_END)).path == "云川县"
    assert figures_on(YEAR_END, known=1)["organizations"].value == 176
    assert sound()


def test_after_undoing_the_file_can_be_imported_again(data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    figures = every_figure()
    undo_import(act=make_act(), batch=1)
    again = import_file(data / "county-2022.xlsx")
    assert counts(again)["社会组织台账"] == (193, 0, 0, 0, 0)
    assert every_figure() == figures
    assert sound()


def test_a_corrected_founding_day_changes_figures_and_the_old_ones_stay_known(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    before = every_figure()
    corrected = import_file(edited(setting("社会组织台账", 3, 成立登记日期=datetime(2022, 8, 1))))
    assert changed(corrected) == {"云川县养羊协会": [("成立登记日期", "2008-09-20", "2022-08-01")]}
    assert figures_on(date(2022, 6, 30))["organizations"].value == 177
    assert figures_on(date(2022, 6, 30), known=1)["organizations"].value == 178
    assert every_figure(known=1) == before
    assert sound()


def test_undoing_a_correction_brings_back_every_figure(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    before = every_figure()
    import_file(edited(setting("社会组织台账", 3, 成立登记日期=datetime(2022, 8, 1), 所在乡镇="石门乡")))
    undo_import(act=make_act(), batch=2)
    assert every_figure() == before
    assert sound()


def test_a_batch_on_which_another_rests_is_not_undone(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    import_file(edited(setting("社会组织台账", 3, 法定代表人="王敏")))
    before = every_figure()
    with pytest.raises(RestedOn) as refused:
        undo_import(act=make_act(), batch=1)
    assert [(str(one), one.batch) for one in refused.value.resting] == [
        ("第 2 笔 导入台账（2026-11-22 09:00）：改动或引用了它记下的登记事项", 2)
    ]
    assert every_figure() == before
    assert Entry.objects.count() == 2


def test_once_the_later_batch_is_undone_the_earlier_can_be(edited: Any, data: Path) -> None:
    empty = every_figure()
    import_file(data / "county-2022.xlsx")
    import_file(edited(setting("社会组织台账", 3, 法定代表人="王敏", 所在乡镇="石门乡")))
    undo_import(act=make_act(), batch=2)
    undo_import(act=make_act(), batch=1)
    assert every_figure() == empty
    assert not Registration.objects.known(None).exists()
    assert sound()


def test_a_batch_is_undone_once(data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    undo_import(act=make_act(), batch=1)
    with pytest.raises(AlreadyReversed, match="第 1 笔已由第 2 笔撤销"):
        undo_import(act=make_act(), batch=1)
    assert Entry.objects.count() == 2


def test_undoing_a_batch_that_is_not_there_says_which_there_are(data: Path) -> None:
    with pytest.raises(NoSuchBatch, match="没有第 7 批导入；还没有导入过"):
        undo_import(act=make_act(), batch=7)
    import_file(data / "county-2022.xlsx")
    with pytest.raises(NoSuchBatch, match="没有第 7 批导入；最近一批是第 1 批"):
        undo_import(act=make_act(), batch=7)


def test_an_undated_difference_is_a_correction_since_founding(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    import_file(edited(setting("社会组织台账", 3, 所在乡镇="石门乡")))
    assert [towns(day)["石门乡"] for day in (date(2022, 6, 30), YEAR_END)] == [32, 32]
    assert towns(date(2022, 6, 30), known=1)["石门乡"] == 31


def test_with_a_day_of_change_earlier_days_stay(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    import_file(edited(setting("社会组织台账", 3, 所在乡镇="石门乡")), effective=date(2022, 7, 1))
    assert [towns(day)["石门乡"] for day in (date(2022, 6, 30), YEAR_END)] == [31, 32]
    assert [towns(day)["城关镇"] for day in (date(2022, 6, 30), YEAR_END)] == [22, 20]
    assert sound()


def towns(day: date, known: int | None = None) -> dict[str, Any]:
    from shejian.core.indicators import Grouping

    asked = ask(Question(on=day, since=day.replace(month=1, day=1), known=known))
    groups = answer(asked, ["organizations"], [Grouping.TOWN]).groups[Grouping.TOWN]
    return {town: figures["organizations"].value for town, figures in groups.items()}


def test_rows_missing_from_a_later_file_stay_and_are_reported(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    before = every_figure()
    later = import_file(edited(lambda book: book["社会组织台账"].delete_rows(195)))
    assert counts(later)["社会组织台账"] == (0, 0, 192, 1, 0)
    assert absent(later.plan) == {"社会组织台账": ["云川县清泉镇橙丝带公益服务中心"]}
    assert every_figure() == before


def test_sheets_that_are_absent_are_left_alone(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    before = every_figure()

    def only_members(book: openpyxl.Workbook) -> None:
        for title in set(book.sheetnames) - {"党员名册"}:
            del book[title]

    outcome = import_file(edited(only_members))
    assert counts(outcome) == {"党员名册": (0, 0, 750, 0, 0)}
    assert every_figure() == before


def test_next_years_file_adds_elections_and_secretaries(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    before = every_figure()
    branch = {"最近换届日期": datetime(2023, 5, 6), "是否换届": "是", "书记": "王慧敏"}
    outcome = import_file(edited(setting("党组织台账", 4, **branch), "county-2023.xlsx"), closing=date(2023, 12, 31))
    assert changed(outcome)["云川县云台镇民间文艺家协会党支部"] == [
        ("书记", "顾立娜", "王慧敏"),
        ("最近换届日期", "2022-04-29", "2023-05-06"),
        ("是否换届", "否", "是"),
    ]
    assert figures_on(YEAR_END) == before[0]
    assert figures_on(date(2023, 12, 31))["branches_reelected"].value == 1
    assert secretaries() == [("顾立娜", date(2022, 4, 29), date(2023, 5, 6)), ("王慧敏", date(2023, 5, 6), None)]
    assert sound()


def secretaries() -> list[tuple[Any, ...]]:
    from shejian.party.models import PartyOrganizationParticulars, Post

    body = PartyOrganizationParticulars.objects.get(name="云川县云台镇民间文艺家协会党支部").party_organization_id
    posts = Post.objects.known(None).filter(party_organization=body).order_by("start")
    return list(posts.values_list("name", "start", "end"))


def test_next_years_counts_of_heads_do_not_touch_this_years(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    counted = {"从业人员数": 50, "专职工作人员中正式党员数": 9}
    outcome = import_file(edited(setting("社会组织台账", 3, **counted)), closing=date(2023, 12, 31))
    assert changed(outcome)["云川县养羊协会"] == [("从业人员数", "48", "50"), ("专职工作人员中正式党员数", "0", "9")]
    assert counts(outcome)["社会组织台账"] == (0, 1, 192, 0, 0)
    assert figures_on(YEAR_END)["should_have_built"].value == 7
    assert figures_on(date(2023, 12, 31))["should_have_built"].value == 7


def test_a_members_transfer_leaves_earlier_days_where_they_were(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    moved = {"所在党组织": "云川县书法家协会党支部", "转入日期": datetime(2022, 10, 1)}
    import_file(edited(setting("党员名册", 3, **moved)))
    houses = [body_of("岑＊强", day) for day in (date(2022, 9, 30), date(2022, 10, 1))]
    assert houses == ["云川县云台镇民间文艺家协会党支部", "云川县书法家协会党支部"]
    assert figures_on(YEAR_END)["members"].value == 738
    assert sound()


def body_of(name: str, day: date) -> str:
    found = answer_evidence(ask(Question(on=day, since=day)), "members")
    (row,) = [row for row in found.rows if row.name == name and row.code == "6206**********7616"]
    return row.because.partition("起在")[2]


def test_an_organization_deregistered_later_ends_on_its_day(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    ended = {"状态": "注销", "注销日期": datetime(2022, 11, 30), "注销原因": "僵尸社会组织清理"}
    import_file(edited(setting("社会组织台账", 3, **ended)))
    figures = [figures_on(day)["organizations"].value for day in (date(2022, 11, 29), date(2022, 11, 30), YEAR_END)]
    assert figures == [175, 174, 175]
    assert figures_on(YEAR_END)["zombies_deregistered"].value == 9
    assert sound()


def test_a_deregistration_that_was_wrong_is_taken_back(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    alive = {"状态": "正常", "注销日期": None, "注销原因": None}
    import_file(edited(setting("社会组织台账", 195, **alive)))
    assert [figures_on(day)["organizations"].value for day in DAYS[:2]] == [177, 179]
    assert sound()


def test_coverage_that_was_wrong_is_corrected(edited: Any, data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    covered = {"覆盖社会组织": "云川县第二城关镇个体劳动者协会、云川县浙江商会", "组建方式": "联合组建"}
    import_file(edited(setting("党组织台账", 5, **covered)))
    figures = figures_on(YEAR_END)
    assert (figures["covered"].value, figures["party_organizations_joint"].value) == (153, 7)
    assert sound()


def test_the_collector_is_paused_for_the_block_only() -> None:
    assert gc.isenabled()
    with pytest.raises(LookupError), collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            pass
        assert not gc.isenabled()
        raise LookupError
    assert gc.isenabled()
