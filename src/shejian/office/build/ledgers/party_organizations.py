"""The ledger of party organizations (党组织台账)."""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.terms import FormationMode, PartyOrganizationKind
from shejian.core.indicators import View, relations
from shejian.office.asking import Posed
from shejian.office.build.ledgers.declared import Cell, Column, Found, Gathered, Tab
from shejian.office.build.ledgers.offering import offers
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
from shejian.office.build.ledgers.words import (
    APPROVAL,
    ORGANIZATION,
    PARTY_ORGANIZATION,
    SECRETARY,
    Words,
)

STANDING, DISSOLVED = "standing", "dissolved"


def covers(view: View) -> Frame:
    """Whom party organizations cover on the day: coverage as it is recorded, in the order of the lists."""
    pairs = view.on("coverage")
    return pairs.select(nw.col("party_organization").alias("id"), nw.col("organization").alias("other"), "position")


def _gather(posed: Posed, view: View) -> Table:
    on = posed.on
    known = view.relation(relations.bodies).filter(nw.col("founded").is_null() | (nw.col("founded") <= on))
    # one that was founded again stands as it did last
    founded = known.sort("founded", nulls_last=False).collect().unique("id", keep="last", maintain_order=True).lazy()
    parents = view.on("party_organization_particulars").select("party_organization", "parent")
    elected = view.picture.facts("election").filter(nw.col("start") <= on)
    elections = elected.group_by("party_organization").agg(nw.col("start").max().alias("elected"))
    members = view.relation(relations.members)
    counts = members.group_by("party_organization").agg(
        nw.len().alias("members"), nw.col("full").cast(nw.Int64).sum().alias("full_members")
    )
    modes = view.relation(relations.home_organizations).select("party_organization", "mode")
    frame = by_body(view, posed, founded, "id")
    for more in (parents, elections, counts, modes):
        frame = frame.join(more, left_on="id", right_on="party_organization", how="left")
    gone = nw.col("dissolved") <= on
    state = nw.when(gone).then(nw.lit(DISSOLVED)).otherwise(nw.lit(STANDING))
    return frame.with_columns(
        nw.col("id").cast(nw.String).alias("key"),
        state.alias("state"),
        nw.when(gone).then(nw.col("dissolved")).otherwise(None).alias("dissolved"),
        nw.col("members").cast(nw.Int64).fill_null(0),
        nw.col("full_members").fill_null(0),
    ).collect()


def _name(row: Row, words: Words) -> Cell:
    name = words.name(PARTY_ORGANIZATION, row["id"]) or f"党组织 {row['id']}"
    return Cell(name, href=words.href(PARTY_ORGANIZATION, row["id"]), tag=astray(row))


def _parent(row: Row, words: Words) -> Cell:
    return Cell(words.name(PARTY_ORGANIZATION, row["parent"]), href=words.href(PARTY_ORGANIZATION, row["parent"]))


def _covers(row: Row, words: Words) -> Cell:
    names = words.linked("covers", row["id"])
    more = f"等 {len(names)} 家" if len(names) > 1 else ""
    return Cell(names[0] if names else "", more, words.first("covers", row["id"]), value="、".join(names))


def _secretary(row: Row, words: Words) -> Cell:
    return Cell(words.name(SECRETARY, row["id"]))


def _approval(row: Row, words: Words) -> Cell:
    return Cell(words.name(APPROVAL, row["id"]))


LEDGER = Gathered(
    key="party-organizations",
    title="党组织台账",
    counter="个",
    noun="党组织",
    new=offers("建立党组织", "party-organization-new"),
    finds="党组织或社会组织名称、代码、拼音首字母",
    columns=(
        Column("name", "名称", 40, _name, sort="id", named=PARTY_ORGANIZATION),
        term("kind", "类型", 14, PartyOrganizationKind),
        Column("parent", "上级党组织", 34, _parent, shown=False),
        Column("covers", "覆盖社会组织", 40, _covers),
        term("mode", "组建方式", 12, FormationMode),
        Column("secretary", "书记", 10, _secretary),
        number("members", "党员"),
        number("full_members", "正式党员", shown=False),
        TOWN,
        PARTY,
        day("elected", "最近选举"),
        day("founded", "成立"),
        day("dissolved", "撤销", shown=False),
        Column("approval", "批准文号", 24, _approval, shown=False),
    ),
    gather=_gather,
    order=("founded",),
    searched=(Found(PARTY_ORGANIZATION, "id"), Found(ORGANIZATION, pairs=covers)),
    mentions=(
        (PARTY_ORGANIZATION, "id"),
        (PARTY_ORGANIZATION, "parent"),
        (SECRETARY, "id"),
        (APPROVAL, "id"),
    ),
    limits=(
        term_limit("kind", "类型", PartyOrganizationKind),
        term_limit("mode", "组建方式", FormationMode),
        TOWN_LIMIT,
    ),
    tabs=(
        Tab("", "现有", frozenset({STANDING})),
        Tab("ended", "已撤销", frozenset({DISSOLVED})),
        Tab("all", "全部"),
    ),
    tabbed="state",
    links={"covers": (ORGANIZATION, covers)},
)
