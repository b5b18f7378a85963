"""Whose ledger a file is, and what of the store is in that unit's ledger, above it, or in a neighbour's.

One store may hold several counties. Names are unambiguous within one of them only, and what a file does not list is
missing only from its own unit's ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shejian.core.facts.terms import UnitKind
from shejian.core.sheets import CellNote, fold
from shejian.exchange.ledgers.context import AUTHORITY, Context
from shejian.exchange.ledgers.organizations import command
from shejian.exchange.ledgers.standing import latest
from shejian.exchange.planning.collecting import Collected
from shejian.party.models import PartyOrganizationParticulars
from shejian.registry.models import Registration

OTHER_AUTHORITY = (
    "文件里的登记管理机关“{0}”不在台账里：这可能是别的单位的台账，整个文件没有导入，账没有动。"
    "确要放进同一个台账的，先用 {1} 设立，再重新导入"
)
OF_ORGANIZATIONS = ("organization", "organizations", "participants")
OF_BODIES = ("body",)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names of what the ledger holds, each with the unit in whose ledger it is."""

    organizations: dict[int, tuple[str, int]]
    bodies: dict[int, tuple[str, int]]


def known_names() -> KnownNames:
    """The organizations and party organizations of the whole store."""
    organizations = latest(Registration, "organization_id", ("name", "authority_id"))
    bodies = latest(PartyOrganizationParticulars, "party_organization_id", ("name", "unit_id"))
    return KnownNames(organizations, bodies)


def know_names(context: Context, known: KnownNames) -> None:
    """Names for cells that refer to what the ledger holds."""
    for one, (name, unit) in known.organizations.items():
        context.organizations.know(one, name, context.tier(unit))
    for one, (name, unit) in known.bodies.items():
        context.bodies.know(one, name, context.tier(unit))


def find_root(context: Context, collected: Collected, known: KnownNames) -> str | None:
    """Find whose ledger the file is: the region of the registration authority that most rows name.

    A file without authorities is that of the region in whose ledger most of the names stand that it refers to.

    Returns: the authority, when the ledger does not know it; then the file has no root.
    """
    records = collected.records.get("organizations")
    names: Counter[str] = Counter()
    if records is not None:
        place = records.layout.sheet.place("authority")
        names = Counter(row[place] for row in records.rows if isinstance(row[place], str))
    authority = names.most_common(1)[0][0] if names else None
    if context.may_found_units:
        if authority is not None:
            _found_root(context, authority)
        return None
    if authority is not None:
        context.root = context.unit(authority, UnitKind.REGION)
        if context.root is None:
            return authority
        context.may_found_units = not context.tree.children(context.root)
        return None
    root = context.tree.root
    context.root = _region_of_names(context, collected, known) or (root.id if root else None)
    return None


def stranger_note(context: Context, authority: str) -> CellNote:
    """Says that the ledger does not know a file's authority, and how to found it if the file belongs here."""
    way_out = command(authority, UnitKind.OFFICE, context)
    return CellNote("", 0, "", "", "other-authority", OTHER_AUTHORITY.format(authority, way_out))


def _found_root(context: Context, authority: str) -> None:
    region = AUTHORITY.sub("", authority.strip()) or authority.strip()
    aliases = (authority.strip(),) if authority.strip() != region else ()
    context.root = context.new_units.add(region, UnitKind.REGION, None, aliases)
    context.new_units.refs[fold(authority)] = context.root


def _region_of_names(context: Context, collected: Collected, known: KnownNames) -> int | None:
    """The region in whose ledger most of the names stand that the file refers to; ``None`` if it knows none of them."""
    tree = context.tree
    regions = [node for node in tree.nodes.values() if node.kind == str(UnitKind.REGION)]
    if len(regions) < 2:
        return None
    votes: Counter[int] = Counter()
    kinds = ((OF_ORGANIZATIONS, known.organizations), (OF_BODIES, known.bodies))
    for keys, things in kinds:
        named = {fold(name) for name in _names(collected, keys)}
        for name, unit in things.values():
            if fold(name) in named:
                votes[_region(context, unit)] += 1
    return votes.most_common(1)[0][0] if votes else None


def _region(context: Context, unit: int) -> int:
    above = context.tree.lineage(unit)
    return next((one for one in above if context.tree.nodes[one].kind == str(UnitKind.REGION)), unit)


def _names(collected: Collected, keys: tuple[str, ...]) -> Iterable[str]:
    for records in collected.records.values():
        sheet = records.layout.sheet
        wanted = [column.key for column in sheet.columns if column.key in keys]
        if keys is OF_BODIES and sheet.key == "party_organizations":
            wanted.append("name")
        for place in map(sheet.place, wanted):
            for row in records.rows:
                yield from _texts(row[place])


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from value
