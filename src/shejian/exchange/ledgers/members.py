"""党员名册."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from shejian.core.facts.terms import MemberCategory, Sex
from shejian.core.identifiers import sex_of
from shejian.core.sheets import Column, Kind, Masked, Nature, Records, Sheet, fold, says_nothing
from shejian.exchange.ledgers.binding import Binding, Held, SheetPlan, replaced, resolve_name
from shejian.exchange.ledgers.context import Context, Ids, Mention, Tier
from shejian.exchange.ledgers.persons import match_mention, number_mentions, resolve_persons
from shejian.exchange.ledgers.standing import latest, rows_of
from shejian.journal.services import Posting
from shejian.party.models import Affiliation, Membership
from shejian.party.services import members as acts
from shejian.people import protection
from shejian.people.models import PersonParticulars
from shejian.people.services.persons import correct_person

SHEET = Sheet(
    key="members",
    title="党员名册",
    aliases=("党员台账", "社会组织党员名册", "党员"),
    needed=("name", "identity", "body"),
    columns=(
        Column("name", "姓名", Kind.TEXT, aliases=("党员姓名",), required=True, longest=64),
        Column(
            "identity",
            "公民身份号码",
            Kind.IDENTITY_NUMBER,
            Nature.KEY,
            ("身份证号", "身份证号码", "公民身份证号码", "身份号码"),
        ),
        Column("sex", "性别", Kind.TERM, words=Sex.words()),
        Column("joined", "入党日期", Kind.DATE, Nature.EVENT, ("入党时间", "加入党组织日期")),
        Column("full_on", "转正日期", Kind.DATE, Nature.EVENT, ("转正时间",)),
        Column(
            "category", "党员类别", Kind.TERM, aliases=("类别", "人员类别"), required=True, words=MemberCategory.words()
        ),
        Column("body", "所在党组织", Kind.NAME, aliases=("所在党支部", "党组织", "所属党组织"), required=True),
        Column("start", "转入日期", Kind.DATE, Nature.EVENT, ("转入时间", "组织关系转入日期")),
        Column("end", "转出日期", Kind.DATE, Nature.END, ("转出时间", "组织关系转出日期")),
        Column("phone", "联系电话", Kind.PHONE, aliases=("电话", "手机", "手机号码", "联系方式"), longest=32),
    ),
)


class Members(Binding):
    """Members with their relations; rows meet by person, the latest row the latest relation."""

    sheet = SHEET

    def held(self, context: Context, records: Records | None) -> list[tuple[Hashable, Held]]:
        memberships = latest(Membership, "person_id", ("start", "full_on", "category"))
        columns = ("name", "sex", "identity_cipher", "phone_cipher")
        people = latest(PersonParticulars, "person_id", columns)
        found: list[tuple[Hashable, Held]] = []
        columns = ("party_organization_id", "start", "end", "id")
        dated = records is None or "start" in records.layout.places
        for person, stays in rows_of(Affiliation, "person_id", columns).items():
            name, sex, identity, phone = people[person]
            joined, full_on, category = memberships.get(person, (None, None, None))
            for body, start, end, fact in _near(stays, context, exporting=records is None):
                values = {
                    "name": name,
                    "identity": person if records is not None else identity and protection.reveal(identity),
                    "sex": sex or None,
                    "joined": joined,
                    "full_on": full_on,
                    "category": category,
                    "body": body,
                    "start": start,
                    "end": end,
                    "phone": None if phone is None else protection.reveal(phone),
                }
                row = tuple(values[column.key] for column in self.sheet.columns)
                key: Hashable = person
                if identity is None:
                    context.unnumbered.add(person)
                    key = "mention", body, fold(name), start if dated else None
                found.append((key, Held(person, row, name, fact)))
        return found

    def key(self, values: Sequence[Any]) -> Hashable:
        found: Hashable = values[self.place("identity")]
        if isinstance(found, Mention):
            name, body, start = (self.place(key) for key in ("name", "body", "start"))
            return match_mention(values, body=body, name=name, day=start)
        return found

    def differences(self, values: Sequence[Any], held: Held, context: Context) -> dict[str, tuple[Any, Any]]:
        """A mention is found by its row; that the row's reference is another one says nothing."""
        fields = super().differences(values, held, context)
        if isinstance(values[self.place("identity")], Mention):
            fields.pop("identity", None)
        return fields

    def spare(self, plan: SheetPlan, context: Context) -> None:
        """Whoever is a neighbour's member becomes this unit's by a transfer only, and stays who he became."""
        number_mentions(plan, context)
        if not context.bodies.tiers[Tier.BESIDE]:
            return
        body, end = self.place("body"), self.place("end")
        later = _left_for(context)
        for one in list(plan.changed):
            there = one.held.values[body]
            if context.bodies.is_beside(there) and not _moved(one.fields):
                reason = f"组织关系在别的单位的“{context.bodies.names[there]}”，本行没有写更晚的转入日期，略过；请核对"
            elif "end" in one.fields and (one.held.ref, one.held.values[end]) in later:
                moved = context.bodies.names[later[one.held.ref, one.held.values[end]]]
                reason = f"组织关系已于 {one.held.values[end]} 转到别的单位的“{moved}”，本行略过；请核对"
            else:
                continue
            plan.changed.remove(one)
            plan.left_out.add(one.index)
            plan.records.notice(one.index, "body", context.bodies.names[there], "other-ledger", reason)

    def expected(self, held: Held, context: Context) -> bool:
        return context.bodies.is_own(held.values[self.place("body")])

    def order(self, values: Sequence[Any]) -> Any:
        start = values[self.place("start")]
        return start if isinstance(start, date) else date.min

    def resolve(self, plan: SheetPlan, context: Context) -> None:
        _doubt_persons(plan.records)
        _refuse_disorder(plan)
        resolve_persons(plan, context)
        _refuse_repeated(plan)
        place = self.place("body")
        for index, values in enumerate(plan.records.rows):
            if index not in plan.records.faulty:
                ref = resolve_name(plan, index, "body", values[place], context.bodies, "党组织")
                plan.records.rows[index] = replaced(values, {place: ref})

    def apply(self, made: Posting, plan: SheetPlan, context: Context, ids: Ids) -> None:
        fresh = [plan.row(index) for index in plan.new]
        admitted: dict[int, acts.MembershipDraft] = {}
        known = latest(Membership, "person_id", ("id",))
        for row in fresh:
            person = ids.person(row["identity"])
            if person not in known:
                admitted.setdefault(
                    person, acts.MembershipDraft(person, row["joined"], row["category"], row["full_on"])
                )
        acts.admit(made, list(admitted.values()))
        stays = [_stay(ids.person(row["identity"]), row, ids) for row in fresh]
        acts.affiliate(made, [stay for stay in stays if stay.person in admitted])
        acts.transfer(made, [stay for stay in stays if stay.person not in admitted])
        self._change(made, plan, ids)

    def _change(self, made: Posting, plan: SheetPlan, ids: Ids) -> None:
        moved: list[acts.Stay] = []
        relations: dict[int, dict[str, Any]] = {}  # by fact: a person may have been in several party organizations
        memberships: dict[int, dict[str, Any]] = {}
        people: dict[int, dict[str, str]] = {}
        for one in plan.changed:
            row, fields = plan.row(one.index), one.fields
            if _moved(fields):
                moved.append(_stay(one.held.ref, row, ids))
            elif fields.keys() & {"body", "start", "end"}:
                relations[one.held.fact] = {
                    "party_organization_id": ids.body(row["body"]),
                    **{key: row[key] for key in ("start", "end") if key in fields},
                }
            stated = {"joined": "start", "full_on": "full_on", "category": "category"}
            if stated.keys() & fields.keys():
                memberships[one.held.ref] = {stated[key]: row[key] for key in stated.keys() & fields.keys()}
            if fields.keys() & {"name", "sex", "phone", "identity"}:
                people[one.held.ref] = {key: row[key] or "" for key in ("name", "sex", "phone") if key in fields}
            if "identity" in fields:
                people[one.held.ref]["identity_number"] = fields["identity"][1]
        acts.transfer(made, moved)
        acts.correct_affiliation(made, relations)
        acts.correct_membership(made, memberships)
        correct_person(made, people)

    def doubts(self, plan: SheetPlan, context: Context) -> None:
        for index in range(len(plan.records.rows)):
            if index not in plan.records.faulty and index not in plan.left_out:
                row = plan.row(index)
                context.stays.setdefault(row["identity"], []).append((row["body"], row["start"], row["end"]))
                _doubt_days(plan.records, index, row)


def _stay(person: int, row: dict[str, Any], ids: Ids) -> acts.Stay:
    return acts.Stay(person, ids.body(row["body"]), row["start"], row["end"])


def _near(stays: list[tuple[Any, ...]], context: Context, *, exporting: bool) -> list[tuple[Any, ...]]:
    """A person's stays in this unit's party organizations; those elsewhere only if he has none here."""
    own = [stay for stay in stays if context.bodies.is_own(stay[0])]
    return own or ([] if exporting else stays)


def _left_for(context: Context) -> dict[tuple[int, date], int]:
    """The neighbours' party organizations that members went on to: by person and day."""
    stays = rows_of(Affiliation, "person_id", ("party_organization_id", "start"), start__isnull=False)
    return {
        (person, start): body
        for person, facts in stays.items()
        for body, start in facts
        if context.bodies.is_beside(body)
    }


def _moved(fields: dict[str, tuple[Any, Any]]) -> bool:
    """Another party organization from a later day on is a transfer; otherwise the ledger had it wrong."""
    if "body" not in fields or "start" not in fields:
        return False
    before, after = fields["start"]
    return after is not None and (before is None or after > before)


def _refuse_disorder(plan: SheetPlan) -> None:
    start, end = (plan.binding.sheet.place(key) for key in ("start", "end"))
    for index, values in enumerate(plan.records.rows):
        both = isinstance(values[start], date) and isinstance(values[end], date)
        if both and values[end] < values[start] and index not in plan.records.faulty:
            plan.records.fault(
                index,
                "end",
                values[end],
                "order",
                f"转出日期早于转入日期 {values[start]}，不能当作转出，请核对两个日期",
            )


def _refuse_repeated(plan: SheetPlan) -> None:
    """The same person twice, unless he left one party organization before he entered the other."""
    identity, start, end = (plan.binding.sheet.place(key) for key in ("identity", "start", "end"))
    first: dict[int, list[tuple[date, date, int]]] = {}
    for index, values in enumerate(plan.records.rows):
        if index in plan.records.faulty:
            continue
        entered = values[start] if isinstance(values[start], date) else date.min
        left = values[end] if isinstance(values[end], date) else date.max
        clash = next((one for one in first.get(values[identity], []) if _overlap((entered, left), one[:2])), None)
        if clash is None:
            first.setdefault(values[identity], []).append((entered, left, index))
        else:
            number = plan.records.numbers[clash[2]]
            plan.records.fault(
                index,
                "identity",
                None,
                "duplicate",
                f"与第 {number} 行是同一个人，组织关系的时间重叠；请核对后删去一行，或补上转出日期",
            )


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Whether two stays have a day in common; a stay that ended on its first day has none, and is repeated as such."""
    return one == other or (one[0] < other[1] and other[0] < one[1])


def _doubt_persons(records: Records) -> None:
    identity, sex = (SHEET.place(key) for key in ("identity", "sex"))
    for index, values in enumerate(records.rows):
        number, stated = values[identity], values[sex]
        readable = isinstance(number, str) and not isinstance(number, Masked) and not says_nothing(stated)
        if readable and stated and index not in records.faulty and sex_of(number) != Sex(stated).label:
            records.notice(index, "sex", Sex(stated).label, "sex-and-number", "与公民身份号码第 17 位不一致，请核对")


def _doubt_days(records: Records, index: int, row: dict[str, Any]) -> None:
    joined, full_on = row["joined"], row["full_on"]
    if joined and full_on and full_on < joined:
        records.notice(index, "full_on", full_on, "before-admission", f"转正日期早于入党日期 {joined}，请核对")
    if row["category"] == str(MemberCategory.FULL) and full_on is None:
        records.notice(index, "full_on", "", "full-without-day", "是正式党员，却没有转正日期；按类别算作正式党员")
    if row["category"] == str(MemberCategory.PROBATIONARY) and full_on is not None:
        records.notice(
            index, "full_on", full_on, "probationary-with-day", "是预备党员，却写了转正日期；从那一天起算作正式党员"
        )
