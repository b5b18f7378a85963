"""到会名单: who was at which meeting, beside the seven ledgers; read with their meetings or those already recorded."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from shejian.activities.models import Attendance, MeetingPartner, MeetingRecord
from shejian.activities.services import happenings as acts
from shejian.activities.services.stated import counted_of
from shejian.core.facts.terms import AttendanceState, MeetingKind
from shejian.core.identifiers import matches_mask
from shejian.core.sheets import Column, Kind, Masked, Nature, Records, Sheet, fold
from shejian.exchange.ledgers.binding import Binding, Held, SheetPlan, replaced, resolve_name
from shejian.exchange.ledgers.context import Context, Ids, MeetingKey
from shejian.exchange.ledgers.persons import known_persons
from shejian.exchange.ledgers.standing import latest, lists_of, rows_of
from shejian.journal.services import Posting
from shejian.party.models import Affiliation
from shejian.people import protection
from shejian.people.models import PersonParticulars

SHEET = Sheet(
    key="attendance",
    title="到会名单",
    aliases=("参会名单", "签到表", "出席名单"),
    needed=("body", "kind", "day", "name", "state"),
    columns=(
        Column("body", "党组织名称", Kind.NAME, Nature.KEY, ("党组织", "开展党组织"), required=True),
        Column(
            "kind",
            "活动类型",
            Kind.TERM,
            Nature.KEY,
            ("类型", "组织生活类型"),
            required=True,
            words=MeetingKind.words(),
        ),
        Column("day", "日期", Kind.DATE, Nature.KEY, ("活动日期", "开展日期"), required=True),
        Column("topic", "主题", Kind.TEXT, Nature.KEY, ("活动主题",)),
        Column("name", "姓名", Kind.TEXT, aliases=("党员姓名",), required=True, longest=64),
        Column("identity", "公民身份号码", Kind.IDENTITY_NUMBER, Nature.KEY, ("身份证号", "身份证号码", "身份号码")),
        Column(
            "state",
            "到会情况",
            Kind.TERM,
            aliases=("出席情况", "参会情况"),
            required=True,
            words=AttendanceState.words(),
        ),
    ),
)
Stays = dict[int, list[tuple[int, date | None, date | None]]]


class AttendanceLists(Binding):
    """Lines of lists; rows meet by meeting and person. Who is on the ledger's list and not in the file stays on it."""

    sheet = SHEET

    def held(self, context: Context, records: Records | None) -> list[tuple[Hashable, Held]]:
        meetings = _meetings(context)
        listed = latest(Attendance, "id", ("meeting_id", "person_id", "state"))
        persons = latest(PersonParticulars, "person_id", ("name", "identity_cipher")) if listed else {}
        found: list[tuple[Hashable, Held]] = []
        for fact, (meeting, person, state) in sorted(listed.items(), key=lambda each: (each[1][0], each[0])):
            if meeting not in meetings or person not in persons:
                continue
            body, kind, day, topic = meetings[meeting]
            name, cipher = persons[person]
            identity = person if records is not None else cipher and protection.reveal(cipher)
            row = (body, kind, day, topic or None, name, identity, state)
            found.append(((meeting_key(body, kind, day, topic), person), Held(meeting, row, name, fact)))
        return found

    def key(self, values: Sequence[Any]) -> Hashable:
        return meeting_key(*values[:4]), values[self.place("identity")]

    def differences(self, values: Sequence[Any], held: Held, context: Context) -> dict[str, tuple[Any, Any]]:
        """A line says how somebody stands; meeting and person it only names."""
        place = self.place("state")
        same = values[place] == held.values[place]
        return {} if same else {"state": (held.values[place], values[place])}

    def resolve(self, plan: SheetPlan, context: Context) -> None:
        for one, (body, kind, day, topic) in _meetings(context).items():
            context.meetings.setdefault(meeting_key(body, kind, day, topic), []).append(one)
        finding = _Finding(plan, context)
        body, identity = self.place("body"), self.place("identity")
        first: dict[Hashable, int] = {}
        for index, values in enumerate(plan.records.rows):
            if index in plan.records.faulty:
                continue
            ref = resolve_name(plan, index, "body", values[body], context.bodies, "党组织")
            plan.records.rows[index] = values = replaced(values, {body: ref})
            if index in plan.records.faulty or index in plan.left_out or not finding.meets(index, values):
                continue
            person = finding.person(index, values)
            if person is None:
                continue
            plan.records.rows[index] = values = replaced(values, {identity: person})
            earlier = first.setdefault(self.key(values), index)
            if earlier != index:
                number = plan.records.numbers[earlier]
                plan.records.fault(
                    index, "name", None, "duplicate", f"与第 {number} 行是同一次活动的同一个人，请核对后删去一行"
                )

    def spare(self, plan: SheetPlan, context: Context) -> None:
        """The numbers of a meeting with a list follow from it: from what is on the ledger and what this file adds."""
        taken = [*plan.new, *(change.index for change in plan.changed)]
        rows = [plan.records.rows[index] for index in taken]
        touched = {meeting_key(*values[:4]) for values in rows}
        state, identity = self.place("state"), self.place("identity")
        states: dict[MeetingKey, dict[int, str]] = {}
        for values in (*(one.values for _, one in self.held(context, plan.records)), *rows):
            key = meeting_key(*values[:4])
            if key in touched:
                states.setdefault(key, {})[values[identity]] = values[state]
        counted = {key: counted_of(each.values()) for key, each in states.items()}
        context.counted = {key: numbers for key, numbers in counted.items() if numbers is not None}

    def apply(self, made: Posting, plan: SheetPlan, context: Context, ids: Ids) -> None:
        fresh = []
        for index in plan.new:
            row = plan.row(index)
            key = meeting_key(row["body"], row["kind"], row["day"], row["topic"])
            meeting = ids.meetings[key] if key in ids.meetings else context.meetings[key][0]
            fresh.append((meeting, row["day"], ids.person(row["identity"]), row["state"]))
        acts.list_attendance(made, fresh)
        acts.correct_attendance(made, {one.held.fact: plan.row(one.index)["state"] for one in plan.changed})
        wrong = {
            context.meetings[key][0]: {"due": due, "present": present}
            for key, (due, present) in context.counted.items()
            if key not in ids.meetings
        }
        acts.correct_meetings(made, wrong)

    def expected(self, held: Held, context: Context) -> bool:
        """A file need not list the meetings that others wrote down."""
        return False


def meeting_key(body: int, kind: str, day: date, topic: object) -> MeetingKey:
    """By what a sheet names a meeting."""
    return body, kind, day, fold(topic) if isinstance(topic, str) else ""


def _meetings(context: Context) -> dict[int, tuple[int, str, date, str]]:
    """The meetings of the unit's own party organizations on the ledger."""
    columns = ("party_organization_id", "kind", "start", "topic")
    return {
        one: row for one, row in latest(MeetingRecord, "meeting_id", columns).items() if context.bodies.is_own(row[0])
    }


class _Finding:
    """Finds the meetings and the members that rows name."""

    def __init__(self, plan: SheetPlan, context: Context) -> None:
        self._records, self._context = plan.records, context
        self._observing = {
            (meeting, person)
            for meeting, person, state in latest(Attendance, "id", ("meeting_id", "person_id", "state")).values()
            if state == AttendanceState.OBSERVER
        }
        self._partners = lists_of(MeetingPartner, "meeting_id", "party_organization_id")
        self._stays: Stays = {
            one: [(row[0], row[1], row[2]) for row in rows]
            for one, rows in rows_of(Affiliation, "person_id", ("party_organization_id", "start", "end")).items()
        }
        for one, brought in context.stays.items():
            self._stays[one] = [*self._stays.get(one, []), *brought]
        identity = plan.binding.place("identity")
        numbers = [row[identity] for row in plan.records.rows]
        plain = {one for one in numbers if isinstance(one, str) and not isinstance(one, Masked)}
        known = known_persons(map(protection.digest, plain))
        self._by_digest = {one: person for one, (person, _) in known.items()} | context.persons
        self._names = {
            one: (name, cipher)
            for one, (name, cipher) in latest(PersonParticulars, "person_id", ("name", "identity_cipher")).items()
        }

    def meets(self, index: int, values: Sequence[Any]) -> bool:
        """Whether there is just one such meeting; what is wrong is noted."""
        key = meeting_key(*values[:4])
        found = len(self._context.meetings.get(key, ()))
        if found <= 1 and (found or key in self._context.brought):
            return True
        what = f"{values[2]} {MeetingKind(values[1]).label}"
        if found:
            self._records.fault(
                index, "day", values[2], "ambiguous-name", f"账上有 {found} 次{what}，分不清是哪一次，请写主题"
            )
            return False
        reason = f"账上和这个文件里都没有这次活动（{what}）；请核对党组织、类型、日期和主题，或先在组织生活记录里补上"
        self._records.fault(index, "day", values[2], "unknown-name", reason)
        return False

    def person(self, index: int, values: Sequence[Any]) -> int | None:
        """Whom a row is about; what is wrong is noted."""
        name, identity, state = values[4:7]
        bodies, day = self._bodies(meeting_key(*values[:4])), values[2]
        sits_in = state == AttendanceState.OBSERVER
        member = partial(self._belongs, bodies=bodies, day=day)
        may: Callable[[int], bool] = self._may_sit_in(meeting_key(*values[:4])) if sits_in else member
        plain = isinstance(identity, str) and not isinstance(identity, Masked)
        if plain:
            found = [self._by_digest[one] for one in [protection.digest(identity)] if one in self._by_digest]
        else:
            mask = identity if isinstance(identity, Masked) else None
            found = [one for one in self._stays if may(one) and self._fits(one, name, mask)]
        if len(found) > 1:
            among = "台账上" if sits_in else "那天的党员里"
            reason = f"{among}叫“{name}”的不止一个，分不清是哪一个，请写完整的公民身份号码"
            self._records.fault(index, "name", name, "ambiguous-name", reason)
            return None
        if found and sits_in and self._belongs(found[0], bodies, day):
            reason = f"{day} 他的组织关系就在参加这次活动的党组织，是到会不是列席；请改到会情况"
            self._records.fault(index, "state", AttendanceState(state).label, "no-observer", reason)
            return None
        if not found or not may(found[0]):
            reason = f"{day} 他的组织关系不在参加这次活动的党组织；请从名单去掉，或先在党员名册里更正组织关系"
            if sits_in:
                reason = "本单位的党员名册里没有这个人，不能记他列席；请核对姓名和公民身份号码，或从名单去掉"
            self._records.fault(index, "name", name, "not-a-member", reason)
            return None
        return found[0]

    def _may_sit_in(self, key: MeetingKey) -> Callable[[int], bool]:
        """Who may be named as a guest of a meeting: whoever is or was a member under the file's own unit, or is already
        on its list as one."""
        listed = {one for meeting, one in self._observing if meeting in self._context.meetings.get(key, ())}
        is_own = self._context.bodies.is_own
        return lambda person: person in listed or any(is_own(body) for body, _, _ in self._stays.get(person, ()))

    def _bodies(self, key: MeetingKey) -> set[int]:
        held = self._context.meetings.get(key, ())
        partners = {body for meeting in held for body in self._partners.get(meeting, ())}
        return {key[0], *partners, *self._context.brought.get(key, ())}

    def _belongs(self, person: int, bodies: Iterable[int], day: date) -> bool:
        return any(
            body in bodies and (start is None or start <= day) and (end is None or day < end)
            for body, start, end in self._stays.get(person, ())
        )

    def _fits(self, person: int, name: str, mask: str | None) -> bool:
        """Whether somebody bears the name, and the number that a mask shows a part of."""
        if person < 0:
            draft = self._context.new_persons[-person - 1]
            called, number = draft.name, draft.identity_number
        else:
            called, cipher = self._names.get(person, ("", None))
            number = protection.reveal(cipher) if mask is not None and cipher else ""
        return fold(called) == fold(name) and (mask is None or matches_mask(mask, number))
