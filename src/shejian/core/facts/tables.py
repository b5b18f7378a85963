"""One table per kind of fact: ids and days, no name or identity number of any person.

What a social organization is called, and its code, are public, and are held: its ledger is searched by them.

Every table has the four columns of the two clocks besides its own: ``start`` and ``end`` (half-open, in days), and
``entry`` and ``superseded_by`` (numbers of journal entries).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ColumnType(StrEnum):
    """How a column is held; every engine has these."""

    ID = "id"
    TEXT = "text"
    FLAG = "flag"
    COUNT = "count"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: ColumnType


CLOCKS = (
    Column("start", ColumnType.DATE),
    Column("end", ColumnType.DATE),
    Column("entry", ColumnType.ID),
    Column("superseded_by", ColumnType.ID),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of fact. ``own`` are its own columns; ``columns`` adds the two clocks."""

    name: str
    label: str
    own: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (*self.own, *CLOCKS)


def _table(name: str, label: str, /, **own: ColumnType) -> Table:
    return Table(name, label, tuple(Column(key, kind) for key, kind in own.items()))


_ID, _TEXT, _FLAG, _COUNT, _DATE = ColumnType.ID, ColumnType.TEXT, ColumnType.FLAG, ColumnType.COUNT, ColumnType.DATE

TABLES: dict[str, Table] = {
    made.name: made
    for made in (
        _table("unit_particulars", "单位", unit=_ID, kind=_TEXT, parent=_ID),
        _table(
            "registration",
            "登记事项",
            organization=_ID,
            type=_TEXT,
            authority=_ID,
            industry=_TEXT,
            name=_TEXT,
            code=_TEXT,
        ),
        _table("standing", "存续状态", organization=_ID, status=_TEXT, reason=_TEXT),
        _table("placement", "归属", organization=_ID, line=_TEXT, unit=_ID, position=_COUNT),
        _table("headcount", "人数", organization=_ID, staff=_COUNT, full_time_full_members=_COUNT),
        _table("charter", "章程", organization=_ID, party_building=_FLAG, clause=_TEXT),
        _table("commitment", "党建承诺书", organization=_ID),
        _table("establishment", "党组织设立", party_organization=_ID),
        _table(
            "party_organization_particulars",
            "党组织情况",
            party_organization=_ID,
            kind=_TEXT,
            parent=_ID,
            unit=_ID,
        ),
        _table("coverage", "覆盖", party_organization=_ID, organization=_ID, mode=_TEXT, position=_COUNT),
        _table("election", "换届选举", party_organization=_ID),
        _table("reelection_mark", "换届标记", party_organization=_ID, reelected=_FLAG),
        _table("committee", "委员会", party_organization=_ID, exists=_FLAG, appointed=_FLAG),
        _table("guidance", "选派", organization=_ID, title=_TEXT, sent_by=_ID),
        _table("membership", "党籍", person=_ID, category=_TEXT, full_on=_DATE),
        _table("affiliation", "组织关系", person=_ID, party_organization=_ID),
        _table("development_step", "发展党员", person=_ID, party_organization=_ID, stage=_TEXT),
        _table("employment", "在职", person=_ID, organization=_ID, full_time=_FLAG),
        _table(
            "dues",
            "党费",
            person=_ID,
            party_organization=_ID,
            basis=_TEXT,
            base_fen=_COUNT,
            due_fen=_COUNT,
            paid_fen=_COUNT,
            paid_on=_DATE,
        ),
        _table("post", "任职", party_organization=_ID, title=_TEXT, person=_ID),
        _table("learning", "学时", person=_ID, hours=_COUNT, kind=_TEXT),
        _table("study_record", "学习活动", study=_ID, kind=_TEXT, party_organization=_ID, unit=_ID),
        _table("learner", "参加学习", study=_ID, person=_ID, tenths=_COUNT),
        _table(
            "meeting_record", "组织生活", meeting=_ID, party_organization=_ID, kind=_TEXT, due=_COUNT, present=_COUNT
        ),
        _table("meeting_partner", "联合开展", meeting=_ID, party_organization=_ID, position=_COUNT),
        _table("attendance", "党课到会", meeting=_ID, person=_ID, state=_TEXT, tenths=_COUNT),
        _table(
            "contribution_record",
            "作用发挥",
            contribution=_ID,
            kind=_TEXT,
            people_served=_COUNT,
            money_fen=_COUNT,
            goods_fen=_COUNT,
        ),
        _table("contribution_participant", "参与组织", contribution=_ID, organization=_ID, position=_COUNT),
        _table("case_particulars", "办件情况", case=_ID, procedure=_TEXT, person=_ID, party_organization=_ID),
        _table("case_step", "办理步骤", case=_ID, step=_TEXT, outcome=_TEXT, amounts=_TEXT),
    )
}


def table(name: str) -> Table:
    """The table of that name.

    Raises:
        KeyError: there is none.
    """
    return TABLES[name]
