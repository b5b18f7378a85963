"""What a form may name: party organizations, social organizations and persons within the visitor's reach."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from django.db.models import QuerySet

from shejian.base.enums import Role
from shejian.core.identifiers import check_identity_number, fold_identifier, mask_identity_number, mask_name
from shejian.core.indicators import Subject
from shejian.core.sheets import fold
from shejian.exchange.ledgers.persons import known_persons
from shejian.figures.naming import Names
from shejian.office.asking import Posed
from shejian.office.reach import may_disclose, reaches_all
from shejian.office.visitors import Visitor
from shejian.party.models import Affiliation
from shejian.party.queries import BodyName, bodies_reached, body_names
from shejian.people import protection
from shejian.people.models import PersonParticulars
from shejian.registry.models import Registration
from shejian.registry.queries import organizations_reached

SHOWN = 8
"""The most things that are listed for choosing at a field."""
OFFERED = 400
"""The most names that are sent with a page for its lists."""
NUMBERED = re.compile(r"人员\s*(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be named.

    Attributes:
        text: what a control holds for it: its name, and what tells it from others of that name.
        about: what else is said of it where there is a choice.
    """

    number: int
    name: str
    text: str
    about: str = ""
    code: str = ""
    offered: bool = True


class Finder(Protocol):
    """Finds things by what is typed."""

    def thing(self, number: int) -> Thing | None:
        """The thing of a number, if it may be named."""

    def found(self, text: str) -> Sequence[Thing]:
        """The things that a text names."""

    def near(self, text: str) -> Sequence[Thing]:
        """A few things of which the text may be a part."""

    def offered(self) -> Sequence[Thing]:
        """The things sent with the page; none where they are too many."""


@dataclass(frozen=True)
class Listing:
    """Things that are all known beforehand."""

    things: Sequence[Thing]

    @cached_property
    def _by_number(self) -> dict[int, Thing]:
        return {one.number: one for one in self.things}

    def thing(self, number: int) -> Thing | None:
        return self._by_number.get(number)

    def found(self, text: str) -> Sequence[Thing]:
        wanted = fold(text)
        exactly = [one for one in self.things if wanted in (fold(one.text), fold(one.code) if one.code else None)]
        return exactly[:1] if exactly else [one for one in self.things if fold(one.name) == wanted]

    def near(self, text: str) -> Sequence[Thing]:
        wanted = fold(text)
        return [one for one in self.things if wanted and wanted in fold(one.text)][:SHOWN]

    def offered(self) -> Sequence[Thing]:
        living = [one for one in self.things if one.offered]
        return living if len(living) <= OFFERED else ()


def bodies(one: Visitor, posed: Posed, more: Collection[int] = (), without: Collection[int] = ()) -> Listing:
    """The party organizations that he writes of; dissolved ones can be named, and are not offered."""
    known = body_names(posed.known)
    if reaches_all(one, posed, Role.CLERK):
        return _bodies(posed, (each for each in known.values() if each.number not in without))
    reached = bodies_reached(posed.asked.picture, posed.on, one.along(posed.asked.tree, Role.CLERK))
    mine = (reached | set(more)) - set(without)
    return _bodies(posed, (known[number] for number in sorted(mine) if number in known))


class Known(Listing):
    """Things of which some are only found by their full names: what he does not write of is not listed to him."""

    def near(self, text: str) -> Sequence[Thing]:
        return [one for one in super().near(text) if one.offered]


def partners(one: Visitor, posed: Posed, without: int) -> Listing:
    """Every party organization but one, as those with whom it may have met."""
    mine = {each.number for each in bodies(one, posed).things}
    every = _bodies(posed, (each for each in body_names(posed.known).values() if each.number != without))
    return Known([replace(each, offered=each.offered and each.number in mine) for each in every.things])


def superiors(one: Visitor, posed: Posed, more: Collection[int] = ()) -> Listing:
    """The party organizations under which he may put one: those of his units and of all above them, and those above
    whatever he reaches."""
    known, tree = body_names(posed.known), posed.asked.tree
    mine = {unit for units in one.along(tree, Role.CLERK).values() for unit in units}
    units = {upper for unit in mine for upper in tree.lineage(unit)}
    reached = bodies_reached(posed.asked.picture, posed.on, one.along(tree, Role.CLERK)) | set(more)
    found = {each.number for each in known.values() if each.unit in units} | reached
    pending = list(found)
    while pending:
        each = known.get(pending.pop())
        if each is not None and each.parent is not None and each.parent not in found:
            found.add(each.parent)
            pending.append(each.parent)
    return _bodies(posed, (known[number] for number in sorted(found) if number in known))


def _bodies(posed: Posed, listed: Iterable[BodyName]) -> Listing:
    found = list(listed)
    names = Counter(fold(each.name) for each in found)
    things: list[Thing] = []
    told: set[str] = set()
    for each in found:
        life = f"{each.founded or '日期未填'} 成立" + (f"，{each.dissolved} 撤销" if each.dissolved else "")
        about = f"{posed.asked.tree.name(each.unit)}，{life}"
        text = each.name if names[fold(each.name)] == 1 else f"{each.name}（{about}）"
        if fold(text) in told:
            text = f"{text[:-1]}，编号 {each.number}）"
        told.add(fold(text))
        things.append(Thing(each.number, each.name, text, about, offered=each.dissolved is None))
    return Listing(things)


def organizations(one: Visitor, posed: Posed) -> Listing:
    """The social organizations that he writes of."""
    names: dict[int, tuple[str, str]] = {}
    live = Registration.objects.known(posed.known).filter(end__isnull=True).order_by("organization_id")
    rows = list(live.values_list("organization_id", "name", "code"))
    if not reaches_all(one, posed, Role.CLERK):
        reached = organizations_reached(posed.asked.picture, posed.on, one.along(posed.asked.tree, Role.CLERK))
        rows = [row for row in rows if row[0] in reached]
    names = {number: (name, code) for number, name, code in rows}
    called = [fold(name) for name, _ in names.values()]
    counted = {name: called.count(name) for name in set(called)}
    return Listing(
        [
            Thing(number, name, name if counted[fold(name)] == 1 else f"{name}（{code}）", code, code)
            for number, (name, code) in names.items()
        ]
    )


@dataclass(frozen=True)
class Persons:
    """Persons of whom the visitor writes, found by their full name or number; listed masked, never offered at once."""

    one: Visitor
    posed: Posed
    without: int

    def thing(self, number: int) -> Thing | None:
        mine = number != self.without and may_disclose(self.one, self.posed, number)
        held = self._facts().filter(person=number).first() if mine else None
        return None if held is None else self._things([held])[0]

    def found(self, text: str) -> Sequence[Thing]:
        numbered = NUMBERED.search(text) or re.fullmatch(r"(\d{1,10})", text)
        if numbered:
            one = self.thing(int(numbered[1]))
            return [] if one is None else [one]
        folded = fold_identifier(text)
        if check_identity_number(folded) is None:
            borne = known_persons([protection.digest(folded)])
            named = (self.thing(number) for number, _ in borne.values())
            return [each for each in named if each is not None]
        return self._mine(self._facts().filter(name=text.strip()).exclude(person=self.without))

    def near(self, text: str) -> Sequence[Thing]:
        return ()

    def offered(self) -> Sequence[Thing]:
        return ()

    def namesakes(self, name: str) -> Sequence[Thing]:
        """Others of the very same name."""
        return self._mine(self._facts().filter(name=name).exclude(person=self.without))

    def _facts(self) -> QuerySet[PersonParticulars]:
        return PersonParticulars.objects.known(self.posed.known).filter(end__isnull=True).order_by("person_id")

    def _mine(self, facts: Iterable[PersonParticulars]) -> list[Thing]:
        mine = [fact for fact in facts if may_disclose(self.one, self.posed, fact.person_id)]
        return self._things(mine)

    def _things(self, facts: Sequence[PersonParticulars]) -> list[Thing]:
        held = Affiliation.objects.known(self.posed.known).filter(person__in=[fact.person_id for fact in facts])
        bodies_of = {each.person_id: each.party_organization_id for each in held.order_by("start", "id")}
        names = Names(self.posed.on, self.posed.known).of(Subject.PARTY_ORGANIZATION, bodies_of.values())
        found = []
        for fact in facts:
            masked, cipher = mask_name(fact.name), fact.identity_cipher
            code = "没有身份号码" if cipher is None else mask_identity_number(protection.reveal(cipher))
            body = bodies_of.get(fact.person_id)
            where = names[body].name if body is not None and body in names else "没有组织关系"
            found.append(Thing(fact.person_id, masked, f"{masked}（人员 {fact.person_id}）", f"{code}，{where}"))
        return found
