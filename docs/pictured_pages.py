"""The pages that are pictured, what must be done first for each to show something, and those without a picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import openpyxl
from playwright.sync_api import Page

from shejian.core.identifiers.credit_code import credit_code_check_character, organization_code_check_character

ADMINISTRATOR = "demo-admin"
CLERK, READER, TOWN = "demo-clerk", "demo-reader", "demo-beiyuan"
ACCOUNT_ACTS = {
    "give": "/roles/new/",
    "end": "/end/",
    "hand-over": "/hand-over/",
    "reset": "/password/",
    "disable": "/disable/",
}
ON = "on=2022-12-31"
READY, AGAINST = 22, 23
"""The demo's cases: one that waits for the branch meeting, and one with a step kept for a reason (``STEPS_TAKEN``)."""


@dataclass
class Desk:
    """A window in which somebody is signed in, and what was made so far for pages that need it."""

    page: Page
    home: Path
    made: dict[str, str]


@dataclass(frozen=True)
class Picture:
    """One page.

    Attributes:
        name: of the file; the pictures are taken in the order of the list.
        of: the address's name in ``office/urls.py``; empty for a page of no one address.
        go: the address to open, or what to do.
        who: who is signed in; empty for nobody.
        look: light, dark or large.
    """

    name: str
    of: str
    go: str | Callable[[Desk], None]
    who: str = CLERK
    look: str = "light"


# ---- what must be done for a page to have something to show ----


def untidy_file(home: Path) -> Path:
    """The county's own file put right: a few rows changed, a few wrong, one new, one no longer registered."""
    source = next((home / "demo").glob("*.xlsx"))
    book = openpyxl.load_workbook(source)
    sheet = book["社会组织台账"]
    row, places = _headings(sheet, "社会组织名称")
    for at, name in enumerate(("冯晓云", "何兰", "邓文博"), row + 3):
        sheet.cell(at, places["法定代表人"]).value = name
    for at in (row + 4, row + 8):
        sheet.cell(at, places["从业人员数"]).value = 26
    sheet.cell(row + 11, places["成立登记日期"]).value = "2021年13月5日"
    sheet.cell(row + 14, places["组织类型"]).value = "合作社"
    code = sheet.cell(row + 17, places["统一社会信用代码"])
    code.value = str(code.value)[:-1] + ("0" if str(code.value)[-1] != "0" else "1")
    gone = {"状态": "已注销", "注销日期": "2022-12-20", "注销原因": "完成宗旨"}
    last = max(at for at in range(row, sheet.max_row + 1) if sheet.cell(at, places["统一社会信用代码"]).value)
    new = {heading: sheet.cell(row + 1, place).value for heading, place in places.items()}
    new |= {"社会组织名称": "澜川县晨光公益服务中心", "统一社会信用代码": new_code(), "组织类型": "民办非企业单位"}
    for at, values in ((row + 20, gone), (last + 1, new)):
        for heading, value in values.items():
            sheet.cell(at, places[heading]).value = value
    target = home / "澜川县社会组织台账（12月）.xlsx"
    book.save(target)
    return target


def new_code() -> str:
    """A credit code of the invented division that nobody bears."""
    organization = "MJ899999"
    first = f"52699421{organization}{organization_code_check_character(organization)}"
    return first + credit_code_check_character(first)


def odd_file(home: Path) -> Path:
    """A file under headings that nobody declared."""
    rows = [
        ["澜川县社会组织情况汇总（截至2022年12月31日）"],
        ["序", "单位全称", "代码证号", "归类", "发证日子", "人手", "归谁登记", "备忘"],
        [1, "澜川县养羊协会", "51699421MJ8000001X", "社会团体", "2008-09-20", 48, "澜川县民政局", "好"],
        [2, "澜川县羽毛球协会", "51699421MJ80000028", "社会团体", "2003-07-28", 16, "澜川县民政局", None],
        [3, "澜川县博文学校", "52699421MJ80000037", "民办非企业单位", "2015-03-01", 20, "澜川县民政局", None],
    ]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "花名册"
    for cells in rows:
        sheet.append(cells)
    target = home / "社会组织花名册.xlsx"
    book.save(target)
    return target


def _headings(sheet: openpyxl.worksheet.worksheet.Worksheet, known: str) -> tuple[int, dict[str, int]]:
    for row in sheet.iter_rows(max_row=10):
        found = {str(cell.value).strip(): cell.column for cell in row if cell.value}
        if known in found:
            return row[0].row, found
    raise LookupError(known)


def hand_in(desk: Desk, file: Path, until: str) -> None:
    desk.page.goto("/import/")
    desk.page.get_by_label("Excel 台账").set_input_files(file)
    desk.page.get_by_role("button", name="上传并核对").click()
    desk.page.locator(until).first.wait_for()


def open_figure(desk: Desk) -> None:
    """A figure opened beside the page."""
    desk.page.goto(f"/figures/?{ON}")
    desk.page.locator("main a.fig, main a.kpi-v, main .kpi-v a").first.click()
    desk.page.locator("dialog[open], .drawer").first.wait_for()
    desk.page.wait_for_load_state("networkidle")


def correct_organization(desk: Desk) -> None:
    """A form filled in, not yet handed in."""
    desk.page.goto("/organizations/1/acts/correct/")
    desk.page.locator('[name="representative"]').fill("龚志强")
    desk.page.locator('[name="reason"]').fill("录入时写错，以登记证书为准")


def see_entry(desk: Desk) -> None:
    """The form is handed in; what it says then leads to its entry."""
    desk.page.locator('form[method="post"] button.primary').last.click()
    desk.page.locator('a[href*="/entries/"]').first.click()
    desk.page.wait_for_load_state("networkidle")


def see_plan(desk: Desk) -> None:
    hand_in(desk, untidy_file(desk.home), ".foot-bar")
    desk.made["upload"] = desk.page.url


def see_changes(desk: Desk) -> None:
    desk.page.goto(f"{desk.made['upload']}?show=changed")


def say_columns(desk: Desk) -> None:
    hand_in(desk, odd_file(desk.home), ".mapping")
    desk.made["mapping"] = desk.page.url
    desk.page.get_by_role("button", name="像是社会组织台账，按它列出").click()
    desk.page.locator(".headings").wait_for()


def see_uploads(desk: Desk) -> None:
    desk.page.goto("/import/")


def apply_plan(desk: Desk) -> None:
    desk.page.goto(desk.made["upload"])
    desk.page.locator(".foot-bar .primary").click()
    desk.page.locator(".outcome").wait_for()


def see_batch(desk: Desk) -> None:
    desk.page.goto(desk.made["upload"])
    desk.page.get_by_role("link", name=re.compile("^看第")).click()
    desk.made["batch"] = desk.page.url


def see_undoing(desk: Desk) -> None:
    desk.page.goto(f"{desk.made['batch']}undo/")


def ask_to_complete(desk: Desk) -> None:
    """A few are ticked on the list of gaps; the words are ready, nothing is recorded yet."""
    desk.page.goto("/coverage/")
    for box in desk.page.locator('.gaps input[name="pick"]').all()[:3]:
        box.check()
    desk.page.get_by_role("button", name="请勾选的补齐").click()
    desk.page.wait_for_load_state("networkidle")


def see_finding(desk: Desk) -> None:
    """The list is brought up to date, and its first finding opened."""
    desk.page.goto("/findings/")
    desk.page.get_by_role("button", name="更新问题清单").click()
    desk.page.locator('main a[href*="/findings/"]:has-text("待交办")').first.click()
    desk.page.wait_for_load_state("networkidle")
    desk.made["finding"] = desk.page.url.split("?")[0]


def assign_finding(desk: Desk) -> None:
    desk.page.goto(f"{desk.made['finding']}acts/assign/")


def write_report(desk: Desk) -> None:
    desk.page.goto("/reports/")
    desk.page.get_by_label("年度").fill("2022")
    desk.page.get_by_role("button", name="起稿").click()
    desk.page.locator(".seal").wait_for()
    desk.made["report"] = desk.page.url
    desk.page.locator('textarea[name="text-1.1"]').fill("认真履行责任，建立党组织139个。")
    desk.page.get_by_role("button", name="保存").last.click()
    desk.page.wait_for_load_state("networkidle")


def give_up_report(desk: Desk) -> None:
    desk.page.goto(f"{desk.made['report']}discard/")


def ready_report(desk: Desk) -> None:
    """Every place that waits for the author's words is given some."""
    words = {
        "1.1": "认真履行责任。",
        "2": "责任压力传导还不到位。",
        "3": "完成全部换届。",
        "issuer": "中共澜川县社会组织工作委员会",
    }
    page = desk.page
    page.goto(desk.made["report"])
    for box in page.locator('textarea[name^="text-"]').all():
        place = (box.get_attribute("name") or "").removeprefix("text-")
        lines = [line for line in box.input_value().split("\n") if not line.startswith("〔")]
        kept = re.sub("〔[^〕]*〕", "七月一日在县委党校举行。", "\n".join(lines))
        box.fill(words.get(place, kept))
    page.get_by_role("button", name="保存").last.click()
    page.wait_for_load_state("networkidle")
    page.goto(f"{desk.made['report']}issue/")


def issue_report(desk: Desk) -> None:
    desk.page.goto(f"{desk.made['report']}issue/")
    desk.page.get_by_role("button", name="签发").click()
    desk.page.wait_for_load_state("networkidle")
    desk.page.goto(desk.made["report"])


def check_report(desk: Desk) -> None:
    desk.page.goto(f"{desk.made['report']}check/")


def withdraw_report(desk: Desk) -> None:
    desk.page.goto(f"{desk.made['report']}withdraw/")


def pay_dues(desk: Desk) -> None:
    """A month is recorded for a few members; the next is filled in beforehand."""
    page = desk.page
    page.goto("/party-organizations/5/acts/dues/?from=2026-10&to=2026-10")
    for at, (basis, base, paid) in enumerate((("salaried", "4200", "42"), ("retired", "3600", "18"))):
        page.locator('select[name^="basis-"]').nth(at).select_option(basis)
        page.locator('input[name^="base-"]').nth(at).fill(base)
        page.locator('input[name^="paid-"]').nth(at).fill(paid)
    page.get_by_label("交纳日期").fill("2026-10-20")
    page.get_by_role("button", name="记下党费").last.click()
    page.wait_for_load_state("networkidle")
    page.goto("/party-organizations/5/acts/dues/?from=2026-11&to=2026-11")


def hold_meeting(desk: Desk) -> None:
    """A meeting is recorded with who was there; then the form for the next."""
    page = desk.page
    page.goto("/party-organizations/5/acts/meeting/?day=2026-11-20")
    page.get_by_label("类型").select_option("theme_day")
    page.get_by_label("主题", exact=True).fill("清理渠口支渠")
    page.get_by_label("开始时间").fill("15:00")
    page.get_by_label("地点").fill("活动室")
    page.get_by_label("做了什么、定了什么").fill("清理支渠 1.2 公里，看望困难党员 2 户。")
    page.locator('select[name^="state-"]').first.select_option("leave")
    page.get_by_role("button", name="记下这一次").last.click()
    page.wait_for_load_state("networkidle")
    desk.made["meeting"] = page.url
    page.goto("/party-organizations/5/acts/meeting/?day=2026-11-21")


def see_meeting(desk: Desk) -> None:
    desk.page.goto(desk.made["meeting"])


def correct_meeting(desk: Desk) -> None:
    desk.page.goto(f"{desk.made['meeting']}acts/correct/")


def open_account(desk: Desk) -> None:
    desk.page.goto("/accounts/")
    desk.page.locator("tbody").get_by_role("link", name="示范查阅人").first.click()
    desk.page.wait_for_load_state("networkidle")
    desk.made["account"] = desk.page.url


def of_account(act: str, desk: Desk) -> None:
    """What is done with an account, up to its last step."""
    desk.page.goto(desk.made["account"])
    links = desk.page.get_by_role("main").locator("a")
    desk.page.goto(next(href for one in links.all() if (href := one.get_attribute("href") or "").endswith(act)))


PICTURES = (
    Picture("sign-in", "sign-in", "/sign-in/", who=""),
    Picture("workbench", "workbench", f"/?{ON}"),
    Picture("workbench-dark", "workbench", f"/?{ON}", look="dark"),
    Picture("workbench-large", "workbench", f"/?{ON}", look="large"),
    Picture("workbench-town", "workbench", f"/?{ON}", who=TOWN),
    Picture("due", "due", f"/due/?{ON}"),
    Picture("due-month", "due-month", f"/due/month/?{ON}&month=2022-12"),
    Picture("life", "life", f"/life/?{ON}&month=2022-11"),
    Picture("life-behind", "life", f"/life/?{ON}&month=2022-11&show=behind.theme_day"),
    Picture("due-mine", "due", "/due/?whose=mine", who=TOWN),
    Picture("cases", "cases", "/cases/"),
    Picture("case", "case", f"/cases/{READY}/"),
    Picture("case-departure", "case", f"/cases/{AGAINST}/"),
    Picture("case-step", "case-step", f"/cases/{READY}/steps/meeting/"),
    Picture("case-close", "case-act", f"/cases/{READY}/acts/close/"),
    Picture("case-new", "case-new", "/cases/new/"),
    Picture("case-new-election", "case-new", "/cases/new/?procedure=term-election"),
    Picture("cases-register", "cases-register", "/cases/register/"),
    Picture("coverage", "coverage", f"/coverage/?{ON}"),
    Picture("coverage-dark", "coverage", f"/coverage/?{ON}", look="dark"),
    Picture("coverage-ask", "coverage-ask", ask_to_complete),
    Picture("figures", "figures", f"/figures/?{ON}"),
    Picture("figures-by-town", "figures", f"/figures/?{ON}&by=town"),
    Picture("figure-beside", "figures", open_figure),
    Picture("catalogue", "figures-catalogue", f"/figures/catalogue/?{ON}"),
    Picture("compare", "figures-compare", f"/figures/compare/?{ON}"),
    Picture("statutory-table", "figures-table", f"/figures/table/?{ON}"),
    Picture("evidence", "evidence", f"/figures/organization_coverage/?{ON}"),
    Picture("evidence-changes", "evidence", f"/figures/covered/?{ON}&from=2022-01-01&show=change"),
    Picture("evidence-persons", "evidence", f"/figures/members/?{ON}"),
    Picture("rules", "rules", "/rules/?on=2026-11-22"),
    Picture("rule", "rule", "/rules/development.object.superior_action/", who=ADMINISTRATOR),
    Picture("rule-confirm", "rule-act", "/rules/branch.members.max/acts/confirm/", who=ADMINISTRATOR),
    Picture("rule-draft", "rule-act", "/rules/development.talk.limit/acts/draft/", who=ADMINISTRATOR),
    Picture("instruments", "instruments", "/instruments/"),
    Picture("instrument", "instrument", "/instruments/development-rules-2026/"),
    Picture("organizations", "organizations", f"/organizations/?{ON}"),
    Picture("organization", "organization", f"/organizations/1/?{ON}"),
    Picture("organization-new", "organization-new", "/organizations/new/"),
    Picture("organization-correct", "organization-act", correct_organization),
    Picture("entry", "entry", see_entry),
    Picture("organization-cover", "organization-party-act", "/organizations/1/party-acts/guide/"),
    Picture("party-organization-new", "party-organization-new", "/party-organizations/new/"),
    Picture("party-organization-dissolve", "party-organization-act", "/party-organizations/5/acts/dissolve/"),
    Picture("party-organization-dues", "party-organization-act", pay_dues),
    Picture("meeting-hold", "party-organization-act", hold_meeting),
    Picture("meeting", "meeting", see_meeting),
    Picture("meeting-correct", "meeting-act", correct_meeting),
    Picture("meetings", "party-organization-meetings", "/party-organizations/5/meetings/"),
    Picture("organization-clause", "organization-party-act", "/organizations/1/party-acts/clause/"),
    Picture("person-new", "person-new", "/persons/new/"),
    Picture("person-move", "person-act", "/persons/1/acts/move/"),
    Picture("party-organization", "party-organization", f"/party-organizations/1/?{ON}"),
    Picture("person", "person", f"/persons/1/?{ON}"),
    *(
        Picture(f"ledger-{key}", "ledger", f"/ledgers/{key}/?{ON}")
        for key in ("party-organizations", "members", "development", "posts", "meetings", "contributions")
    ),
    Picture("findings", "findings", f"/findings/?{ON}"),
    Picture("findings-coming", "findings", f"/findings/?{ON}&status=coming"),
    Picture("finding", "finding", see_finding),
    Picture("finding-assign", "finding-act", assign_finding),
    Picture("reports", "reports", "/reports/"),
    Picture("report", "report", write_report),
    Picture("report-discard", "report-discard", give_up_report),
    Picture("report-issue", "report-issue", ready_report),
    Picture("report-issued", "report", issue_report),
    Picture("report-check", "report-check", check_report),
    Picture("report-withdraw", "report-withdraw", withdraw_report),
    Picture("import-plan", "upload", see_plan),
    Picture("import-changes", "upload", see_changes),
    Picture("import-columns", "upload-mapping", say_columns),
    Picture("import", "import", see_uploads),
    Picture("import-applied", "upload", apply_plan),
    Picture("import-batch", "batch", see_batch),
    Picture("import-undo", "batch-undo", see_undoing),
    Picture("password", "password", "/password/"),
    Picture("help", "help", "/help/"),
    Picture("my-account", "my-account", "/me/"),
    Picture("accounts", "accounts", "/accounts/", who=ADMINISTRATOR),
    Picture("account-new", "account-new", "/accounts/new/", who=ADMINISTRATOR),
    Picture("account", "account", open_account, who=ADMINISTRATOR),
    *(
        Picture(f"account-{name}", f"account-{name}", partial(of_account, act), who=ADMINISTRATOR)
        for name, act in ACCOUNT_ACTS.items()
    ),
    Picture("refused-reach", "", f"/organizations/1/?{ON}", who=TOWN),
    Picture("refused-import", "", "/import/", who=READER),
    Picture("refused-question", "", "/figures/?on=2022-13-31"),
    Picture("refused-nothing", "", "/nothing/"),
)

NOT_PICTURED = {
    "party-organization-invitation-new": "a form like that of opening an account",
    "party-organization-invitation-act": "a form like that of ending a role",
    "party-organization-invitations": "lists who came in by invitation; nobody of the pictured office did",
    "phone:mine": "is a member's own",
    "person-correction": "is there for whoever asked to have something corrected; a form like that of ending a role",
    "phone:join": "is for whoever has a code; the form is like that of signing in",
    "phone:home": "is for whoever came in by invitation; nobody of the pictured office did",
    **dict.fromkeys(
        ("phone:meetings", "phone:record", "phone:presence-code", "phone:presence"),
        "is for whoever came in by invitation, as the phone's first page is",
    ),
    "phone:manifest": "a file for browsers",
    "phone:worker": "a file for browsers",
    "due-calendar": "takes a POST and shows the list with an address that is nobody else's business",
    "due-feed": "a file for calendar programs",
    "entry-paper": "a file",
    "meeting-minutes": "a file",
    "study": "is laid out as the page of a meeting is",
    "study-act": "is laid out as the form that corrects a meeting is",
    "study-secretaries": "is a sheet as that of dues is",
    "study-new": "is laid out as the form of a meeting is",
    "studies": "is laid out as the list of meetings is",
    "party-organization-handbook": "a file",
    "report-restore": "takes a POST and goes to the draft",
    "my-sessions": "takes a POST and goes back",
    "account-enable": "is there for an account that was disabled; the page is like that of disabling one",
    "account-unlock": "is there for an account that is locked; the page is like that of disabling one",
    "account-sessions": "is there for an account that is signed in; the page is like that of disabling one",
    "sign-out": "takes a POST and goes to the sign-in page",
    "appearance": "takes a POST and goes back",
    "figures-table-export": "a file",
    "evidence-export": "a file",
    "organizations-export": "a file",
    "person-disclosure": "takes a POST; a whole number is in no picture, not even an invented one",
    "ledger-export": "a file",
    "findings-export": "a file",
    "coverage-export": "a file",
    "findings-record": "takes a POST and goes back",
    "ledger-views": "takes a POST and goes back",
    "ledger-view": "takes a POST and goes back",
    "upload-progress": "a piece of the upload's page while a job is at work",
    "upload-mapping-forget": "takes a POST and goes back",
    "upload-apply": "takes a POST and goes to the upload",
    "upload-retry": "takes a POST and goes to the upload",
    "upload-stop": "takes a POST and goes to the upload",
    "upload-discard": "takes a POST and goes to the upload",
    "upload-faults": "a file",
    "upload-marked": "a file",
    "report-word": "a file",
    "report-pdf": "a file",
    "report-copy": "takes a POST and goes to the new draft",
}
"""Addresses that show no page of their own, and why."""
