"""Which accounts and roles an administrator manages: those within the units he reaches as administrator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shejian.accounts.models import CONSOLE_USERNAME, User
from shejian.base.enums import Role
from shejian.base.queries import Holding, holdings
from shejian.core.facts.terms import Line, UnitKind
from shejian.office.visitors import Visitor


@dataclass(frozen=True, slots=True)
class Domain:
    """What an administrator manages on a day.

    Attributes:
        reached: the units of his, along each line.
        chief: whether one of them stands under no other; then he manages, too, who holds no role at all.
    """

    today: date
    reached: Mapping[Line, frozenset[int]]
    units: frozenset[int]
    chief: bool

    def manages(self, unit: int, line: Line) -> bool:
        """Whether he gives and ends roles at a unit along a line; units that are gone fall to the uppermost."""
        return unit in self.reached[line] or (self.chief and unit not in self.units)

    def of(self, held: Iterable[Holding]) -> tuple[Holding, ...]:
        """Those of an account's roles that he manages."""
        return tuple(one for one in held if self.manages(one.unit, one.line))

    def sees(self, held: Iterable[Holding]) -> bool:
        """Whether an account is among those he is shown: it holds a role in his domain, or held its last one there."""
        counting = _counting(held, self.today)
        return any(self.manages(one.unit, one.line) for one in counting) if counting else self.chief

    def commands(self, held: Iterable[Holding]) -> bool:
        """Whether he may reset an account's password or disable it: it holds roles nowhere else. Otherwise a town's
        administrator could make himself the county's."""
        counting = _counting(held, self.today)
        return all(self.manages(one.unit, one.line) for one in counting) if counting else self.chief


def _counting(held: Iterable[Holding], today: date) -> list[Holding]:
    """The roles that an account holds or will hold; if none, those that it held."""
    every = list(held)
    return [one for one in every if not one.has_ended(today)] or every


@dataclass(frozen=True, slots=True)
class Managed:
    """An account within somebody's domain, with all its roles, in or outside it."""

    user: User
    held: tuple[Holding, ...]


def domain_of(one: Visitor) -> Domain:
    """What a visitor manages today."""
    reached = one.along(one.tree, Role.ADMINISTRATOR)
    return Domain(one.today, reached, frozenset(one.tree.nodes), one.is_chief)


def managed_accounts(domain: Domain) -> list[Managed]:
    """The accounts that an administrator is shown, in the order in which they were opened."""
    by_user: dict[int, list[Holding]] = {}
    for held in holdings():
        by_user.setdefault(held.user, []).append(held)
    users = User.objects.exclude(username=CONSOLE_USERNAME).order_by("pk")
    every = (Managed(user, tuple(by_user.get(user.pk, ()))) for user in users)
    return [one for one in every if domain.sees(one.held)]


def account_numbered(number: int) -> Managed | None:
    """The account of that number, whoever may see it; commands' own is nobody's."""
    user = User.objects.exclude(username=CONSOLE_USERNAME).filter(pk=number).first()
    return Managed(user, tuple(holdings(number))) if user else None


def places(one: Visitor, domain: Domain) -> list[tuple[str, str]]:
    """Where an administrator may give roles: unit and line, as forms say them, and in words."""
    found = []
    for node in one.tree.in_order():
        lines = tuple(Line) if node.kind == UnitKind.REGION else (UnitKind(node.kind).line,)
        found += [
            (place_of(node.id, line), f"{one.tree.path(node.id)}（{line.label}）")
            for line in lines
            if domain.manages(node.id, line)
        ]
    return found


def place_of(unit: int, line: Line) -> str:
    """A unit and a line as a form says them."""
    return f"{unit}-{line}"


def read_place(said: str) -> tuple[int, Line]:
    """The unit and the line that a form says; the form has checked that it offered them."""
    unit, _, line = said.partition("-")
    return int(unit), Line(line)
