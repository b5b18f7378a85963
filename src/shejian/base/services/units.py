"""Setting up units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shejian.base.models import Unit, UnitAlias, UnitParticulars
from shejian.base.queries import unit_tree
from shejian.base.tree import SEPARATOR
from shejian.core.facts.terms import UnitKind
from shejian.journal.models import Entry
from shejian.journal.services import Act, Posting, posting


class UnitExists(ValueError):
    """A unit of that path exists already."""


class BadPath(ValueError):
    """A path that cannot be a unit's; ``str()`` says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit about to be set up. ``parent`` is the id of a unit, or ``None`` for a root."""

    name: str
    kind: str
    parent: int | None
    aliases: tuple[str, ...] = ()
    division: str = ""
    position: int = 0


def set_up(made: Posting, drafts: Sequence[UnitDraft]) -> range:
    """Record units, as standing from the beginning; returns their ids, in the order given."""
    ids = made.record(Unit, (), [()] * len(drafts))
    paired = list(zip(ids, drafts, strict=True))
    made.record(
        UnitParticulars,
        ("unit_id", "name", "kind", "parent_id", "division", "position"),
        [(one, draft.name, draft.kind, draft.parent, draft.division, draft.position) for one, draft in paired],
    )
    made.record(
        UnitAlias, ("unit_id", "name"), [(one, alias) for one, draft in paired for alias in draft.aliases if alias]
    )
    return ids


def _names(path: str) -> list[str]:
    names = [part.strip() for part in path.split(SEPARATOR)]
    if not any(names):
        raise BadPath("没有写单位的名称；请写路径，例如 云川县/新区街道")
    if not all(names):
        raise BadPath(f"“{path}”里有一段是空的；请去掉多余的“{SEPARATOR}”，例如 云川县/新区街道")
    longest = UnitParticulars._meta.get_field("name").max_length or 0
    if len(names[-1]) > longest:
        raise BadPath(f"单位的名称有 {len(names[-1])} 个字，最多 {longest} 个；请写短一些")
    return names


def add_unit(*, act: Act, path: str, kind: UnitKind, aliases: tuple[str, ...] = (), on: date) -> Entry:
    """Set up one unit at a path; all above it must exist.

    Raises:
        BadPath: the path has a part without a name, or with one too long.
        UnitExists: there is one at that path.
        UnknownUnit: the unit above does not exist.
    """
    names = _names(path)
    with posting(act, "base.add_unit") as made:
        tree = unit_tree(on)
        if any(tree.path(node.id) == SEPARATOR.join(names) for node in tree.in_order()):
            raise UnitExists(f"已经有 {SEPARATOR.join(names)} 这个单位，没有改动")
        parent = tree.find(SEPARATOR.join(names[:-1])).id if len(names) > 1 else None
        made.statement |= {"path": path, "kind": str(kind), "aliases": list(aliases)}
        set_up(made, [UnitDraft(names[-1], str(kind), parent, aliases, position=len(tree.children(parent)))])
    return Entry.objects.get(number=made.number)
