"""What keeps each covered organization from being covered effectively: why, and what it takes, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from shejian.core.calendar import LimitUnit, add_months
from shejian.core.facts import Frame
from shejian.core.facts.terms import MeetingKind
from shejian.core.indicators import home_column, organization_homes, organizations_within
from shejian.core.indicators.effective import (
    EFFECTIVE,
    MIN_FULL_MEMBERS,
    SILENCE_MAX,
    Condition,
    Unclear,
    effective_coverage,
    effectiveness,
    life_held,
    life_recorded,
    tested,
)
from shejian.core.indicators.evaluate import rows_of
from shejian.core.indicators.terms import RULES
from shejian.core.life import Duty, Obligation, Period, State, life_standard, obligations, year_asked
from shejian.core.life.standard import Applies
from shejian.core.life.words import periods_in_words, replaced_by
from shejian.core.rules import DatedValue
from shejian.figures.asking import Asked

OF_NO_RULE = "有效覆盖的口径（地方通行做法的归纳），条款待核"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Behind:
    """A period in which a branch held less than it was asked for."""

    duty: Duty
    kind: MeetingKind
    required: int
    held: int


@dataclass(frozen=True, slots=True)
class Lack:
    """One condition that is not met, or (not ``certain``) of which it is not known whether it is.

    Attributes:
        fact: how it stands, as a sentence without its full stop.
        remedy: what it takes.
        clause: by which clause; 条款待核 where it is not confirmed.
    """

    condition: Condition
    certain: bool
    fact: str
    remedy: str
    clause: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A covered organization that is not covered effectively, or of which that is not known.

    Attributes:
        party_organization: the one of those that cover it that came furthest.
        step: the condition at which it is left.
        certain: whether it is certainly not met; else it cannot be judged.
        home: the unit where the organization is at home along the line asked.
        lacks: everything that its party organization lacks, in the order of the definition.
    """

    organization: int
    party_organization: int
    step: Condition
    certain: bool
    home: int | None
    lacks: tuple[Lack, ...]


def gaps(asked: Asked) -> tuple[Gap, ...]:
    """The gaps within a question, in the order of the unit tree and then of organizations.

    They are the rows of the figures ``not_effective_<condition>`` and ``effectiveness_unknown``.

    Raises:
        RuleUnavailable: a rule that effective coverage reads has no value on the day.
    """
    rows = [dict(row) for row in rows_of(_standing_apart(asked))]
    wording = _Wording(asked, rows)
    order = {node.id: at for at, node in enumerate(asked.tree.in_order())}
    found = [_gap(row, wording) for row in rows]
    last = len(order)
    return tuple(sorted(found, key=lambda one: (order.get(one.home or 0, last), one.organization)))


def _standing_apart(asked: Asked) -> Frame:
    view, scope = asked.view, asked.scope
    keys = ["organization", "party_organization"]
    placed = view.relation(effectiveness).filter(nw.col("step") != EFFECTIVE).rename({"id": "organization"})
    if scope.units is not None:
        within = view.relation(organizations_within, scope)
        placed = placed.join(within, left_on="organization", right_on="id", how="semi")
    home = view.relation(organization_homes).select("id", nw.col(home_column(scope.line)).alias("home"))
    details = view.relation(tested).drop("mode", "position")
    last = view.relation(life_held).group_by("party_organization").agg(nw.col("start").max().alias("last_held"))
    return (
        placed.select(*keys, "step", nw.col("unclear").is_null().alias("certain"))
        .join(details, on=keys, how="left")
        .join(home, left_on="organization", right_on="id", how="left")
        .join(last, on="party_organization", how="left")
    )


def _gap(row: Row, wording: _Wording) -> Gap:
    lacks = []
    for one in effective_coverage().conditions:
        if row[f"failed_{one}"]:
            lacks.append(wording.failed(one, row))
        elif row[f"unclear_{one}"] is not None:
            lacks.append(wording.unclear(one, Unclear(row[f"unclear_{one}"])))
    return Gap(
        organization=int(row["organization"]),
        party_organization=int(row["party_organization"]),
        step=Condition(row["step"]),
        certain=bool(row["certain"]),
        home=None if row["home"] is None else int(row["home"]),
        lacks=tuple(lacks),
    )


class _Wording:
    """Words for what is lacking, on one day and by one law."""

    def __init__(self, asked: Asked, rows: Sequence[Row]) -> None:
        self.asked = asked
        self.on = asked.view.when.on
        self.least = asked.view.value(MIN_FULL_MEMBERS)
        self.quiet = asked.view.value(SILENCE_MAX)
        short = {int(row["party_organization"]) for row in rows if row[f"failed_{Condition.LIFE}"]}
        self.behind = behind(asked, short)

    def failed(self, condition: Condition, row: Row) -> Lack:
        """A condition that is certainly not met."""
        say = {
            Condition.ATTACHED: self._attached,
            Condition.FUNCTIONAL: self._functional,
            Condition.MEMBERS: self._members,
            Condition.TERM: self._term,
            Condition.SILENCE: self._silence,
            Condition.LIFE: self._life,
        }[condition]
        fact, remedy, clause = say(row)
        return Lack(condition, certain=True, fact=fact, remedy=remedy, clause=clause)

    def unclear(self, condition: Condition, why: Unclear) -> Lack:
        """A condition that cannot be judged."""
        fact, remedy = {
            Unclear.NO_KIND: ("台账没有这个党组织的类型", "补记党组织类型"),
            Unclear.NO_ELECTION: (
                "台账没有选举的记录，不知道任期",
                "补记最近一次选举的日期；书记由上级任命的，记明是任命",
            ),
            Unclear.NO_LENGTH: ("当选时的任期年限没有收录", "请管理员在“规则”里补上那时的任期年限"),
            Unclear.NO_RECORD: ("台账没有任何组织生活的记录", "补记开展过的组织生活，按开展的那一天算"),
            Unclear.BEFORE_RECORDS: (
                f"最近 {effective_coverage().months} 个月里有一段，台账还没有开始记录组织生活",
                "那一段开展过的请补记；没有的，从开始记录起满一年才能判断",
            ),
        }[why]
        clause = {Condition.SILENCE: self.quiet.clause}.get(condition, "")
        return Lack(condition, certain=False, fact=fact, remedy=remedy, clause=clause)

    def _attached(self, _: Row) -> tuple[str, str, str]:
        return "只是挂靠，没有自己的党组织", self._found(), OF_NO_RULE

    def _functional(self, _: Row) -> tuple[str, str, str]:
        return "由功能型党组织覆盖，党员的组织关系不在这里", self._found(), OF_NO_RULE

    def _found(self) -> str:
        least = self.least.number
        return f"正式党员满 {least} 名的单独组建党支部；不满的，同邻近的、同行业的联合组建"

    def _members(self, row: Row) -> tuple[str, str, str]:
        have, least = int(row["full_members"]), self.least.number
        fact = f"正式党员 {have} 名，要求至少 {least} 名"
        remedy = f"还差 {least - have} 名：组织关系该转来的请转来，漏记的请补记；一时补不足的，联合组建"
        return fact, remedy, self.least.clause

    def _term(self, row: Row) -> tuple[str, str, str]:
        rule = self.asked.view.value(RULES[row["kind"]])
        return f"任期 {row['over']} 届满，没有再换届的记录", "换届选举；已经换届的，请补记选举的日期", rule.clause

    def _silence(self, row: Row) -> tuple[str, str, str]:
        since, last, limit = row["quiet"], row["last_held"], self.quiet.limit
        if last > since:
            fact = f"{since} 以后连续 {limit}以上没有组织生活的记录，后来恢复了"
            return fact, "其实开展过的请补记；这一段退出最近一年以后，就达到", self.quiet.clause
        fact = f"{last} 以后没有组织生活的记录"
        return fact, f"恢复组织生活；其实开展过的请补记。{self._resumed()}", self.quiet.clause

    def _resumed(self) -> str:
        """When the long silence would be over, if organization life resumed on the day itself."""
        limit, months = self.quiet.limit, effective_coverage().months
        if limit.unit is not LimitUnit.MONTH or limit.count >= months:
            return "停顿的一段退出最近一年以后，就达到"
        return f"停顿的一段要退出最近 {months} 个月：当日就恢复的，最早到 {add_months(self.on, months - limit.count)}"

    def _life(self, row: Row) -> tuple[str, str, str]:
        some = self.behind.get(int(row["party_organization"]), ())
        fact = "；".join(_kind_in_words(kind, each) for kind, each in _by_kind(some).items())
        until = max((replaced_by(one.duty.period).last for one in some), default=self.on)
        remedy = f"开展过的请补记，按开展的那一天算；没有开展的补不回来，今后按时开足，最早到 {until}"
        return fact, remedy, _clauses(one.duty.value for one in some)


def _clauses(values: Iterable[DatedValue]) -> str:
    """What some values rest on, each citation once."""
    cited: dict[str, None] = {}
    for value in values:
        cited |= dict.fromkeys([value.clause] if value.accepted else map(str, value.citations))
    return "、".join(cited)


def _by_kind(some: Iterable[Behind]) -> dict[MeetingKind, list[Behind]]:
    found: dict[MeetingKind, list[Behind]] = {}
    for one in some:
        found.setdefault(one.kind, []).append(one)
    return found


def _kind_in_words(kind: MeetingKind, some: Sequence[Behind]) -> str:
    """一、三季度没有党支部党员大会; where something was held, how often of how many."""
    none = [one.duty.period for one in some if not one.held]
    said = [f"{periods_in_words(none)}没有{kind.label}"] if none else []
    said += [
        f"{periods_in_words([one.duty.period])}{kind.label}应 {one.required} 次，记有 {one.held} 次"
        for one in some
        if one.held
    ]
    return "，".join(said)


def behind(asked: Asked, bodies: Iterable[int]) -> dict[int, tuple[Behind, ...]]:
    """The periods of the latest year in which some party organizations held less than effective coverage asks for."""
    wanted = sorted(set(bodies))
    if not wanted:
        return {}
    view, standard = asked.view, life_standard()
    counted = year_asked(standard, effective_coverage().kinds, view.when.on, view.law)
    some = view.relation(life_recorded).filter(nw.col("id").is_in(wanted))
    duties = [Obligation(one, Applies.ALWAYS) for one in counted]
    frame = obligations(view.picture, view.when.on, some, view.relation(life_held), duties, standard)
    by_key = {(str(one.kind), one.duty.period): one for one in counted}
    found: dict[int, list[Behind]] = {}
    for row in rows_of(frame.filter(nw.col("state") == str(State.BEHIND))):
        one = by_key[row["kind"], Period(int(row["months"]), int(row["number"]))]
        each = Behind(one.duty, one.kind, int(row["required"]), int(row["held"]))
        found.setdefault(int(row["party_organization"]), []).append(each)
    order = {kind: at for at, kind in enumerate(effective_coverage().kinds)}
    return {
        body: tuple(sorted(some, key=lambda one: (order[one.kind], one.duty.period))) for body, some in found.items()
    }
