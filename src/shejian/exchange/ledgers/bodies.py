"""党组织台账."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from shejian.core.calendar import Span, next_day, year_end, year_start
from shejian.core.facts.terms import FormationMode, PartyOrganizationKind, PostTitle
from shejian.core.sheets import ABSENT, Column, Kind, Nature, Records, Sheet, fold, says_nothing
from shejian.exchange.ledgers.binding import Binding, Held, SheetPlan, replaced, resolve_name, resolve_names
from shejian.exchange.ledgers.context import Context, Ids
from shejian.exchange.ledgers.parents import doubt_parents, spare_circles
from shejian.exchange.ledgers.secretaries import date_secretaries, elect
from shejian.exchange.ledgers.standing import latest, rows_of
from shejian.journal.services import Posting
from shejian.party.models import Coverage, Election, Establishment, PartyOrganizationParticulars, Post, ReelectionMark
from shejian.party.services import organizations as acts

LEADING = (str(PartyOrganizationKind.COMMITTEE), str(PartyOrganizationKind.WORK_COMMITTEE))
PAPER_YEAR = re.compile(r"[〔\[（(【](\d{4})[〕\]）)】]")

SHEET = Sheet(
    key="party_organizations",
    title="党组织台账",
    aliases=("社会组织党组织台账", "党组织名册", "党组织"),
    needed=("name", "kind", "founded"),
    columns=(
        Column("name", "党组织名称", Kind.TEXT, Nature.KEY, ("名称", "党组织全称"), required=True),
        Column(
            "kind",
            "党组织类型",
            Kind.TERM,
            aliases=("类型", "党组织类别"),
            required=True,
            words=PartyOrganizationKind.words(),
        ),
        Column("parent", "上级党组织", Kind.NAME, aliases=("隶属党组织", "上级党组织名称")),
        Column("founded", "成立日期", Kind.DATE, Nature.EVENT, ("成立时间", "批准成立日期"), required=True),
        Column("approval", "批准文号", Kind.TEXT, aliases=("批复文号", "成立文号"), longest=64),
        Column("mode", "组建方式", Kind.TERM, aliases=("组建类型", "组建形式"), words=FormationMode.words()),
        Column("organizations", "覆盖社会组织", Kind.NAMES, aliases=("覆盖的社会组织", "所在社会组织", "覆盖单位")),
        Column("secretary", "书记", Kind.TEXT, aliases=("党组织书记", "书记姓名"), longest=64),
        Column("elected", "最近换届日期", Kind.DATE, Nature.EVENT, ("换届日期", "最近换届时间", "最近一次换届日期")),
        Column("reelected", "是否换届", Kind.FLAG, Nature.READING, ("本年是否换届", "当年是否换届")),
        Column("dissolved", "撤销日期", Kind.DATE, Nature.END, ("撤销时间",)),
    ),
)


class PartyOrganizations(Binding):
    """Party organizations with whom they cover, their secretaries and elections; rows meet by name."""

    sheet = SHEET
    silent = ("parent",)

    def held(self, context: Context, records: Records | None) -> list[tuple[Hashable, Held]]:
        key = "party_organization_id"
        lives = latest(Establishment, key, ("start", "end", "approval_number"))
        secretaries = latest(Post, key, ("name",), title=str(PostTitle.SECRETARY), end__isnull=True)
        elections = latest(Election, key, ("start",))
        marks = _marks(context)
        covered: dict[int, list[tuple[int, int, str | None]]] = {}
        for one, rows in rows_of(Coverage, key, ("position", "organization_id", "mode"), end__isnull=True).items():
            covered[one] = sorted(rows)
        found: list[tuple[Hashable, Held]] = []
        for one, (name, kind, parent) in latest(
            PartyOrganizationParticulars, key, ("name", "kind", "parent_id")
        ).items():
            if not context.bodies.is_own(one):
                continue  # another county's ledger may call its party organizations by the same names
            founded, dissolved, approval = lives.get(one, (None, None, ""))
            listed = covered.get(one, [])
            values = {
                "name": name,
                "kind": kind,
                "parent": parent,
                "founded": founded,
                "approval": approval or None,
                "mode": listed[0][2] if listed else None,
                "organizations": tuple(organization for _, organization, _ in listed),
                "secretary": secretaries.get(one, (None,))[0],
                "elected": elections.get(one, (None,))[0],
                "reelected": marks.get(one),
                "dissolved": dissolved,
            }
            row = tuple(values[column.key] for column in self.sheet.columns)
            found.append((fold(name), Held(one, row, name)))
        return found

    def key(self, values: Sequence[Any]) -> Hashable:
        return fold(values[self.place("name")])

    def resolve(self, plan: SheetPlan, context: Context) -> None:
        _refuse_repeated(plan)
        _refuse_disorder(plan)
        parent, organizations = self.place("parent"), self.place("organizations")
        names = list(plan.records.rows)
        for index, values in enumerate(names):
            if index in plan.records.faulty or values[organizations] is ABSENT:
                continue
            refs = resolve_names(
                plan,
                index,
                "organizations",
                values[organizations],
                context.organizations,
                "社会组织",
                neighbours=False,
            )
            plan.records.rows[index] = replaced(plan.records.rows[index], {organizations: refs})
        self._resolve_parents(plan, context, [values[parent] for values in names])

    def _resolve_parents(self, plan: SheetPlan, context: Context, names: list[Any]) -> None:
        """Parents are rows of this very sheet: a row that stays out takes those that hang only on it with it."""
        place = self.place("parent")
        pending = True
        while pending:
            self.introduce(plan, context)
            before = len(plan.records.faulty), len(plan.left_out)
            for index, name in enumerate(names):
                if index in plan.records.faulty or index in plan.left_out or not isinstance(name, str):
                    continue
                ref = resolve_name(plan, index, "parent", name, context.bodies, "党组织")
                plan.records.rows[index] = replaced(plan.records.rows[index], {place: ref})
            pending = (len(plan.records.faulty), len(plan.left_out)) != before
        spare_circles(plan, context)

    def introduce(self, plan: SheetPlan, context: Context) -> None:
        """Tell the directory which party organizations the file brings and which of its rows stay out."""
        directory = context.bodies
        directory.file, directory.left_out = {}, set()
        fresh = 0
        for index, values in enumerate(plan.records.rows):
            name = values[self.place("name")]
            if not isinstance(name, str):
                continue
            if index in plan.records.faulty or index in plan.left_out:
                directory.leave_out(name)
                continue
            known = directory.own.get(fold(name))
            if known:
                directory.bring(known[0], name)
            else:
                fresh += 1
                directory.bring(-fresh, name)

    def apply(self, made: Posting, plan: SheetPlan, context: Context, ids: Ids) -> None:
        rows = {index: plan.row(index) for index in plan.new}
        units = self._units(plan, context)
        drafts = {
            index: acts.PartyOrganizationDraft(
                name=row["name"],
                kind=row["kind"],
                unit=ids.unit(units[index]),
                founded=row["founded"],
                dissolved=row["dissolved"],
                approval_number=row["approval"] or "",
            )
            for index, row in rows.items()
        }
        ids.bodies += acts.found(made, list(drafts.values()))
        numbered = dict(zip(rows, ids.bodies, strict=True))
        parents = {index: None if row["parent"] is None else ids.body(row["parent"]) for index, row in rows.items()}
        acts.describe(made, {numbered[index]: (drafts[index], parents[index]) for index in rows})
        acts.set_coverage(
            made, {numbered[index]: _covered(row, ids) for index, row in rows.items() if row["organizations"]}
        )
        acts.elect(made, {numbered[index]: row["elected"] for index, row in rows.items() if row["elected"]})
        acts.appoint_secretary(
            made,
            {numbered[index]: (row["secretary"], row["elected"]) for index, row in rows.items() if row["secretary"]},
        )
        self._mark(made, plan, context, numbered)
        self._change(made, plan, context, ids)

    def settle(self, plan: SheetPlan, context: Context) -> None:
        """The committee above all others leads Party work, so it stands on the tree of units."""
        for index in plan.new:
            row = plan.row(index)
            if row["parent"] is None and row["kind"] in LEADING:
                context.leading_unit(row["name"])

    def _units(self, plan: SheetPlan, context: Context) -> dict[int, int]:
        """For each new party organization the unit in whose ledger it stands: that of the committee above all."""
        fresh = {-(at + 1): plan.row(index) for at, index in enumerate(plan.new)}
        known = latest(PartyOrganizationParticulars, "party_organization_id", ("unit_id",))
        units: dict[int, int] = {}
        for at, index in enumerate(plan.new):
            top = -(at + 1)
            seen = {top}
            while top in fresh and fresh[top]["parent"] is not None and fresh[top]["parent"] not in seen:
                top = fresh[top]["parent"]
                seen.add(top)
            if top in known:
                units[index] = known[top][0]
            elif fresh[top]["kind"] in LEADING:
                units[index] = context.leading_unit(fresh[top]["name"])
            else:
                units[index] = context.home()
        return units

    def _mark(self, made: Posting, plan: SheetPlan, context: Context, numbered: dict[int, int]) -> None:
        """是否换届 of the ledger's year: of new rows, and of known rows that bear no such mark for that year yet."""
        year = ledger_year(context.closing)
        held = latest(ReelectionMark, "party_organization_id", ("reelected",), start=year.start)
        everyone = numbered | {index: one.ref for index, one in plan.matched()}
        marks = {body: plan.row(index)["reelected"] for index, body in everyone.items()}
        stated = {body: mark for body, mark in marks.items() if mark is not None and held.get(body) != (mark,)}
        acts.mark_reelection(made, year, stated)
        if "reelected" in plan.records.layout.places:
            acts.unmark_reelection(made, year, [body for body, mark in marks.items() if mark is None and body in held])

    def _change(self, made: Posting, plan: SheetPlan, context: Context, ids: Ids) -> None:
        day = context.effective
        changed = {one.held.ref: (one.fields, plan.row(one.index)) for one in plan.changed}
        particulars: dict[int, dict[str, Any]] = {}
        lives: dict[int, dict[str, Any]] = {}
        for ref, (fields, row) in changed.items():
            stated: dict[str, Any] = {key: row[key] for key in ("name", "kind") if key in fields}
            if "parent" in fields:
                stated["parent_id"] = None if row["parent"] is None else ids.body(row["parent"])
            if stated:
                particulars[ref] = stated
            renamed = {"founded": "start", "dissolved": "end", "approval": "approval_number"}
            life = {renamed[key]: row[key] for key in renamed.keys() & fields.keys()}
            if life:
                lives[ref] = life | ({"approval_number": row["approval"] or ""} if "approval" in fields else {})
        acts.set_particulars(made, particulars, day)
        acts.correct_establishment(made, lives)
        coverage = {"mode", "organizations"}
        acts.set_coverage(
            made, {ref: _covered(row, ids) for ref, (fields, row) in changed.items() if fields.keys() & coverage}, day
        )
        elect(made, plan, changed, context)

    def doubts(self, plan: SheetPlan, context: Context) -> None:
        records = plan.records
        founded_on = context.founded
        founded = self.place("founded")
        refs = {index: -(at + 1) for at, index in enumerate(plan.new)} | {i: held.ref for i, held in plan.matched()}
        for index, ref in refs.items():
            if not says_nothing(records.rows[index][founded]):
                context.bodies_founded[ref] = records.rows[index][founded]
        date_secretaries(plan, context)
        doubt_parents(plan, context)
        for index in range(len(records.rows)):
            if index in records.faulty or index in plan.left_out:
                continue
            _doubt(records, index, plan.row(index), founded_on, context)


def ledger_year(closing: date) -> Span:
    """The calendar year of which a ledger's marks speak."""
    return Span(year_start(closing), next_day(year_end(closing)))


def _marks(context: Context) -> dict[int, bool]:
    """The marks of the ledger's year, or else the latest ones before it."""
    found: dict[int, bool] = {}
    for one, rows in rows_of(ReelectionMark, "party_organization_id", ("start", "reelected")).items():
        before = [row for row in rows if row[0] <= context.closing] or rows[:1]
        found[one] = before[-1][1]
    return found


def _covered(row: dict[str, Any], ids: Ids) -> list[tuple[int, str | None]]:
    return [(ids.organization(ref), row["mode"]) for ref in row["organizations"] or ()]


def _refuse_repeated(plan: SheetPlan) -> None:
    place = plan.binding.sheet.place("name")
    first: dict[str, int] = {}
    for index, values in enumerate(plan.records.rows):
        if index in plan.records.faulty or not isinstance(values[place], str):
            continue
        folded = fold(values[place])
        if folded in first:
            number = plan.records.numbers[first[folded]]
            plan.records.fault(
                index, "name", values[place], "duplicate", f"与第 {number} 行的党组织同名；请核对后改正或删去"
            )
        else:
            first[folded] = index


def _refuse_disorder(plan: SheetPlan) -> None:
    founded, dissolved = (plan.binding.sheet.place(key) for key in ("founded", "dissolved"))
    for index, values in enumerate(plan.records.rows):
        both = isinstance(values[founded], date) and isinstance(values[dissolved], date)
        if both and values[dissolved] < values[founded] and index not in plan.records.faulty:
            plan.records.fault(
                index,
                "dissolved",
                values[dissolved],
                "order",
                f"撤销日期早于成立日期 {values[founded]}，不能当作撤销的日子，请核对两个日期",
            )


def _doubt(records: Records, index: int, row: dict[str, Any], founded_on: dict[int, date], context: Context) -> None:
    founded, approval = row["founded"], row["approval"]
    years = PAPER_YEAR.findall(approval or "")
    if founded and years and str(founded.year) not in years:
        records.notice(
            index, "approval", approval, "paper-year", f"文号是 {years[0]} 年的，党组织却成立于 {founded}，请核对"
        )
    for organization in row["organizations"] or ():
        day = founded_on.get(organization)
        if founded and day and founded < day:
            name = context.organizations.names.get(organization, "")
            records.notice(
                index, "founded", founded, "older-than-organization", f"早于所覆盖的“{name}”的成立日期 {day}，请核对"
            )
    if row["elected"] and founded and row["elected"] < founded:
        records.notice(index, "elected", row["elected"], "before-founding", f"早于成立日期 {founded}，请核对")
    if row["kind"] not in LEADING and not row["organizations"]:
        records.notice(index, "organizations", "", "covers-none", "没有写覆盖哪家社会组织，不计入覆盖")
