"""The ledger of findings (监督): what is found on the day, what will be, what cannot be told, and what was closed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import narwhals as nw
import polars as pl
from django.urls import reverse

from shejian.accounts.models import User
from shejian.core.findings import checks, sentence
from shejian.core.indicators import Subject, View
from shejian.core.procedures import load_procedures
from shejian.core.rules import Severity
from shejian.office.asking import Posed
from shejian.office.build.ledgers.declared import Cell, Column, ColumnLimit, Found, Gathered, Tab, is_number
from shejian.office.build.ledgers.placing import day
from shejian.office.build.ledgers.tabs import FINDINGS
from shejian.office.build.ledgers.wished import Row, Table
from shejian.office.build.ledgers.words import ORGANIZATION, PARTY_ORGANIZATION, PERSON, Source, Words
from shejian.office.table_pages import Renewal
from shejian.office.visitors import Visitor
from shejian.oversight.enums import Source as From
from shejian.oversight.queries import (
    NOTHING,
    Handling,
    Kept,
    State,
    Told,
    Wanted,
    as_wanted,
    closed_findings,
    handlings,
    item_label,
    open_findings,
    told_ahead,
    wanted,
    within,
)

AHEAD = timedelta(days=90)
NOW, COMING, UNKNOWN, CLOSED = "now", "coming", "unknown", "closed"
SOURCES: dict[Subject, Source] = {
    Subject.ORGANIZATION: ORGANIZATION,
    Subject.PARTY_ORGANIZATION: PARTY_ORGANIZATION,
    Subject.PERSON: PERSON,
}
TYPES = {
    **dict.fromkeys(("key", "tab", "item", "subject", "severity", "state", "because", "clause", "remedy"), pl.String),
    **dict.fromkeys(("number", "organization", "party_organization", "person", "finding", "user", "rank"), pl.Int64),
    **dict.fromkeys(("since", "closed"), pl.Date),
}
SEVERITIES = {str(one): one.label for one in Severity}
NOT_KEPT = "not_kept"
STATES = {NOT_KEPT: "未列入清单", **{str(one): one.label for one in State}}


def _gather(posed: Posed, view: View) -> Table:
    there = within(posed.asked.view, posed.asked.scope)
    picture, on = posed.asked.picture, posed.on
    kept = {one.key: one for one in open_findings(posed.known)}
    closed = [one for one in closed_findings(posed.known) if one.closed is not None and one.closed <= on]
    done = handlings([one.number for one in (*kept.values(), *closed)], posed.known)
    target = wanted(picture, on)
    rows = [_of_wanted(NOW, one, kept.get(one.key), done, posed) for one in target.found.values()]
    rows += [_of_wanted(COMING, as_wanted(one), None, done, posed) for one in told_ahead(picture, on, on + AHEAD)]
    rows += [_of_unknown(one) for one in target.unclear]
    rows += [_of_kept(one, done, posed) for one in closed]
    held = [row for row in rows if there.holds(Subject(row["subject"]), row["number"], row["party_organization"])]
    return nw.from_native(pl.DataFrame(held, schema=TYPES), eager_only=True)


def _row(tab: str, item: str, subject: Subject, number: int, via: int | None, **more: Any) -> dict[str, Any]:
    named: dict[str, int | None] = {str(one): number if one is subject else None for one in SOURCES}
    if subject is Subject.PERSON:
        named["party_organization"] = via
    rank = {one: at for at, one in enumerate(checks())}
    head = {"tab": tab, "item": item, "subject": str(subject), "number": number, "rank": rank.get(item, len(rank))}
    return head | named | {"finding": None, "user": None, "closed": None} | more


def _of_wanted(tab: str, one: Wanted, kept: Kept | None, done: dict[int, Handling], posed: Posed) -> dict[str, Any]:
    handled = done.get(kept.number, NOTHING) if kept else NOTHING
    given = handled.assignment
    return _row(
        tab,
        one.item if one.source is From.FACTS else one.item.split(".")[0],
        one.subject,
        one.number,
        one.via,
        key=f"{tab}-{one.item}-{one.subject}-{one.number}-{one.case or 0}",
        severity=str(one.severity),
        state=str(handled.state(kept, posed.on)) if kept else NOT_KEPT,
        because=one.because,
        clause=one.clause,
        remedy=one.remedy,
        since=one.since,
        finding=kept.number if kept else None,
        user=given.user_id if given else None,
    )


def _of_unknown(one: Told) -> dict[str, Any]:
    row, basis = one.row, one.basis
    return _row(
        UNKNOWN,
        row["check"],
        Subject(row["subject"]),
        row["id"],
        row["via"],
        key=f"{UNKNOWN}-{row['check']}-{row['id']}",
        severity=None,
        state=None,
        because=sentence(row, basis),
        clause=basis.clause(row["rule"]),
        remedy="把缺的事实补记到台账，就能判断",
        since=None,
    )


def _of_kept(one: Kept, done: dict[int, Handling], posed: Posed) -> dict[str, Any]:
    return _row(
        CLOSED,
        one.item if one.source == From.FACTS else one.item.split(".")[0],
        one.subject,
        one.subject_number,
        one.via,
        key=f"{CLOSED}-{one.number}",
        severity=str(one.severity),
        state=str(done.get(one.number, NOTHING).state(one, posed.on)),
        because=one.because,
        clause=one.clause,
        remedy=one.remedy,
        since=one.since,
        finding=one.number,
        closed=one.closed,
    )


def _of_whom(row: Row, words: Words) -> Cell:
    source = SOURCES[Subject(row["subject"])]
    name = words.name(source, row["number"]) or f"编号 {row['number']}"
    body = words.name(PARTY_ORGANIZATION, row["party_organization"]) if source is PERSON else ""
    return Cell(name, sub=body, href=words.href(source, row["number"]))


def _item(row: Row, words: Words) -> Cell:
    severity = row["severity"]
    tag = Severity(severity).label if severity else ""
    return Cell(item_label(row["item"]), sub=tag, href=_href(row, words), value=item_label(row["item"]))


def _href(row: Row, words: Words) -> str:
    """The page of a finding that is kept; what is only found has none."""
    return "" if row["finding"] is None else reverse("office:finding", args=[row["finding"]]) + words.query


def _severity(row: Row, _: Words) -> Cell:
    return Cell(Severity(row["severity"]).label if row["severity"] else "不能判断")


def _text(name: str) -> Any:
    return lambda row, _: Cell(row[name])


def _state(row: Row, words: Words) -> Cell:
    text = STATES.get(row["state"] or "", "")
    return Cell(text, href=_href(row, words))


def _items(_: Posed) -> dict[str, str]:
    of_cases = {key: f"办件：{one.label}" for key, one in load_procedures().items()}
    return {key: one.label for key, one in checks().items()} | of_cases


def _users(posed: Posed) -> dict[str, str]:
    held: Iterable[tuple[int, str]] = User.objects.filter(is_active=True).values_list("pk", "name")
    return {str(number): name for number, name in held}


def _renewal(one: Visitor, posed: Posed) -> Renewal | None:
    """Whoever may import for the whole ledger brings the list up to date, as of today."""
    if not one.may_import or posed.is_past:
        return None
    return Renewal("更新问题清单", reverse("office:findings-record"), secrets.token_hex(16))


LEDGER = Gathered(
    key=FINDINGS,
    title="监督",
    counter="个",
    noun="问题",
    finds="名称、姓名、拼音首字母",
    columns=(
        Column("whom", "谁的问题", 30, _of_whom),
        Column("item", "监督项", 20, _item),
        Column("severity", "轻重", 8, _severity, shown=False),
        Column("because", "事实", 50, _text("because")),
        day("since", "起于"),
        Column("clause", "依据", 50, _text("clause")),
        Column("remedy", "怎么办", 50, _text("remedy")),
        Column("state", "办理", 16, _state),
        day("closed", "销号", shown=False),
    ),
    gather=_gather,
    order=("rank", "since"),
    searched=(
        Found(ORGANIZATION, "organization"),
        Found(PARTY_ORGANIZATION, "party_organization"),
        Found(PERSON, "person"),
    ),
    texts=("because",),
    mentions=((ORGANIZATION, "organization"), (PARTY_ORGANIZATION, "party_organization"), (PERSON, "person")),
    limits=(
        ColumnLimit("item", "监督项", lambda value: value in _items_known(), "item", _items),
        ColumnLimit(
            "severity", "轻重", set(Severity).__contains__, "severity", lambda _: {s: s.label for s in Severity}
        ),
        ColumnLimit("state", "办理", STATES.__contains__, "state", lambda _: STATES),
        ColumnLimit("handler", "承办人", is_number, "user", _users),
    ),
    tabs=(
        Tab("", "现有", frozenset({NOW})),
        Tab(COMING, "将来 90 天", frozenset({COMING})),
        Tab(UNKNOWN, "不能判断", frozenset({UNKNOWN})),
        Tab(CLOSED, "已销号", frozenset({CLOSED})),
    ),
    tabbed="tab",
    renewal=_renewal,
    ordered="照监督项",
    note="不计分、不排名：只说哪条规则、什么事实、怎么办。依据写着“条款待核”的，是还没有对照正式原文的规则，只作提示。",
)


def _items_known() -> frozenset[str]:
    return frozenset({*checks(), *load_procedures()})
