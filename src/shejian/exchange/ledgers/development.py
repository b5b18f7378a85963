"""发展党员台账."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from shejian.core.facts.terms import DevelopmentStage
from shejian.core.sheets import Column, Kind, Nature, Records, Sheet, fold
from shejian.exchange.ledgers.binding import Binding, Held, SheetPlan, replaced, resolve_name
from shejian.exchange.ledgers.context import Context, Ids, Mention
from shejian.exchange.ledgers.development_rules import step_doubts
from shejian.exchange.ledgers.persons import match_mention, resolve_persons
from shejian.exchange.ledgers.standing import latest, rows_of
from shejian.journal.services import Posting
from shejian.party.models import DevelopmentStep
from shejian.party.services import members as acts
from shejian.people import protection
from shejian.people.models import PersonParticulars

STAGES = {str(stage): stage for stage in DevelopmentStage}

SHEET = Sheet(
    key="development",
    title="发展党员台账",
    aliases=("发展党员名册", "发展党员情况", "发展党员"),
    needed=("name", "identity", "body"),
    columns=(
        Column("name", "姓名", Kind.TEXT, required=True, longest=64),
        Column(
            "identity",
            "公民身份号码",
            Kind.IDENTITY_NUMBER,
            Nature.KEY,
            ("身份证号", "身份证号码", "公民身份证号码", "身份号码"),
        ),
        Column("body", "所在党组织", Kind.NAME, aliases=("所在党支部", "党组织", "所属党组织"), required=True),
        Column(
            "application",
            "递交入党申请书日期",
            Kind.DATE,
            Nature.EVENT,
            ("申请入党日期", "入党申请日期", "递交申请书日期", "申请入党时间"),
            required=True,
        ),
        Column("talk", "谈话日期", Kind.DATE, Nature.EVENT, ("派人谈话日期", "谈话时间")),
        Column(
            "activist",
            "确定为入党积极分子日期",
            Kind.DATE,
            Nature.EVENT,
            ("确定积极分子日期", "入党积极分子日期", "确定为积极分子日期"),
        ),
        Column("target", "确定为发展对象日期", Kind.DATE, Nature.EVENT, ("确定发展对象日期", "发展对象日期")),
        Column("admission", "接收为预备党员日期", Kind.DATE, Nature.EVENT, ("接收预备党员日期", "预备党员日期")),
        Column("conversion", "转正日期", Kind.DATE, Nature.EVENT, ("转为正式党员日期", "转正时间")),
    ),
)


class Development(Binding):
    """People on the way to becoming members, one row each with the days of their steps; rows meet by person."""

    sheet = SHEET

    def held(self, context: Context, records: Records | None) -> list[tuple[Hashable, Held]]:
        people = latest(PersonParticulars, "person_id", ("name", "identity_cipher"))
        found: list[tuple[Hashable, Held]] = []
        columns = ("stage", "start", "party_organization_id")
        dated = records is None or "application" in records.layout.places
        for person, steps in rows_of(DevelopmentStep, "person_id", columns).items():
            name, identity = people[person]
            days = {stage: day for stage, day, _ in steps}
            values = {
                "name": name,
                "identity": person if records is not None else identity and protection.reveal(identity),
                "body": steps[-1][2],
                **{stage: days.get(stage) for stage in STAGES},
            }
            if records is None and not context.bodies.is_own(steps[-1][2]):
                continue
            row = tuple(values[column.key] for column in self.sheet.columns)
            key: Hashable = person
            if identity is None:
                applied = days.get(str(DevelopmentStage.APPLICATION))
                key = "mention", steps[-1][2], fold(name), applied if dated else None
            found.append((key, Held(person, row, name)))
        return found

    def key(self, values: Sequence[Any]) -> Hashable:
        found: Hashable = values[self.place("identity")]
        if isinstance(found, Mention):
            name, body, day = (self.place(key) for key in ("name", "body", "application"))
            return match_mention(values, body=body, name=name, day=day)
        return found

    def spare(self, plan: SheetPlan, context: Context) -> None:
        """Steps taken in a neighbour's party organization stay as they are recorded; new ones are taken here."""
        body = self.place("body")
        for one in list(plan.changed):
            there = one.held.values[body]
            if not context.bodies.is_beside(there):
                continue
            fresh = {key: both for key, both in one.fields.items() if key != "body" and both[0] is None}
            if len(fresh) < len(one.fields.keys() - {"body"}):
                reason = f"此前各步记在别的单位的“{context.bodies.names[there]}”，不由这个文件改动，请核对"
                plan.records.notice(one.index, "body", context.bodies.names[there], "other-ledger", reason)
            one.fields = fresh
            if not fresh:
                plan.changed.remove(one)
                plan.same.append((one.index, one.held))

    def expected(self, held: Held, context: Context) -> bool:
        return context.bodies.is_own(held.values[self.place("body")])

    def resolve(self, plan: SheetPlan, context: Context) -> None:
        resolve_persons(plan, context)
        _refuse_repeated(plan)
        place = self.place("body")
        for index, values in enumerate(plan.records.rows):
            if index not in plan.records.faulty:
                ref = resolve_name(plan, index, "body", values[place], context.bodies, "党组织")
                plan.records.rows[index] = replaced(values, {place: ref})

    def apply(self, made: Posting, plan: SheetPlan, context: Context, ids: Ids) -> None:
        steps = []
        for index in plan.new:
            row = plan.row(index)
            person, body = ids.person(row["identity"]), ids.body(row["body"])
            steps += [(person, body, stage, row[stage]) for stage in STAGES if row[stage] is not None]
        wrong: dict[tuple[int, str], date | None] = {}
        moved = {}
        for one in plan.changed:
            row = plan.row(one.index)
            body = ids.body(row["body"])
            for stage in STAGES.keys() & one.fields.keys():
                before, after = one.fields[stage]
                if before is None:
                    steps.append((one.held.ref, body, stage, after))
                else:
                    wrong[one.held.ref, stage] = after
            if "body" in one.fields:
                moved[one.held.ref] = body
        acts.correct_steps(made, wrong)
        acts.move_steps(made, moved)
        acts.take_steps(made, steps)

    def differences(self, values: Sequence[Any], held: Held, context: Context) -> dict[str, tuple[Any, Any]]:
        """The name is the roster's business: here a different one is only noted."""
        fields = super().differences(values, held, context)
        fields.pop("name", None)
        if isinstance(values[self.place("identity")], Mention):
            fields.pop("identity", None)
        return fields

    def doubts(self, plan: SheetPlan, context: Context) -> None:
        records: Records = plan.records
        for index in range(len(records.rows)):
            if index in records.faulty or index in plan.left_out:
                continue
            row = plan.row(index)
            known = context.person_names.get(row["identity"])
            if known is not None and known != row["name"]:
                records.notice(
                    index,
                    "name",
                    row["name"],
                    "other-name",
                    f"同一个公民身份号码，别处的姓名是“{known}”；以别处的为准，请核对",
                )
            days = {stage: row[code] for code, stage in STAGES.items() if row[code] is not None}
            for doubt in step_doubts(days, context.law):
                records.notice(index, str(doubt.stage), doubt.day, doubt.code, doubt.reason)


def _refuse_repeated(plan: SheetPlan) -> None:
    place = plan.binding.sheet.place("identity")
    first: dict[int, int] = {}
    for index, values in enumerate(plan.records.rows):
        if index in plan.records.faulty:
            continue
        if values[place] in first:
            number = plan.records.numbers[first[values[place]]]
            plan.records.fault(index, "identity", None, "duplicate", f"与第 {number} 行是同一个人；请核对后删去一行")
        else:
            first[values[place]] = index
