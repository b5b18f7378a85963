"""The tree of units as it stood on a day, as the ledger knew it: paths, subtrees, and finding a unit by its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

SEPARATOR = "/"
LONGEST_SHOWN = 80
"""How much of a name that nothing bears a sentence repeats."""


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit on a day."""

    id: int
    name: str
    kind: str
    parent: int | None
    position: int = 0
    aliases: tuple[str, ...] = ()


class UnknownUnit(LookupError):
    """No unit has the name, or several have; ``str()`` says which, in Chinese."""


@dataclass
class UnitTree:
    """All units of a day, by id."""

    nodes: dict[int, UnitNode]
    _children: dict[int | None, list[UnitNode]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in sorted(self.nodes.values(), key=lambda one: (one.position, one.id)):
            parent = node.parent if node.parent in self.nodes else None
            self._children.setdefault(parent, []).append(node)

    @property
    def root(self) -> UnitNode | None:
        """The first unit that stands under no other; ``None`` when there are no units."""
        roots = self._children.get(None, [])
        return roots[0] if roots else None

    def children(self, unit: int | None) -> list[UnitNode]:
        return self._children.get(unit, [])

    def subtree(self, unit: int) -> frozenset[int]:
        """The unit and all below it."""
        found: set[int] = set()
        pending = [unit]
        while pending:
            one = pending.pop()
            if one not in found:
                found.add(one)
                pending += [child.id for child in self.children(one)]
        return frozenset(found)

    def lineage(self, unit: int) -> tuple[int, ...]:
        """The unit and those above it, upwards."""
        found: list[int] = []
        at: int | None = unit
        while at is not None and at in self.nodes and at not in found:
            found.append(at)
            at = self.nodes[at].parent
        return tuple(found)

    def path(self, unit: int) -> str:
        """Names from the root down, for example 云川县/城关镇."""
        return SEPARATOR.join(self.nodes[one].name for one in reversed(self.lineage(unit)))

    def name(self, unit: int) -> str:
        return self.nodes[unit].name if unit in self.nodes else f"单位 {unit}"

    def in_order(self) -> Iterator[UnitNode]:
        """All units, each before those below it."""
        pending = list(reversed(self.children(None)))
        while pending:
            node = pending.pop()
            yield node
            pending += reversed(self.children(node.id))

    def find(self, text: str) -> UnitNode:
        """The unit of a path (云川县/城关镇), or of a name or alias if only one unit bears it.

        Raises:
            UnknownUnit: none, or several; the paths of the candidates are listed.
        """
        names = [part.strip() for part in text.split(SEPARATOR) if part.strip()]
        found = [node for node in self.in_order() if names and self._matches(node, names)]
        if len(found) == 1:
            return found[0]
        exact = [node for node in found if self.path(node.id) == SEPARATOR.join(names)]
        if len(exact) == 1:
            return exact[0]
        if found:
            raise UnknownUnit(
                f"叫“{text}”的单位有 {len(found)} 个，请写全路径：{'、'.join(self.path(n.id) for n in found)}"
            )
        named = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
        raise UnknownUnit(f"没有叫“{named}”的单位。现有单位：{self._some()}")

    def _matches(self, node: UnitNode, names: list[str]) -> bool:
        at: int | None = node.id
        for name in reversed(names):
            if at is None or at not in self.nodes:
                return False
            one = self.nodes[at]
            if name != one.name and name not in one.aliases:
                return False
            at = one.parent
        return True

    def _some(self, most: int = 12) -> str:
        paths = [self.path(node.id) for node in self.in_order()]
        if not paths:
            return "还没有单位，先导入台账或用 shejian unit add 建立"
        return "、".join(paths[:most]) + (f"等 {len(paths)} 个" if len(paths) > most else "")
