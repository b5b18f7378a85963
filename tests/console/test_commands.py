"""The command line: what it writes where, in which shape, and how it ends."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.exchange import mapping_files

from shejian.accounts.models import User
from shejian.core.calendar.days import SHANGHAI
from shejian.journal.models import Entry

pytestmark = pytest.mark.once
Run = Callable[..., Any]
DAY = ("--on", "2022-12-31")
SHEETS = ["社会组织台账", "党组织台账", "党员名册", "发展党员台账", "党建指导员选派表", "组织生活记录", "作用发挥台账"]
COUNTS = ["new", "changed", "unchanged", "absent", "faulty"]


@pytest.fixture
def imported(run: Run, data: Path) -> Any:
    return run("import", data / "county-2022.xlsx", "--json").json


def test_import_json_has_its_shape(imported: Any) -> None:
    assert (imported["batch"], imported["entry"], imported["applied"]) == (1, 1, True)
    assert list(imported["sheets"]) == SHEETS
    assert imported["sheets"]["社会组织台账"] == dict(zip(COUNTS, (193, 0, 0, 0, 0), strict=True))
    assert imported["faults"] == []


def test_faults_have_their_shape(run: Run, data: Path) -> None:
    document = run("import", data / "county-as-kept.xlsx", "--json").json
    assert document["faults"][0] == {
        "sheet": "社会组织台账",
        "row": 270,
        "column": "统一社会信用代码",
        "value": "516206889328792110",
        "code": "check-character",
        "reason": "按前17位推算，第18位校验码应为 T，写的是 0",
    }
    assert document["sheets"]["社会组织台账"] == dict(zip(COUNTS, (261, 0, 0, 0, 5), strict=True))


def test_a_dry_run_writes_nothing(run: Run, data: Path) -> None:
    ran = run("import", data / "county-2022.xlsx", "--dry-run", "--json")
    assert (ran.code, ran.json["batch"], ran.json["entry"], ran.json["applied"]) == (0, None, None, False)
    assert ran.json["sheets"]["党员名册"]["new"] == 750
    assert Entry.objects.count() == 0


def test_a_mapping_says_what_headings_do_not(run: Run, tmp_path: Path) -> None:
    file, said = mapping_files.odd(tmp_path / "花名册.xlsx"), tmp_path / "对应.yaml"
    refused = run("import", file)
    assert refused.code == 2
    assert "文件里没有认出任何台账" in refused.err
    said.write_text("工作表: 花名册", encoding="utf-8")
    bad = run("import", file, "--mapping", said)
    assert bad.code == 2
    assert bad.err.startswith("shejian：对应.yaml 里应当只有“工作表”一项，下面逐张写。样子：")
    assert Entry.objects.count() == 0
    said.write_text(mapping_files.YAML, encoding="utf-8")
    ran = run("import", file, "--mapping", said, "--json")
    assert ran.json["sheets"]["社会组织台账"] == dict(zip(COUNTS, (2, 0, 0, 0, 1), strict=True))
    assert ran.json["mapping"]["花名册"]["columns"]["单位全称"] == "name"
    assert Entry.objects.count() == 1


def test_strict_refuses_a_file_with_faults_whole(run: Run, data: Path) -> None:
    ran = run("import", data / "county-as-kept.xlsx", "--strict", "--json")
    assert (ran.code, ran.json["applied"], len(ran.json["faults"])) == (2, False, 5)
    assert ran.err == "shejian：有 5 处错误，按 --strict 没有导入，账没有动；改正后再导入，或不用 --strict\n"
    assert Entry.objects.count() == 0


def test_strict_says_what_it_did_not_do(run: Run, data: Path) -> None:
    ran = run("import", data / "county-as-kept.xlsx", "--strict")
    assert (ran.code, ran.out.splitlines()[0]) == (2, "没有导入，账没有动。")
    assert Entry.objects.count() == 0


def test_strict_takes_a_file_without_faults(run: Run, data: Path) -> None:
    assert run("import", data / "county-2022.xlsx", "--strict").code == 0
    assert Entry.objects.count() == 1


def test_figures_json_has_its_shape(run: Run, imported: Any) -> None:
    document = run("figures", *DAY, "--by", "town", "--json").json
    asked = {"unit": "云川县", "line": "territory", "own": False, "on": "2022-12-31", "since": "2022-01-01", "known": 1}
    assert {key: document[key] for key in asked} == asked
    assert document["figures"]["organization_coverage"] == {
        "value": 86.9,
        "text": "86.9%",
        "numerator": 153,
        "denominator": 176,
        "complete": True,
    }
    assert document["figures"]["work_coverage"]["text"] == "100%"
    assert document["groups"]["town"]["城关镇"]["organizations"] == {"value": 21, "text": "21", "complete": True}


def test_an_unknown_figure_says_what_is_missing(run: Run, imported: Any) -> None:
    figures = run("figures", "--on", "2021-12-31", "--json").json["figures"]
    assert figures["branches_reelected"] == {
        "value": None,
        "text": "—",
        "complete": False,
        "missing": "145 个党组织：台账没有时期内各年度的换届标记",
    }


def test_figures_of_a_town(run: Run, imported: Any) -> None:
    document = run("figures", "--unit", "云川县/城关镇", *DAY, "--json").json
    assert document["unit"] == "云川县/城关镇"
    values = {key: document["figures"][key]["value"] for key in ("organizations", "covered")}
    assert values == {"organizations": 21, "covered": 17}


@pytest.mark.parametrize(
    ("line", "unit", "organizations"),
    [("competent", "县教育局", 10), ("party", "云川县社会组织综合党委", 176), ("territory", "县教育局", 0)],
)
def test_figures_along_each_line(run: Run, imported: Any, line: str, unit: str, organizations: int) -> None:
    figures = run("figures", "--unit", unit, "--line", line, *DAY, "--json").json["figures"]
    assert figures["organizations"]["value"] == organizations


@pytest.mark.parametrize(
    ("unit", "kind", "verb", "line"),
    [
        ("县教育局", "业务主管单位", "主管", "competent"),
        ("云川县社会组织综合党委", "党建领导机关", "领导", "party"),
    ],
)
def test_who_asks_of_a_unit_along_another_line_is_told(
    run: Run, imported: Any, unit: str, kind: str, verb: str, line: str
) -> None:
    ran = run("figures", "--unit", unit, *DAY, "--json")
    assert ran.json["figures"]["organizations"]["value"] == 0
    assert ran.err == (
        f"提示：云川县/{unit} 是{kind}，没有写 --line，按属地算，不含它{verb}的社会组织；要看那些，请加 --line {line}\n"
    )
    assert run("figures", "--unit", unit, "--line", "territory", *DAY).err == ""
    assert run("figures", "--unit", "城关镇", *DAY).err == ""


def test_the_roots_own_level_is_without_its_towns(run: Run, imported: Any) -> None:
    assert run("figures", "--own", *DAY, "--json").json["figures"]["organizations"]["value"] == 0


def test_a_unit_that_is_not_there_is_refused_with_those_that_are(run: Run, imported: Any) -> None:
    ran = run("figures", "--unit", "城关", *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("shejian：没有叫“城关”的单位。现有单位：云川县、云川县/城关镇、")


def test_figures_as_known_before(run: Run, imported: Any) -> None:
    run("undo", 1)
    now, then = (run("figures", *DAY, "--json", *known).json for known in ((), ("--known", 1)))
    assert [one["figures"]["organizations"]["value"] for one in (now, then)] == [0, 176]
    assert [one["known"] for one in (now, then)] == [2, 1]


def test_known_takes_a_day_and_a_moment(run: Run, imported: Any) -> None:
    made = Entry.objects.get().moment
    before, after = ((made + timedelta(seconds=by)).isoformat(timespec="seconds") for by in (-1, 1))
    assert [run("figures", *DAY, "--json", "--known", one).json["known"] for one in (before, after)] == [0, 1]
    values = [
        run("figures", *DAY, "--json", "--known", known).json["figures"]["organizations"]["value"]
        for known in ("2022-12-31", "2100-01-01", "2022-12-31T18:00")
    ]
    assert values == [0, 176, 0]


def test_an_entry_that_is_not_there_is_refused(run: Run, imported: Any) -> None:
    ran = run("figures", *DAY, "--known", 9)
    assert (ran.code, ran.err) == (2, "shejian：没有第 9 笔账，账记到第 1 笔\n")


def test_a_period_that_ends_before_it_begins_is_refused(run: Run, imported: Any) -> None:
    ran = run("figures", *DAY, "--since", "2023-01-01")
    assert (ran.code, ran.err) == (2, "shejian：时期的起日 2023-01-01 晚于止日 2022-12-31，请调整 --since 或 --on\n")


def test_evidence_json_has_its_shape(run: Run, imported: Any) -> None:
    document = run("evidence", "covered", *DAY, "--json").json
    assert (document["key"], len(document["rows"]), len(document["out"])) == ("covered", 153, 23)
    assert document["rows"][0] == {
        "id": 1,
        "name": "云川县养羊协会",
        "code": "51620699177763177J",
        "because": "由云川县养羊协会党支部覆盖（源头组建）",
    }
    assert document["out"][0]["because"] == "没有存续的党组织与之挂接"


def test_evidence_of_persons_is_masked(run: Run, imported: Any) -> None:
    rows = run("evidence", "members", *DAY, "--json").json["rows"]
    assert (len(rows), rows[0]["name"], rows[0]["code"]) == (738, "岑＊强", "6206**********7616")


def test_a_figure_that_is_not_there_is_refused_with_those_that_are(run: Run, imported: Any) -> None:
    ran = run("evidence", "coverage", *DAY)
    assert ran.code == 2
    assert ran.err.splitlines()[:2] == [
        "shejian：没有“coverage”这个指标。可用的指标，写代号或名称都行：",
        "  organizations　社会组织",
    ]


def test_a_figure_may_be_called_by_its_label(run: Run, imported: Any) -> None:
    assert run("evidence", "已覆盖社会组织", *DAY, "--json").json == run("evidence", "covered", *DAY, "--json").json


def test_compare_says_between_which_days(run: Run, imported: Any) -> None:
    ran = run("compare", "已覆盖社会组织", "--from", "2021-12-31", "--to", "2022-12-31")
    assert ran.out.splitlines()[:3] == [
        "云川县 · 属地 · 含下级    2021-12-31 至 2022-12-31 · 以第 1 笔的账为准",
        "已覆盖社会组织  2021-12-31 157 → 2022-12-31 153",
        "期初 157 ＋ 增 1 － 减 5 ＝ 期末 153",
    ]


def test_compare_closes_and_lists_every_change(run: Run, imported: Any) -> None:
    document = run("compare", "covered", "--from", "2021-12-31", "--to", "2022-12-31", "--json").json
    assert (document["opening"], len(document["in"]), len(document["out"]), document["closing"]) == (157, 1, 5, 153)
    assert [document["figures"][side]["value"] for side in ("from", "to")] == [157, 153]
    assert document["in"][0]["name"] == "云川县第二城关镇个体劳动者协会"


def test_the_statutory_table(run: Run, imported: Any, tmp_path: Path) -> None:
    ran = run("table", "党统", *DAY, "--out", tmp_path / "table.xlsx")
    book = openpyxl.load_workbook(tmp_path / "table.xlsx")
    table = {row[0].value.strip("　"): [cell.value for cell in row[2:6]] for row in book["党统表"].iter_rows(4, 25)}
    assert ran.code == 0
    assert table["单位数"] == [176, 122, 1, 53]
    assert table["已单独建立党组织"][0] + table["已建立联合党支部"][0] + table["未建立党组织"][0] == 176
    assert [row[2].value for row in book["校核"].iter_rows(2)].count("不符") == 0


def test_a_ledger_of_a_unit_that_is_not_there_is_not_exported(run: Run, imported: Any, tmp_path: Path) -> None:
    ran = run("export", "社会组织台账", "--unit", "没有县", "--out", str(tmp_path / "甲.xlsx"))
    assert (ran.code, ran.out) == (2, "")
    assert "没有县" in ran.err
    assert list(tmp_path.iterdir()) == []
    assert run("export", "社会组织台账", "--unit", "云川县", "--out", str(tmp_path / "甲.xlsx")).code == 0


def test_verify_passes_and_gives_the_chains_end(run: Run, imported: Any) -> None:
    ran = run("verify")
    assert ran.code == 0
    digest = Entry.objects.get().digest
    kept, tip = ran.out.splitlines()[-2:]
    assert kept == f"链尾：1:{digest}"
    assert tip == "可抄在纸上，抄开头 16 位就够；日后用 shejian verify --end 1:… 核对有没有整笔抽掉过"
    assert run("verify", "--end", f"1:{digest}", "--end", f"1：{digest[:16].upper()}").code == 0


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("2:0123456789abcdef", "第 2 笔：不见了：抄下链尾的时候账上有它"),
        ("1:0123456789abcdef", "第 1 笔：与抄下的链尾不是同一笔账"),
    ],
)
def test_verify_names_a_kept_end_that_the_journal_no_longer_has(run: Run, imported: Any, end: str, said: str) -> None:
    ran = run("verify", "--end", end)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == said


def test_verify_refuses_what_is_no_end(run: Run, imported: Any) -> None:
    ran = run("verify", "--end", "1:0123")
    assert (ran.code, ran.out) == (2, "")
    assert "“1:0123”不是链尾；写成“笔数:摘要”，摘要至少抄开头 16 位，例如 17:9f86d081884c7d65" in ran.err


def test_verify_lists_what_is_wrong_and_ends_with_2(run: Run, imported: Any) -> None:
    from tests.journal.test_verification import run as tamper

    tamper("UPDATE registry_registration SET name = '别的名字' WHERE id = 1")
    ran = run("verify")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == "登记事项第 1 行：内容被改动过（第 1 笔记的）"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What stands on standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_users_are_added_listed_and_given_new_passwords(run: Run, imported: Any, typed: Any) -> None:
    typed("Qinghe-2026-a\n")
    added = run("user", "add", "周岚", "--unit", "城关镇", "--role", "reader")
    assert added.out == "已开立账号 周岚（查阅人，云川县/城关镇），记为第 2 笔\n"
    assert run("user", "list").out.splitlines()[-1].split() == ["周岚", "周岚", "查阅人·云川县/城关镇", "可登录"]
    typed("Qinghe-2026-b\n")
    assert run("user", "passwd", "周岚").code == 0
    assert User.objects.get(username="周岚").check_password("Qinghe-2026-b")


def test_an_easy_password_is_refused_and_nobody_is_added(run: Run, imported: Any, typed: Any) -> None:
    typed("12345678\n")
    ran = run("user", "add", "周岚")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "shejian：口令太短了，至少要 10 个字符；这个口令太常见了；口令不能全是数字\n"
    assert not User.objects.filter(username="周岚").exists()
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("username", "why"),
    [
        ("周 岚", "登录名：只能用汉字、字母、数字和 @ . + - _，中间不能有空格"),
        ("", "登录名：此字段不能为空；姓名：此字段不能为空"),
        ("周" * 65, "登录名：最多 64 个字，写了 65 个，请改短；姓名：最多 64 个字，写了 65 个，请改短"),
    ],
)
def test_a_name_that_cannot_be_an_accounts_is_refused(
    run: Run, imported: Any, typed: Any, username: str, why: str
) -> None:
    typed("Qinghe-2026-a\n")
    ran = run("user", "add", username)
    assert (ran.code, ran.out, ran.err) == (2, "", f"shejian：{why}\n")
    assert list(User.objects.values_list("username", flat=True)) == ["console"]
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("云川县/", "“云川县/”里有一段是空的；请去掉多余的“/”，例如 云川县/新区街道"),
        (" ", "没有写单位的名称；请写路径，例如 云川县/新区街道"),
        ("镇" * 101, "单位的名称有 101 个字，最多 100 个；请写短一些"),
    ],
)
def test_a_path_that_cannot_be_a_units_is_refused(run: Run, imported: Any, path: str, why: str) -> None:
    ran = run("unit", "add", path)
    assert (ran.code, ran.out, ran.err) == (2, "", f"shejian：{why}\n")
    assert Entry.objects.count() == 1


def test_what_rests_on_an_import_is_named_once_with_the_way_out(
    run: Run, imported: Any, data: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(data / "county-2022.xlsx")
    headings = [cell.value for cell in book["社会组织台账"][2]]
    for heading, value in (("法定代表人", "王敏"), ("章程载明党建", "否")):
        book["社会组织台账"].cell(3, headings.index(heading) + 1).value = value
    book.save(tmp_path / "county-2022.xlsx")
    run("import", tmp_path / "county-2022.xlsx")
    ran = run("undo", 1)
    made = Entry.objects.get(number=2).moment.astimezone(SHANGHAI)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "shejian：不能撤销，账没有动：后来的账以它为基础。请先撤销或更正这些账，从上往下：\n"
        f"  · 第 2 笔 导入台账（{made:%Y-%m-%d %H:%M}）：改动或引用了它记下的章程、登记事项\n"
        "      撤销它：shejian undo 2\n"
    )
    assert Entry.objects.count() == 2


def test_units_are_added_and_then_rows_may_name_them(run: Run, imported: Any) -> None:
    assert run("unit", "add", "云川县/新区街道").out == "已设立 云川县/新区街道，记为第 2 笔\n"
    assert run("unit", "add", "云川县/新区街道").err == "shejian：已经有 云川县/新区街道 这个单位，没有改动\n"
    assert run("figures", "--unit", "新区街道", *DAY, "--json").json["unit"] == "云川县/新区街道"
