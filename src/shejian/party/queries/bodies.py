"""One party organization: everything that was ever recorded of it, who belongs to it, and who may see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from shejian.core.facts import Picture
from shejian.core.facts.terms import Line
from shejian.core.indicators import Scope, bodies_within, relations
from shejian.journal.models import DatedFact
from shejian.party.models import Post
from shejian.registry.queries.facts import HIGHEST
from shejian.registry.queries.table import organizations_on
from shejian.snapshot.rows import recorded

KEY = "party_organization"
TABLES = ("establishment", "party_organization_particulars", "coverage", "election", "reelection_mark", "committee")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody whose relation stands in a party organization on the day; whether as a full member."""

    person: int
    since: date | None
    full: bool


def knows_body(picture: Picture, body: int) -> bool:
    """Whether the ledger, as known then, has a party organization of that number."""
    if body > HIGHEST:
        return False
    return len(picture.facts("party_organization_particulars").filter(nw.col(KEY) == body).head(1).collect()) > 0


def body_is_within(picture: Picture, on: date, body: int, reached: Mapping[Line, Collection[int]]) -> bool:
    """Whether a party organization is at home on a day in one of the units reached along some line, or covers an
    organization that belongs there along that very line."""
    view = organizations_on(picture, on).view
    return any(
        len(view.relation(bodies_within, Scope(line, frozenset(units))).filter(nw.col("id") == body).collect())
        for line, units in reached.items()
        if units
    )


def facts_of_body(picture: Picture, body: int) -> list[DatedFact]:
    """Every fact that was ever recorded of a party organization, whichever entry the picture is of; of its members,
    their steps and its meetings there are none."""
    found = [fact for table in TABLES for fact in recorded(picture, table, KEY, body)]
    return [*found, *Post.objects.filter(party_organization=body).order_by("entry_id", "id")]


def effective_coverage(picture: Picture, on: date, body: int) -> frozenset[int]:
    """The organizations that a party organization covers in effect on a day: while both exist."""
    covering = organizations_on(picture, on).view.relation(relations.covering).filter(nw.col(KEY) == body).collect()
    return frozenset(covering["organization"].to_list())


def members_of(picture: Picture, on: date, body: int) -> list[Member]:
    """The members of a party organization on a day, those who came first before the others."""
    members = organizations_on(picture, on).view.relation(relations.members).filter(nw.col(KEY) == body)
    rows = members.sort("since", "id", nulls_last=False).collect().rows(named=True)
    return [Member(row["id"], row["since"], row["full"]) for row in rows]


def below(picture: Picture, on: date, body: int) -> list[int]:
    """The party organizations that stand on a day and name this one as the one above them."""
    view = organizations_on(picture, on).view
    named = view.on("party_organization_particulars").filter(nw.col("parent") == body)
    standing = view.relation(relations.standing_bodies).select("id")
    found = named.join(standing, left_on=KEY, right_on="id", how="semi").collect()
    return sorted(found[KEY].to_list())


def steps_at(picture: Picture, since: date, on: date, body: int) -> list[tuple[int, str, date]]:
    """The development steps taken in a party organization from ``since`` to ``on``: person, stage and day, the newest
    first."""
    steps = picture.within("development_step", since, on).filter(nw.col(KEY) == body).collect()
    rows = [(row["person"], row["stage"], row["start"]) for row in steps.rows(named=True)]
    return sorted(rows, key=lambda row: (row[2], row[0]), reverse=True)
