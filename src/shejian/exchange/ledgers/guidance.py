"""党建指导员选派表."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from shejian.core.facts.terms import GuidanceTitle, UnitKind
from shejian.core.sheets import Column, Kind, Nature, Records, Sheet, fold
from shejian.exchange.ledgers.binding import Binding, Held, SheetPlan, replaced, resolve_name
from shejian.exchange.ledgers.context import Context, Ids
from shejian.exchange.ledgers.organizations import unknown_unit
from shejian.exchange.ledgers.standing import rows_of
from shejian.journal.services import Posting
from shejian.party.models import Guidance
from shejian.party.services import guidance as acts

SHEET = Sheet(
    key="guidance",
    title="党建指导员选派表",
    aliases=("党建指导员、联络员选派表", "党建指导员台账", "指导员选派表", "党建指导员"),
    needed=("organization", "name", "title"),
    columns=(
        Column(
            "organization",
            "社会组织名称",
            Kind.NAME,
            Nature.KEY,
            ("社会组织", "派驻社会组织", "单位名称"),
            required=True,
        ),
        Column("name", "姓名", Kind.TEXT, Nature.KEY, ("指导员姓名",), required=True, longest=64),
        Column(
            "title", "职务", Kind.TERM, Nature.KEY, ("选派职务", "类别"), required=True, words=GuidanceTitle.words()
        ),
        Column("sent_by", "派出单位", Kind.NAME, aliases=("选派单位", "工作单位"), longest=100),
        Column("start", "选派日期", Kind.DATE, Nature.EVENT, ("选派时间", "开始日期")),
        Column("end", "结束日期", Kind.DATE, Nature.END, ("结束时间", "期满日期")),
    ),
)


class Guidances(Binding):
    """Instructors and liaisons sent to organizations; rows meet by organization, name and title."""

    sheet = SHEET

    def held(self, context: Context, records: Records | None) -> list[tuple[Hashable, Held]]:
        found: list[tuple[Hashable, Held]] = []
        columns = ("id", "name", "title", "sent_by_id", "start", "end")
        for organization, facts in rows_of(Guidance, "organization_id", columns).items():
            if not context.organizations.is_own(organization):
                continue
            for fact, name, title, sent_by, start, end in facts:
                row = (organization, name, title, sent_by, start, end)
                found.append(((organization, fold(name), title), Held(fact, row, name)))
        return found

    def key(self, values: Sequence[Any]) -> Hashable:
        organization, name, title = values[:3]
        return organization, fold(name), title

    def order(self, values: Sequence[Any]) -> Any:
        start = values[self.place("start")]
        return start if isinstance(start, date) else date.min

    def resolve(self, plan: SheetPlan, context: Context) -> None:
        organization, sent_by, start, end = (self.place(key) for key in ("organization", "sent_by", "start", "end"))
        for index, values in enumerate(plan.records.rows):
            if index in plan.records.faulty:
                continue
            ref = resolve_name(plan, index, "organization", values[organization], context.organizations, "社会组织")
            places: dict[int, Any] = {organization: ref}
            if isinstance(values[sent_by], str):
                places[sent_by] = context.unit(values[sent_by], UnitKind.OFFICE)
                if places[sent_by] is None:
                    said = unknown_unit(values[sent_by], UnitKind.OFFICE, context)
                    plan.records.fault(index, "sent_by", values[sent_by], "unknown-name", said)
            both = isinstance(values[start], date) and isinstance(values[end], date)
            if both and values[end] < values[start]:
                plan.records.fault(
                    index,
                    "end",
                    values[end],
                    "order",
                    f"结束日期早于选派日期 {values[start]}，不能当作结束的日子，请核对两个日期",
                )
            plan.records.rows[index] = replaced(values, places)

    def apply(self, made: Posting, plan: SheetPlan, context: Context, ids: Ids) -> None:
        sent = [self._draft(plan.row(index), ids) for index in plan.new]
        wrong: dict[int, dict[str, Any]] = {}
        for one in plan.changed:
            row = plan.row(one.index)
            if "start" in one.fields and context.happened_since(row["start"]):
                sent.append(self._draft(row, ids))
                continue
            wrong[one.held.ref] = {key: row[key] for key in ("start", "end") if key in one.fields}
            if "sent_by" in one.fields:
                wrong[one.held.ref]["sent_by_id"] = None if row["sent_by"] is None else ids.unit(row["sent_by"])
        acts.correct_guidance(made, wrong)
        acts.send(made, sent)

    def _draft(self, row: dict[str, Any], ids: Ids) -> acts.GuidanceDraft:
        return acts.GuidanceDraft(
            organization=ids.organization(row["organization"]),
            title=row["title"],
            name=row["name"],
            sent_by=None if row["sent_by"] is None else ids.unit(row["sent_by"]),
            start=row["start"],
            end=row["end"],
        )
