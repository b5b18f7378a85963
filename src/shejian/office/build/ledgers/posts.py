"""The ledger of posts and guidance (任职与选派): who is secretary, and who was sent to which social organization.

Their names were written beside the post on the public side of the ledgers and are shown to whoever reaches the party
organization or the social organization. A name without a person is a mention: it says what the paper said.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.terms import GuidanceTitle, PostTitle, Term
from shejian.core.indicators import View
from shejian.journal.models import DatedFact
from shejian.office.asking import Posed
from shejian.office.build.ledgers.declared import Cell, Column, ColumnLimit, Found, Gathered, Tab
from shejian.office.build.ledgers.placing import PARTY, TOWN, TOWN_LIMIT, astray, by_body, by_organization, day
from shejian.office.build.ledgers.wished import Row, Table
from shejian.office.build.ledgers.words import ORGANIZATION, PARTY_ORGANIZATION, PERSON, Words
from shejian.party.models import Guidance, Post

POST, GUIDANCE = "post", "guidance"
MENTION = "只有姓名"
TITLES: dict[str, Term] = {str(one): one for of in (PostTitle, GuidanceTitle) for one in of}
SCHEMA: dict[str, Any] = {
    "key": nw.String,
    "what": nw.String,
    "title": nw.String,
    "name": nw.String,
    "person": nw.Int64,
    "start": nw.Date,
    "party_organization": nw.Int64,
    "organization": nw.Int64,
    "sent_by": nw.Int64,
}
SHARED = ("id", "title", "name", "person_id", "start")


def _gather(posed: Posed, view: View) -> Table:
    posts = ((*row, None, None) for row in _held(posed, Post, "party_organization_id"))
    sent = ((*row[:-2], None, *row[-2:]) for row in _held(posed, Guidance, "organization_id", "sent_by_id"))
    parts = [
        by_body(view, posed, _frame(POST, posts), "party_organization"),
        by_organization(view, posed, _frame(GUIDANCE, sent), "organization"),
    ]
    return nw.concat([part.select(*SCHEMA, "town", "party", "astray").collect() for part in parts])


def _held(posed: Posed, model: type[DatedFact], *more: str) -> Iterable[tuple[Any, ...]]:
    """The facts that hold on the day. Their names and persons are in no column of the snapshot."""
    rows: Iterable[tuple[Any, ...]] = model.objects.on(posed.on, posed.known).values_list(*SHARED, *more)
    return rows


def _frame(what: str, rows: Iterable[tuple[Any, ...]]) -> Frame:
    listed = [(f"{what}-{number}", what, *row) for number, *row in rows]
    columns = dict(zip(SCHEMA, zip(*listed, strict=True), strict=True)) if listed else dict.fromkeys(SCHEMA, ())
    made = nw.from_dict({name: list(held) for name, held in columns.items()}, schema=SCHEMA, backend="polars")
    return made.lazy()


def _name(row: Row, words: Words) -> Cell:
    known = words.of(PERSON, row["person"])
    mention = "" if known and known[2] else MENTION
    marks = " · ".join(one for one in (astray(row), mention) if one)
    return Cell(row["name"], href=words.href(PERSON, row["person"]), tag=marks)


def _title(row: Row, _: Words) -> Cell:
    return Cell(TITLES[row["title"]].label)


def _where(row: Row, words: Words) -> Cell:
    source, number = _place(row)
    return Cell(words.name(source, number), href=words.href(source, number))


def _place(row: Row) -> tuple[Any, int]:
    if row["what"] == POST:
        return PARTY_ORGANIZATION, row["party_organization"]
    return ORGANIZATION, row["organization"]


def _sent_by(row: Row, words: Words) -> Cell:
    return Cell(words.unit(row["sent_by"]))


def _titles(_: Posed) -> dict[str, str]:
    return {value: one.label for value, one in TITLES.items()}


LEDGER = Gathered(
    key="posts",
    title="任职与选派台账",
    counter="人次",
    noun="任职和选派",
    finds="姓名、党组织、社会组织、代码、拼音首字母",
    columns=(
        Column("name", "姓名", 12, _name, sort="name"),
        Column("title", "职务", 14, _title, sort="title"),
        Column("where", "在哪里", 40, _where),
        Column("sent_by", "派出单位", 20, _sent_by),
        day("start", "自"),
        TOWN,
        PARTY,
    ),
    gather=_gather,
    order=("what", "start"),
    searched=(Found(PARTY_ORGANIZATION, "party_organization"), Found(ORGANIZATION, "organization")),
    texts=("name",),
    mentions=((PARTY_ORGANIZATION, "party_organization"), (ORGANIZATION, "organization"), (PERSON, "person")),
    limits=(ColumnLimit("title", "职务", TITLES.__contains__, "title", _titles), TOWN_LIMIT),
    tabs=(
        Tab("", "全部"),
        Tab("posts", "任职", frozenset({POST})),
        Tab("guidance", "选派", frozenset({GUIDANCE})),
    ),
    tabbed="what",
)
