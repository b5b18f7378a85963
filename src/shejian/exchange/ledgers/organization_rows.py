"""The declared sheet 社会组织台账, and what its rows must and should agree on before they meet the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from shejian.core.facts.terms import ENDED_STATUSES, OrganizationType, Status
from shejian.core.identifiers import division_of, is_known_division, organization_code_doubt, organization_type_of
from shejian.core.sheets import ABSENT, Column, Kind, Nature, Records, Sheet, fold
from shejian.exchange.ledgers.binding import SheetPlan, replaced
from shejian.exchange.ledgers.context import Context

TYPES = {str(one): one.label for one in OrganizationType}
ENDED = tuple(str(status) for status in ENDED_STATUSES)

SHEET = Sheet(
    key="organizations",
    title="社会组织台账",
    aliases=("社会组织登记台账", "社会组织名册", "社会组织"),
    needed=("name", "code", "type", "founded"),
    columns=(
        Column(
            "name", "社会组织名称", Kind.TEXT, aliases=("名称", "单位名称", "组织名称", "社会组织全称"), required=True
        ),
        Column(
            "code",
            "统一社会信用代码",
            Kind.CREDIT_CODE,
            Nature.KEY,
            ("信用代码", "社会信用代码", "统一信用代码", "登记证号"),
            required=True,
        ),
        Column(
            "type",
            "组织类型",
            Kind.TERM,
            aliases=("社会组织类型", "类型", "类别", "组织类别"),
            required=True,
            words=OrganizationType.words(),
        ),
        Column("authority", "登记管理机关", Kind.NAME, aliases=("登记机关", "登记管理单位"), longest=100),
        Column("competent", "业务主管单位", Kind.NAMES, aliases=("主管单位", "业务主管部门", "主管部门"), longest=100),
        Column("industry", "行业领域", Kind.TEXT, aliases=("行业", "所属行业", "领域", "业务领域"), longest=64),
        Column(
            "town",
            "所在乡镇",
            Kind.NAME,
            aliases=("乡镇", "所在乡镇（街道）", "乡镇街道", "所属乡镇", "属地"),
            longest=100,
        ),
        Column(
            "founded",
            "成立登记日期",
            Kind.DATE,
            Nature.EVENT,
            ("成立日期", "登记日期", "成立登记时间", "成立时间", "登记时间"),
            required=True,
        ),
        Column("representative", "法定代表人", Kind.TEXT, aliases=("法人代表", "法人", "负责人"), longest=64),
        Column("address", "住所", Kind.TEXT, aliases=("地址", "办公地址", "登记住所"), common=False),
        Column("contact", "联系人", Kind.TEXT, longest=64, common=False),
        Column("phone", "联系电话", Kind.PHONE, aliases=("电话", "联系方式"), longest=64, common=False),
        Column("website", "网站", Kind.TEXT, aliases=("网址", "官网"), common=False),
        Column("staff", "从业人员数", Kind.WHOLE, Nature.READING, ("从业人员", "从业人数", "工作人员数")),
        Column(
            "members",
            "专职工作人员中正式党员数",
            Kind.WHOLE,
            Nature.READING,
            ("专职工作人员正式党员数", "专职正式党员数", "专职工作人员中正式党员"),
        ),
        Column("status", "状态", Kind.TERM, aliases=("登记状态", "存续状态", "组织状态"), words=Status.words()),
        Column("ended", "注销日期", Kind.DATE, Nature.END, ("注销时间", "注销登记日期", "注销（撤销）日期")),
        Column("reason", "注销原因", Kind.TEXT, aliases=("注销（撤销）原因", "注销事由")),
        Column(
            "charter",
            "章程载明党建",
            Kind.FLAG,
            aliases=("党建入章", "章程是否载明党建", "党建写入章程", "是否党建入章"),
        ),
        Column(
            "signed",
            "党建承诺书签订日期",
            Kind.DATE,
            Nature.EVENT,
            ("承诺书签订日期", "党建承诺书签订时间", "签订承诺书日期"),
        ),
    ),
)


def refuse_repeated(plan: SheetPlan) -> None:
    """A code that an earlier good row bears: the first in the file stands."""
    place = plan.binding.sheet.place("code")
    first: dict[str, int] = {}
    for index, values in enumerate(plan.records.rows):
        code = values[place]
        if not isinstance(code, str):
            continue
        if code in first:
            number = plan.records.numbers[first[code]]
            plan.records.fault(
                index,
                "code",
                code,
                "duplicate",
                f"与第 {number} 行的统一社会信用代码相同；一个代码只能登记一家，请核对后改正或删去",
            )
        elif index not in plan.records.faulty:
            first[code] = index


def settle_lives(plan: SheetPlan, ended_codes: Callable[[], set[str]]) -> None:
    """Make status, day and reason of ending agree; a row that says 注销 must say when, unless the ledger knows it.

    An end on the very day of founding is a life without a day in it, and is taken; one before it cannot be read.
    """
    sheet, records = plan.binding.sheet, plan.records
    founded, status, ended, reason = (sheet.place(key) for key in ("founded", "status", "ended", "reason"))
    undated = any(values[status] in ENDED and values[ended] is ABSENT for values in records.rows)
    known = ended_codes() if undated else set()
    for index, values in enumerate(records.rows):
        if index in records.faulty:
            continue
        says_ended = values[status] in ENDED
        unsaid = values[ended] is ABSENT
        if says_ended and (values[ended] is None or (unsaid and values[sheet.place("code")] not in known)):
            records.fault(index, "ended", None, "missing", "状态是注销（撤销），却没有写注销日期；请补上日期")
        elif isinstance(values[ended], date) and values[ended] < values[founded]:
            records.fault(
                index,
                "ended",
                values[ended],
                "order",
                f"注销日期早于成立登记日期 {values[founded]}，不能当作注销的日子，请核对两个日期",
            )
        elif isinstance(values[ended], date) and not says_ended:
            if values[status] is not None and values[status] is not ABSENT:
                records.notice(
                    index,
                    "status",
                    Status(values[status]).label,
                    "status-and-end",
                    f"却写了注销日期 {values[ended]}；按注销记",
                )
            records.rows[index] = replaced(values, {status: str(Status.DEREGISTERED)})
        elif values[ended] is None and values[status] is None:
            records.rows[index] = replaced(values, {status: str(Status.ACTIVE)})
        elif unsaid and values[status] is None:
            records.rows[index] = replaced(values, {status: ABSENT})
        if values[ended] is None and isinstance(values[reason], str):
            records.notice(index, "reason", values[reason], "reason-without-end", "没有注销日期，注销原因不记")
            records.rows[index] = replaced(records.rows[index], {reason: None})


def doubt_counts(records: Records, index: int, row: dict[str, Any]) -> None:
    """Note more members among the full-time staff than there are staff."""
    staff, members = row["staff"], row["members"]
    if staff is not None and members is not None and members > staff:
        reason = f"多于从业人员数 {staff}，请核对"
        records.notice(index, "members", members, "more-than-staff", reason)


def doubt_names(plan: SheetPlan, context: Context) -> None:
    """Note organizations of one name and different codes: rows that name them cannot tell which one is meant."""
    records, place = plan.records, plan.binding.place("name")
    number_of: dict[str, int] = {}
    refs = {index: held.ref for index, held in plan.matched()}
    listed = set(refs.values())
    for index in sorted([*plan.new, *refs]):
        name = records.rows[index][place]
        folded = fold(name)
        others = [one for one in context.organizations.own.get(folded, ()) if one != refs.get(index)]
        if folded in number_of:
            where = f"第 {number_of[folded]} 行"
        elif others and not listed.issuperset(others):
            where = "台账上另一家"
        else:
            where = ""
        number_of.setdefault(folded, records.numbers[index])
        if where:
            records.notice(index, "name", name, "same-name", f"与{where}同名而代码不同，请核对是不是同一家")


def doubt_dates(records: Records, index: int, row: dict[str, Any]) -> None:
    """Note days of an organization that are unlikely together."""
    founded, signed = (row[key] if isinstance(row[key], date) else None for key in ("founded", "signed"))
    if founded and signed and signed < founded:
        records.notice(index, "signed", signed, "before-founding", f"承诺书签订日期早于成立登记日期 {founded}，请核对")


def doubt_code(records: Records, index: int, row: dict[str, Any], seen: set[str]) -> None:
    """Note a code whose parts are unlikely; a division that is not known is noted once, and kept in ``seen``."""
    code = row["code"]
    division = division_of(code)
    if division not in seen:
        seen.add(division)
        if not is_known_division(division):
            records.notice(
                index,
                "code",
                code,
                "unknown-division",
                f"代码里的行政区划 {division} 不在现行区划代码表中（可能是已撤并的代码）；同一区划的其他行不再逐一提示",
            )
    doubt = organization_code_doubt(code)
    if doubt:
        records.notice(index, "code", code, "organization-code", doubt)
    kind = organization_type_of(code)
    label = TYPES[row["type"]]
    if kind is not None and kind != label:
        records.notice(index, "type", label, "type-and-code", f"代码第 2 位表示{kind}，与组织类型不一致，请核对")
