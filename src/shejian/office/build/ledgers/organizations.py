"""The ledger of social organizations (社会组织台账), the one that may have 100,000 rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shejian.core.facts.terms import FormationMode, OrganizationType, Status
from shejian.core.indicators import home_column
from shejian.exchange.services.sheets import Value
from shejian.office.asking import Posed
from shejian.office.build.ledgers.declared import Cell, Column, Kind, Limit, Part, Prepared, Tab, is_number
from shejian.office.build.ledgers.offering import offers
from shejian.office.build.ledgers.placing import OUTSIDE
from shejian.office.build.ledgers.wished import Chosen, Row, Wish
from shejian.office.build.ledgers.words import ORGANIZATION, PARTY_ORGANIZATION, Words
from shejian.registry import queries
from shejian.registry.queries import NOT_STATED, Covered, Life, Listed, Order, OrganizationRow
from shejian.registry.queries.table import organizations_on

TYPES = {str(one): one.label for one in OrganizationType}
MODES = {str(one): one.label for one in FormationMode} | {NOT_STATED: "未填"}
STATUSES = {str(one): one.label for one in Status}
COVERED = {str(Covered.YES): "已覆盖", str(Covered.NO): "未覆盖"}
LIVES: dict[str, tuple[str, Life | None]] = {
    "": ("在册", Life.STANDING),
    "ended": ("已注销", Life.ENDED),
    "all": ("全部", None),
}
OF = "organization"
"""Under this name a row has all that is listed of its organization."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The organizations listed, as rows of a ledger."""

    listed: Listed

    def __len__(self) -> int:
        return len(self.listed)

    def cut(self, first: int, last: int) -> Sequence[Row]:
        return [_row(one) for one in self.listed[first:last]]

    def only(self, keys: Collection[str] | None) -> Sequence[Row]:
        return [_row(one) for one in self.listed[:] if keys is None or str(one.id) in keys]

    def total(self, column: str) -> int:
        raise LookupError(f"{column} of organizations is not summed")


def _row(one: OrganizationRow) -> Row:
    return {"key": str(one.id), "party_organization": one.body, OF: one}


def _choose(posed: Posed, wish: Wish) -> Chosen:
    limits = wish.limits
    town = limits.get("town", "")
    asked = queries.Wish(
        searched=wish.searched,
        life=LIVES[wish.tab][1],
        type=limits.get("type", ""),
        covered=Covered(limits["covered"]) if "covered" in limits else None,
        mode=limits.get("mode", ""),
        town=int(town) if town else None,
        industry=limits.get("industry", ""),
        order=Order(wish.sort) if wish.sort else Order.CODE,
        backwards=wish.backwards,
    )
    found = queries.list_organizations(posed.asked.picture, posed.on, posed.asked.scope, asked)
    view = organizations_on(posed.asked.picture, posed.on).view
    counts = {
        value: sum(found.lives.values()) if life is None else found.lives[life] for value, (_, life) in LIVES.items()
    }
    return Chosen(_Rows(found), counts, _offered(posed, found), view)


def _offered(posed: Posed, found: Listed) -> Mapping[str, Mapping[str, str]]:
    nodes = posed.asked.tree.in_order()
    return {
        "type": TYPES,
        "covered": COVERED,
        "mode": MODES,
        "town": {str(node.id): node.name for node in nodes if node.id in found.towns},
        "industry": {one: one for one in found.industries},
    }


# ---- what stands in the columns ----


def _name(row: Row, words: Words) -> Cell:
    one, scope = row[OF], words.posed.asked.scope
    astray = scope.units is not None and one.homes[home_column(scope.line)] not in scope.units
    return Cell(
        text=one.name or f"编号 {one.id}",
        code=one.code,
        sub=f"曾用名 {one.former}" if one.former else "",
        href=words.href(ORGANIZATION, one.id),
        tag=OUTSIDE if astray else "",
    )


def _type(row: Row, _: Words) -> Cell:
    return Cell(TYPES.get(row[OF].type, "类型未填"), sub=row[OF].industry or "行业未填")


def _place(row: Row, words: Words) -> Cell:
    one = row[OF]
    return Cell(_home(one, "town", words) or "乡镇未填", sub=_home(one, "competent", words) or "主管单位未填")


def _party(row: Row, words: Words) -> Cell:
    return Cell(_home(row[OF], "party", words) or "未填")


def _home(one: OrganizationRow, line: str, words: Words) -> str:
    """The unit named for an organization along a line; empty if none is: then it counts with its authority."""
    return words.unit(one.homes[line]) if line in one.placed else ""


def _covering(row: Row, words: Words) -> Cell:
    one, covered = row[OF], _covered(row, words)
    if one.body is None:
        return Cell(covered, verdict="none" if covered else "")
    return Cell(MODES[one.mode] if one.mode else "组建方式未填", sub=_body(row, words), verdict="ok")


def _covered(row: Row, _: Words) -> str:
    one = row[OF]
    if one.body is not None:
        return COVERED[str(Covered.YES)]
    return COVERED[str(Covered.NO)] if one.life is Life.STANDING else ""


def _body(row: Row, words: Words) -> str:
    one = row[OF]
    if one.body is None:
        return ""
    name = words.name(PARTY_ORGANIZATION, one.body) or f"党组织 {one.body}"
    return f"{name} 等 {one.bodies} 个" if one.bodies > 1 else name


def _status(row: Row, _: Words) -> Cell:
    one = row[OF]
    since = "" if one.status == Status.ACTIVE else str(one.status_since or "")
    return Cell(STATUSES.get(one.status or "", "未填"), sub=since)


def _founded(row: Row, _: Words) -> Cell:
    return Cell(str(row[OF].founded or "未填"), value=row[OF].founded or "")


def _of(label: str, width: int, name: str, words: Mapping[str, str] | None = None) -> Part:
    """A column of the workbook with what is listed under a name."""

    def value(row: Row, _: Words) -> Value:
        held: Any = getattr(row[OF], name)
        return held if words is None else words.get(held or "", "")

    return Part(label, width, value)


def _at(label: str, width: int, line: str) -> Part:
    return Part(label, width, lambda row, words: _home(row[OF], line, words))


COLUMNS = (
    Column(
        "name",
        "名称",
        40,
        _name,
        sort=str(Order.NAME),
        parts=(_of("名称", 40, "name"), _of("曾用名", 32, "former"), _of("统一社会信用代码", 21, "code")),
    ),
    Column(
        "type", "类型 · 行业", 16, _type, parts=(_of("组织类型", 16, "type", TYPES), _of("行业领域", 18, "industry"))
    ),
    Column(
        "place",
        "乡镇 · 主管单位",
        20,
        _place,
        parts=(_at("乡镇街道", 14, "town"), _at("业务主管单位", 20, "competent")),
    ),
    Column("party", "党建领导机关", 24, _party, parts=(_at("党建领导机关", 24, "party"),)),
    Column(
        "covering",
        "党组织覆盖",
        20,
        _covering,
        parts=(Part("覆盖", 10, _covered), _of("组建方式", 12, "mode", MODES), Part("党组织", 40, _body)),
    ),
    Column(
        "status", "状态", 10, _status, parts=(_of("状态", 10, "status", STATUSES), _of("状态自", 12, "status_since"))
    ),
    Column("founded", "成立日期", 12, _founded, Kind.DAY, sort=str(Order.FOUNDED)),
)

LEDGER = Prepared(
    key="organizations",
    title="社会组织台账",
    counter="家",
    noun="社会组织",
    finds="名称、代码、拼音首字母",
    columns=COLUMNS,
    mentions=((PARTY_ORGANIZATION, "party_organization"),),
    choose=_choose,
    limits=(
        Limit("type", "类型", TYPES.__contains__),
        Limit("covered", "覆盖", COVERED.__contains__),
        Limit("mode", "组建方式", MODES.__contains__),
        Limit("town", "乡镇", lambda value: value != NOT_STATED and is_number(value)),
        Limit("industry", "行业", bool),
    ),
    tabs=tuple(
        Tab(value, label, frozenset() if life is None else frozenset({str(life)}))
        for value, (label, life) in LIVES.items()
    ),
    ordered="照代码",
    new=offers("登记社会组织", "organization-new"),
)
