"""社会组织台账."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from shlex import quote
from typing import Any

from shejian.core.facts.terms import Line, Status, UnitKind
from shejian.core.sheets import ABSENT, Records, says_nothing
from shejian.exchange.ledgers.binding import Binding, Held, SheetPlan, replaced
from shejian.exchange.ledgers.context import AUTHORITY, Context, Ids
from shejian.exchange.ledgers.organization_rows import (
    ENDED,
    SHEET,
    doubt_code,
    doubt_counts,
    doubt_dates,
    doubt_names,
    refuse_repeated,
    settle_lives,
)
from shejian.exchange.ledgers.standing import latest, lists_of, rows_of
from shejian.journal.services import Posting
from shejian.registry.models import Charter, Commitment, Headcount, Placement, Registration, Standing
from shejian.registry.services import charters
from shejian.registry.services import organizations as acts

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


class Organizations(Binding):
    """Registration, life, placement, counts, charter and commitment of social organizations; rows meet by code."""

    sheet = SHEET
    silent = ("status",)

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
            if records is None and not context.organizations.is_own(one):
                continue
            row = tuple(_blank(values[column.key]) for column in self.sheet.columns)
            found.append((values["code"], Held(one, row, values["name"])))
        return found

    def key(self, values: Sequence[Any]) -> Hashable:
        found: Hashable = values[self.place("code")]
        return found

    def resolve(self, plan: SheetPlan, context: Context) -> None:
        refuse_repeated(plan)
        settle_lives(plan, _ended_codes)
        authority, town, competent = (self.place(key) for key in ("authority", "town", "competent"))
        known: dict[tuple[UnitKind, str], int | None] = {}

        def unit(index: int, key: str, name: str, kind: UnitKind) -> int | None:
            if (kind, name) not in known:
                known[kind, name] = context.unit(name, kind)
            ref = known[kind, name]
            if ref is None:
                plan.records.fault(index, key, name, "unknown-name", unknown_unit(name, kind, context))
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

    def spare(self, plan: SheetPlan, context: Context) -> None:
        """A code finds its organization wherever it is registered; another authority than the ledger's needs a day."""
        place = self.place("authority")
        for one in list(plan.changed):
            theirs = context.organizations.is_beside(one.held.ref)
            if theirs and "authority" in one.fields and context.effective is None:
                plan.changed.remove(one)
                plan.left_out.add(one.index)
                office = context.office_name(one.held.values[place])
                reason = (
                    f"台账上这个代码的社会组织由“{office}”登记，不由这个文件改动，本行略过；"
                    "登记管理机关确已变更的，用 --effective 写明从哪天起"
                )
                stated = context.office_name(plan.records.rows[one.index][place])
                plan.records.notice(one.index, "authority", stated, "other-ledger", reason)

    def expected(self, held: Held, context: Context) -> bool:
        return context.organizations.is_own(held.ref)

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
        staff, members = self.place("staff"), self.place("members")
        numbered = list(zip(plan.new, ids.organizations, strict=True))
        numbered += [(index, one.ref) for index, one in plan.matched()]
        for index, organization in numbered:
            values = plan.records.rows[index]
            counted = (_stated(values[staff]), _stated(values[members]))
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
        written = {ref: row["charter"] for ref, (one, row) in changed.items() if "charter" in one.fields}
        charters.set_charter(made, {ref: flag for ref, flag in written.items() if flag is not None}, day)
        charters.clear_charter(made, [ref for ref, flag in written.items() if flag is None])
        _live(made, changed, day)
        _sign(made, changed, context)

    def doubts(self, plan: SheetPlan, context: Context) -> None:
        records = plan.records
        seen: set[str] = set()
        for index in range(len(records.rows)):
            if index not in records.faulty:
                row = plan.row(index)
                doubt_dates(records, index, row)
                doubt_counts(records, index, row)
                doubt_code(records, index, row, seen)
        doubt_names(plan, context)


Changed = dict[int, tuple[Any, dict[str, Any]]]


def _stated(value: Any) -> int | None:
    return None if value is ABSENT else value


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


def _ended_codes() -> set[str]:
    """The codes of organizations of which the ledger knows when they ended."""
    ended = set(latest(Standing, "organization_id", ("id",), status__in=ENDED))
    codes = latest(Registration, "organization_id", ("code",))
    return {code for one, (code,) in codes.items() if one in ended}


def unknown_unit(name: str, kind: UnitKind, context: Context) -> str:
    """What to say of a unit that the ledger does not have, with the command that sets it up."""
    return f"台账里没有叫“{name}”的单位；请核对名称，确需新设的先用 {command(name, kind, context)} 设立，再重新导入"


def command(name: str, kind: UnitKind, context: Context) -> str:
    """The command that sets up a unit which a file names: an authority is the office of a region."""
    region = AUTHORITY.sub("", name)
    if kind is UnitKind.OFFICE and region not in ("", name):
        return f"shejian unit add {_word(region)} --kind {UnitKind.REGION} --alias {_word(name)}"
    above = f"{context.tree.path(context.root)}/" if context.root is not None and context.root > 0 else ""
    return f"shejian unit add {_word(above + name)} --kind {kind}"


def _word(text: str) -> str:
    """A text as one word of a command; Chinese characters need no quotes, though the library would give them some."""
    return text if text.replace("/", "").isalnum() else quote(text)


def _set_units(made: Posting, line: Line, key: str, changed: Changed, day: date | None, ids: Ids) -> None:
    wanted: dict[int, list[int]] = {}
    for ref, (one, row) in changed.items():
        if key in one.fields:
            refs = row[key] if isinstance(row[key], tuple) else (row[key],)
            wanted[ref] = [ids.unit(unit) for unit in refs if unit is not None]
    acts.set_units(made, line, wanted, day)


def _live(made: Posting, changed: Changed, day: date | None) -> None:
    """Founding and ending of known organizations. The end comes first: the day of founding may be moved beyond it."""
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
    acts.correct_founding(
        made, {ref: row["founded"] for ref, (one, row) in changed.items() if "founded" in one.fields and row["founded"]}
    )
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
