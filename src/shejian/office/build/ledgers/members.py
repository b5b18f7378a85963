"""The ledgers of persons: members (党员台账), and those on the way to becoming members (发展党员台账).

The names of the persons are shown to whoever reaches the party organization on whose roster they are: a ledger of
people without their names is of no use to those who keep it. Identity numbers and telephones are not. Somebody whom a
row mentions without a number is marked: he may be anybody of that name.
"""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts.terms import DevelopmentStage, MemberCategory, Sex
from shejian.core.indicators import View, relations
from shejian.office.asking import Posed
from shejian.office.build.ledgers.declared import Cell, Column, Found, Gathered, Tab
from shejian.office.build.ledgers.offering import offers
from shejian.office.build.ledgers.placing import PARTY, TOWN, TOWN_LIMIT, astray, by_body, day, term_limit
from shejian.office.build.ledgers.wished import Row, Table
from shejian.office.build.ledgers.words import PARTY_ORGANIZATION, PERSON, Words

MENTION = "无证件号"
SEXES = {str(one): one.label for one in Sex}
CATEGORIES = {str(one): one.label for one in MemberCategory}
STAGES = {str(one): one.label for one in DevelopmentStage}
ORDER = {str(one): at for at, one in enumerate(DevelopmentStage)}
TRAINED = (DevelopmentStage.APPLICATION, DevelopmentStage.TALK, DevelopmentStage.ACTIVIST, DevelopmentStage.TARGET)


def _members(posed: Posed, view: View) -> Table:
    joined = (
        view.picture.facts("membership")
        .group_by("person")
        .agg(nw.col("start").min().alias("joined"), nw.col("full_on").min())
    )
    full, probationary = (nw.lit(str(one)) for one in (MemberCategory.FULL, MemberCategory.PROBATIONARY))
    frame = view.relation(relations.members).join(joined, left_on="id", right_on="person", how="left")
    return (
        by_body(view, posed, frame, "party_organization")
        .with_columns(
            nw.col("id").cast(nw.String).alias("key"),
            nw.when(nw.col("full")).then(full).otherwise(probationary).alias("category"),
        )
        .collect()
    )


def _development(posed: Posed, view: View) -> Table:
    steps = view.picture.facts("development_step").filter(nw.col("start") <= posed.on)
    ranked = steps.with_columns(nw.col("stage").replace_strict(ORDER, return_dtype=nw.Int64).alias("rank")).collect()
    last = ranked.sort("rank", "start").unique("person", keep="last", maintain_order=True)
    frame = last.select(nw.col("person").alias("id"), "party_organization", "stage")
    for stage in STAGES:
        days = ranked.filter(nw.col("stage") == stage).group_by("person").agg(nw.col("start").max().alias(stage))
        frame = frame.join(days, left_on="id", right_on="person", how="left")
    placed = by_body(view, posed, frame.lazy(), "party_organization")
    return placed.with_columns(nw.col("id").cast(nw.String).alias("key")).collect()


def person(row: Row, words: Words) -> Cell:
    """The name of the person of a row; marked where the ledger has no identity number of him."""
    known = words.of(PERSON, row["id"])
    mention = MENTION if known and not known[2] else ""
    marks = " · ".join(one for one in (astray(row), mention) if one)
    name = words.name(PERSON, row["id"]) or f"人员 {row['id']}"
    return Cell(name, href=words.href(PERSON, row["id"]), tag=marks)


def body(row: Row, words: Words) -> Cell:
    """The party organization of a row."""
    number = row["party_organization"]
    return Cell(words.name(PARTY_ORGANIZATION, number), href=words.href(PARTY_ORGANIZATION, number))


def _sex(row: Row, words: Words) -> Cell:
    known = words.of(PERSON, row["id"])
    return Cell(SEXES.get(known[1], "") if known else "")


def _category(row: Row, _: Words) -> Cell:
    return Cell(CATEGORIES[row["category"]])


def _stage(row: Row, _: Words) -> Cell:
    return Cell(STAGES[row["stage"]])


BODY = Column("body", "党组织", 40, body, sort="party_organization", named=PARTY_ORGANIZATION)
MENTIONS = ((PERSON, "id"), (PARTY_ORGANIZATION, "party_organization"))
SEARCHED = (Found(PERSON, "id"), Found(PARTY_ORGANIZATION, "party_organization"))
FINDS = "姓名、党组织、拼音首字母"
NAME = Column("name", "姓名", 12, person, sort="id", named=PERSON)

MEMBERS = Gathered(
    key="members",
    title="党员台账",
    counter="名",
    noun="党员",
    finds=FINDS,
    new=offers("登记党员", "person-new"),
    columns=(
        NAME,
        Column("sex", "性别", 6, _sex),
        Column("category", "党员类别", 12, _category),
        BODY,
        day("joined", "入党"),
        day("full_on", "转正"),
        day("since", "组织关系自"),
        TOWN,
        PARTY,
    ),
    gather=_members,
    order=("party_organization", "joined"),
    searched=SEARCHED,
    mentions=MENTIONS,
    limits=(TOWN_LIMIT,),
    tabs=(
        Tab("", "全部"),
        Tab("full", "正式党员", frozenset({str(MemberCategory.FULL)})),
        Tab("probationary", "预备党员", frozenset({str(MemberCategory.PROBATIONARY)})),
    ),
    tabbed="category",
    note="证件号码和电话不在这里显示。",
)

DEVELOPMENT = Gathered(
    key="development",
    title="发展党员台账",
    counter="人",
    noun="发展党员的记录",
    finds=FINDS,
    columns=(
        NAME,
        Column("stage", "走到", 18, _stage),
        BODY,
        day("application", "申请"),
        day("talk", "谈话"),
        day("activist", "积极分子"),
        day("target", "发展对象"),
        day("admission", "接收"),
        day("conversion", "转正"),
        Column("sex", "性别", 6, _sex, shown=False),
        Column("town", TOWN.label, TOWN.width, TOWN.cell, shown=False),
        PARTY,
    ),
    gather=_development,
    order=("party_organization", "application"),
    searched=SEARCHED,
    mentions=MENTIONS,
    limits=(term_limit("stage", "走到", DevelopmentStage), TOWN_LIMIT),
    tabs=(
        Tab("", "全部"),
        Tab("trained", "培养中", frozenset(map(str, TRAINED))),
        Tab("admitted", "预备期", frozenset({str(DevelopmentStage.ADMISSION)})),
        Tab("converted", "已转正", frozenset({str(DevelopmentStage.CONVERSION)})),
    ),
    tabbed="stage",
    note="证件号码和电话不在这里显示。",
)
