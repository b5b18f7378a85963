"""What the ledger holds of one party organization in one year, up to a day and as known at an entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q

from shejian.activities.queries import Account, accounts_of, count_meetings, meetings_of
from shejian.base.queries import unit_tree
from shejian.core.calendar import year_start
from shejian.core.facts import Picture
from shejian.core.indicators import Subject
from shejian.figures.asking import Asked, Question, ask
from shejian.figures.life import LifeAsked, life_due_of
from shejian.figures.naming import Names
from shejian.journal.models import DatedFact
from shejian.learning.queries import Hours, hours_of
from shejian.party.models import (
    Affiliation,
    Committee,
    Coverage,
    Dues,
    Election,
    Establishment,
    Membership,
    PartyOrganizationParticulars,
    Post,
)
from shejian.party.queries import members_of, steps_at
from shejian.reports.minutes import Called
from shejian.snapshot.frames import SNAPSHOT

BODY = "party_organization"
F = TypeVar("F", bound=DatedFact)


class NoSuchBook(Exception):
    """There is nothing to make a book of; ``str()`` says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member whose relation stood here at some time of the year.

    Attributes:
        since, until: when the relation began and ended here; ``None`` for not recorded and not yet.
        onwards: the party organization in which the relation went on, if that is on record.
        here: whether it stands here on the day.
    """

    person: int
    since: date | None
    until: date | None
    onwards: int | None
    here: bool


@dataclass(frozen=True, slots=True)
class YearOfBranch:
    """Everything a book of one year says.

    Attributes:
        asked: the question of the day, by the law of the branch's unit.
        since: 1 January of the year; ``asked.question.on`` is the last day heeded.
        life: what was due of it; meetings of which there is no list of who was there are not in ``attended``.
        attended: of each member how often he was there, on leave, absent and not counted.
        unlisted: how many meetings have no such list.
    """

    asked: Asked
    body: int
    since: date
    particulars: PartyOrganizationParticulars
    establishment: Establishment | None
    covered: tuple[Coverage, ...]
    organizations: Mapping[int, str]
    committee: Committee | None
    election: Election | None
    posts: tuple[Post, ...]
    members: tuple[Member, ...]
    memberships: Mapping[int, Membership]
    meetings: tuple[Account, ...]
    life: LifeAsked
    attended: Mapping[int, Counter[str]]
    unlisted: int
    dues: tuple[Dues, ...]
    hours: Mapping[int, Hours]
    steps: tuple[tuple[int, str, date], ...]
    called: Called

    @property
    def on(self) -> date:
        return self.asked.question.on

    @property
    def known(self) -> int:
        return self.asked.picture.known


def read_year(body: int, on: date, point: int | None) -> YearOfBranch:
    """The year of a day, up to that day.

    Args:
        point: number of the last entry to heed; ``None`` is all.

    Raises:
        NoSuchBook: the ledger does not know the party organization, or it was not there in that year.
    """
    picture = SNAPSHOT.picture(point)
    known, since = picture.known, year_start(on)
    particulars = _stated(PartyOrganizationParticulars, body, on, known)
    if particulars is None:
        raise NoSuchBook(f"以第 {known} 笔的账为准，没有编号 {body} 的党组织；请核对编号")
    asked = _ask(particulars.unit_id, on, known, picture)
    establishment = _stated(Establishment, body, on, known)
    _refuse_outside(particulars.name, establishment, since, on)
    covered = tuple(Coverage.objects.on(on, known).filter(party_organization=body).order_by("position", "id"))
    count = count_meetings(picture, body, on, since)
    meetings = accounts_of([held.meeting for held in meetings_of(picture, body, on, 0, count)], known)
    stays = _stays(body, since, on, known)
    steps = tuple(reversed(steps_at(picture, since, on, body)))
    here = frozenset(member.person for member in members_of(picture, on, body))
    members = _members(stays, here, on, known)
    named = {member.person for member in members} | {person for person, _, _ in steps}
    held = Election.objects.known(known).filter(party_organization=body, start__lte=on)
    memberships = Membership.objects.known(known).filter(person__in=sorted(named))
    return YearOfBranch(
        asked=asked,
        body=body,
        since=since,
        particulars=particulars,
        establishment=establishment,
        covered=covered,
        organizations={
            one: each.name
            for one, each in Names(on, known).of(Subject.ORGANIZATION, {f.organization_id for f in covered}).items()
        },
        committee=Committee.objects.on(on, known).filter(party_organization=body).order_by("id").last(),
        election=held.order_by("start", "id").last(),
        posts=tuple(Post.objects.on(on, known).filter(party_organization=body).order_by("title", "start", "id")),
        members=members,
        memberships={fact.person_id: fact for fact in memberships.order_by("start", "id")},
        meetings=tuple(meetings),
        life=life_due_of(asked, body),
        attended=_attended(meetings, stays),
        unlisted=sum(not one.attendance for one in meetings),
        dues=tuple(_in_year(Dues, since, on, known).filter(party_organization=body).order_by("start", "id")),
        hours=hours_of(picture, [member.person for member in members], on),
        steps=steps,
        called=_called(particulars, body, meetings, members, named, on, known),
    )


def _ask(unit: int, on: date, known: int, picture: Picture) -> Asked:
    """The question of the unit at home in which the party organization is: its life is judged by that unit's law."""
    tree = unit_tree(on, known)
    path = tree.path(unit) if unit in tree.nodes else None
    return ask(Question(on=on, since=year_start(on), unit=path, known=known), picture, tree)


def _refuse_outside(name: str, life: Establishment | None, since: date, on: date) -> None:
    if life is None:
        return
    if life.start is not None and life.start > on:
        raise NoSuchBook(f"{name} {life.start} 才成立，{on} 还没有它，没有 {on.year} 年的工作手册")
    if life.end is not None and life.end <= since:
        raise NoSuchBook(f"{name} 已于 {life.end} 撤销，没有 {on.year} 年的工作手册")


def _stated(model: type[F], body: int, on: date, known: int) -> F | None:
    """The fact that holds on the day, or else the last one that began before it; at worst the first that came after."""
    held: Any = model.objects.known(known).filter(**{BODY: body})
    facts: list[F] = sorted(held, key=lambda fact: (fact.start or date.min, fact.pk))
    begun = [fact for fact in facts if fact.start is None or fact.start <= on]
    return begun[-1] if begun else next(iter(facts), None)


def _in_year(model: type[DatedFact], since: date, on: date, known: int) -> Any:
    """The facts that hold on some day of the year up to ``on``."""
    begun = Q(start__isnull=True) | Q(start__lte=on)
    return model.objects.known(known).filter(begun, Q(end__isnull=True) | Q(end__gt=since))


def _stays(body: int, since: date, on: date, known: int) -> list[Affiliation]:
    facts = _in_year(Affiliation, since, on, known).filter(party_organization=body)
    return list(facts.order_by("person", "start", "id"))


def _members(stays: list[Affiliation], here: frozenset[int], on: date, known: int) -> tuple[Member, ...]:
    """The members of the year, those here since longest first."""
    left = {fact.person_id: fact.end for fact in stays if fact.end is not None and fact.end <= on}
    went = Affiliation.objects.known(known).filter(person__in=sorted(left), start__in=sorted(set(left.values())))
    onwards = {fact.person_id: fact.party_organization_id for fact in went if fact.start == left[fact.person_id]}
    found = []
    for fact in sorted(stays, key=lambda fact: (fact.start or date.min, fact.person_id, fact.pk)):
        until = fact.end if fact.end is not None and fact.end <= on else None
        where = onwards.get(fact.person_id) if until is not None else None
        found.append(Member(fact.person_id, fact.start, until, where, until is None and fact.person_id in here))
    return tuple(found)


def _attended(meetings: list[Account], stays: list[Affiliation]) -> dict[int, Counter[str]]:
    """How the members of the branch stand in the lists of its meetings; at a joint one only its own are counted."""
    spans: dict[int, list[Affiliation]] = {}
    for fact in stays:
        spans.setdefault(fact.person_id, []).append(fact)
    found: dict[int, Counter[str]] = {}
    for one in meetings:
        for person, state in one.attendance.items():
            if any(_holds(fact, one.day) for fact in spans.get(person, ())):
                found.setdefault(person, Counter())[state] += 1
    return found


def _holds(fact: DatedFact, day: date) -> bool:
    return (fact.start is None or fact.start <= day) and (fact.end is None or day < fact.end)


def _called(
    particulars: PartyOrganizationParticulars,
    body: int,
    meetings: list[Account],
    members: tuple[Member, ...],
    named: set[int],
    on: date,
    known: int,
) -> Called:
    """Names of the branch's own members and of those on the way to it; of partners' members there are none."""
    bodies = {met for one in meetings for met in (one.party_organization, *one.partners)} | {body}
    bodies |= {member.onwards for member in members if member.onwards is not None}
    bodies |= {particulars.parent_id} if particulars.parent_id is not None else set()
    names = Names(on, known)
    called = names.of(Subject.PARTY_ORGANIZATION, bodies)
    return Called({one: each.name for one, each in called.items()}, names.in_full(named))
