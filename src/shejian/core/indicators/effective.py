"""Effective coverage (有效覆盖): its definition as data, and where every covered organization stands with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.terms import FormationMode, MeetingKind, PartyOrganizationKind
from shejian.core.indicators import relations
from shejian.core.indicators.terms import terms
from shejian.core.indicators.view import View
from shejian.core.life import (
    Applies,
    LifeStandard,
    at_standard,
    held,
    life_standard,
    recorded,
    silence,
    year_asked,
)
from shejian.core.rules.loading import LAW_FOLDER
from shejian.core.rules.nearness import near_hint
from shejian.core.rules.strict_yaml import Node, read_yaml

FILE = "standards/effective-coverage.yaml"
MIN_FULL_MEMBERS, SILENCE_MAX = "party.branch.min_full_members", "life.silence_max"
EFFECTIVE = "effective"


class Condition(StrEnum):
    """What effective coverage asks of a covering party organization."""

    ATTACHED = "attached"  # it is not merely attached (挂靠)
    FUNCTIONAL = "functional"  # it is not a functional one (功能型)
    MEMBERS = "members"  # it has full members enough
    TERM = "term"  # its term runs, or it is appointed
    SILENCE = "silence"  # it was never silent for too long
    LIFE = "life"  # it kept to the standard of organization life

    @property
    def label(self) -> str:
        """What is not met, in a few words."""
        return {
            "attached": "只是挂靠",
            "functional": "功能型",
            "members": "正式党员不足",
            "term": "任期届满",
            "silence": "长期停顿",
            "life": "组织生活没有开足",
        }[self.value]

    @property
    def matter(self) -> str:
        """What it is about, whether it is met or not."""
        return {
            "attached": "组建方式",
            "functional": "组建方式",
            "members": "正式党员",
            "term": "任期",
            "silence": "停顿",
            "life": "组织生活",
        }[self.value]


class Unclear(StrEnum):
    """Why it is not known whether a condition is met."""

    NO_KIND = "no_kind"
    NO_ELECTION = "no_election"
    NO_LENGTH = "no_length"
    NO_RECORD = "no_record"
    BEFORE_RECORDS = "before_records"


@dataclass(frozen=True, slots=True)
class EffectiveCoverage:
    """The definition.

    Attributes:
        months: the period before the day in which it is looked for silence.
        kinds: the kinds of organization life that have to be at the standard.
        conditions: in the order in which organizations are taken away.
    """

    label: str
    meaning: str
    months: int
    kinds: tuple[MeetingKind, ...]
    conditions: tuple[Condition, ...]


@cache
def effective_coverage() -> EffectiveCoverage:
    """The definition shipped with the program."""
    return read_effective_coverage(LAW_FOLDER, life_standard())


def read_effective_coverage(folder: Path, standard: LifeStandard) -> EffectiveCoverage:
    """The definition that a law folder holds.

    Raises:
        LawFileError: something in it is unknown, doubled or missing, or a kind is named that not every branch is asked.
    """
    node = read_yaml(folder, folder / FILE)
    node.allow(("key", "label", "meaning", "months", "kinds", "conditions"))
    if node.text("key") != "effective_coverage":
        raise node.fault(f"key 应为 effective_coverage，现为 {node.shown('key')}")
    names = node.distinct_texts("conditions")
    for name in names:
        if name not in list(Condition):
            raise node.fault(f"没有条件 {name}{near_hint(name, list(Condition))}")
    for condition in Condition:
        if condition not in names:
            raise node.fault(f"conditions 缺少 {condition}")
    kinds = tuple(_kind(node, name, standard) for name in node.distinct_texts("kinds"))
    conditions = tuple(Condition(name) for name in names)
    return EffectiveCoverage(node.text("label"), node.text("meaning"), node.whole("months"), kinds, conditions)


def _kind(node: Node, name: str, standard: LifeStandard) -> MeetingKind:
    every = [str(one.kind) for one in standard.kinds]
    if name not in every:
        raise node.fault(f"没有组织生活的类型 {name}{near_hint(name, every)}")
    kind = MeetingKind(name)
    if standard.of(kind).applies is not Applies.ALWAYS:
        raise node.fault(f"{kind.label}不是每个党支部都要求的，不能列入 kinds")
    return kind


def life_recorded(view: View) -> Frame:
    """Every party organization with the day of its first meeting, and since when its unit records any."""
    return recorded(view.relation(relations.bodies), view.relation(life_held))


def life_held(view: View) -> Frame:
    """Every meeting of every party organization up to the day."""
    return held(view.picture, view.when.on)


def tested(view: View) -> Frame:
    """Covered organizations with each party organization that covers them, and how it stands with every condition.

    ``failed_<condition>`` says whether it is certainly not met, ``unclear_<condition>`` why that is not known (null
    where it is); beside them stands what the conditions look at.
    """
    definition = effective_coverage()
    pairs = view.relation(relations.covering).join(
        view.relation(_covering_bodies), left_on="party_organization", right_on="id", how="inner"
    )
    return pairs.with_columns(
        *(_failed(one, view).fill_null(value=False).alias(f"failed_{one}") for one in definition.conditions),
        *(_unclear(one, view).alias(f"unclear_{one}") for one in definition.conditions),
    )


def effectiveness(view: View) -> Frame:
    """Covered organizations: id, step, unclear, party_organization, and the number, day and word of the reason.

    ``step`` is ``effective``, the condition that was not met, or the one of which ``unclear`` says why it is not known.
    Of several party organizations the one that meets all counts, else one that may, else the one that got furthest.
    """
    definition = effective_coverage()
    last = len(definition.conditions)
    failed, open_ = nw.lit(last, dtype=nw.Int64), nw.lit(last, dtype=nw.Int64)
    for at, one in reversed(list(enumerate(definition.conditions))):
        place = nw.lit(at, dtype=nw.Int64)
        failed = nw.when(nw.col(f"failed_{one}")).then(place).otherwise(failed)
        open_ = nw.when(~nw.col(f"unclear_{one}").is_null()).then(place).otherwise(open_)
    placed = view.relation(tested).with_columns(failed.alias("failed"), open_.alias("open"))
    rank = (
        nw.when(nw.col("failed") < last)
        .then(nw.col("failed"))
        .otherwise(nw.when(nw.col("open") < last).then(nw.lit(last)).otherwise(nw.lit(last + 1)))
    )
    ranked = placed.with_columns(rank.cast(nw.Int64).alias("rank"))
    best = ranked.group_by("organization").agg(nw.col("rank").max())
    furthest = ranked.join(best, on=["organization", "rank"], how="inner")
    first = furthest.group_by("organization").agg(nw.col("party_organization").min())
    one_each = furthest.join(first, on=["organization", "party_organization"], how="inner")
    return one_each.select(
        nw.col("organization").alias("id"),
        _step(definition, last).alias("step"),
        nw.when(nw.col("rank") == last).then(_first_unclear(definition)).otherwise(_null()).alias("unclear"),
        "party_organization",
        "full_members",
        "over",
        "quiet",
        "lacking",
    )


def _covering_bodies(view: View) -> Frame:
    """What covers a counted organization, with all that the conditions look at."""
    definition, on = effective_coverage(), view.when.on
    covering = view.relation(relations.covering).select("party_organization").unique()
    standing = view.relation(relations.standing_bodies).select("id")
    bodies = (
        view.relation(life_recorded)
        .join(standing, on="id", how="semi")
        .join(covering, left_on="id", right_on="party_organization", how="semi")
    )
    meetings = view.relation(life_held)
    standard = life_standard()
    asked = year_asked(standard, definition.kinds, on, view.law, view.readings)
    quiet = silence(bodies, meetings, on, definition.months, view.value(SILENCE_MAX).limit)
    kept = at_standard(quiet, meetings, asked, standard)
    term = view.relation(terms).select("id", "over", "elects", "elected")
    full = view.relation(relations.full_members_by_body).rename({"party_organization": "id"})
    frame = kept.select("id", "kind", "first", "silent", "quiet", "kept", "lacking")
    for part in (term, full):
        frame = frame.join(part, on="id", how="left")
    return frame.with_columns(nw.col("full_members").fill_null(0))


def _failed(condition: Condition, view: View) -> nw.Expr:
    """Whether a condition is certainly not met."""
    functional = nw.col("mode") == str(FormationMode.FUNCTIONAL)
    return {
        Condition.ATTACHED: nw.col("mode") == str(FormationMode.ATTACHED),
        Condition.FUNCTIONAL: functional.fill_null(value=False)
        | (nw.col("kind") == str(PartyOrganizationKind.FUNCTIONAL)).fill_null(value=False),
        Condition.MEMBERS: nw.col("full_members") < view.number(MIN_FULL_MEMBERS),
        Condition.TERM: nw.col("elects") & (nw.col("over") < view.when.on),
        Condition.SILENCE: nw.col("silent"),
        Condition.LIFE: ~nw.col("kept"),
    }[condition]


def _unclear(condition: Condition, view: View) -> nw.Expr:
    """Why it is not known whether a condition is met; null where it is."""
    if condition is Condition.TERM:
        said = nw.when(nw.col("elects") & nw.col("over").is_null()).then(nw.lit(str(Unclear.NO_LENGTH)))
        elected = nw.when(nw.col("elects") & nw.col("elected").is_null()).then(nw.lit(str(Unclear.NO_ELECTION)))
        kind = nw.when(nw.col("kind").is_null()).then(nw.lit(str(Unclear.NO_KIND)))
        return kind.otherwise(elected.otherwise(said.otherwise(_null())))
    if condition in (Condition.SILENCE, Condition.LIFE):
        known = nw.col("silent" if condition is Condition.SILENCE else "kept")
        never = nw.when(nw.col("first").is_null()).then(nw.lit(str(Unclear.NO_RECORD)))
        return nw.when(known.is_null()).then(never.otherwise(nw.lit(str(Unclear.BEFORE_RECORDS)))).otherwise(_null())
    return _null()


def _null() -> nw.Expr:
    return nw.lit(None, dtype=nw.String)


def _step(definition: EffectiveCoverage, last: int) -> nw.Expr:
    """The condition at which an organization is left, or ``effective``."""
    at = nw.when(nw.col("rank") == last).then(nw.col("open")).otherwise(nw.col("rank"))
    step: nw.Expr = nw.lit(EFFECTIVE)
    for place, one in enumerate(definition.conditions):
        step = nw.when(at == place).then(nw.lit(str(one))).otherwise(step)
    return step


def _first_unclear(definition: EffectiveCoverage) -> nw.Expr:
    said = _null()
    for one in reversed(definition.conditions):
        of = nw.col(f"unclear_{one}")
        said = nw.when(~of.is_null()).then(of).otherwise(said)
    return said
