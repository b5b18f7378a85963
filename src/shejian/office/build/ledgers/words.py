"""What the ids of rows are called: one query for each kind of name, however many rows.

Unlike figures, a ledger of persons is a roster: whoever reaches the party organization on it reads the members' names
in full, as on the paper list. Identity numbers and telephones are not read here at all; only whether there is a number
is asked, since who has none is a mention, the person of one row, and must not be taken for another of that name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
from django.db.models import F, QuerySet
from django.urls import reverse

from shejian.activities.models import ContributionRecord, MeetingRecord
from shejian.journal.models import DatedFact
from shejian.office.asking import Posed
from shejian.party.models import Establishment, PartyOrganizationParticulars, Post
from shejian.people.models import PersonParticulars
from shejian.registry.models import Registration

FEW = 500
"""More ids than this are not listed in a query: then all rows are read."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where names stand: a model of facts, its column of ids, and the columns to read, the name first.

    Attributes:
        searched: how many of the columns are names or codes that people search by.
        holding: whether only facts that hold on the day count; else the last one known serves as well.
    """

    model: type[DatedFact]
    key: str
    columns: tuple[str, ...]
    searched: int = 1
    holding: bool = False

    def facts(self, posed: Posed) -> QuerySet[DatedFact]:
        """The facts to read, the one that serves coming last."""
        rows = self.model.objects
        found = rows.on(posed.on, posed.known) if self.holding else rows.known(posed.known)
        return found.order_by(F("start").asc(nulls_first=True), "id")


PARTY_ORGANIZATION = Source(PartyOrganizationParticulars, "party_organization_id", ("name",))
ORGANIZATION = Source(Registration, "organization_id", ("name", "code"), searched=2)
PERSON = Source(PersonParticulars, "person_id", ("name", "sex", "identity_digest"))
APPROVAL = Source(Establishment, "party_organization_id", ("approval_number",))
SECRETARY = Source(Post, "party_organization_id", ("name",), holding=True)
TOPIC = Source(MeetingRecord, "meeting_id", ("topic",))
ACTIVITY = Source(ContributionRecord, "contribution_id", ("name",))
ROUTES = {PARTY_ORGANIZATION: "party-organization", ORGANIZATION: "organization", PERSON: "person"}


class Words:
    """The names of a question's rows, read once for each source."""

    def __init__(self, posed: Posed) -> None:
        self.posed = posed
        self.query = posed.asking.query()
        self._read: dict[Source, dict[int, tuple[Any, ...]]] = {}
        self._all: set[Source] = set()
        self._pages: dict[Source, str] = {}
        self._linked: dict[str, tuple[Source, dict[int, list[int]]]] = {}

    def read(self, source: Source, ids: Iterable[int | None] | None) -> Mapping[int, tuple[Any, ...]]:
        """What the source says of these ids, or of all there are; nothing is read twice."""
        held = self._read.setdefault(source, {})
        wanted = None if ids is None else {one for one in ids if one is not None} - held.keys()
        if source in self._all or wanted == set():
            return held
        if wanted is None or len(wanted) > FEW:
            self._all.add(source)
            wanted = None
        held.update(self._facts(source, wanted))
        return held

    def _facts(self, source: Source, wanted: Collection[int] | None) -> dict[int, tuple[Any, ...]]:
        facts = source.facts(self.posed)
        if wanted is not None:
            facts = facts.filter(**{f"{source.key}__in": sorted(wanted)})
        found: dict[int, tuple[Any, ...]] = {}
        for one, start, *values in facts.values_list(source.key, "start", *source.columns):
            if one not in found or start is None or start <= self.posed.on:
                found[one] = tuple(values)
        return found

    def link(self, name: str, source: Source, pairs: nw.LazyFrame[Any], ids: Collection[int]) -> None:
        """Remember the several others that rows are linked with, in their order, and what they are called."""
        listed: dict[int, list[int]] = {}
        held = pairs.filter(nw.col("id").is_in(list(ids))).sort("id", "position", "other").collect()
        for one, other in held.select("id", "other").rows():
            listed.setdefault(one, []).append(other)
        self.read(source, {other for others in listed.values() for other in others})
        self._linked[name] = (source, listed)

    def linked(self, name: str, number: int) -> list[str]:
        """What the others that a row is linked with are called, in their order."""
        source, listed = self._linked[name]
        return [self.name(source, other) for other in listed.get(number, [])]

    def first(self, name: str, number: int) -> str:
        """The address of the first of them."""
        source, listed = self._linked[name]
        others = listed.get(number)
        return self.href(source, others[0]) if others else ""

    def of(self, source: Source, number: int | None) -> tuple[Any, ...]:
        """What was read of an id; nothing if nothing is known of it."""
        return self._read.get(source, {}).get(number, ()) if number is not None else ()

    def name(self, source: Source, number: int | None) -> str:
        """What an id is called."""
        known = self.of(source, number)
        return str(known[0]) if known else ""

    def href(self, source: Source, number: int | None) -> str:
        """The address of the page of what an id stands for; empty where there is none."""
        if number is None or source not in ROUTES:
            return ""
        if source not in self._pages:  # an address is looked up once for all rows
            self._pages[source] = reverse(f"office:{ROUTES[source]}", args=[0]).removesuffix("0/")
        return f"{self._pages[source]}{number}/{self.query}"

    def unit(self, number: int | None) -> str:
        """What a unit is called on the day."""
        return self.posed.asked.tree.name(number) if number is not None else ""
