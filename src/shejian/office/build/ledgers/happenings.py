"""The ledgers of what happened in the period: organization life (组织生活台账), contributions (作用发挥台账)."""

from __future__ import annotations

import narwhals as nw
from django.urls import reverse

from shejian.core.facts import Frame
from shejian.core.facts.terms import ContributionKind, MeetingKind
from shejian.core.indicators import View, contributions_within
from shejian.office.asking import Posed
from shejian.office.build.ledgers.declared import Cell, Column, Found, Gathered, Kind
from shejian.office.build.ledgers.placing import (
    PARTY,
    TOWN,
    TOWN_LIMIT,
    astray,
    by_body,
    day,
    number,
    term,
    term_limit,
)
from shejian.office.build.ledgers.wished import Row, Table
from shejian.office.build.ledgers.words import ACTIVITY, ORGANIZATION, PARTY_ORGANIZATION, TOPIC, Words

FEN = 100


def _within(posed: Posed, view: View, table: str, key: str) -> Frame:
    """The records of a table that fall in the period of the question."""
    records = view.picture.within(table, posed.asked.question.since, posed.on)
    return records.rename({key: "id"}).with_columns(nw.col("id").cast(nw.String).alias("key"))


# ---- organization life ----


def partners(view: View) -> Frame:
    """With which other party organizations meetings were held."""
    pairs = view.picture.facts("meeting_partner")
    return pairs.select(nw.col("meeting").alias("id"), nw.col("party_organization").alias("other"), "position")


def _meetings(posed: Posed, view: View) -> Table:
    return by_body(view, posed, _within(posed, view, "meeting_record", "meeting"), "party_organization").collect()


def _topic(row: Row, words: Words) -> Cell:
    topic = words.name(TOPIC, row["id"])
    href = reverse("office:meeting", args=[row["id"]]) + words.posed.asking.query()
    return Cell(topic or "没有写主题", tag=astray(row), href=href, value=topic)


def _body(row: Row, words: Words) -> Cell:
    number_ = row["party_organization"]
    return Cell(words.name(PARTY_ORGANIZATION, number_), href=words.href(PARTY_ORGANIZATION, number_))


def _partners(row: Row, words: Words) -> Cell:
    names = words.linked("partners", row["id"])
    return Cell("、".join(names))


MEETINGS = Gathered(
    key="meetings",
    title="组织生活台账",
    counter="次",
    noun="组织生活",
    finds="党组织、主题、拼音首字母",
    columns=(
        Column("topic", "主题", 30, _topic, sort="id", named=TOPIC),
        day("start", "日期"),
        term("kind", "类型", 14, MeetingKind),
        Column("body", "党组织", 40, _body, sort="party_organization", named=PARTY_ORGANIZATION),
        number("due", "应到"),
        number("present", "实到"),
        Column("partners", "联合开展", 40, _partners),
        Column("town", TOWN.label, TOWN.width, TOWN.cell, shown=False),
        PARTY,
    ),
    gather=_meetings,
    order=("start",),
    backwards=True,
    searched=(Found(TOPIC, "id"), Found(PARTY_ORGANIZATION, "party_organization")),
    mentions=((TOPIC, "id"), (PARTY_ORGANIZATION, "party_organization")),
    limits=(term_limit("kind", "类型", MeetingKind), TOWN_LIMIT),
    links={"partners": (PARTY_ORGANIZATION, partners)},
    period=True,
)


# ---- contributions ----


def participants(view: View) -> Frame:
    """Which social organizations took part in contribution activities."""
    pairs = view.picture.facts("contribution_participant")
    return pairs.select(nw.col("contribution").alias("id"), nw.col("organization").alias("other"), "position")


def _contributions(posed: Posed, view: View) -> Table:
    records, scope = _within(posed, view, "contribution_record", "contribution"), posed.asked.scope
    if scope.units is not None:
        records = records.join(view.relation(contributions_within, scope), on="id", how="semi")
    counts = view.relation(participants).group_by("id").agg(nw.len().cast(nw.Int64).alias("took_part"))
    joined = records.join(counts, on="id", how="left")
    return joined.with_columns(nw.col("took_part").fill_null(0)).collect()


def _activity(row: Row, words: Words) -> Cell:
    return Cell(words.name(ACTIVITY, row["id"]))


def _participants(row: Row, words: Words) -> Cell:
    names = words.linked("participants", row["id"])
    more = f"等 {len(names)} 家" if len(names) > 1 else ""
    return Cell(names[0] if names else "", more, words.first("participants", row["id"]), value="、".join(names))


def yuan(fen: int) -> str:
    """An amount in yuan, to the fen."""
    return f"{fen // FEN:,}.{fen % FEN:02d}"


def _money(key: str, label: str) -> Column:
    def cell(row: Row, _: Words) -> Cell:
        fen = row[key]
        return Cell() if fen is None else Cell(yuan(fen), value=fen / FEN)

    return Column(key, label, 14, cell, Kind.NUMBER, sort=key, total=key, counted=yuan)


CONTRIBUTIONS = Gathered(
    key="contributions",
    title="作用发挥台账",
    counter="次",
    noun="作用发挥活动",
    finds="活动、社会组织、代码、拼音首字母",
    columns=(
        Column("activity", "活动", 36, _activity, sort="id", named=ACTIVITY),
        day("start", "日期"),
        term("kind", "类别", 14, ContributionKind),
        Column("participants", "参与社会组织", 50, _participants),
        number("took_part", "家数", total=False),
        number("people_served", "服务人数"),
        _money("money_fen", "捐款（元）"),
        _money("goods_fen", "捐物折价（元）"),
    ),
    gather=_contributions,
    order=("start",),
    backwards=True,
    searched=(Found(ACTIVITY, "id"), Found(ORGANIZATION, pairs=participants)),
    mentions=((ACTIVITY, "id"),),
    limits=(term_limit("kind", "类别", ContributionKind),),
    links={"participants": (ORGANIZATION, participants)},
    period=True,
    note="金额和人数是整次活动的；一次活动有几家参加，不分摊。",
)
