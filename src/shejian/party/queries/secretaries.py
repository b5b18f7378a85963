"""Secretaries of whom the ledger knows a name alone, and the members who bear that name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from shejian.core.facts import Picture
from shejian.core.facts.terms import PostTitle
from shejian.party.models import Post
from shejian.people.models import PersonParticulars

KEY = "party_organization"
CHUNK = 500


@dataclass(frozen=True, slots=True)
class KnownByName:
    """A secretary of whom the ledger does not say which person he is.

    Attributes:
        namesakes: members of his name, each with the party organization where his relation stands; those of his own
            come first.
    """

    party_organization: int
    name: str
    namesakes: tuple[tuple[int, int], ...]


def secretaries_known_by_name(
    picture: Picture, on: date, known: int, bodies: Collection[int]
) -> tuple[KnownByName, ...]:
    """Of these party organizations, those whose secretary on a day is known by his name alone; namesakes are sought
    among the members of the same party organizations."""
    posts = Post.objects.on(on, known).filter(title=str(PostTitle.SECRETARY), end__isnull=True)
    stated = posts.order_by("party_organization_id", "id").values_list("party_organization_id", "name", "person_id")
    latest = {body: (name, person) for body, name, person in stated}
    unknown = {body: name for body, (name, person) in latest.items() if person is None and body in bodies}
    namesakes = _members_named(picture, on, known, set(unknown.values()), bodies)
    return tuple(
        KnownByName(
            body, name, tuple(sorted(namesakes.get(name, ()), key=lambda each, own=body: (each[1] != own, each)))
        )
        for body, name in unknown.items()
    )


def _members_named(
    picture: Picture, on: date, known: int, names: Collection[str], bodies: Collection[int]
) -> dict[str, list[tuple[int, int]]]:
    """Members of the party organizations, by their names."""
    wanted, named = sorted(names), dict[int, str]()
    for at in range(0, len(wanted), CHUNK):
        borne = PersonParticulars.objects.on(on, known).filter(name__in=wanted[at : at + CHUNK])
        named |= dict(borne.values_list("person_id", "name"))
    relations = picture.on("affiliation", on).filter(nw.col("person").is_in(list(named))).collect()
    found: dict[str, list[tuple[int, int]]] = {}
    for person, body in zip(relations["person"].to_list(), relations[KEY].to_list(), strict=True):
        if body in bodies:
            found.setdefault(named[person], []).append((person, body))
    return found
