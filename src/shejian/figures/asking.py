"""A question about the ledger (which unit, along which line, on which day, as known when) and what answers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shejian.base.queries import unit_tree
from shejian.base.tree import UnitNode, UnitTree
from shejian.core.facts import Picture, Remembered
from shejian.core.facts.terms import Line
from shejian.core.indicators import Relations, Scope, View, When
from shejian.core.rules import Law
from shejian.rulebook.queries import law_for
from shejian.snapshot.frames import SNAPSHOT

MOST_ROWS = 1_000_000
_relations: Remembered[Relations] = Remembered(pictures=2, most=40)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        on: the day, at its close.
        since: the first day of the period for flows.
        unit: path or name of a unit; ``None`` is the root, and with it everything.
        line: along which line the unit's subtree is taken.
        own: 本级, without what is below.
        known: number of the last journal entry to heed; ``None`` is all.
    """

    on: date
    since: date
    unit: str | None = None
    line: Line = Line.TERRITORY
    own: bool = False
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to the ledger: the view that indicators judge, the scope, and the units by name."""

    question: Question
    picture: Picture
    view: View
    scope: Scope
    tree: UnitTree
    node: UnitNode | None

    @property
    def path(self) -> str:
        return self.tree.path(self.node.id) if self.node else ""

    @property
    def law(self) -> Law:
        """The law of the unit asked, by which its figures are judged."""
        return self.view.law

    def at(self, when: When, known: int | None = None) -> Asked:
        """The same question of the same units at another time; as known at another entry, if one is named."""
        if known is None or known == self.picture.known:
            view = _shared_view(self.picture, when, self.law)
        else:
            view = _view(SNAPSHOT.picture(known), when, self.tree, self.node)
        return Asked(self.question, view.picture, view, self.scope, self.tree, self.node)


def ask(question: Question, picture: Picture | None = None, tree: UnitTree | None = None) -> Asked:
    """Open the ledger for a question.

    Args:
        picture: the ledger as the question knows it, and the ``tree`` of its day, where the caller has them already.

    Raises:
        UnknownUnit: no unit, or several, bear the name.
        ValueError: the period would begin after it ends.
    """
    when = When(question.on, question.since)
    picture = picture or SNAPSHOT.picture(question.known)
    tree = tree or unit_tree(question.on, picture.known)
    node = tree.find(question.unit) if question.unit else tree.root
    return Asked(question, picture, _view(picture, when, tree, node), _scope(question, tree, node), tree, node)


def _view(picture: Picture, when: When, tree: UnitTree, node: UnitNode | None) -> View:
    """Figures of a unit are judged by its law: the nation's, under it what the units above and it itself ask for."""
    return _shared_view(picture, when, law_for(node.id if node else None, picture.known, tree))


def _shared_view(picture: Picture, when: When, law: Law) -> View:
    """A view that takes over what others of the same picture, time and law have computed; of a ledger so large that
    keeping it would fill the memory, one of its own."""
    if picture.rows > MOST_ROWS:
        return View(picture, when, law)
    return View(picture, when, law, _relations.get(picture, (when, law), dict))


def _scope(question: Question, tree: UnitTree, node: UnitNode | None) -> Scope:
    """The whole ledger needs no list of units; anything less is a set of them."""
    if node is None:
        return Scope(question.line)
    if question.own:
        return Scope(question.line, frozenset({node.id}))
    if node == tree.root and len(tree.children(None)) == 1:
        return Scope(question.line)
    return Scope(question.line, tree.subtree(node.id))
