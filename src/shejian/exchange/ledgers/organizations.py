"""社会组织台账."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from shejian.core.facts.terms import ENDED_STATUSES, Line, OrganizationType, Status, UnitKind
from shejian.core.identifiers import division_of, is_known_division, organization_code_doubt, organization_type_of
from shejian.core.sheets import ABSENT, Column, Kind, Nature, Records, Sheet, says_nothing
from shejian.exchange.ledgers.binding import Binding, Held, SheetPlan, replaced
from shejian.exchange.ledgers.context import Context, Ids
from shejian.exchange.ledgers.standing import latest, lists_of, rows_of
from shejian.journal.services import Posting
from shejian.registry.models import Charter, Commitment, Headcount, Placement, Registration, Standing
from shejian.registry.services import organizations as acts

ENDED = tuple(str(status) for status in ENDED_STATUSES)
REGISTERED = {
    "name": "name",
    "code": "code",
    "type": "type",
    "authority": "authority_id",
    "industry": "industry",
    "representative": "legal_representative",
    "address": "address",
    "contact": "contact",
    "phone": "phone",
    "website": "website",
}

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


class Organizations(Binding):
    sheet = SHEET

    def held(self, context: Context, records: Records | None) -> list[tuple[Hashable, Held]]:
        registrations = latest(Registration, "organization_id", tuple(REGISTERED.values()))
        standings = rows_of(Standing, "organization_id", ("start", "status", "reason"))
        towns = lists_of(Placement, "organization_id", "unit_id", line=str(Line.TERRITORY))
        units = lists_of(Placement, "organization_id", "unit_id", line=str(Line.COMPETENT))
        counts = _readings(context.closing)
        charters = latest(Charter, "organization_id", ("party_building",))
        letters = rows_of(Commitment, "organization_id", ("start",))
        found: list[tuple[Hashable, Held]] = []
        for one, registered in registrations.items():
            values = dict(zip(REGISTERED, registered, strict=True))
            values |= _life(standings.get(one, []))
            values["town"] = next(iter(towns.get(one, ())), None)
            values["competent"] = units.get(one, ())
            values["staff"], values["members"] = counts.get(one, (None, None))
            values["charter"] = charters.get(one, (None,))[0]
            values["signed"] = max((row[0] for row in letters.get(one, [])), default=None)
            row = tuple(_blank(values[column.key]) for column in self.sheet.columns)
            found.append((values["code"], Held(one, row, values["name"])))
        return found

    def key(self, values: Sequence[Any]) -> Hashable:
        return values[self.place("code")]

    def resolve(self, plan: SheetPlan, context: Context) -> None:
        _refuse_repeated(plan)
        _settle_lives(plan)
        authority, town, competent = (self.place(key) for key in ("authority", "town", "competent"))
        known: dict[tuple[UnitKind, str], int | None] = {}

        def unit(index: int, key: str, name: str, kind: UnitKind) -> int | None:
            if (kind, name) not in known:
                known[kind, name] = context.unit(name, kind)
            ref = known[kind, name]
            if ref is None:
                plan.records.fault(index, key, name, "unknown-name", unknown_unit(name))
            return ref

        for index, values in enumerate(plan.records.rows):
            if index in plan.records.faulty:
                continue
            places: dict[int, Any] = {}
            if values[authority] is ABSENT or values[authority] is None:
                places[authority] = context.root
            else:
                places[authority] = unit(index, "authority", values[authority], UnitKind.OFFICE)
            if not says_nothing(values[town]) and values[town] is not None:
                places[town] = unit(index, "town", values[town], UnitKind.TOWN)
            if values[competent] is not ABSENT:
                refs = [unit(index, "competent", name, UnitKind.COMPETENT_UNIT) for name in values[competent]]
                places[competent] = tuple(ref for ref in refs if ref is not None)
            plan.records.rows[index] = replaced(values, places)

    def apply(self, made: Posting, plan: SheetPlan, context: Context, ids: Ids) -> None:
        drafts = [self._draft(plan.row(index), context, ids) for index in plan.new]
        ids.organizations += acts.register(made, drafts)
        self._count(made, plan, context, ids)
        self._change(made, plan, context, ids)

    def _draft(self, row: dict[str, Any], context: Context, ids: Ids) -> acts.OrganizationDraft:
        registration = {name: row[key] or "" for key, name in REGISTERED.items()}
        registration["authority_id"] = ids.unit(row["authority"])
        placements = [(str(Line.COMPETENT), ids.unit(ref), at) for at, ref in enumerate(row["competent"] or ())]
        if row["town"] is not None:
            placements.append((str(Line.TERRITORY), ids.unit(row["town"]), 0))
        return acts.OrganizationDraft(
            founded=row["founded"],
            registration=registration,
            placements=tuple(placements),
            ending=_ending(row),
            status=row["status"] if row["status"] not in (*ENDED, None) else str(Status.ACTIVE),
            charter=row["charter"],
            signed=row["signed"],
        )

    def _count(self, made: Posting, plan: SheetPlan, context: Context, ids: Ids) -> None:
        """Head counts as of the ledger's day: of new rows, and of known rows that have none for that day yet."""
        held = rows_of(Headcount, "organization_id", ("staff", "full_time_full_members"), start=context.closing)
        counts: dict[int, tuple[int | None, int | None]] = {}
        numbered = list(zip(plan.new, ids.organizations, strict=True))
        numbered += [(index, one.ref) for index, one in plan.matched()]
        for index, organization in numbered:
            row = plan.row(index)
            counted = (row["staff"], row["members"])
            if counted != (None, None) and held.get(organization, [None])[0] != counted:
                counts[organization] = counted
        acts.count_heads(made, context.closing, counts)

    def _change(self, made: Posting, plan: SheetPlan, context: Context, ids: Ids) -> None:
        day = context.effective
        changed = {one.held.ref: (one, plan.row(one.index)) for one in plan.changed}
        registered = {
            ref: {
                REGISTERED[key]: ids.unit(row[key]) if key == "authority" else row[key] or ""
                for key in REGISTERED.keys() & one.fields.keys()
            }
            for ref, (one, row) in changed.items()
            if REGISTERED.keys() & one.fields.keys()
        }
        if day is None:
            acts.correct_registration(made, registered)
        else:
            acts.change_registration(made, day, registered)
        _set_units(made, Line.TERRITORY, "town", changed, day, ids)
        _set_units(made, Line.COMPETENT, "competent", changed, day, ids)
        charters = {ref: row["charter"] for ref, (one, row) in changed.items() if "charter" in one.fields}
        acts.set_charter(made, {ref: flag for ref, flag in charters.items() if flag is not None}, day)
        acts.clear_charter(made, [ref for ref, flag in charters.items() if flag is None])
        _live(made, changed, day)
        _sign(made, changed, context)

    def doubts(self, plan: SheetPlan, context: Context) -> None:
        records = plan.records
        seen: set[str] = set()
        for index, values in enumerate(records.rows):
            if index in records.faulty:
                continue
            row = dict(zip((column.key for column in self.sheet.columns), values, strict=True))
            _doubt_dates(records, index, row, context.today)
            _doubt_code(records, index, row, seen)


Changed = dict[int, tuple[Any, dict[str, Any]]]


def _blank(value: Any) -> Any:
    return None if value == "" else value


def _readings(closing: date) -> dict[int, tuple[int | None, int | None]]:
    """For each organization the count of the ledger's day, or else the latest count before it."""
    found: dict[int, tuple[int | None, int | None]] = {}
    for one, rows in rows_of(Headcount, "organization_id", ("start", "staff", "full_time_full_members")).items():
        before = [row for row in rows if row[0] <= closing] or rows[:1]
        found[one] = before[-1][1:]
    return found


def _life(rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Founding, status and ending, from standings in their order."""
    ended = next(((day, status, reason) for day, status, reason in rows if status in ENDED), None)
    status = rows[-1][1] if rows else None
    return {
        "founded": rows[0][0] if rows else None,
        "status": status,
        "ended": ended[0] if ended else None,
        "reason": ended[2] if ended else None,
    }


def _ending(row: dict[str, Any]) -> acts.Ending | None:
    if row["ended"] is None:
        return None
    status = row["status"] if row["status"] in ENDED else str(Status.DEREGISTERED)
    return acts.Ending(row["ended"], status, row["reason"] or "")


def _refuse_repeated(plan: SheetPlan) -> None:
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


def _settle_lives(plan: SheetPlan) -> None:
    """Make status, day and reason of ending agree; a row that says 注销 must say when."""
    sheet, records = plan.binding.sheet, plan.records
    founded, status, ended, reason = (sheet.place(key) for key in ("founded", "status", "ended", "reason"))
    for index, values in enumerate(records.rows):
        if index in records.faulty:
            continue
        says_ended = values[status] in ENDED
        if says_ended and values[ended] is None:
            records.fault(index, "ended", None, "missing", "状态是注销（撤销），却没有写注销日期；请补上日期")
        elif isinstance(values[ended], date) and values[ended] <= values[founded]:
            records.fault(
                index,
                "ended",
                values[ended],
                "order",
                f"注销日期不晚于成立登记日期 {values[founded]}，先后颠倒，请核对",
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
        if values[ended] is None and isinstance(values[reason], str):
            records.notice(index, "reason", values[reason], "reason-without-end", "没有注销日期，注销原因不记")
            records.rows[index] = replaced(records.rows[index], {reason: None})


def unknown_unit(name: str) -> str:
    """What to say of a unit that the ledger does not have."""
    return f"台账里没有叫“{name}”的单位；请核对名称，确需新设的先用 shejian unit add 建立，再重新导入"


def _set_units(made: Posting, line: Line, key: str, changed: Changed, day: date | None, ids: Ids) -> None:
    wanted: dict[int, list[int]] = {}
    for ref, (one, row) in changed.items():
        if key in one.fields:
            refs = row[key] if isinstance(row[key], tuple) else (row[key],)
            wanted[ref] = [ids.unit(unit) for unit in refs if unit is not None]
    acts.set_units(made, line, wanted, day)


def _live(made: Posting, changed: Changed, day: date | None) -> None:
    """Founding and ending of known organizations."""
    acts.correct_founding(
        made, {ref: row["founded"] for ref, (one, row) in changed.items() if "founded" in one.fields and row["founded"]}
    )
    endings, reopened, statuses = {}, [], {}
    for ref, (one, row) in changed.items():
        if not one.fields.keys() & {"status", "ended", "reason"}:
            continue
        ending = _ending(row)
        if ending is not None:
            endings[ref] = ending
        elif one.held.values[SHEET.place("ended")] is not None:
            reopened.append(ref)
        if "status" in one.fields and row["status"] not in (*ENDED, None) and ending is None:
            statuses[ref] = row["status"]
    acts.end(made, endings)
    acts.reopen(made, reopened)
    acts.set_status(made, {ref: status for ref, status in statuses.items() if ref not in reopened}, day)


def _sign(made: Posting, changed: Changed, context: Context) -> None:
    signed, corrected = {}, {}
    for ref, (one, row) in changed.items():
        if "signed" not in one.fields:
            continue
        before = one.fields["signed"][0]
        if before is None or context.happened_since(row["signed"]):
            signed[ref] = row["signed"]
        else:
            corrected[ref] = row["signed"]
    acts.sign(made, signed)
    acts.correct_signing(made, corrected)


def _doubt_dates(records: Records, index: int, row: dict[str, Any], today: date) -> None:
    founded, signed = (row[key] if isinstance(row[key], date) else None for key in ("founded", "signed"))
    if founded and founded > today:
        records.notice(index, "founded", founded, "future", "成立登记日期晚于今天，请核对")
    if founded and signed and signed < founded:
        records.notice(index, "signed", signed, "before-founding", f"承诺书签订日期早于成立登记日期 {founded}，请核对")


def _doubt_code(records: Records, index: int, row: dict[str, Any], seen: set[str]) -> None:
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
    label = OrganizationType(row["type"]).label
    if kind is not None and kind != label:
        records.notice(index, "type", label, "type-and-code", f"代码第 2 位表示{kind}，与组织类型不一致，请核对")
