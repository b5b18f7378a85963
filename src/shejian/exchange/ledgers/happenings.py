"""组织生活记录 and 作用发挥台账."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from shejian.activities.models import ContributionParticipant, ContributionRecord, MeetingPartner, MeetingRecord
from shejian.activities.services import happenings as acts
from shejian.core.facts.terms import ContributionKind, MeetingKind
from shejian.core.sheets import ABSENT, Column, Kind, Nature, Records, Sheet, fold
from shejian.exchange.ledgers.attendance import meeting_key
from shejian.exchange.ledgers.binding import Binding, Held, SheetPlan, replaced, resolve_name, resolve_names
from shejian.exchange.ledgers.context import Context, Ids, Tier
from shejian.exchange.ledgers.standing import latest, lists_of
from shejian.journal.services import Posting

MEETINGS = Sheet(
    key="meetings",
    title="组织生活记录",
    aliases=("组织生活台账", "组织生活", "三会一课记录"),
    needed=("body", "kind", "day"),
    columns=(
        Column("body", "党组织名称", Kind.NAME, Nature.KEY, ("党组织", "开展党组织", "所在党组织"), required=True),
        Column(
            "kind",
            "活动类型",
            Kind.TERM,
            Nature.KEY,
            ("类型", "组织生活类型"),
            required=True,
            words=MeetingKind.words(),
        ),
        Column("day", "日期", Kind.DATE, Nature.KEY, ("活动日期", "时间", "开展日期", "活动时间"), required=True),
        Column("topic", "主题", Kind.TEXT, Nature.KEY, ("活动主题", "内容", "活动内容")),
        Column("due", "应到人数", Kind.WHOLE, aliases=("应到",)),
        Column("present", "实到人数", Kind.WHOLE, aliases=("实到", "参加人数")),
        Column("partners", "联合开展党组织", Kind.NAMES, aliases=("联合党组织", "联合开展的党组织", "联合单位")),
    ),
)

COUNTED = frozenset({"due", "present"})
"""The columns of meetings that follow from a list of who was there."""

CONTRIBUTIONS = Sheet(
    key="contributions",
    title="作用发挥台账",
    aliases=("作用发挥记录", "作用发挥", "活动台账"),
    needed=("name", "kind", "day"),
    columns=(
        Column("name", "活动名称", Kind.TEXT, Nature.KEY, ("名称", "项目名称"), required=True),
        Column(
            "kind", "活动类别", Kind.TERM, aliases=("类别", "活动类型"), required=True, words=ContributionKind.words()
        ),
        Column("day", "日期", Kind.DATE, Nature.KEY, ("活动日期", "时间", "开展日期"), required=True),
        Column("participants", "参与社会组织", Kind.NAMES, aliases=("参加社会组织", "社会组织", "参与的社会组织")),
        Column("people_served", "服务人数", Kind.WHOLE, aliases=("受益人数", "服务人次")),
        Column("money", "捐款金额（元）", Kind.MONEY, aliases=("捐款金额", "捐款（元）", "捐款")),
        Column("goods", "捐物折价（元）", Kind.MONEY, aliases=("捐物折价", "捐物（元）", "捐物")),
    ),
)


class Meetings(Binding):
    """Meetings of party organizations; rows meet by party organization, kind, day and topic."""

    sheet = MEETINGS

    def held(self, context: Context, records: Records | None) -> list[tuple[Hashable, Held]]:
        partners = lists_of(MeetingPartner, "meeting_id", "party_organization_id")
        columns = ("party_organization_id", "kind", "start", "topic", "due", "present")
        found: list[tuple[Hashable, Held]] = []
        for one, (body, kind, day, topic, due, present) in latest(MeetingRecord, "meeting_id", columns).items():
            if not context.bodies.is_own(body):
                continue
            row = (body, kind, day, topic or None, due, present, partners.get(one, ()))
            found.append((self.key(row), Held(one, row, f"{day} {MeetingKind(kind).label}")))
        return found

    def key(self, values: Sequence[Any]) -> Hashable:
        body, kind, day, topic = values[:4]
        return body, kind, day, fold(topic) if isinstance(topic, str) else ""

    def resolve(self, plan: SheetPlan, context: Context) -> None:
        body, partners = self.place("body"), self.place("partners")
        for index, values in enumerate(plan.records.rows):
            if index in plan.records.faulty:
                continue
            places: dict[int, Any] = {body: resolve_name(plan, index, "body", values[body], context.bodies, "党组织")}
            if index not in plan.records.faulty and index not in plan.left_out:
                _refuse_day(plan, index, places[body], values[self.place("day")], context)
            if values[partners] is not ABSENT and values[partners]:
                places[partners] = resolve_names(plan, index, "partners", values[partners], context.bodies, "党组织")
            plan.records.rows[index] = replaced(values, places)

    def apply(self, made: Posting, plan: SheetPlan, context: Context, ids: Ids) -> None:
        drafts = []
        for index in plan.new:
            row = plan.row(index)
            key = meeting_key(*plan.records.rows[index][:4])
            due, present = context.counted.get(key, (row["due"], row["present"]))
            drafts.append(
                acts.MeetingDraft(
                    party_organization=ids.body(row["body"]),
                    kind=row["kind"],
                    day=row["day"],
                    topic=row["topic"] or "",
                    due=due,
                    present=present,
                    partners=tuple(ids.body(ref) for ref in row["partners"] or ()),
                )
            )
        keys = [meeting_key(*plan.records.rows[index][:4]) for index in plan.new]
        ids.meetings |= zip(keys, acts.hold_meetings(made, drafts), strict=True)
        wrong: dict[int, dict[str, Any]] = {}
        partners: dict[int, list[int]] = {}
        for one in plan.changed:
            row = plan.row(one.index)
            key = meeting_key(*plan.records.rows[one.index][:4])
            listed = key in context.counted
            stated: dict[str, Any] = {} if listed else {key: row[key] for key in COUNTED if key in one.fields}
            stated |= {"topic": row["topic"] or ""} if "topic" in one.fields else {}
            if stated and listed:  # one correction of a fact in one entry: the list need not correct it again
                stated |= dict(zip(("due", "present"), context.counted[key], strict=True))
                ids.meetings[key] = one.held.ref
            if stated:
                wrong[one.held.ref] = stated
            if "partners" in one.fields:
                partners[one.held.ref] = [ids.body(ref) for ref in row["partners"] or ()]
        acts.correct_meetings(made, wrong)
        acts.set_partners(made, partners)

    def expected(self, held: Held, context: Context) -> bool:
        day = held.values[self.place("day")]
        return isinstance(day, date) and day.year == context.closing.year

    def spare(self, plan: SheetPlan, context: Context) -> None:
        """Where it is on record who was there, the numbers follow from that, and no file says others."""
        listed = acts.listed([one.held.ref for one in plan.changed if COUNTED & one.fields.keys()])
        for one in [one for one in plan.changed if one.held.ref in listed]:
            for key in sorted(COUNTED & one.fields.keys()):
                counted, said = one.fields.pop(key)
                what = self.sheet.column(key).heading
                plan.records.notice(
                    one.index,
                    key,
                    said,
                    "counted-from-list",
                    f"这次活动有到会名单，{what}由名单数出为 {counted}，文件里的没有采用；要改请改名单",
                )
            if not one.fields:
                plan.changed.remove(one)
                plan.same.append((one.index, one.held))

    def doubts(self, plan: SheetPlan, context: Context) -> None:
        for index in range(len(plan.records.rows)):
            if index in plan.records.faulty or index in plan.left_out:
                continue
            row = plan.row(index)
            context.brought[meeting_key(*plan.records.rows[index][:4])] = row["partners"] or ()
            if row["due"] is not None and row["present"] is not None and row["present"] > row["due"]:
                plan.records.notice(
                    index, "present", row["present"], "more-than-due", f"实到人数多于应到人数 {row['due']}，请核对"
                )


def _refuse_day(plan: SheetPlan, index: int, body: int, day: date, context: Context) -> None:
    """A party organization that was not yet there held nothing."""
    founded = context.body_founded(body)
    if founded is not None and day < founded:
        called = context.bodies.names.get(body, "这个党组织")
        reason = f"{called} {founded} 才成立，{day} 还没有它；请核对日期，或先更正成立日期"
        plan.records.fault(index, "day", day, "before-founding", reason)


class Contributions(Binding):
    """Contribution activities of one unit's ledger; rows meet by name and day.

    Names of activities are stock phrases, and another county may hold one of the same name on the same day. So it
    belongs to whose it is, which is the unit in whose ledger it stands. Who took part would be no key: that is what a
    later file corrects.
    """

    sheet = CONTRIBUTIONS

    def held(self, context: Context, records: Records | None) -> list[tuple[Hashable, Held]]:
        participants = lists_of(ContributionParticipant, "contribution_id", "organization_id")
        columns = ("name", "kind", "start", "people_served", "money_fen", "goods_fen", "unit_id")
        found: list[tuple[Hashable, Held]] = []
        for one, (name, kind, day, served, money, goods, unit) in latest(
            ContributionRecord, "contribution_id", columns
        ).items():
            if unit is not None and context.tier(unit) is not Tier.OWN:
                continue
            row = (name, kind, day, participants.get(one, ()), served, money, goods)
            found.append((self.key(row), Held(one, row, name)))
        return found

    def key(self, values: Sequence[Any]) -> Hashable:
        return fold(values[self.place("name")]), values[self.place("day")]

    def resolve(self, plan: SheetPlan, context: Context) -> None:
        place = self.place("participants")
        for index, values in enumerate(plan.records.rows):
            if index in plan.records.faulty or values[place] is ABSENT:
                continue
            refs = resolve_names(plan, index, "participants", values[place], context.organizations, "社会组织")
            plan.records.rows[index] = replaced(values, {place: refs})

    def apply(self, made: Posting, plan: SheetPlan, context: Context, ids: Ids) -> None:
        drafts = []
        for index in plan.new:
            row = plan.row(index)
            drafts.append(
                acts.ContributionDraft(
                    name=row["name"],
                    kind=row["kind"],
                    day=row["day"],
                    people_served=row["people_served"],
                    money_fen=row["money"],
                    goods_fen=row["goods"],
                    unit=None if context.root is None else ids.unit(context.root),
                    participants=tuple(ids.organization(ref) for ref in row["participants"] or ()),
                )
            )
        acts.contribute(made, drafts)
        names = {"kind": "kind", "people_served": "people_served", "money": "money_fen", "goods": "goods_fen"}
        wrong, participants = {}, {}
        for one in plan.changed:
            row = plan.row(one.index)
            differing = {names[key]: row[key] for key in names.keys() & one.fields.keys()}
            if differing:
                wrong[one.held.ref] = differing
            if "participants" in one.fields:
                participants[one.held.ref] = [ids.organization(ref) for ref in row["participants"] or ()]
        acts.correct_contributions(made, wrong)
        acts.set_participants(made, participants)

    def expected(self, held: Held, context: Context) -> bool:
        day = held.values[self.place("day")]
        return isinstance(day, date) and day.year == context.closing.year
