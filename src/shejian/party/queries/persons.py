"""One person: everything that was ever recorded of him, and who may see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import narwhals as nw
from django.db.models import Q

from shejian.core.facts import Picture
from shejian.core.facts.terms import Line
from shejian.journal.models import DatedFact
from shejian.party.models import Guidance, Post
from shejian.party.queries.bodies import body_is_within
from shejian.people.models import PersonParticulars, SamePerson
from shejian.registry.queries.facts import HIGHEST, is_within
from shejian.snapshot.rows import recorded

KEY = "person"
TABLES = ("membership", "affiliation", "development_step", "employment", "dues", "learning")


def knows_person(person: int, known: int) -> bool:
    """Whether the ledger, as known then, has a person of that number, if only as one who is the same as another."""
    if person > HIGHEST:
        return False
    kinds = (PersonParticulars, SamePerson)
    return any(kind.objects.known(known).filter(person=person).exists() for kind in kinds)


def bodies_of_person(picture: Picture, on: date, person: int) -> list[int]:
    """Through which party organizations a person belongs to units on a day: where his relation stands, or else where it
    last stood, or where he took his steps."""
    now = picture.on("affiliation", on).filter(nw.col(KEY) == person).collect()
    if len(now):
        return list(now["party_organization"].to_list())
    earlier: list[int] = []
    for table in ("affiliation", "development_step"):
        begun = nw.col("start").is_null() | (nw.col("start") <= on)
        facts = picture.facts(table).filter((nw.col(KEY) == person) & begun).collect()
        earlier += facts["party_organization"].to_list()
    return list(dict.fromkeys(earlier))


def person_is_within(picture: Picture, on: date, person: int, reached: Mapping[Line, Collection[int]]) -> bool:
    """Whether a person belongs on a day to one of the units reached along some line: through a party organization, or,
    if no party organization of this ledger has to do with him, through a social organization in which he works or
    worked."""
    bodies = bodies_of_person(picture, on, person)
    if bodies:
        return any(body_is_within(picture, on, body, reached) for body in bodies)
    return any(is_within(picture, on, each, reached) for each in workplaces(picture, on, person))


def workplaces(picture: Picture, on: date, person: int) -> list[int]:
    """The social organizations in which a person works on a day, or else those in which he worked before."""
    begun = nw.col("start").is_null() | (nw.col("start") <= on)
    facts = picture.facts("employment").filter((nw.col(KEY) == person) & begun).collect()
    now = facts.filter(nw.col("end").is_null() | (nw.col("end") > on))
    return list(dict.fromkeys((now if len(now) else facts)["organization"].to_list()))


def facts_of_person(picture: Picture, person: int) -> list[DatedFact]:
    """Every fact that was ever recorded of a person, whichever entry the picture is of."""
    found = [fact for table in TABLES for fact in recorded(picture, table, KEY, person)]
    for kind in (PersonParticulars, Post, Guidance):
        found += kind.objects.filter(person=person).order_by("entry_id", "id")
    found += SamePerson.objects.filter(Q(person=person) | Q(kept=person)).order_by("entry_id", "id")
    return found
