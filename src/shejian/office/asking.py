"""The question that an address asks (``line, unit, own, on, since, known``), read, checked and put to the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from shejian.base.queries import head_number, unit_tree
from shejian.base.recorded import BadPoint, NoSuchEntry, last_heeded, read_point
from shejian.base.tree import UnitNode, UnitTree, UnknownUnit
from shejian.core.calendar import DateFault, long_date, read_date, year_start
from shejian.core.facts.terms import Line
from shejian.figures.asking import Asked, Question, ask
from shejian.office.visitors import Visitor
from shejian.snapshot.frames import SNAPSHOT

FIELDS = ("line", "unit", "own", "on", "since", "known")
YES = "1"


class BadQuestion(Exception):
    """The address asks what cannot be asked; ``faults`` says why, in Chinese, for each of its fields.

    ``missing`` tells an entry or a unit that is not there from what is merely written wrong.
    """

    def __init__(self, said: Mapping[str, str], faults: Mapping[str, str], *, missing: bool = False) -> None:
        super().__init__("；".join(faults.values()))
        self.said = said
        self.faults = faults
        self.missing = missing


class OutOfReach(Exception):
    """The address asks about a unit that the visitor does not reach."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class NotYet(Exception):
    """The visitor's own unit is not in the ledger on the day, or as known then: there is nothing to show."""

    def __init__(self, asking: Asking, unit: str) -> None:
        super().__init__(unit)
        self.asking = asking
        self.unit = unit


@dataclass(frozen=True, slots=True)
class Asking:
    """What an address says; what it leaves out is ``None`` or empty and means the ordinary thing: the visitor's own
    unit and line, all below it, today, since 1 January, the whole journal."""

    line: Line | None = None
    unit: str = ""
    own: bool = False
    on: date | None = None
    since: date | None = None
    known: str = ""

    def fields(self) -> dict[str, str]:
        """What is said, as the address writes it."""
        said = {
            "line": str(self.line or ""),
            "unit": self.unit,
            "own": YES if self.own else "",
            "on": self.on.isoformat() if self.on else "",
            "since": self.since.isoformat() if self.since else "",
            "known": self.known,
        }
        return {name: value for name, value in said.items() if value}

    def query(self, **more: str) -> str:
        """The question as the query part of an address; ``more`` are parameters of the page."""
        said = self.fields() | {name: value for name, value in more.items() if value}
        return f"?{urlencode(said)}" if said else ""

    def with_(self, **changes: Any) -> Asking:
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Posed:
    """A question put to the ledger.

    Attributes:
        node: the unit asked about; ``None`` for an empty ledger.
        head: the last entry there is now; ``asked.picture.known`` is the last one heeded.
    """

    asking: Asking
    asked: Asked
    node: UnitNode | None
    head: int
    today: date

    @property
    def line(self) -> Line:
        return self.asked.question.line

    @property
    def on(self) -> date:
        return self.asked.question.on

    @property
    def known(self) -> int:
        return self.asked.picture.known

    @property
    def is_past(self) -> bool:
        return self.on < self.today or self.known < self.head


def read_asking(said: Mapping[str, str]) -> Asking:
    """What an address says.

    Raises:
        BadQuestion: a field of it is no line, no day, or no entry or moment.
    """
    texts = {name: said.get(name, "").strip() for name in FIELDS}
    faults: dict[str, str] = {}
    if texts["line"] and texts["line"] not in {str(line) for line in Line}:
        lines = "、".join(f"{line}（{line.label}）" for line in Line)
        faults["line"] = f"没有“{texts['line']}”这条线，可用：{lines}"
    on, since = (_day(texts, name, faults) for name in ("on", "since"))
    try:
        read_point(texts["known"] or "0")
    except BadPoint as fault:
        faults["known"] = str(fault)
    if faults:
        raise BadQuestion(texts, faults)
    line = Line(texts["line"]) if texts["line"] else None
    return Asking(line, texts["unit"], texts["own"] == YES, on, since, texts["known"])


def _day(texts: Mapping[str, str], name: str, faults: dict[str, str]) -> date | None:
    if not texts[name]:
        return None
    try:
        return read_date(texts[name])
    except DateFault as fault:
        faults[name] = f"“{texts[name]}”{fault}"
        return None


def pose(one: Visitor, asking: Asking) -> Posed:
    """Put a visitor's question to the ledger.

    Raises:
        BadQuestion: the period ends before it begins, or there is no such entry or unit.
        OutOfReach: he does not reach the unit.
        NotYet: his own unit was not there then.
    """
    assert one.home is not None  # noqa: S101 - the access table lets nobody through without a role
    on = asking.on or one.today
    since = asking.since or year_start(on)
    head = head_number()
    known = _known(asking)
    if since > on:
        raise BadQuestion(asking.fields(), {"since": f"时期的起日 {since} 晚于截至日 {on}，请把其中一个改一改"})
    picture = SNAPSHOT.picture(known)
    tree = unit_tree(on, picture.known)
    node = _node(one, asking, tree)
    line = _line(one, asking, tree, node)
    question = Question(
        on=on,
        since=since,
        unit=tree.path(node.id) if node else None,
        line=line,
        own=asking.own,
        known=known,
    )
    return Posed(asking, ask(question, picture, tree), node, head, one.today)


def _line(one: Visitor, asking: Asking, tree: UnitTree, node: UnitNode | None) -> Line:
    """The line asked along, by default one along which the visitor reaches the unit: his own, if he does."""
    assert one.home is not None  # noqa: S101 - as below
    if node is None:
        return asking.line or one.home.line
    lines = one.lines_at(tree, node.id)
    if asking.line is not None and asking.line not in lines:
        raise OutOfReach(f"{tree.path(node.id)}（{asking.line.label}）")
    return asking.line or lines[0]


def _known(asking: Asking) -> int | None:
    """The last entry to heed; ``None`` when none is named."""
    try:
        return last_heeded(read_point(asking.known) if asking.known else None)
    except NoSuchEntry as fault:
        raise BadQuestion(asking.fields(), {"known": str(fault)}, missing=True) from None


def _node(one: Visitor, asking: Asking, tree: UnitTree) -> UnitNode | None:
    """The unit asked about, by default the visitor's own; ``None`` only for who reaches everything of no units."""
    assert one.home is not None  # noqa: S101 - as above
    if asking.unit:
        node = _named(one, asking, tree)
        if node.id not in one.within(tree):
            raise OutOfReach(tree.path(node.id))
        return node
    reached = one.along(tree)
    for held in one.reaches:  # the first of his roles, or the first that reaches along the line asked
        if held.unit in tree.nodes and (asking.line is None or held.unit in reached[asking.line]):
            return tree.nodes[held.unit]
    if one.home.unit in tree.nodes:
        return tree.nodes[one.home.unit]
    if tree.nodes or one.home.unit not in one.roots:
        raise NotYet(asking, one.tree.name(one.home.unit))
    return None


def _named(one: Visitor, asking: Asking, tree: UnitTree) -> UnitNode:
    try:
        return tree.find(asking.unit)
    except UnknownUnit:
        why = _why_no_unit(one, asking, tree)
        raise BadQuestion(asking.fields(), {"unit": why}, missing=True) from None


def _why_no_unit(one: Visitor, asking: Asking, tree: UnitTree) -> str:
    if sum(node.name == asking.unit for node in tree.in_order()) > 1:
        return f"叫“{asking.unit}”的单位不止一个，请从“范围”里选"
    if any(asking.unit in (node.name, one.tree.path(node.id)) for node in one.tree.in_order()):
        return f"截至 {long_date(asking.on or one.today)}，照所选的账，还没有叫“{asking.unit}”的单位"
    tops = "、".join(node.name for node in one.tops(tree)) or "您任职的单位"
    return f"没有叫“{asking.unit}”的单位。您可以看{tops}和它的下级"
